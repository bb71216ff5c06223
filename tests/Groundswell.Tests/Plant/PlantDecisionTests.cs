using Groundswell.Deciding;
using Groundswell.Plant;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Plant;

public sealed class PlantDecisionTests
{
    private static readonly Id<Site> Munich = new("MUC");
    private static readonly Id<Area> Hall = new("H1");
    private static readonly Id<WorkCenter> Mixing = new("MIX");
    private static readonly Id<WorkUnit> Mixer = new("M2");
    private static readonly Id<Station> Terminal = new("ST-1");
    private static readonly SiteOpened Opened = new(Munich, "Munich", "Europe/Berlin", true, OpensByChange: true);
    private static readonly AreaAdded HallAdded = new(Hall, "Hall 1");
    private static readonly WorkCenterAdded MixingAdded = new(Mixing, "Mixing", Hall);
    private static readonly WorkUnitAdded MixerAdded = new(Mixer, "Mixer 2", Mixing, ["mixer"]);
    private static readonly OpenSite Open = new(Munich, " Munich ", "Europe/Berlin", true);

    [Fact]
    public void A_site_is_opened() => Given<Site>().When(site => OpenSite.Decide(Open, site)).Happens(Opened);

    [Fact]
    public void A_site_is_opened_once() =>
        Given<Site>(Opened).When(site => OpenSite.Decide(Open, site)).Refused(new SiteAlreadyOpened(Munich));

    [Fact]
    public void A_closed_site_is_not_opened_again() =>
        Given<Site>(Opened, new SiteClosed(Munich, "Sold")).When(site => OpenSite.Decide(Open, site)).Refused(new SiteAlreadyOpened(Munich));

    [Theory]
    [InlineData("muc")]
    [InlineData("MUC 1")]
    [InlineData("-MUC")]
    public void A_code_that_cannot_name_a_log_is_refused(string code) =>
        Given<Site>().When(site => OpenSite.Decide(Open with { Site = new(code) }, site)).Refused(new SiteCodeUnfit(new(code)));

    [Theory]
    [InlineData("Europe/Atlantis")]
    [InlineData("W. Europe Standard Time")]
    public void A_time_zone_nobody_knows_is_refused(string zone) =>
        Given<Site>().When(site => OpenSite.Decide(Open with { TimeZone = zone }, site)).Refused(new TimeZoneUnknown(zone));

    [Fact]
    public void A_site_without_a_name_is_refused() =>
        Given<Site>().When(site => OpenSite.Decide(Open with { Name = " " }, site)).Refused(new NameMissing());

    [Fact]
    public void A_site_is_changed_with_a_reason() =>
        Given<Site>(Opened)
            .When(site => ChangeSite.Decide(new ChangeSite(Munich, "Munich South", "Europe/Berlin", false, "Split"), site))
            .Happens(new SiteChanged(Munich, "Munich South", "Europe/Berlin", false, "Split"));

    [Fact]
    public void A_site_is_not_changed_without_a_reason() =>
        Given<Site>(Opened)
            .When(site => ChangeSite.Decide(new ChangeSite(Munich, "Munich", "Europe/Berlin", false, ""), site))
            .Refused(new PlantReasonMissing());

    [Fact]
    public void A_site_that_is_not_open_is_neither_changed_nor_closed()
    {
        Given<Site>().When(site => ChangeSite.Decide(new ChangeSite(Munich, "M", "Europe/Berlin", false, "x"), site)).Refused(new SiteNotOpen(Munich));
        Given<Site>().When(site => CloseSite.Decide(new CloseSite(Munich, "x"), site)).Refused(new SiteNotOpen(Munich));
    }

    [Fact]
    public void A_work_center_needs_an_area_in_use()
    {
        var add = new AddWorkCenter(Mixing, "Mixing", Hall);

        When(AddWorkCenter.Decide(add, WorkCenter.Unknown, StateAfter<Area>(HallAdded))).Happens(MixingAdded);
        When(AddWorkCenter.Decide(add, WorkCenter.Unknown, Area.Unknown)).Refused(new NotInUse("area", "H1"));
        When(AddWorkCenter.Decide(add, WorkCenter.Unknown, StateAfter<Area>(HallAdded, new AreaRetired(Hall, "x"))))
            .Refused(new NotInUse("area", "H1"));
    }

    [Fact]
    public void A_place_is_added_once()
    {
        Given<Area>(HallAdded).When(area => AddArea.Decide(new AddArea(Hall, "Hall"), area)).Refused(new AlreadyThere("area", "H1"));
        Given<WorkUnit>(MixerAdded)
            .When(unit => AddWorkUnit.Decide(new AddWorkUnit(Mixer, "M", Mixing), unit, StateAfter<WorkCenter>(MixingAdded)))
            .Refused(new AlreadyThere("work-unit", "M2"));
    }

    [Fact]
    public void A_work_unit_goes_out_of_service_and_comes_back()
    {
        var take = new TakeWorkUnitOutOfService(Mixer, "Seal leaks");
        var taken = new WorkUnitTakenOutOfService(Mixer, "Seal leaks");
        var back = new ReturnWorkUnitToService(Mixer);

        Given<WorkUnit>(MixerAdded).When(unit => TakeWorkUnitOutOfService.Decide(take, unit)).Happens(taken);
        Given<WorkUnit>(MixerAdded, taken).When(unit => TakeWorkUnitOutOfService.Decide(take, unit)).Refused(new WorkUnitNotInService(Mixer));
        Given<WorkUnit>(MixerAdded, taken).When(unit => ReturnWorkUnitToService.Decide(back, unit)).Happens(new WorkUnitReturnedToService(Mixer));
        Given<WorkUnit>(MixerAdded).When(unit => ReturnWorkUnitToService.Decide(back, unit)).Refused(new WorkUnitNotOutOfService(Mixer));
    }

    [Fact]
    public void A_changed_work_unit_keeps_its_classes_where_none_are_said() =>
        Given<WorkUnit>(MixerAdded)
            .When(unit => ChangeWorkUnit.Decide(new ChangeWorkUnit(Mixer, "Mixer 2a", Mixing), unit, StateAfter<WorkCenter>(MixingAdded)))
            .Happens(new WorkUnitChanged(Mixer, "Mixer 2a", Mixing, ["mixer"]));

    [Fact]
    public void A_station_stands_at_a_work_unit_of_its_work_center()
    {
        var enroll = new EnrollStation(Terminal, "Terminal 1", Mixing, Mixer);
        var mixing = StateAfter<WorkCenter>(MixingAdded);
        var elsewhere = StateAfter<WorkUnit>(MixerAdded with { WorkCenter = new("FILL") });

        When(EnrollStation.Decide(enroll, Station.Unknown, mixing, StateAfter<WorkUnit>(MixerAdded)))
            .Happens(new StationEnrolled(Terminal, "Terminal 1", Mixing, Mixer));
        When(EnrollStation.Decide(enroll, Station.Unknown, mixing, elsewhere)).Refused(new WorkUnitElsewhere(Mixer, Mixing));
        When(EnrollStation.Decide(enroll, Station.Unknown, WorkCenter.Unknown, null)).Refused(new NotInUse("work-center", "MIX"));
    }

    [Fact]
    public void A_withdrawn_station_neither_moves_nor_is_enrolled_again()
    {
        var withdrawn = StateAfter<Station>(new StationEnrolled(Terminal, "Terminal 1", Mixing), new StationWithdrawn(Terminal, "Lost"));
        var mixing = StateAfter<WorkCenter>(MixingAdded);

        When(MoveStation.Decide(new MoveStation(Terminal, Mixing), withdrawn, mixing, null)).Refused(new NotInUse("station", "ST-1"));
        When(EnrollStation.Decide(new EnrollStation(Terminal, "T", Mixing), withdrawn, mixing, null)).Refused(new AlreadyThere("station", "ST-1"));
        When(WithdrawStation.Decide(new WithdrawStation(Terminal, "x"), withdrawn)).Refused(new NotInUse("station", "ST-1"));
    }
}
