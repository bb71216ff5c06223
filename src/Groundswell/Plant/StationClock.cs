using Groundswell.Deciding;

namespace Groundswell.Plant;

/// <summary>Record how far a station's clock is off: what it says of when things happened is read with that.</summary>
public sealed record RecordStationClock(Id<Station> Station, long OffsetMilliseconds, long RoundTripMilliseconds) : SiteCommand
{
    /// <summary>Less is the way of the network, not of the clock.</summary>
    public static readonly TimeSpan Noticed = TimeSpan.FromSeconds(1);

    public static Decision Decide(RecordStationClock record, Station station)
    {
        if (station.InUse != InUse.Yes)
            return new NotInUse(Plant.Station.Kind, record.Station.Value);

        return station.ClockOffset is { } known && (known - TimeSpan.FromMilliseconds(record.OffsetMilliseconds)).Duration() < Noticed
            ? new StationClockAsBefore(record.Station)
            : new StationClockMeasured(record.Station, record.OffsetMilliseconds, record.RoundTripMilliseconds);
    }
}

/// <summary>The clock is as far off as was recorded last.</summary>
public sealed record StationClockAsBefore(Id<Station> Station) : Refusal("station.clock-as-before");
