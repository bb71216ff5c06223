using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Plant;

/// <summary>How far the clock of a station's device is off, from here on. Entries from that device say what its clock said.</summary>
/// <param name="AheadMilliseconds">By how much it is ahead of the server's; below zero where it is behind.</param>
[RecordedAs("station.clock-measured")]
public sealed record StationClockMeasured(Id<Station> Station, string Device, long AheadMilliseconds) : Event;

/// <summary>Record how far the clock of a station's device is off. Only the program asks for it, at a contact that shows another offset than the last.</summary>
public sealed record RecordDeviceClock(Id<Station> Station, string Device, long AheadMilliseconds) : SiteCommand
{
    /// <summary>What a message's way may take: less is no other offset.</summary>
    public static readonly TimeSpan Noise = TimeSpan.FromSeconds(2);

    public static Decision Decide(RecordDeviceClock record, Station station)
    {
        if (station.InUse != InUse.Yes)
            return new NotInUse(Plant.Station.Kind, record.Station.Value);
        if (station.Clock is { } known && known.Device == record.Device && IsNoise(record.AheadMilliseconds - known.AheadMilliseconds))
            return new DeviceClockUnchanged(record.Station, known.AheadMilliseconds);

        return new StationClockMeasured(record.Station, record.Device, record.AheadMilliseconds);
    }

    public static bool IsNoise(long milliseconds) => Math.Abs(milliseconds) < Noise.TotalMilliseconds;
}

/// <summary>The last clock measured at a station.</summary>
public sealed record DeviceClock(string Device, long AheadMilliseconds);

/// <summary>The clock is as far off as it was: there is nothing to record.</summary>
public sealed record DeviceClockUnchanged(Id<Station> Station, long AheadMilliseconds) : Refusal("station.clock-unchanged");
