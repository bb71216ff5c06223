namespace Groundswell.Record;

/// <summary>Instants as stores keep them: whole microseconds since 1970-01-01T00:00:00Z. PostgreSQL keeps no more, so neither do hashes.</summary>
internal static class Microseconds
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    public static long Of(DateTimeOffset instant) =>
        Math.DivRem(instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, TicksPerMicrosecond) is var (whole, rest) && rest < 0 ? whole - 1 : whole;

    public static bool IsInstant(long microseconds) =>
        microseconds >= Of(DateTimeOffset.MinValue) && microseconds <= Of(DateTimeOffset.MaxValue);

    public static DateTimeOffset ToInstant(long microseconds) => new(DateTimeOffset.UnixEpoch.UtcTicks + microseconds * TicksPerMicrosecond, TimeSpan.Zero);
}
