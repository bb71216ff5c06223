using System.Collections.Concurrent;
using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Plant;

/// <summary>What the door asks of sites, answered from the record's own states.</summary>
public sealed class SitesInRecord(States states, Journal journal) : ISites
{
    private readonly ConcurrentDictionary<string, bool> _opened = new(StringComparer.Ordinal);

    public async ValueTask<SiteFacts?> Find(string site, CancellationToken stop)
    {
        if (!Id<Site>.TryParse(site, null, out var id))
            return null;
        var known = await new Reading(states, Logs.Enterprise, stop).Of(id);
        if (known.Status != SiteStatus.Open)
            return null;
        await OpenLogs(site, stop);
        return new SiteFacts(site, known.Name, known.TimeZone, known.UnderGmp);
    }

    public async ValueTask<SiteTime> At(string site, DateTimeOffset instant, CancellationToken stop)
    {
        if (await Find(site, stop) is not { } facts)
            return SiteTime.Shared;
        var calendar = await new Reading(states, Logs.OfSite(site), stop).Of(ShiftCalendar.OfSite);
        return new SiteTime(facts.TimeZone, calendar.At(instant, TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone)));
    }

    /// <summary>A site's logs are opened with its first use, not with the entry that opens it: that is in another log, and one command writes one.</summary>
    private async ValueTask OpenLogs(string site, CancellationToken stop)
    {
        if (_opened.ContainsKey(site))
            return;
        await journal.OpenLog(Logs.OfSite(site), stop);
        await journal.OpenLog(Logs.PeopleOfSite(site), stop);
        _opened[site] = true;
    }
}
