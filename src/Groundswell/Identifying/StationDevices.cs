using System.Collections.Concurrent;
using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Groundswell.Plant;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Identifying;

/// <summary>The device that stands for an enrolled station.</summary>
public sealed record StationDevice(string Id, string Site, string Station);

/// <summary>Devices of stations. A station has one: a new one takes the old one's place.</summary>
public sealed class StationDevices(IDbContextFactory<DirectoryDb> directory, States states, Sessions sessions, TimeProvider time)
{
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, (DeviceRow Row, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Lets a device stand for a station the record knows.</summary>
    public async Task<(StationDevice? Device, Token Token, Refusal? Refusal)> Make(string site, string station, CancellationToken stop)
    {
        if (!await IsInUse(site, station, stop))
            return (null, default, new StationNotInUse(station));

        var token = Token.New();
        var now = time.GetUtcNow();
        await using var db = await directory.CreateDbContextAsync(stop);
        foreach (var former in await db.Devices.Where(row => row.Site == site && row.Station == station && row.EndedAt == null).ToListAsync(stop))
        {
            former.EndedAt = now;
            _known.TryRemove(former.Id, out _);
            foreach (var open in await sessions.OpenOnes(null, former.Id, stop))
                await sessions.End(open.Id, stop);
        }

        db.Devices.Add(new DeviceRow { Id = token.Id, SecretHash = Token.HashOf(token.Secret), Site = site, Station = station, MadeAt = now });
        await db.SaveChangesAsync(stop);
        return (new StationDevice(token.Id, site, station), token, null);
    }

    /// <summary>The station a device's token stands for; null where it stands for none any more.</summary>
    public async ValueTask<StationDevice?> Find(Token token, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (!_known.TryGetValue(token.Id, out var known) || known.Until <= now)
        {
            await using var db = await directory.CreateDbContextAsync(stop);
            if (await db.Devices.AsNoTracking().FirstOrDefaultAsync(row => row.Id == token.Id && row.EndedAt == null, stop) is not { } row)
                return null;
            if (_known.Count >= Capacity)
                _known.Clear();
            known = _known[token.Id] = (row, now + Grants.Freshness);
        }

        return token.Matches(known.Row.SecretHash) && await IsInUse(known.Row.Site, known.Row.Station, stop)
            ? new StationDevice(known.Row.Id, known.Row.Site, known.Row.Station)
            : null;
    }

    private async ValueTask<bool> IsInUse(string site, string station, CancellationToken stop) =>
        Id<Station>.TryParse(station, null, out var id)
        && (await new Reading(states, Logs.OfSite(site), stop).Of(id)).InUse == InUse.Yes;
}

/// <summary>The site has no such station in use.</summary>
public sealed record StationNotInUse(string Station) : Refusal("station.not-in-use")
{
    public override string Field => "station";
}
