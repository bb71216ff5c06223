using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

/// <summary>A version on trial is worked by its people, and where it was given.</summary>
public sealed class GivenForWorkTests
{
    private static readonly Id<WorkCenter> Mixing = new("MIX");
    private static readonly WorkUnit MixerUnit = StateAfter<WorkUnit>(new WorkUnitAdded(Mixer, "Mixer 2", Mixing, ["mixer"]));
    private static readonly WorkUnit FillerUnit = StateAfter<WorkUnit>(new WorkUnitAdded(Filler, "Filler 1", Filling, []));
    private static readonly Person Skilled = StateAfter<Person>(
        new PersonRegistered(new("P-17"), [Function.Operations]), new QualificationGranted(new("P-17"), new Id<Qualification>("MIXING"), 1, new("P-1")));

    private static readonly Order Piloted = StateAfter<Order>(Created, Released with { Given = new VersionGiven(VersionSource.Pilot, 1, Mixing) });

    [Fact]
    public void Somebody_outside_the_pilot_does_not_start_its_job_and_reads_who_can()
    {
        Start(Pilot(["P-17", "P-18"])).Happens(MixStarted);
        var refused = Start(Pilot(["P-18", "P-19"])).Refused<NotInPilot>();

        Assert.Equal(("P-17", "P-18, P-19"), (refused.Person, string.Join(", ", refused.People)));
    }

    [Fact]
    public void Nor_do_they_join_resume_or_reopen_it()
    {
        var runs = Pilot(["P-18"]);

        When(JoinJob.Decide(new JoinJob(Mix), MixBegunByOther(), Piloted, HandRub, Skilled, runs, Someone)).Refused<NotInPilot>();
        When(ResumeJob.Decide(new ResumeJob(Mix), MixBegunByOther(new JobPaused(Mix, "Break")), Piloted, HandRub, Skilled, runs, Someone)).Refused<NotInPilot>();
        When(ReopenJob.Decide(new ReopenJob(Mix, "Too early"), MixBegunByOther(new JobCompleted(Mix)), Piloted, HandRub, Skilled, runs, Someone)).Refused<NotInPilot>();
    }

    [Fact]
    public void What_was_released_in_the_pilot_ends_with_its_people_after_the_pilot()
    {
        var ended = StateAfter<EffectiveVersion>(PilotOf(["P-18"]), new ProvisionWithdrawn(Master, VersionId, 1, WithdrawnFor.End, "Voted"));

        Start(ended).Refused<NotInPilot>();
    }

    [Fact]
    public void What_began_in_the_pilot_ends_with_its_people_after_the_order_was_bound_to_another_version()
    {
        var second = Master.Version(2);
        var moved = StateAfter<Order>(
            Created, Released with { Given = new VersionGiven(VersionSource.Pilot, 1, Mixing) },
            new OrderRebound(OrderNo, second, VersionId, new VersionGiven(VersionSource.Launch, 2)));
        var runs = StateAfter<EffectiveVersion>(
            PilotOf(["P-18"]), new VersionLaunched(Master, second, "two", "rub-longer", ProvisionScope.Everywhere, Affecting: true));

        When(JoinJob.Decide(new JoinJob(Mix), MixBegunByOther(), moved, HandRub, Skilled, runs, Someone)).Refused<NotInPilot>();
    }

    [Fact]
    public void A_job_is_not_carried_to_a_line_that_the_version_was_not_given_to()
    {
        var elsewhere = StateAfter<EffectiveVersion>(new VersionLaunched(Master, VersionId, "hash", "rub-longer", new ProvisionScope([new("MIX-9")])));
        var order = StateAfter<Order>(Created, Released with { Given = new VersionGiven(VersionSource.Launch, 1, new("MIX-9")) });

        var refused = Start(elsewhere, order).Refused<VersionNotGivenThere>();

        Assert.Equal((Mixing, "MIX-9"), (refused.WorkCenter, Assert.Single(refused.WorkCenters)));
    }

    [Fact]
    public void Where_the_version_itself_names_the_place_that_is_its_place()
    {
        var runs = StateAfter<EffectiveVersion>(new VersionLaunched(Master, VersionId, "hash", "rub-longer", new ProvisionScope([Mixing])));
        var order = StateAfter<Order>(Created, Released with { Given = new VersionGiven(VersionSource.Launch, 1, Mixing) });

        When(StartJob.Decide(new StartJob(Fill, Filler), FillAfter(), order, HandRub, FillerUnit, Skilled, [], runs, Someone)).Happens(FillStarted);
    }

    [Fact]
    public void An_order_from_before_versions_were_bound_this_way_goes_on() =>
        Start(EffectiveVersion.Unknown, StateAfter<Order>(Created, Released with { Given = null })).Happens(MixStarted);

    private static VersionPiloted PilotOf(IReadOnlyList<string> people) => new(
        Master, VersionId, "hash", "rub-longer", "rub-longer.1", new ProvisionScope([Mixing], null, people), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 6));

    private static EffectiveVersion Pilot(IReadOnlyList<string> people) => StateAfter<EffectiveVersion>(PilotOf(people));

    private static Job MixBegunByOther(params Event[] more) => StateAfter<Job>([MixPlanned, MixStarted, .. more]);

    private static Then Start(EffectiveVersion runs, Order? order = null) =>
        When(StartJob.Decide(new StartJob(Mix, Mixer), MixAfter(), order ?? Piloted, HandRub, MixerUnit, Skilled, [], runs, Someone));
}
