using Npgsql;
using NpgsqlTypes;

namespace Groundswell.Projecting;

/// <summary>Columns as PostgreSQL takes many rows at once: an array for each.</summary>
internal static class PostgresArrays
{
    public static NpgsqlDbType TypeOf(Type stored) =>
        stored == typeof(string) ? NpgsqlDbType.Text
        : stored == typeof(long) ? NpgsqlDbType.Bigint
        : stored == typeof(int) ? NpgsqlDbType.Integer
        : stored == typeof(short) ? NpgsqlDbType.Smallint
        : stored == typeof(bool) ? NpgsqlDbType.Boolean
        : stored == typeof(decimal) ? NpgsqlDbType.Numeric
        : stored == typeof(double) ? NpgsqlDbType.Double
        : stored == typeof(DateTime) ? NpgsqlDbType.TimestampTz
        : stored == typeof(DateOnly) ? NpgsqlDbType.Date
        : stored == typeof(TimeOnly) ? NpgsqlDbType.Time
        : stored == typeof(Guid) ? NpgsqlDbType.Uuid
        : stored == typeof(byte[]) ? NpgsqlDbType.Bytea
        : throw Unknown(stored);

    public static Array Gather<T>(Type stored, IReadOnlyList<T> of, Func<T, object?> value)
    {
        if (stored == typeof(string))
            return Texts<T, string>(of, value);
        if (stored == typeof(byte[]))
            return Texts<T, byte[]>(of, value);
        if (stored == typeof(long))
            return Numbers<T, long>(of, value);
        if (stored == typeof(int))
            return Numbers<T, int>(of, value);
        if (stored == typeof(short))
            return Numbers<T, short>(of, value);
        if (stored == typeof(bool))
            return Numbers<T, bool>(of, value);
        if (stored == typeof(decimal))
            return Numbers<T, decimal>(of, value);
        if (stored == typeof(double))
            return Numbers<T, double>(of, value);
        if (stored == typeof(DateTime))
            return Numbers<T, DateTime>(of, value);
        if (stored == typeof(DateOnly))
            return Numbers<T, DateOnly>(of, value);
        if (stored == typeof(TimeOnly))
            return Numbers<T, TimeOnly>(of, value);
        if (stored == typeof(Guid))
            return Numbers<T, Guid>(of, value);
        throw Unknown(stored);
    }

    public static object Read(NpgsqlDataReader reader, int column, Type stored) =>
        stored == typeof(DateOnly) ? reader.GetFieldValue<DateOnly>(column)
        : stored == typeof(TimeOnly) ? reader.GetFieldValue<TimeOnly>(column)
        : reader.GetValue(column);

    private static TValue?[] Texts<T, TValue>(IReadOnlyList<T> of, Func<T, object?> value) where TValue : class
    {
        var values = new TValue?[of.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (TValue?)value(of[i]);
        return values;
    }

    private static TValue?[] Numbers<T, TValue>(IReadOnlyList<T> of, Func<T, object?> value) where TValue : struct
    {
        var values = new TValue?[of.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (TValue?)value(of[i]);
        return values;
    }

    private static NotSupportedException Unknown(Type stored) => new($"A {stored.Name} can't be stored in PostgreSQL.");
}
