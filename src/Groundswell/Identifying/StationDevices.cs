using System.Collections.Concurrent;
using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Groundswell.Plant;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Identifying;

/// <summary>The device that stands for an enrolled station.</summary>
public sealed record StationDevice(string Id, string Site, string Station);

/// <summary>Devices of stations. A station has one: a new one takes the old one's place.</summary>
public sealed class StationDevices(IDbContextFactory<DirectoryDb> directory, States states, Sessions sessions, Door door, TimeProvider time)
{
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, (DeviceRow Row, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>Lets a device stand for a station the record knows, and records that it does.</summary>
    /// <param name="by">Who lets it; whether they may, is asked before.</param>
    public async Task<(StationDevice? Device, Token Token, Refusal? Refusal)> Make(string site, string station, Caller by, CancellationToken stop)
    {
        if (!await IsInUse(site, station, stop))
            return (null, default, new StationNotInUse(station));

        var token = Token.New();
        // Recorded first: a device that stands for a station without an entry would be worse than an entry of one that nobody got.
        var record = new RecordStationDevice(new Id<Station>(station), token.Id) { Id = Guid.CreateVersion7(), Site = site };
        if ((await door.Take(record, by with { Vouched = true }, stop)).Refusal is { } refusal)
            return (null, default, refusal);
        var now = time.GetUtcNow();
        await using var db = await directory.CreateDbContextAsync(stop);
        var formers = await db.Devices.Where(row => row.Site == site && row.Station == station && row.EndedAt == null).ToListAsync(stop);
        foreach (var former in formers)
        {
            former.EndedAt = now;
            foreach (var open in await sessions.OpenOnes(null, former.Id, stop))
                await sessions.End(open.Id, stop);
        }

        db.Devices.Add(new DeviceRow { Id = token.Id, SecretHash = Token.HashOf(token.Secret), Site = site, Station = station, MadeAt = now });
        await db.SaveChangesAsync(stop);
        // Written first and forgotten second: whoever asks afterwards reads anew.
        Interlocked.Increment(ref _changes);
        foreach (var former in formers)
            _known.TryRemove(former.Id, out _);
        return (new StationDevice(token.Id, site, station), token, null);
    }

    /// <summary>The station a device's token stands for; null where it stands for none any more.</summary>
    public async ValueTask<StationDevice?> Find(Token token, CancellationToken stop) =>
        await Known(token.Id, stop) is { } row && token.Matches(row.SecretHash) && await IsInUse(row.Site, row.Station, stop)
            ? new StationDevice(row.Id, row.Site, row.Station)
            : null;

    /// <summary>Whether a device that was found still stands for its station.</summary>
    public async ValueTask<bool> Stands(StationDevice device, CancellationToken stop) =>
        await Known(device.Id, stop) is { } row && await IsInUse(row.Site, row.Station, stop);

    private async ValueTask<DeviceRow?> Known(string device, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(device, out var known) && now < known.Until)
            return known.Row;
        var changes = Interlocked.Read(ref _changes);
        await using var db = await directory.CreateDbContextAsync(stop);
        if (await db.Devices.AsNoTracking().FirstOrDefaultAsync(row => row.Id == device && row.EndedAt == null, stop) is not { } row)
        {
            _known.TryRemove(device, out _);
            return null;
        }

        if (_known.Count >= Capacity)
            _known.Clear();
        _known[device] = (row, now + Grants.Freshness);
        // Changed while it was read: what was read may be what was before.
        if (Interlocked.Read(ref _changes) != changes)
            _known.TryRemove(device, out _);
        return row;
    }

    /// <summary>The device that stands for a station now, and since when; null where none does.</summary>
    public async Task<(string Id, DateTimeOffset Since)?> Of(string site, string station, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        return await db.Devices.AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Station == station && row.EndedAt == null, stop) is { } row
            ? (row.Id, row.MadeAt)
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
