using Groundswell.Changes.Champions;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Groundswell.Signing;
using Groundswell.Tests.Deciding;
using Groundswell.Tests.Projecting;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using static Groundswell.Tests.Changes.Launches.FourSourcesPlant;

namespace Groundswell.Tests.Changes.Launches;

/// <summary>
/// Whatever people do, in whatever order, with or without the signatures, at times they say: no order is released on, and no job started on, a version that
/// none of the four sources gave to that site, work center, shift and time; and each order's record proves which one did.
/// </summary>
public sealed class FourSourcesTests
{
    private const int Acts = 260;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, false), InlineData(2, true), InlineData(3, false), InlineData(4, true)]
    public async Task No_order_is_released_and_no_job_started_on_a_version_that_no_source_gave(int seed, bool gmp)
    {
        await using var plant = new SqlitePlant();
        await using var rooms = await RoomsAtWork.Over(plant);
        if (gmp)
            await rooms.Do(new ChangeSite(new(RoomsAtWork.Site), "Munich", "Europe/Berlin", true, "Inspected"));
        // From six in the morning, so that a history is the same at whatever time of the day it is run.
        var now = rooms.Time.GetUtcNow();
        rooms.Time.Step(new DateTimeOffset(now.UtcDateTime.Date.AddDays(1).AddHours(5), TimeSpan.Zero) - now);
        await Begin(rooms, Stop);
        var asked = new RandomActs(seed);
        var times = new Dictionary<long, DateTimeOffset>();
        var done = 0;
        for (var i = 0; i < Acts; i++)
        {
            rooms.Time.Step(asked.Pause());
            var (command, person, signs) = asked.Next(rooms.Time.GetUtcNow());
            if ((await Take(rooms, command, person, signs)).Receipt is not { } receipt)
                continue;
            done++;
            for (var position = receipt.First; position <= receipt.Last; position++)
                times[position] = rooms.Time.GetUtcNow();
        }

        var oracle = new FourSourcesOracle(times);
        var size = (await rooms.Journal.Logs(Stop)).Single(log => log.Log == Logs.OfSite(RoomsAtWork.Site)).Size;
        await foreach (var batch in rooms.Journal.ReadLog(Logs.OfSite(RoomsAtWork.Site), 1, 500, Stop))
        {
            foreach (var entry in batch)
                oracle.Read(entry, Product.Codec.Read(entry));
            if (batch.Count == 0 || batch[^1].Position >= size)
                break;
        }

        Assert.True(done > Acts / 10, $"Only {done} acts were done.");
        Assert.True(oracle.Released > 5, $"Only {oracle.Released} orders were released.");
        Assert.True(oracle.Started > 2, $"Only {oracle.Started} jobs were started.");
        Assert.Empty(oracle.Faults);
        Assert.DoesNotContain(Variant, oracle.Given);
    }

    private static async Task<Answer> Take(RoomsAtWork rooms, SiteCommand command, string person, bool signs)
    {
        var sent = command with { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site };
        Signature[] signatures = [];
        if (signs && sent is ISignable signable)
        {
            var sheet = await signable.Sheet(new Reading(rooms.NewStates(), sent.Log, Stop));
            signatures = [Signs(person, sheet.ContentHash)];
        }

        return await rooms.Door.Take(sent, RoomsAtWork.Anyone(person), signatures, Stop);
    }

    /// <summary>What anybody might ask for next; most of it is refused.</summary>
    private sealed class RandomActs(int seed)
    {
        private ulong _state = ((ulong)seed * 0x9E3779B97F4A7C15) | 1;
        private int _orders;

        public TimeSpan Pause() => TimeSpan.FromMinutes(1 + Below(Below(10) == 0 ? 4000 : 90));

        public (SiteCommand Command, string Person, bool Signs) Next(DateTimeOffset now)
        {
            var person = $"P-{1 + Below(6)}";
            var command = Command(now);

            // By timing: somebody says that it was before.
            if (Below(8) == 0)
                command = command with { OccurredAt = now.AddMinutes(-1 - Below(5000)) };
            return (command, Below(3) == 0 ? person : "P-1", Below(4) > 0);
        }

        private int Below(int limit)
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            return (int)((_state >> 11) % (ulong)limit);
        }

        private SiteCommand Command(DateTimeOffset now)
        {
            var change = Below(9) == 0 ? Foreign : Carried[Below(3)];
            var order = new Id<Order>($"O-{Math.Max(1, _orders - Below(7))}");
            var line = new Id<WorkCenter>(Lines[Below(2)]);
            var version = Master.Version(1 + Below(6));
            var entry = 40 + Below(160);
            switch (Below(40))
            {
                case < 5: return new CreateOrder(new($"O-{++_orders}"), Master, 10, "L");
                case < 14: return new ReleaseOrder(order, Below(5) == 0 ? null : line, Below(3) == 0 ? now.AddHours(Below(90) - 30) : null);
                case < 18: return new StartJob(JobIds.Of(order, "010"), new($"{line}-U"));
                case 18: return new JoinJob(JobIds.Of(order, "010"));
                case 19: return new RebindOrder(order);
                case 20: return new DispatchJob(JobIds.Of(order, "010"), line);
                case 21: return new RecordBaseline(Master, [new BaselineVersion(version)], "SOP-7");
                case 22: return new AskForCommissioning(Master, version);
                case 23: return new CommissionVersion(Master, version);
                case 24: return Below(3) == 0 ? new WithdrawCommissioning(Master, "Doubt") : new RecordBaseline(Master, [new BaselineVersion(Master.Version(1))], "SOP-7");
                case 25 or 26: return new AskForLaunch(change);
                case < 30: return new LaunchStep(change, Below(2) == 0 ? [line] : [.. Lines.Select(one => new Id<WorkCenter>(one))], Below(2) == 0 ? null : [Shifts[Below(3)]]);
                case 30: return Below(2) == 0 ? new PauseLaunch(change, "Foam") : new ResumeLaunch(change, "Mended");
                case 31: return new ResumeLaunch(change, "Mended");
                case 32: return Below(2) == 0 ? new WithdrawLaunch(change, "Foam") : new FreeNewOrders(Master, entry, "Safe");
                case 33: return new StartPilot(PilotId);
                case 34: return Below(3) == 0 ? new PausePilot(PilotId, "Smell") : new ResumePilot(PilotId, "Mended");
                case 35: return new JudgePilot(PilotId, new PilotFigures(9, Below(2) == 0 ? 0.8m : 0.95m));
                case 36: return new SignPilotPlan(PilotId);
                case 37: return new PushVersion(Master, version, PushGround.Safety, "Burns", now.AddDays(1 + Below(20)), Below(2) == 0 ? null : [line], Affecting: Below(2) == 0);
                case 38: return Below(2) == 0 ? new AcceptPush(Master, entry) : new EndPush(Master, entry, "Over");
                default:
                    return Below(6) switch
                    {
                        0 => new StepDownAsChampion("Enough"),
                        1 => new TakeUpChange(change),
                        2 => new WatchCoverage(change),
                        3 => new HoldPaused(change),
                        4 => new FindAffected(change, [new(new($"P-{1 + Below(6)}"))]),
                        _ => new FallBack(change),
                    };
            }
        }
    }
}
