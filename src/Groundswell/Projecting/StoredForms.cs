namespace Groundswell.Projecting;

/// <summary>The stored form of the values that neither database has by itself; the same for EF Core's queries and for the projector's rows.</summary>
internal static class StoredForms
{
    /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
    public static long Microseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Instant(long microseconds) =>
        new(DateTimeOffset.UnixEpoch.Ticks + microseconds * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    public static DateTime Utc(DateTimeOffset instant) =>
        new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    public static DateTimeOffset Instant(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    public static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    public static TimeSpan Span(long microseconds) => new(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>The text without the one character that PostgreSQL can't store: nobody's remark may stop a plant's views.</summary>
    public static string Storable(string text) => text.Contains('\0') ? text.Replace('\0', '\uFFFD') : text;

    /// <summary>The two ways for a value of one of our conventions; null where a projection brings a conversion of its own.</summary>
    public static (Func<object, object> ToStored, Func<object, object> FromStored)? Of(Type value, Type stored)
    {
        if (value.IsEnum && stored == typeof(string))
            return (one => one.ToString()!, text => Enum.Parse(value, (string)text));
        if (value == typeof(DateTimeOffset) && stored == typeof(long))
            return (one => Microseconds((DateTimeOffset)one), number => Instant((long)number));
        if (value == typeof(DateTimeOffset) && stored == typeof(DateTime))
            return (one => Utc((DateTimeOffset)one), utc => Instant((DateTime)utc));
        if (value == typeof(TimeSpan) && stored == typeof(long))
            return (one => Microseconds((TimeSpan)one), number => Span((long)number));
        return null;
    }

    /// <summary>SQL that shows a column as a person or a BI tool would write its value.</summary>
    public static string ReadableSql(string column, Type value, Type stored)
    {
        if (value == typeof(TimeSpan))
            return $"{column} / 1000000.0";
        if (value == typeof(DateTimeOffset) && stored == typeof(long))
            return $"strftime('%Y-%m-%dT%H:%M:%fZ', {column} / 1000000.0, 'unixepoch')";
        // Only SQLite, which keeps decimals as text, needs to be told that they are numbers; to PostgreSQL it says nothing new.
        return stored == typeof(decimal) ? $"CAST({column} AS numeric)" : column;
    }
}
