using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Changes.Variants;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Effective;
using Groundswell.Masters.Merging;
using Groundswell.Tests.Masters;
using static Groundswell.Tests.Changes.ChangeStory;
using static Groundswell.Tests.Changes.VoicesStory;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Changes.Variants;

/// <summary>A site in Munich adapts hand rub, because its water is hard: core 1, its variant 2, core 3.</summary>
public sealed class VariantTests
{
    private const string Why = "The water is hard";
    private static readonly Id<Change> Harder = new("harder");
    private static readonly Id<Change> Next = new("next");
    private static readonly Id<WorkMasterVersion> Own = HandRub.Second;
    private static readonly Id<WorkMasterVersion> Third = HandRub.Master.Version(3);
    private static readonly SiteVariant Adapted = new("MUC", HandRub.First, Why);

    private static readonly WorkMaster Master = StateAfter<WorkMaster>(
    [
        .. HandRub.MasterCreated, new WorkMasterVersionApproved(HandRub.Master, 1), new WorkMasterVersionOpened(HandRub.Master, 2, "MUC"),
        new WorkMasterVersionApproved(HandRub.Master, 2), new WorkMasterVersionOpened(HandRub.Master, 3), new WorkMasterVersionApproved(HandRub.Master, 3),
    ]);

    private static readonly WorkMasterVersion Variant = Approved(Own, Other, HandRub.First, Adapted);
    private static readonly WorkMasterContent Renamed = HandRub.Content with { Name = "Hand rub, the new way" };
    private static readonly WorkMasterContent Clashing = HandRub.Content with { Parameters = [HandRub.Content.Parameters[0] with { Value = 8500 }] };
    private static readonly WorkMasterVersion Core = Approved(Third, Renamed, HandRub.First);
    private static readonly WorkMasterVersion ClashingCore = Approved(Third, Clashing, HandRub.First);

    private static readonly Change OwnChange = StateAfter<Change>(
        new ChangeOpened(Harder, "Harder water", Why, "MUC", false, VariantOf: new VariantLink(HandRub.First)), new ChangeDraftOpened(Harder, HandRub.Master, Own));

    private static readonly OpenVariant Open = new(Harder, HandRub.First, "Harder water", Why) { Site = "muc" };
    private static readonly TakeOverCore Take = new(Next, Own, Third, "With the new core", "It is clearer") { Site = "MUC" };
    private static readonly OfferVariant Offer = new(Next, Harder, Own, "For hard water") { Site = "MUC" };

    [Fact]
    public void A_site_adapts_the_core_by_a_change_of_its_own_with_a_draft_that_knows_its_core_its_site_and_why()
    {
        var master = StateAfter<WorkMaster>([.. HandRub.MasterCreated, new WorkMasterVersionApproved(HandRub.Master, 1)]);

        When(OpenVariant.Decide(Open, Change.Unknown, Change.Unknown, master, First)).HappensIn(
            ("change-harder", new ChangeOpened(Harder, "Harder water", Why, "MUC", false, VariantOf: new VariantLink(HandRub.First))),
            ("work-master-hand-rub", new WorkMasterVersionOpened(HandRub.Master, 2, "MUC")),
            ("work-master-version-hand-rub@2", new VersionOpened(Own, HandRub.Master, 2, HandRub.Content, HandRub.First, Variant: Adapted)),
            ("change-harder", new ChangeDraftOpened(Harder, HandRub.Master, Own)));
        When(OpenVariant.Decide(Open, Shaped, Change.Unknown, master, First)).Refused(new ChangeAlreadyThere(Harder));
        When(OpenVariant.Decide(Open with { Reason = " " }, Change.Unknown, Change.Unknown, master, First)).Refused(new ChangeReasonMissing());
        When(OpenVariant.Decide(Open with { Of = Rub }, Change.Unknown, Shaped, master, First)).Refused(new DraftOfOtherChange(Rub, HandRub.First));
        When(OpenVariant.Decide(Open with { Version = Draft }, Change.Unknown, Change.Unknown, master, DraftOpen)).Refused(new VersionNotApproved(Draft, VersionStatus.Draft));
        When(OpenVariant.Decide(Open, Change.Unknown, Change.Unknown, master, WorkMasterVersion.Unknown)).Refused(new VersionUnknown(HandRub.First));
    }

    [Fact]
    public void A_site_shapes_its_own_variant_further_and_nobody_elses()
    {
        var further = Open with { Change = Next, Version = Own };

        When(OpenVariant.Decide(further, Change.Unknown, Change.Unknown, Master, Variant)).Happens(
            new ChangeOpened(Next, "Harder water", Why, "MUC", false, VariantOf: new VariantLink(HandRub.First, null, Own)),
            new WorkMasterVersionOpened(HandRub.Master, 4, "MUC"),
            new VersionOpened(HandRub.Master.Version(4), HandRub.Master, 4, Other, Own, Variant: Adapted with { Before = Own }),
            new ChangeDraftOpened(Next, HandRub.Master, HandRub.Master.Version(4)));
        When(OpenVariant.Decide(further with { Site = "HAM" }, Change.Unknown, Change.Unknown, Master, Variant)).Refused(new VersionOfOtherSite(Own, "MUC"));
    }

    [Fact]
    public void A_later_core_is_taken_over_and_the_difference_stays()
    {
        var both = Other with { Name = Renamed.Name };

        When(TakeOverCore.Decide(Take, Change.Unknown, Master, Variant, First, Core, By("L-1"))).Happens(
            new ChangeOpened(Next, "With the new core", "It is clearer", "MUC", false, VariantOf: new VariantLink(Third, null, Own)),
            new WorkMasterVersionOpened(HandRub.Master, 4, "MUC"),
            new VersionOpened(HandRub.Master.Version(4), HandRub.Master, 4, both, Own, Variant: new SiteVariant("MUC", Third, Why, Own)),
            new ChangeDraftOpened(Next, HandRub.Master, HandRub.Master.Version(4)));
    }

    [Fact]
    public void What_both_have_changed_otherwise_is_refused_by_name_until_somebody_has_chosen_who_does_not_judge_it_then()
    {
        var conflict = Assert.Single(When(TakeOverCore.Decide(Take, Change.Unknown, Master, Variant, First, ClashingCore, By("L-1"))).Refused<VariantConflicts>().Conflicts);
        Assert.Equal((ElementKind.Parameter, "ethanol_per_batch", "value"), (conflict.Kind, conflict.Id, conflict.Field));
        var chosen = Take with { Choices = [new ConflictChoice(conflict.Kind, conflict.Id, conflict.Field, MergeSide.Variant)] };

        var opened = TakeOverCore.Decide(chosen, Change.Unknown, Master, Variant, First, ClashingCore, By("L-1")).Events.Select(one => one.Event).OfType<VersionOpened>().Single();
        Assert.Equal(8400, opened.Content.Parameters[0].Value);
        Assert.Equal(["L-1"], opened.Editors!);

        // As the core has it, nothing is left of the difference: then the site needs no variant.
        When(TakeOverCore.Decide(
            Take with { Choices = [new ConflictChoice(conflict.Kind, conflict.Id, conflict.Field, MergeSide.Core)] }, Change.Unknown, Master, Variant, First, ClashingCore, By("L-1")))
            .Refused(new CoreSaysTheSame(Own, Third));
    }

    [Fact]
    public void Only_a_later_core_is_taken_over_only_into_a_variant_and_only_by_its_site()
    {
        When(TakeOverCore.Decide(Take, Change.Unknown, Master, First, First, Core, By("L-1"))).Refused(new VersionNotVariant(Own));
        When(TakeOverCore.Decide(Take with { Site = "HAM" }, Change.Unknown, Master, Variant, First, Core, By("L-1"))).Refused(new VersionOfOtherSite(Own, "MUC"));
        When(TakeOverCore.Decide(Take, Change.Unknown, Master, Variant, First, First, By("L-1"))).Refused(new VariantHasCore(Own, HandRub.First));
        When(TakeOverCore.Decide(Take, Change.Unknown, Master, Variant, First, Variant, By("L-1"))).Refused(new VersionIsVariant(Own, "MUC"));
        When(TakeOverCore.Decide(Take, Change.Unknown, Master, Variant, First, Core with { Status = VersionStatus.Retired }, By("L-1"))).Refused(new VersionNotApproved(Third, VersionStatus.Retired));
        When(TakeOverCore.Decide(Take, Change.Unknown, Master, Variant with { Status = VersionStatus.InReview }, First, Core, By("L-1"))).Refused(new VersionNotApproved(Own, VersionStatus.InReview));
    }

    /// <summary>A draft that nobody has accepted is compared with the core, so that its class is not made small by what was only written.</summary>
    [Fact]
    public void A_variant_that_is_still_written_takes_the_core_over_too()
    {
        var draft = StateAfter<WorkMasterVersion>(
            new VersionOpened(Own, HandRub.Master, 2, HandRub.Content, HandRub.First, Variant: Adapted),
            new DraftEdited(Own, 2, [new ParameterChanged(Other.Parameters[0])])) with
        { Editors = ["O-1"] };

        var opened = TakeOverCore.Decide(Take, Change.Unknown, Master, draft, First, Core, By("L-1")).Events.Select(one => one.Event).OfType<VersionOpened>().Single();
        Assert.Equal(Third, opened.BasedOn);
        Assert.Equal(["O-1"], opened.Editors!);
    }

    [Fact]
    public void A_variant_is_offered_to_the_core_as_it_is_now_with_its_reason_and_where_it_comes_from()
    {
        When(OfferVariant.Decide(Offer, Change.Unknown, OwnChange, Change.Unknown, Master, Variant, First, Core, By("L-1"))).HappensIn(
            ("change-next", new ChangeOpened(Next, "For hard water", Why, "MUC", false, OfferOf: new VariantOffer(Harder, Own, "MUC"))),
            ("work-master-hand-rub", new WorkMasterVersionOpened(HandRub.Master, 4)),
            ("work-master-version-hand-rub@4", new VersionOpened(HandRub.Master.Version(4), HandRub.Master, 4, Other with { Name = Renamed.Name }, Third)),
            ("change-next", new ChangeDraftOpened(Next, HandRub.Master, HandRub.Master.Version(4))),
            ("change-harder", new VariantOffered(Harder, Own, Next)));

        // What is in the core's draft is the core's: it goes wherever it is pulled.
        Assert.Null(OfferVariant.Decide(Offer, Change.Unknown, OwnChange, Change.Unknown, Master, Variant, First, Core, By("L-1"))
            .Events.Select(one => one.Event).OfType<VersionOpened>().Single().Variant);
    }

    [Fact]
    public void What_is_offered_is_approved_is_the_sites_own_and_is_offered_once()
    {
        var offered = OwnChange.Evolve(new Happened(new VariantOffered(Harder, Own, Rub), Now, Now, "L-1", null, 9));

        When(OfferVariant.Decide(Offer, Change.Unknown, offered, Shaped, Master, Variant, First, Core, By("L-1"))).Refused(new VariantOfferedAlready(Own, Rub));
        Assert.Null(OfferVariant.Decide(Offer, Change.Unknown, offered, ShapedAnd(new ChangeGivenUp(Rub, "x")), Master, Variant, First, Core, By("L-1")).Refusal);
        When(OfferVariant.Decide(Offer, Change.Unknown, OwnChange, Change.Unknown, Master, Variant with { Status = VersionStatus.Draft }, First, Core, By("L-1")))
            .Refused(new VersionNotApproved(Own, VersionStatus.Draft));
        When(OfferVariant.Decide(Offer with { Site = "HAM" }, Change.Unknown, OwnChange, Change.Unknown, Master, Variant, First, Core, By("L-1"))).Refused(new VersionOfOtherSite(Own, "MUC"));
        When(OfferVariant.Decide(Offer with { Of = Rub }, Change.Unknown, Change.Unknown, Change.Unknown, Master, Variant, First, Core, By("L-1"))).Refused(new DraftOfOtherChange(Rub, Own));
        When(OfferVariant.Decide(Offer with { Title = "" }, Change.Unknown, OwnChange, Change.Unknown, Master, Variant, First, Core, By("L-1"))).Refused(new ChangeTitleMissing());
        Assert.Single(When(OfferVariant.Decide(Offer, Change.Unknown, OwnChange, Change.Unknown, Master, Variant, First, ClashingCore, By("L-1"))).Refused<VariantConflicts>().Conflicts);
        When(OfferVariant.Decide(Offer, Change.Unknown, OwnChange, Change.Unknown, Master, Variant, First, Approved(Third, Other, HandRub.First), By("L-1"))).Refused(new CoreSaysTheSame(Own, Third));
    }

    /// <summary>Four sources, and a variant comes to another site by none of them.</summary>
    [Fact]
    public void No_source_gives_a_variant_to_another_site()
    {
        var elsewhere = new VersionOfOtherSite(Own, "MUC");
        var site = SiteOf(false);

        When(RecordBaseline.Decide(
            new RecordBaseline(HandRub.Master, [new BaselineVersion(Own)], "SOP-7") { Site = "HAM" }, EffectiveVersion.Unknown, [Variant], [], [], SiteAtWork.Unknown, site, By("Q-1"))).Refused(elsewhere);
        When(AskForCommissioning.Decide(new AskForCommissioning(HandRub.Master, Own) { Site = "HAM" }, EffectiveVersion.Unknown, Variant, SiteAtWork.Unknown, site, By("S-1"))).Refused(elsewhere);
        When(PushVersion.Decide(new PushVersion(HandRub.Master, Own, PushGround.Safety, "Burns", Now.AddDays(3)) { Site = "HAM" }, Began, Variant, By("Q-1"))).Refused(elsewhere);
        Assert.Equal(elsewhere, LaunchRules.NotLaunchable(Rub, "HAM", Accepted, [Variant]));
        Assert.Null(LaunchRules.NotLaunchable(Rub, "muc", Accepted, [Variant]));
        When(OpenPilotGroup.Decide(new OpenPilotGroup(PilotId, Harder) { Site = "HAM" }, Pilot.Unknown, OwnChange, By("F-1"))).Refused(new VariantOfOtherSite(Harder, "MUC"));
        Assert.Null(OpenPilotGroup.Decide(new OpenPilotGroup(PilotId, Harder) { Site = "MUC" }, Pilot.Unknown, OwnChange, By("F-1")).Refusal);
        var frozen = StateAfter<WorkMasterVersion>(new VersionFrozen(Frozen, HandRub.Master, 2, Draft, 1, Other, OtherHash, ["P-1"], Adapted));
        Assert.Equal(new VersionOfOtherSite(Frozen, "MUC"), StartPilot.Decide(
            new StartPilot(PilotId) { Site = "HAM" }, Planned(), Shaped, Heard(), Members, [Here("P-1"), Here("P-2")], [frozen], [Began], [], site, By("P-1")).Refusal);
    }

    [Fact]
    public void The_core_goes_on_from_the_core()
    {
        Assert.Equal(3, Master.LastApproved);
        Assert.Equal(1, StateAfter<WorkMaster>(
            [.. HandRub.MasterCreated, new WorkMasterVersionApproved(HandRub.Master, 1), new WorkMasterVersionOpened(HandRub.Master, 2, "MUC"), new WorkMasterVersionApproved(HandRub.Master, 2)]).UsualBase);
        When(OpenDraft.Decide(new OpenDraft(HandRub.Master, 2), Master, Variant)).Refused(new VersionIsVariant(Own, "MUC"));
        When(OpenChangeDraft.Decide(new OpenChangeDraft(Rub, HandRub.Master, 2), Shaped with { Drafts = [] }, Master, Variant)).Refused(new VersionIsVariant(Own, "MUC"));
    }

    [Fact]
    public void What_else_a_sites_change_opens_is_the_sites_own_too()
    {
        var opened = OpenChangeDraft.Decide(new OpenChangeDraft(Harder, HandRub.Master), OwnChange with { Drafts = [] }, Master, Core).Events.Select(one => one.Event).OfType<VersionOpened>().Single();

        Assert.Equal(new SiteVariant("MUC", Third, Why), opened.Variant);
    }

    private static WorkMasterVersion Approved(Id<WorkMasterVersion> id, WorkMasterContent content, Id<WorkMasterVersion> basedOn, SiteVariant? variant = null)
    {
        var (hash, number) = (ContentText.HashOf(content), id == Own ? 2 : 3);
        return StateAfter<WorkMasterVersion>(
            new VersionOpened(id, HandRub.Master, number, content, basedOn, Variant: variant), new VersionSentToReview(id, 1, hash, content),
            new VersionApproved(id, hash, [HandRub.Signed("Q-1", hash)]));
    }
}
