using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Groundswell.Projecting;

/// <summary>A prepared statement of the projector's own connection. Parameters count from 1, columns from 0.</summary>
/// <remarks>Values take the forms that Microsoft.Data.Sqlite gives them, so that EF Core's queries read and compare what is written here.</remarks>
internal sealed class SqliteStatement(SqliteFile file, sqlite3_stmt handle) : IDisposable
{
    private byte[] _utf8 = new byte[1024];

    public void Bind(int parameter, object? value)
    {
        var result = value switch
        {
            null => raw.sqlite3_bind_null(handle, parameter),
            string text => Text(parameter, text),
            long number => raw.sqlite3_bind_int64(handle, parameter, number),
            int number => raw.sqlite3_bind_int64(handle, parameter, number),
            short number => raw.sqlite3_bind_int64(handle, parameter, number),
            bool yes => raw.sqlite3_bind_int64(handle, parameter, yes ? 1 : 0),
            double number => raw.sqlite3_bind_double(handle, parameter, number),
            decimal number => Text(parameter, number.ToString("0.0###########################", CultureInfo.InvariantCulture)),
            DateOnly day => Text(parameter, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            TimeOnly time => Text(parameter, time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.fffffff", CultureInfo.InvariantCulture)),
            Guid id => Text(parameter, id.ToString().ToUpperInvariant()),
            byte[] bytes => raw.sqlite3_bind_blob(handle, parameter, bytes),
            _ => throw new NotSupportedException($"A {value.GetType().Name} can't be stored in SQLite."),
        };
        file.Check(result);
    }

    /// <summary>Goes to the next row; false when there is none, and the statement is then ready to be bound again.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(handle);
        if (result == raw.SQLITE_ROW)
            return true;
        // The reset repeats the step's error; what matters is said by the step.
        raw.sqlite3_reset(handle);
        if (result != raw.SQLITE_DONE)
            throw file.Failure(result);
        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public object? Read(int column, Type type)
    {
        if (raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL)
            return null;
        if (type == typeof(string))
            return TextAt(column);
        if (type == typeof(long))
            return raw.sqlite3_column_int64(handle, column);
        if (type == typeof(int))
            return raw.sqlite3_column_int(handle, column);
        if (type == typeof(bool))
            return raw.sqlite3_column_int(handle, column) != 0;
        if (type == typeof(decimal))
            return decimal.Parse(TextAt(column), NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
        if (type == typeof(double))
            return raw.sqlite3_column_double(handle, column);
        if (type == typeof(short))
            return (short)raw.sqlite3_column_int(handle, column);
        if (type == typeof(DateOnly))
            return DateOnly.Parse(TextAt(column), CultureInfo.InvariantCulture);
        if (type == typeof(TimeOnly))
            return TimeOnly.Parse(TextAt(column), CultureInfo.InvariantCulture);
        if (type == typeof(Guid))
            return Guid.Parse(TextAt(column));
        if (type == typeof(byte[]))
            return raw.sqlite3_column_blob(handle, column).ToArray();
        throw new NotSupportedException($"A {type.Name} can't be read from SQLite.");
    }

    public void Dispose() => handle.Dispose();

    private string TextAt(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    private int Text(int parameter, string text)
    {
        // An empty span has no address, and SQLite would take it for NULL.
        if (text.Length == 0)
            return raw.sqlite3_bind_text(handle, parameter, text);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _utf8.Length)
            _utf8 = new byte[most];
        return raw.sqlite3_bind_text(handle, parameter, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)));
    }
}
