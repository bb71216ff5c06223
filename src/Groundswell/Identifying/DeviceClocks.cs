using System.Collections.Concurrent;
using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Plant;

namespace Groundswell.Identifying;

/// <summary>Measures the clock of a station's device at each contact, and has it recorded where it is off by another time than before.</summary>
public sealed class DeviceClocks(Door door, TimeProvider time)
{
    /// <summary>What the device's clock says as it sends: ISO 8601.</summary>
    public const string Header = "Groundswell-Device-Time";

    /// <summary>A clock is recorded no more often than this: one that jumps with each contact says no more by a thousand entries.</summary>
    private static readonly TimeSpan NotMoreOften = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (long Ahead, DateTimeOffset At)> _known = new(StringComparer.Ordinal);

    /// <param name="said">The header; what is no time measures nothing.</param>
    public ValueTask Measure(StationDevice device, string? said, CancellationToken stop)
    {
        if (!DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return ValueTask.CompletedTask;
        var ahead = (long)(at - time.GetUtcNow()).TotalMilliseconds;
        return _known.TryGetValue(device.Id, out var known) && (RecordDeviceClock.IsNoise(ahead - known.Ahead) || time.GetUtcNow() - known.At < NotMoreOften)
            ? ValueTask.CompletedTask
            : Record(device, ahead, stop);
    }

    private async ValueTask Record(StationDevice device, long ahead, CancellationToken stop)
    {
        var record = new RecordDeviceClock(new Id<Station>(device.Station), device.Id, ahead) { Id = Guid.CreateVersion7(), Site = device.Site };
        var answer = await door.Take(record, Caller.System("clocks"), stop);
        // Anything but these is tried again at the next contact.
        if (answer.Refusal is null or DeviceClockUnchanged)
            _known[device.Id] = (ahead, time.GetUtcNow());
    }
}
