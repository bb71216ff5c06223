using Groundswell.Changes.Launches;
using Groundswell.Changes.Readiness;
using Groundswell.Changes.Stories;
using Groundswell.Changes.Wins;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Champions;

/// <summary>A change that a champion carries: how far it has come here, what is missing, whom it touches where they are champion, and what it has done so far.</summary>
/// <param name="Why">Why it is paused, or the site went back.</param>
/// <param name="Gate">Null where it is launched, or not brought in.</param>
/// <param name="People">Printed names, with where and when they work: those to talk to. What they said of it stays theirs.</param>
/// <param name="Win">Null while it is not launched here.</param>
public sealed record CarriedShown(string Change, string Title, SiteChangeStatus Status, string? Why, ReadinessAnswer? Gate, IReadOnlyList<CarriedPerson> People, Win? Win);

/// <param name="WorkCenter">Null: several.</param>
/// <param name="Shift">Null: it changes.</param>
public sealed record CarriedPerson(string Name, string? WorkCenter, string? Shift);

/// <summary>Reads what a champion carries at a site.</summary>
internal sealed class CarriedReading(ViewsDb views, States states, Names names)
{
    public async Task<IReadOnlyList<CarriedShown>> Of(string site, Champion champion, DateTimeOffset now, CancellationToken stop)
    {
        var shown = new List<CarriedShown>();
        var ids = champion.Carries.Select(change => change.Value).ToList();
        var titles = await views.Set<ChangeRow>().AsNoTracking().Where(row => ids.Contains(row.Change)).ToDictionaryAsync(row => row.Change, row => row.Title, stop);
        var why = await views.Set<SiteChangeRow>().AsNoTracking().Where(row => row.Site == site && ids.Contains(row.Change)).ToDictionaryAsync(row => row.Change, row => row.Why, stop);
        foreach (var id in champion.Carries.OrderBy(change => change.Value, StringComparer.Ordinal))
        {
            var all = await LaunchActs.Of(id, site, new Reading(states, Logs.OfSite(site), stop), now);
            var open = all.Here.Status is SiteChangeStatus.BroughtIn or SiteChangeStatus.Asked or SiteChangeStatus.Withdrawn or SiteChangeStatus.FellBack;
            var mine = all.Here.Affected.Values
                .Where(one => one.Person != champion.Person && (one.WorkCenter is not { } center || champion.Area.Covers(center, one.Shift))).ToList();
            var called = await names.Of(mine.Select(one => one.Person.Value), stop);
            shown.Add(new CarriedShown(
                id.Value, titles.GetValueOrDefault(id.Value) ?? id.Value, all.Here.Status, why.GetValueOrDefault(id.Value), open ? LaunchGate.Judge(site, all, now) : null,
                [
                    .. mine.Select(one => new CarriedPerson(called.GetValueOrDefault(one.Person.Value) ?? one.Person.Value, one.WorkCenter?.Value, one.Shift))
                        .OrderBy(one => one.Shift, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.CurrentCulture),
                ],
                await new WinsReading(views, names).OfChange(site, id.Value, stop)));
        }

        return shown;
    }
}
