using Groundswell.Changes.Launches;
using Groundswell.Changes.Reasons;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Masters.ReasonLists;
using Groundswell.Record;
using Groundswell.Tests.Masters;
using static Groundswell.Tests.Changes.ChangeStory;
using static Groundswell.Tests.Changes.VoicesStory;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Changes.Reasons;

/// <summary>A list of reasons goes live with the work master that names it, and with nothing else.</summary>
public sealed class ReasonsOfChangeTests
{
    private static readonly Id<ReasonList> Scrap = new("scrap");
    private static readonly Reason Dent = new("dent", new Dictionary<string, string> { ["en"] = "Dent" });
    private static readonly Reason Foam = new("foam", new Dictionary<string, string> { ["en"] = "Foam" });
    private static readonly ReasonListDefined Defined = new(Scrap, "Scrap", ReasonUse.Scrap, [Dent]);
    private static readonly ReasonListRevised Shaped2 = new(Scrap, 2, "Scrap", [Dent, Foam], Rub.Value);

    private static readonly Operation Operation = HandRub.Content.Operations.First(one => one.Steps.Any(step => step.Does is ReportOutput { Reasons: not null }));
    private static readonly Step Step = Operation.Steps.First(step => step.Does is ReportOutput { Reasons: not null });
    private static readonly WorkMasterVersion Drafted = StateAfter<WorkMasterVersion>(new VersionOpened(Draft, HandRub.Master, 2, HandRub.Content, HandRub.First));

    private static Step Naming(string list) => Step with { Does = (ReportOutput)Step.Does with { Reasons = new Id<ReasonList>(list) } };

    private static Then Shape(IReadOnlyList<Reason> reasons, string by = "P-2", int @base = 0, WorkMasterVersion? draft = null, Groundswell.Changes.Stories.Change? change = null, ActiveReasonList? own = null, params Event[] more) =>
        When(ShapeReasonList.Decide(
            new ShapeReasonList(Rub, PilotId, Scrap, @base, reasons), change ?? Shaped, Group(), StateAfter<ReasonList>([Defined, .. more]), own ?? ActiveReasonList.Unknown, [draft ?? Drafted], By(by)));

    [Fact]
    public void A_member_of_the_pilot_group_shapes_it_and_the_drafts_name_that_version() =>
        Shape([Dent, Foam]).HappensIn(
            ("reason-list-scrap", Shaped2), ("work-master-version-hand-rub@2", new DraftEdited(Draft, 2, [new StepChanged(Naming("scrap@2"))])));

    [Fact]
    public void Nobody_else_does_nor_of_what_others_have_changed_nor_where_no_draft_asks_for_it()
    {
        Shape([Dent, Foam], by: "P-9").Refused(new Groundswell.Changes.Pilots.NotOfPilotGroup(PilotId, "P-9"));
        Shape([Dent, Foam], change: Accepted).Refused(new Groundswell.Changes.Stories.ChangeNotOpen(Rub, Groundswell.Changes.Stories.ChangeStatus.Accepted));
        Shape([]).Refused(new ReasonListEmpty());
        Shape([Dent]).Refused(new DraftUnchanged(Draft));
        Shape([Foam], @base: 3).Refused(new DraftMovedOn(3, 0));
        Shape([Foam], draft: FrozenVersion).Refused(new ReasonListInNoDraft(Scrap));
        Shape([Foam], more: new ReasonListRetired(Scrap, "x")).Refused(new ReasonListNotInUse(Scrap));
        var again = Drafted.Evolve(new Happened(new DraftEdited(Draft, 2, [new StepChanged(Naming("scrap@2"))]), Now, Now, "P-2", null, 9));
        Shape([Foam], draft: again, more: Shaped2).Refused(new DraftMovedOn(0, 2));
        Shape([Foam], @base: 2, draft: again, more: Shaped2).HappensIn(
            ("reason-list-scrap", new ReasonListRevised(Scrap, 3, "Scrap", [Foam], Rub.Value)),
            ("work-master-version-hand-rub@2", new DraftEdited(Draft, 3, [new StepChanged(Naming("scrap@3"))])));
    }

    /// <summary>Engineers have made another version since, which this site does not use: the group begins with what people choose from.</summary>
    [Fact]
    public void It_is_shaped_from_what_the_site_uses()
    {
        var own = StateAfter<ActiveReasonList>(new ReasonListActivated(Scrap, 1, ["dent"]));
        var later = new ReasonListRevised(Scrap, 2, "Scrap", [Dent, Foam]);

        Shape([Dent], own: own, more: later).Refused(new DraftUnchanged(Draft));
        Shape([Dent, Foam], own: own, more: later).HappensIn(
            ("reason-list-scrap", new ReasonListRevised(Scrap, 3, "Scrap", [Dent, Foam], Rub.Value)), ("work-master-version-hand-rub@2", new DraftEdited(Draft, 2, [new StepChanged(Naming("scrap@3"))])));
    }

    [Fact]
    public void Two_versions_differ_reason_by_reason()
    {
        var renamed = Dent with { Text = new Dictionary<string, string> { ["en"] = "Dented", ["de"] = "Delle" } };
        Reason cap = new("cap", new Dictionary<string, string> { ["en"] = "Cap" }), grouped = cap with { Group = "dent" };

        Assert.Equal([new ReasonDifference("foam", null, Foam)], ReasonDifference.Between([Dent], [Dent, Foam]));
        Assert.Equal([new ReasonDifference("dent", Dent, null)], ReasonDifference.Between([Dent, Foam], [Foam]));
        Assert.Equal(["de", "en"], Assert.Single(ReasonDifference.Between([Dent, Foam], [renamed, Foam])).Languages);
        Assert.True(Assert.Single(ReasonDifference.Between([cap], [grouped])).IsRegrouped);
        Assert.Empty(ReasonDifference.Between([Dent, Foam], [Foam, Dent]));
        Assert.True(ReasonDifference.IsReordered([Dent, Foam], [Foam, Dent]));
        Assert.False(ReasonDifference.IsReordered([Dent, Foam], [cap, Dent]));
    }

    /// <summary>The ways round: to activate what a change has shaped, another version than the site's own, or the site's own again as another.</summary>
    [Fact]
    public void No_lead_brings_another_version_to_a_site()
    {
        var list = StateAfter<ReasonList>(Defined, Shaped2, new ReasonListRevised(Scrap, 3, "Scrap", [Foam]));
        var own = StateAfter<ActiveReasonList>(new ReasonListActivated(Scrap, 1, ["dent"]));
        var off = StateAfter<ActiveReasonList>(new ReasonListActivated(Scrap, 1, ["dent"]), new ReasonListDeactivated(Scrap, "x"));

        When(ActivateReasonList.Decide(new ActivateReasonList(Scrap, 2), list, ActiveReasonList.Unknown)).Refused(new ReasonListComesOtherwise(Scrap, 2));
        When(ActivateReasonList.Decide(new ActivateReasonList(Scrap, 3), list, own)).Refused(new ReasonListComesOtherwise(Scrap, 3));
        When(ActivateReasonList.Decide(new ActivateReasonList(Scrap, 3), list, off)).Refused(new ReasonListComesOtherwise(Scrap, 3));
        When(ActivateReasonList.Decide(new ActivateReasonList(Scrap), list, off)).Happens(new ReasonListActivated(Scrap, 1, ["dent"]));
        When(ActivateReasonList.Decide(new ActivateReasonList(Scrap), list, ActiveReasonList.Unknown)).Happens(new ReasonListActivated(Scrap, 3, ["foam"]));
    }

    [Fact]
    public void What_no_step_names_a_champion_of_the_site_asks_for()
    {
        Id<ReasonList> hold = new("hold");
        var list = StateAfter<ReasonList>(new ReasonListDefined(hold, "Hold", ReasonUse.Hold, [Dent]), new ReasonListRevised(hold, 2, "Hold", [Foam]));
        var own = StateAfter<ActiveReasonList>(new ReasonListActivated(hold, 1, ["dent"]));
        var champions = ChampionsOf(("P-1", AreaOf(), true));
        Then Pull(string by, int version = 2, string why = "Foam is what it is", ReasonList? of = null, DateTimeOffset? at = null) =>
            When(PullReasonList.Decide(new PullReasonList(hold, version, why), of ?? list, own, champions, By(by, at)));

        Pull("P-1").Happens(new ReasonListActivated(hold, 2, ["foam"], "Foam is what it is"));
        Pull("L-1").Refused(new NotAChampion("L-1"));
        Pull("P-1", at: new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.Zero)).Refused(new NotAChampion("P-1"));
        Pull("P-1", why: " ").Refused(new ReasonListWhyMissing());
        Pull("P-1", version: 3).Refused(new ReasonListVersionUnknown(hold, 3));
        Pull("P-1", version: 1).Refused(new ReasonListActive(hold, 1));
        Pull("P-1", of: list with { Use = ReasonUse.Scrap }).Refused(new ReasonListComesOtherwise(hold, 2));
        Pull("P-1", of: ReasonList.Unknown).Refused(new ReasonListNotInUse(hold));
    }

    [Fact]
    public void Another_version_of_a_list_makes_a_change_method_and_another_list_more()
    {
        var before = HandRub.Content;
        Assert.Equal(ChangeClass.Method, DifferenceOf.Contents(before, With("scrap@2")).Class);
        Assert.Equal(ChangeClass.Parameter, DifferenceOf.Contents(before, With("other")).Class);

        WorkMasterContent With(string list) => before with
        {
            Operations = [.. before.Operations.Select(operation => operation with { Steps = [.. operation.Steps.Select(step => step.Id == Step.Id ? Naming(list) : step)] })],
        };
    }

    [Fact]
    public void A_list_is_called_by_no_version()
    {
        When(DefineReasonList.Decide(new DefineReasonList(new("scrap@2"), "Scrap", ReasonUse.Scrap, [Dent]), ReasonList.Unknown)).Refused(new ReasonListIdUnfit(new("scrap@2")));
        Assert.Equal(new NamedReasonList(Scrap, 12), NamedReasonList.Of(new("scrap@12")));
        Assert.Equal(new NamedReasonList(Scrap, null), NamedReasonList.Of(Scrap));
        Assert.Equal(new Id<ReasonList>("scrap@12"), new NamedReasonList(Scrap, 12).Named);
    }
}
