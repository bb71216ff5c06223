using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Record;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

public sealed class RebindOrderTests
{
    private static readonly Id<WorkMasterVersion> Second = Master.Version(2);
    private static readonly BaselineRecorded Began = new(Master, [new VersionInUse(VersionId, "hash")], "SOP-7", []);
    private static readonly VersionLaunched Launched = new(Master, Second, "two", "rub-longer", ProvisionScope.Everywhere, Affecting: true);
    private static readonly WorkMasterVersion New = StateAfter<WorkMasterVersion>(TakenOver with { Version = Second, Number = 2 });
    private static readonly VersionGiven ByLaunch = new(VersionSource.Launch, 2, ShiftDate: new DateOnly(2026, 3, 2));

    [Fact]
    public void An_affecting_launch_moves_what_is_not_begun_by_an_entry_each()
    {
        Rebind([Began, Launched], [MixAfter(MixStarted), FillAfter()]).HappensIn(
            (null, new OrderRebound(OrderNo, Second, VersionId, ByLaunch)), ("job-4711.020", new JobRebound(Fill, Second, VersionId, Filling)));
        Rebind([Began, Launched], [MixAfter(), FillAfter()]).Happens(
            new OrderRebound(OrderNo, Second, VersionId, ByLaunch), new JobRebound(Mix, Second, VersionId), new JobRebound(Fill, Second, VersionId, Filling));
    }

    [Fact]
    public void Nothing_else_moves_an_order()
    {
        Rebind([Began, Launched with { Affecting = false }], [MixAfter()]).Refused(new NothingMovesTheOrder(OrderNo));
        Rebind([Began], [MixAfter()]).Refused(new NothingMovesTheOrder(OrderNo));
        Rebind([Began, Launched with { Scope = new([new("OTHER")]) }], [MixAfter()]).Refused(new NothingMovesTheOrder(OrderNo));
        Rebind([Began, Launched with { Scope = new(null, ["N"]) }], [MixAfter()]).Refused(new NothingMovesTheOrder(OrderNo));
        Rebind(
            [Began, new VersionPiloted(Master, Second, "two", "c", "c.1", ProvisionScope.Everywhere, new(2026, 3, 1), new(2026, 3, 9))], [MixAfter()])
            .Refused(new NothingMovesTheOrder(OrderNo));
    }

    [Fact]
    public void What_is_begun_ends_as_it_began() =>
        Rebind([Began, Launched], [MixAfter(MixStarted), FillAfter(FillStarted)]).Refused(new AllJobsBegun(OrderNo));

    [Fact]
    public void A_version_with_other_operations_takes_over_no_order()
    {
        var other = StateAfter<WorkMasterVersion>(TakenOver with { Version = Second, Content = Content with { Operations = [Content.Operations[0]] } });

        Rebind([Began, Launched], [MixAfter(), FillAfter()], other).Refused(new OperationsDiffer(OrderNo, Second));
    }

    [Fact]
    public void A_retired_version_takes_over_no_order() =>
        Rebind([Began, Launched], [MixAfter()], StateAfter<WorkMasterVersion>(TakenOver with { Version = Second }, new VersionRetired(Second, "Old")))
            .Refused(new VersionIsRetired(Second));

    [Fact]
    public void A_rebound_job_follows_the_new_version()
    {
        var job = FillAfter(new JobRebound(Fill, Second, VersionId, Filling));

        Assert.Equal((Second, Filling, JobStatus.Planned), (job.Version, job.WorkCenter, job.Status));
        Assert.Equal((Second, ByLaunch), (OrderAfter(new OrderRebound(OrderNo, Second, VersionId, ByLaunch)).Version, ByLaunch));
    }

    private static Then Rebind(IEnumerable<Event> given, IReadOnlyList<Job> jobs, WorkMasterVersion? version = null) => When(RebindOrder.Decide(
        new RebindOrder(OrderNo), OrderAfter(), StateAfter<EffectiveVersion>(given), HandRub, version ?? New, jobs, Someone));
}
