using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Masters;

public sealed class EditDraftTests
{
    private static readonly WorkMasterVersion Draft = StateAfter<WorkMasterVersion>(HandRub.Draft);
    private static readonly Operation Packing = new("packing", "Packing", []);
    private static readonly Step Wipe = new("wipe", "Wipe the vessel", new Confirm());

    /// <summary>Each edit, and the change that it records.</summary>
    public static TheoryData<string, Decision, ContentChange> Edits => new()
    {
        { "head", ChangeDraftHead.Decide(new(HandRub.First, "Rub", HandRub.Content.Makes), Draft), new HeadChanged("Rub", HandRub.Content.Makes) },
        { "add operation", AddOperation.Decide(new(HandRub.First, Packing, "filling"), Draft), new OperationAdded(Packing, "filling") },
        {
            "change operation", ChangeOperation.Decide(new(HandRub.First, HandRub.Filling with { Name = "Fill" }), Draft),
            new OperationChanged(HandRub.Filling with { Name = "Fill", Steps = [] })
        },
        { "move operation", MoveOperation.Decide(new(HandRub.First, "filling"), Draft), new OperationMoved("filling") },
        { "remove operation", RemoveOperation.Decide(new(HandRub.First, "filling"), Draft), new OperationRemoved("filling") },
        { "add step", AddStep.Decide(new(HandRub.First, "mixing", Wipe, "clean"), Draft), new StepAdded("mixing", Wipe, "clean") },
        { "change step", ChangeStep.Decide(new(HandRub.First, HandRub.Temperature with { Critical = true }), Draft), new StepChanged(HandRub.Temperature with { Critical = true }) },
        { "move step", MoveStep.Decide(new(HandRub.First, "water", After: "clean"), Draft), new StepMoved("water", "mixing", "clean") },
        { "move step elsewhere", MoveStep.Decide(new(HandRub.First, "water", "filling"), Draft), new StepMoved("water", "filling") },
        { "remove step", RemoveStep.Decide(new(HandRub.First, "water"), Draft), new StepRemoved("water") },
        {
            "add line", PutBillLine.Decide(new(HandRub.First, new BillLine("cap", HandRub.Water, 1, "{piece}")), Draft),
            new BillLineAdded(new BillLine("cap", HandRub.Water, 1, "{piece}"), "aq")
        },
        {
            "change line", PutBillLine.Decide(new(HandRub.First, new BillLine("eth", HandRub.Ethanol, 8000, "mL")), Draft),
            new BillLineChanged(new BillLine("eth", HandRub.Ethanol, 8000, "mL"))
        },
        { "remove line", RemoveBillLine.Decide(new(HandRub.First, "eth"), Draft), new BillLineRemoved("eth") },
        {
            "add parameter", PutParameter.Decide(new(HandRub.First, new Parameter("speed", "Speed", 90, "rpm")), Draft),
            new ParameterAdded(new Parameter("speed", "Speed", 90, "rpm"), "ethanol_per_batch")
        },
        {
            "change parameter", PutParameter.Decide(new(HandRub.First, new Parameter("ethanol_per_batch", "Ethanol", 8000, "mL")), Draft),
            new ParameterChanged(new Parameter("ethanol_per_batch", "Ethanol", 8000, "mL"))
        },
        { "remove parameter", RemoveParameter.Decide(new(HandRub.First, "ethanol_per_batch"), Draft), new ParameterRemoved("ethanol_per_batch") },
    };

    /// <summary>Each edit that names what is not there, or adds what is.</summary>
    public static TheoryData<Decision, Refusal> NotThere => new()
    {
        { AddOperation.Decide(new(HandRub.First, HandRub.Mixing), Draft), new OperationAlreadyThere("mixing") },
        { AddOperation.Decide(new(HandRub.First, Packing, "drying"), Draft), new OperationUnknown("drying") },
        { ChangeOperation.Decide(new(HandRub.First, Packing), Draft), new OperationUnknown("packing") },
        { MoveOperation.Decide(new(HandRub.First, "drying"), Draft), new OperationUnknown("drying") },
        { MoveOperation.Decide(new(HandRub.First, "mixing", "drying"), Draft), new OperationUnknown("drying") },
        { RemoveOperation.Decide(new(HandRub.First, "drying"), Draft), new OperationUnknown("drying") },
        { AddStep.Decide(new(HandRub.First, "drying", Wipe), Draft), new OperationUnknown("drying") },
        { AddStep.Decide(new(HandRub.First, "filling", HandRub.Weigh), Draft), new StepAlreadyThere("ethanol") },
        { AddStep.Decide(new(HandRub.First, "filling", Wipe, "water"), Draft), new StepNotInOperation("water", "filling") },
        { ChangeStep.Decide(new(HandRub.First, Wipe), Draft), new StepUnknown("wipe") },
        { MoveStep.Decide(new(HandRub.First, "wipe"), Draft), new StepUnknown("wipe") },
        { MoveStep.Decide(new(HandRub.First, "water", "drying"), Draft), new OperationUnknown("drying") },
        { MoveStep.Decide(new(HandRub.First, "water", "filling", "clean"), Draft), new StepNotInOperation("clean", "filling") },
        { RemoveStep.Decide(new(HandRub.First, "wipe"), Draft), new StepUnknown("wipe") },
        { PutBillLine.Decide(new(HandRub.First, new BillLine("cap", HandRub.Water, 1, "mL"), "bottle"), Draft), new BillLineUnknown("bottle") },
        { RemoveBillLine.Decide(new(HandRub.First, "cap"), Draft), new BillLineUnknown("cap") },
        { RemoveParameter.Decide(new(HandRub.First, "speed"), Draft), new ParameterUnknown("speed") },
        { ChangeStep.Decide(new(HandRub.First, HandRub.Temperature), Draft), new DraftUnchanged(HandRub.First) },
        { MoveStep.Decide(new(HandRub.First, "clean"), Draft), new DraftUnchanged(HandRub.First) },
    };

    [Theory, MemberData(nameof(Edits))]
    public void An_edit_is_recorded_as_what_it_changed(string edit, Decision decision, ContentChange change)
    {
        Assert.NotEmpty(edit);
        When(decision).Happens(new DraftEdited(HandRub.First, 2, [change]));
    }

    [Theory, MemberData(nameof(NotThere))]
    public void An_edit_that_does_not_fit_is_refused(Decision decision, Refusal refusal) => When(decision).Refused(refusal);

    [Fact]
    public void Only_a_draft_is_edited() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => RemoveStep.Decide(new RemoveStep(HandRub.First, "water"), version))
            .Refused(new VersionNotDraft(HandRub.First, VersionStatus.InReview));

    [Fact]
    public void Only_a_version_that_is_there_is_edited() =>
        Given<WorkMasterVersion>()
            .When(version => ChangeDraftHead.Decide(new ChangeDraftHead(HandRub.First, "Rub", HandRub.Content.Makes), version))
            .Refused(new VersionUnknown(HandRub.First));

    [Fact]
    public void Who_edits_an_older_revision_learns_of_the_newer_one() =>
        Given<WorkMasterVersion>([.. HandRub.Draft, new DraftEdited(HandRub.First, 2, [new StepRemoved("water")])])
            .When(version => RemoveStep.Decide(new RemoveStep(HandRub.First, "clean", BaseRevision: 1), version))
            .Refused(new DraftMovedOn(1, 2));

    [Fact]
    public void An_edit_that_leaves_an_id_twice_is_refused() =>
        When(AddOperation.Decide(new AddOperation(HandRub.First, Packing with { Steps = [HandRub.Weigh] }), Draft))
            .Refused<DraftIdsUnfit>();

    [Fact]
    public void Who_edits_is_an_editor() => Assert.Equal(
        ["P-1"], StateAfter<WorkMasterVersion>([.. HandRub.Draft, new DraftEdited(HandRub.First, 2, [new StepRemoved("water")])]).Editors);

    [Fact]
    public void A_draft_is_replaced_and_the_record_keeps_the_difference() =>
        When(ReplaceDraft.Decide(
                new ReplaceDraft(HandRub.First, 1, HandRub.WithStep("temperature", step => step with { Critical = true }) with { Name = "Rub" }), Draft))
            .Happens(new DraftEdited(
                HandRub.First, 2, [new HeadChanged("Rub", HandRub.Content.Makes), new StepChanged(HandRub.Temperature with { Critical = true })]));

    [Fact]
    public void A_draft_is_not_replaced_by_itself() =>
        When(ReplaceDraft.Decide(new ReplaceDraft(HandRub.First, 1, HandRub.Content), Draft)).Refused(new DraftUnchanged(HandRub.First));

    [Fact]
    public void A_draft_is_not_replaced_from_an_older_revision() =>
        When(ReplaceDraft.Decide(new ReplaceDraft(HandRub.First, 0, HandRub.Content), Draft)).Refused(new DraftMovedOn(0, 1));

    [Fact]
    public void A_content_with_an_id_twice_replaces_nothing()
    {
        var twice = HandRub.Content with { Operations = [HandRub.Mixing, HandRub.Mixing] };

        var refusal = When(ReplaceDraft.Decide(new ReplaceDraft(HandRub.First, 1, twice), Draft)).Refused<DraftIdsUnfit>();

        Assert.Contains(refusal.Faults, fault => fault is { Code: "id.twice", At: "operations/mixing/id" });
    }

    [Fact]
    public void A_content_with_holes_replaces_nothing()
    {
        var holes = HandRub.Content with { Operations = [HandRub.Mixing, null!] };

        var refusal = When(ReplaceDraft.Decide(new ReplaceDraft(HandRub.First, 1, holes), Draft)).Refused<DraftIdsUnfit>();

        Assert.Equal("element.missing", Assert.Single(refusal.Faults).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("not")]
    [InlineData("target")]
    [InlineData("order")]
    [InlineData("with space")]
    [InlineData("wäge")]
    public void A_steps_id_is_a_name_that_expressions_can_call(string id) =>
        When(AddStep.Decide(new AddStep(HandRub.First, "mixing", Wipe with { Id = id }), Draft)).Refused<DraftIdsUnfit>();
}
