using Groundswell.Changes.Launches;
using Groundswell.Changes.Openings;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Tests.Masters;
using static Groundswell.Tests.Changes.ChangeStory;
using static Groundswell.Tests.Changes.VoicesStory;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Changes.Openings;

public sealed class SiteOpeningTests
{
    private static readonly Id<Change> Begins = new("muc-begins");
    private static readonly Site Site = StateAfter<Site>(new SiteOpened(new("MUC"), "Munich", "Europe/Berlin", false, OpensByChange: true));
    private static readonly SiteAtWork Working = StateAfter<SiteAtWork>(new SiteBeganWork(SiteBeginning.Baseline));
    private static readonly BeginSiteOpening Begin = new(Begins, " Munich begins ", "The hall is ready", [HandRub.First]) { Site = "muc" };
    private static readonly ChangeOpened Begun =
        new(Begins, "Munich begins", "The hall is ready", "MUC", false, Opens: [new ChangeDraft(HandRub.Master, HandRub.First)]);

    private static Change Opening => StateAfter<Change>(Begun);

    [Fact]
    public void It_is_a_change_of_that_site_alone_of_at_least_a_parameters_class()
    {
        When(BeginSiteOpening.Decide(Begin, Change.Unknown, [First], SiteAtWork.Unknown, Site)).Happens(Begun);

        Assert.Equal((true, true, false, ChangeClass.Parameter), (Opening.OpensSite, Opening.IsOfOtherSite("HAM"), Opening.IsOfOtherSite("muc"), Opening.AcceptedClass));
        When(RaiseClass.Decide(new RaiseClass(Begins, ChangeClass.Parameter, "x"), Opening, [First], [WorkMasterVersion.Unknown]))
            .Refused(new ClassNotRaised(Begins, ChangeClass.Parameter, ChangeClass.Parameter));
    }

    [Fact]
    public void It_begins_with_approved_versions_one_of_each_master_at_a_site_that_is_not_at_work()
    {
        Then Asks(BeginSiteOpening begin, WorkMasterVersion[] versions, SiteAtWork? work = null, Site? site = null, Change? change = null) =>
            When(BeginSiteOpening.Decide(begin, change ?? Change.Unknown, versions, work ?? SiteAtWork.Unknown, site ?? Site));

        Asks(Begin, [First], change: Opening).Refused(new ChangeAlreadyThere(Begins));
        Asks(Begin with { Title = " " }, [First]).Refused(new ChangeTitleMissing());
        Asks(Begin, [First], Working).Refused(new SiteAtWorkAlready("muc"));
        Asks(Begin, [First], site: Site with { OpensByChange = false }).Refused(new SiteAtWorkAlready("muc"));
        Asks(Begin with { Versions = [] }, []).Refused(new OpeningWithoutVersions());
        Asks(Begin, [WorkMasterVersion.Unknown]).Refused(new VersionUnknown(HandRub.First));
        Asks(Begin with { Versions = [Draft] }, [DraftOpen]).Refused(new VersionNotApproved(Draft, VersionStatus.Draft));
        Asks(Begin with { Versions = [HandRub.First, Draft] }, [First, ApprovedVersion]).Refused(new TwoVersionsToBeginWith(HandRub.Master));
        var variant = First with { Variant = new SiteVariant("HAM", HandRub.First, "Other mixer", null) };
        Asks(Begin, [variant]).Refused(new VersionOfOtherSite(HandRub.First, "HAM"));
    }

    [Fact]
    public void What_it_begins_with_is_said_anew_until_its_launch_is_asked_for()
    {
        var say = new SayOpeningVersions(Begins, [Draft]) { Site = "MUC" };
        var asked = StateAfter<SiteChange>(new ChangeBroughtIn(Begins, BroughtInBy.Origin), new LaunchAsked(Begins, "P-1", [HandRub.First]));

        When(SayOpeningVersions.Decide(say, Opening, [ApprovedVersion], SiteChange.Unknown)).Happens(new OpeningVersionsSaid(Begins, [new ChangeDraft(HandRub.Master, Draft)]));
        When(SayOpeningVersions.Decide(say, Opening, [ApprovedVersion], asked)).Refused(new LaunchAskedAlready(Begins));
        When(SayOpeningVersions.Decide(say with { Site = "HAM" }, Opening, [ApprovedVersion], SiteChange.Unknown)).Refused(new OpensOtherSite(Begins, "MUC"));
        When(SayOpeningVersions.Decide(say with { Change = Rub }, Shaped, [ApprovedVersion], SiteChange.Unknown)).Refused(new OpensNoSite(Rub));
        When(SayOpeningVersions.Decide(say, Change.Unknown, [ApprovedVersion], SiteChange.Unknown)).Refused(new ChangeUnknown(Begins));
        Assert.Equal(Draft, Opening.Evolve(new Happened(new OpeningVersionsSaid(Begins, [new ChangeDraft(HandRub.Master, Draft)]), Now, Now, "F-1", null, 2)).Drafts.Single().Version);
    }

    [Fact]
    public void Nothing_is_drafted_or_tried_under_it()
    {
        When(OpenPilotGroup.Decide(new OpenPilotGroup(PilotId, Begins) { Site = "MUC" }, Pilot.Unknown, Opening, By("F-1"))).Refused(new OpensSite(Begins));
        When(OpenChangeDraft.Decide(new OpenChangeDraft(Begins, HandRub.Master) { Site = "MUC" }, Opening, WorkMaster.Unknown, First)).Refused(new OpensSite(Begins));
        When(BringInChange.Decide(new BringInChange(Begins) { Site = "HAM" }, Opening, SiteChange.Unknown, ChampionsOf(("P-1", AreaOf("E"), true)), By("P-1")))
            .Refused(new OpensOtherSite(Begins, "MUC"));
    }

    /// <summary>Else it would be a way to launch what no pilot group has accepted.</summary>
    [Fact]
    public void It_brings_a_master_to_its_site_for_the_first_time_or_not_at_all()
    {
        var other = new NotTheFirstVersion(HandRub.Master, Draft);
        var opens = StateAfter<Change>(Begun with { Opens = [new ChangeDraft(HandRub.Master, Draft)] });
        EffectiveVersion After(params Event[] events) => StateAfter<EffectiveVersion>(events);

        Assert.Null(OpeningRules.NotTheFirst(opens, [ApprovedVersion], [EffectiveVersion.Unknown]));
        Assert.Equal(other, OpeningRules.NotTheFirst(opens, [ApprovedVersion], [After(new BaselineRecorded(HandRub.Master, [new VersionInUse(HandRub.First, HandRub.Hash)], "SOP", []))]));
        Assert.Equal(other, OpeningRules.NotTheFirst(opens, [ApprovedVersion], [After(new VersionCommissioned(HandRub.Master, HandRub.First, HandRub.Hash, []))]));
        Assert.Equal(other, OpeningRules.NotTheFirst(opens, [ApprovedVersion], [After(new VersionLaunched(HandRub.Master, Draft, OtherHash, "other", ProvisionScope.Everywhere))]));

        // Its own steps, line by line, are the same first version.
        Assert.Null(OpeningRules.NotTheFirst(opens, [ApprovedVersion], [After(new VersionLaunched(HandRub.Master, Draft, OtherHash, Begins.Value, ProvisionScope.Everywhere))]));
        Assert.Null(OpeningRules.NotTheFirst(Accepted, [ApprovedVersion], [After(new VersionCommissioned(HandRub.Master, HandRub.First, HandRub.Hash, []))]));
    }

    [Fact]
    public void What_it_launches_is_approved_and_of_the_site_and_it_is_not_given_up()
    {
        Assert.Null(LaunchRules.NotLaunchable(Begins, "MUC", Opening, [First]));
        Assert.Equal(new VersionNotApproved(HandRub.First, VersionStatus.Retired), LaunchRules.NotLaunchable(Begins, "MUC", Opening, [First with { Status = VersionStatus.Retired }]));
        Assert.Equal(new ChangeNotOpen(Begins, ChangeStatus.GivenUp), LaunchRules.NotLaunchable(Begins, "MUC", StateAfter<Change>(Begun, new ChangeGivenUp(Begins, "No hall")), [First]));
    }
}
