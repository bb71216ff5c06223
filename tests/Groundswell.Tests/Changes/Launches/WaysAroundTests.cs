using Groundswell.Changes.Champions;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Groundswell.Tests.Deciding;
using Groundswell.Tests.Projecting;
using Groundswell.Work.Orders;
using static Groundswell.Tests.Changes.Launches.FourSourcesPlant;

namespace Groundswell.Tests.Changes.Launches;

/// <summary>People who try to get round the rules, at the door itself.</summary>
public sealed class WaysAroundTests
{
    private static readonly Id<Change> First = Carried[0];
    private static readonly Id<WorkCenter> Line = new("FILL-1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_launches_by_rights_alone_and_a_champion_does()
    {
        await using var plant = new SqlitePlant();
        await using var rooms = await Ready(plant);

        // With every role there is, the administrator's among them.
        Assert.Equal(new NotAChampion("A-1"), await rooms.Refused(new AskForLaunch(First), RoomsAtWork.Anyone("A-1")));
        await rooms.Do(new AskForLaunch(First), RoomsAtWork.Anyone("P-1"));
        Assert.Equal(new NotAChampion("A-1"), await rooms.Refused(new LaunchStep(First, [Line]), RoomsAtWork.Anyone("A-1")));
        await rooms.Do(new LaunchStep(First, [Line]), RoomsAtWork.Anyone("P-1"));

        Assert.Equal(Master.Version(2), await Bound(rooms, "O-1", Line));
        Assert.Equal(Master.Version(1), await Bound(rooms, "O-2", new("FILL-2")));
    }

    /// <summary>Two processes: one has read who the champions are, in the other the last one steps down.</summary>
    [Fact]
    public async Task A_champion_who_steps_down_elsewhere_at_the_last_moment_closes_the_gate()
    {
        await using var plant = new SqlitePlant();
        await using var rooms = await Ready(plant);
        await rooms.Do(new AskForLaunch(First), RoomsAtWork.Anyone("P-1"));
        Assert.Null(await rooms.Door.WouldRefuse(new LaunchStep(First, [Line]) { Site = RoomsAtWork.Site }, RoomsAtWork.Anyone("P-1"), Stop));
        var other = rooms.NewDoor();
        foreach (var champion in new[] { "P-1", "P-2" })
        {
            var gone = await other.Take(
                new StepDownAsChampion("Enough") { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site }, RoomsAtWork.Anyone(champion), Stop);
            Assert.Null(gone.Refusal);
        }

        Assert.Equal(new NotAChampion("P-1"), await rooms.Refused(new LaunchStep(First, [Line]), RoomsAtWork.Anyone("P-1")));
        Assert.Equal(Master.Version(1), await Bound(rooms, "O-1", Line));
    }

    [Fact]
    public async Task What_one_site_launches_gives_another_nothing_and_its_champions_are_none_there()
    {
        await using var plant = new SqlitePlant();
        await using var rooms = await Ready(plant);
        await rooms.Do(new OpenSite(new("HAM"), "Hamburg", "Europe/Berlin", false));
        await rooms.Do(new AskForLaunch(First), RoomsAtWork.Anyone("P-1"));
        await rooms.Do(new LaunchStep(First, [Line]), RoomsAtWork.Anyone("P-1"));
        await rooms.Do(new CreateOrder(new("H-1"), Master, 10, "L") { Site = "HAM" });

        Assert.Equal(new NoVersionRunsHere(Master), await rooms.Refused(new ReleaseOrder(new("H-1"), Line) { Site = "HAM" }));
        Assert.Equal(new NotAChampion("P-1"), await rooms.Refused(new BringInChange(First) { Site = "HAM" }, RoomsAtWork.Anyone("P-1")));
        Assert.Equal(new ChangeNotHere(First), await rooms.Refused(new AskForLaunch(First) { Site = "HAM" }, RoomsAtWork.Anyone("P-1")));
    }

    [Fact]
    public async Task What_the_program_judges_nobody_says()
    {
        await using var plant = new SqlitePlant();
        await using var rooms = await Ready(plant);
        var person = RoomsAtWork.Anyone("P-1") with { Vouched = false };

        foreach (var command in new SiteCommand[]
        {
            new JudgePilot(PilotId, new PilotFigures(30, 1)), new JudgeLaunch(First, LaunchGuard.Overrides, 0, 1, 0.1m, "x"), new WatchCoverage(First),
            new FallBack(First), new LookAtUse(First, 1),
        })
            Assert.IsType<NotAllowed>(await rooms.Refused(command, person));
    }

    /// <summary>A role at one site is none at another, and an administrator signs nothing.</summary>
    [Fact]
    public async Task Nobody_pushes_signs_or_withdraws_without_the_right_at_the_site()
    {
        await using var plant = new SqlitePlant();
        await using var rooms = await Ready(plant);
        var administrator = RoomsAtWork.Anyone("A-1") with { Vouched = false, Grants = [new Grant(Role.Administrator, null, null)] };
        var elsewhere = RoomsAtWork.Anyone("Q-2") with { Vouched = false, Grants = [new Grant(Role.QualityApprover, null, "HAM")] };

        foreach (var caller in new[] { administrator, elsewhere })
        {
            foreach (var command in new SiteCommand[]
            {
                new PushVersion(Master, Master.Version(5), PushGround.Safety, "Burns", rooms.Time.GetUtcNow().AddDays(3)), new SignPilotPlan(PilotId),
                new AgreeToAcceptance(PilotId), new FreeNewOrders(Master, 1, "x"), new WithdrawLaunch(First, "x"),
                new RaiseClass(First, Groundswell.Masters.Differences.ChangeClass.Critical, "x"), new OpenChange(new("mine"), "Mine", "Because"),
            })
                Assert.IsType<NotAllowed>(await rooms.Refused(command, caller));
        }
    }

    private static async Task<RoomsAtWork> Ready(SamplePlant plant)
    {
        var rooms = await RoomsAtWork.Over(plant);
        await Begin(rooms, Stop);
        await rooms.Do(new RecordBaseline(Master, [new BaselineVersion(Master.Version(1))], "SOP-7"));

        // The record's own clock goes on meanwhile; nobody asks from the past.
        rooms.Time.Step(TimeSpan.FromHours(1));
        return rooms;
    }

    private static async Task<Id<WorkMasterVersion>> Bound(RoomsAtWork rooms, string order, Id<WorkCenter> line)
    {
        var id = new Id<Order>(order);
        await rooms.Do(new CreateOrder(id, Master, 10, "L"));
        // In the early shift of the next day, whatever time the test runs at.
        await rooms.Do(new ReleaseOrder(id, line, new DateTimeOffset(rooms.Time.GetUtcNow().UtcDateTime.Date.AddDays(1).AddHours(8), TimeSpan.Zero)));
        return (await new Reading(rooms.NewStates(), Logs.OfSite(RoomsAtWork.Site), Stop).Of(id)).Version!.Value;
    }
}
