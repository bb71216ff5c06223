using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Tests.Changes.Launches;

/// <summary>Reads a site's log alone, as an inspector would, and says what in it no source accounts for. It shares no rule with the product.</summary>
internal sealed class FourSourcesOracle(IReadOnlyDictionary<long, DateTimeOffset> times)
{
    private readonly List<Gift> _gifts = [];
    private readonly List<(Id<WorkMasterVersion> Version, ProvisionScope Scope)> _barred = [];
    private readonly Dictionary<long, ProvisionScope> _held = [];
    private readonly Dictionary<string, (Id<WorkMasterVersion> Version, Gift? Gift)> _orders = [];
    private readonly Dictionary<string, (string Order, Id<WorkMasterVersion> Version)> _jobs = [];
    private readonly Dictionary<string, Id<WorkCenter>> _units = [];

    public List<string> Faults { get; } = [];

    public int Released { get; private set; }

    public int Started { get; private set; }

    /// <summary>Every version that the site was ever given.</summary>
    public IEnumerable<Id<WorkMasterVersion>> Given => _gifts.Concat(_ended).Select(gift => gift.Version);

    public void Read(Entry entry, Event happened)
    {
        var at = times.GetValueOrDefault(entry.Position, DateTimeOffset.MinValue);
        switch (happened)
        {
            case WorkUnitAdded e:
                _units[e.WorkUnit.Value] = e.WorkCenter;
                break;
            case BaselineRecorded e:
                foreach (var use in e.InUse)
                    _gifts.Add(new Gift(entry.Position, VersionSource.Baseline, use.Version, new ProvisionScope(use.WorkCenter is { } center ? [center] : null)));
                break;
            case VersionCommissioned e:
                _gifts.Add(new Gift(entry.Position, VersionSource.Commissioning, e.Version, new ProvisionScope(e.WorkCenters), e.From));
                break;
            case VersionLaunched e:
                _gifts.Add(new Gift(entry.Position, VersionSource.Launch, e.Version, e.Scope, e.From, Affecting: e.Affecting));
                break;
            case VersionPiloted e:
                _gifts.Add(new Gift(entry.Position, VersionSource.Pilot, e.Version, e.Scope, e.From, e.Until));
                break;
            case VersionPushed e:
                _gifts.Add(new Gift(entry.Position, VersionSource.Push, e.Version, e.Scope, EndsAt: e.EndsAt, Affecting: e.Affecting));
                break;
            case PushAccepted e:
                var pushed = _gifts.Single(gift => gift.Position == e.Pushed);
                _gifts.Remove(pushed);
                _barred.AddRange(_gifts.Concat(_ended).Where(gift => gift.Position < e.Pushed && gift.Source != VersionSource.Pilot && gift.Version != pushed.Version)
                    .Select(gift => (gift.Version, pushed.Scope)));
                _ended.Add(pushed);
                _gifts.Add(pushed with { Position = entry.Position, Source = VersionSource.Launch, EndsAt = null });
                break;
            case ProvisionWithdrawn e:
                End(e.Given);
                break;
            case VersionCommissioningWithdrawn e:
                End(e.Commissioned);
                break;
            case NewOrdersHeld e:
                _held[entry.Position] = e.Scope;
                break;
            case NewOrdersFreed e:
                _held.Remove(e.Held);
                break;
            case OrderReleased e:
                Released++;
                Bound(e.Order.Value, e.Version, e.Given, entry.Position, at, e.Given);
                break;
            case OrderRebound e:
                if (_gifts.FirstOrDefault(gift => gift.Position == e.Given.Position) is not { Affecting: true })
                    Faults.Add($"{entry.Position}: order {e.Order} was moved by nothing that moves work in progress");
                Bound(e.Order.Value, e.Version, e.Given, entry.Position, at, e.Given);
                break;
            case JobPlanned e:
                _jobs[e.Job.Value] = (e.Order.Value, e.Version);
                break;
            case JobRebound e:
                _jobs[e.Job.Value] = (_jobs[e.Job.Value].Order, e.Version);
                break;
            case JobStarted e:
                Started++;
                Works(e.Job.Value, entry, _units[e.WorkUnit.Value]);
                break;
            case JobJoined e:
                Works(e.Job.Value, entry, null);
                break;
        }
    }

    private readonly List<Gift> _ended = [];

    private void End(long position)
    {
        _ended.AddRange(_gifts.Where(gift => gift.Position == position));
        _gifts.RemoveAll(gift => gift.Position == position);
    }

    /// <summary>The order's own entry names the gift; the gift has to hold, there and then, and nothing may go before it.</summary>
    private void Bound(string order, Id<WorkMasterVersion> version, VersionGiven? given, long position, DateTimeOffset at, VersionGiven? asked)
    {
        var gift = given is null ? null : _gifts.FirstOrDefault(one => one.Position == given.Position && one.Version == version && Fits(one, asked!, at));
        _orders[order] = (version, gift);
        if (gift is null || gift.Source != given!.Source)
        {
            Faults.Add($"{position}: order {order} runs {version}, and nothing gave it ({given})");
            return;
        }

        if (_held.Values.Any(scope => In(scope, asked!)))
            Faults.Add($"{position}: order {order} was released where new orders are held");
        if (_barred.Any(barred => barred.Version == version && In(barred.Scope, asked!)))
            Faults.Add($"{position}: order {order} went back to {version}, which a push has replaced");
        if (_gifts.Any(other => Rank(other.Source) > Rank(gift.Source) && Fits(other, asked!, at) && !_barred.Any(barred => barred.Version == other.Version && In(barred.Scope, asked!))))
            Faults.Add($"{position}: order {order} runs {version} by {gift.Source}, and something goes before that");
    }

    private void Works(string job, Entry entry, Id<WorkCenter>? at)
    {
        var (order, version) = _jobs[job];
        var (bound, gift) = _orders[order];
        if (version != bound || gift is null)
        {
            Faults.Add($"{entry.Position}: job {job} runs {version}, its order {bound}");
            return;
        }

        if (gift.Scope.People is { } people && !people.Contains(entry.Actor))
            Faults.Add($"{entry.Position}: {entry.Actor} works on {job}, which is on trial among others");
        if (at is { } center && gift.Scope.WorkCenters is { } centers && gift.Source != VersionSource.Baseline && !centers.Contains(center))
            Faults.Add($"{entry.Position}: job {job} runs {version} at {center}, where it was not given");
    }

    private static bool Fits(Gift gift, VersionGiven asked, DateTimeOffset at) =>
        (gift.EndsAt is not { } ends || at < ends) && (gift.From is not { } from || asked.ShiftDate >= from)
        && (gift.Until is not { } until || asked.ShiftDate <= until) && In(gift.Scope, asked);

    private static bool In(ProvisionScope scope, VersionGiven asked) =>
        (scope.WorkCenters is null || (asked.WorkCenter is { } center && scope.WorkCenters.Contains(center)))
        && (scope.Shifts is null || (asked.Shift is { } shift && scope.Shifts.Contains(shift)));

    private static int Rank(VersionSource source) => Array.IndexOf([VersionSource.Launch, VersionSource.Pilot, VersionSource.Push], source);

    private sealed record Gift(
        long Position, VersionSource Source, Id<WorkMasterVersion> Version, ProvisionScope Scope, DateOnly? From = null, DateOnly? Until = null,
        DateTimeOffset? EndsAt = null, bool Affecting = false);
}
