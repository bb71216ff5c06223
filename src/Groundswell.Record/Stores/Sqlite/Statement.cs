using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>A prepared statement of one connection. Parameters count from 1, columns from 0, as in SQLite.</summary>
internal sealed unsafe class Statement : IDisposable
{
    private readonly Database _database;
    private readonly sqlite3_stmt _handle;
    private readonly nint _pointer;

    public Statement(Database database, sqlite3_stmt handle)
    {
        _database = database;
        _handle = handle;
        _pointer = handle.DangerousGetHandle();
    }

    public void Bind(int parameter, long value) => Check(NativeSqlite.sqlite3_bind_int64(_pointer, parameter, value));

    public void Bind(int parameter, long? value)
    {
        if (value is { } number)
            Bind(parameter, number);
        else
            BindNull(parameter);
    }

    public void BindNull(int parameter) => Check(NativeSqlite.sqlite3_bind_null(_pointer, parameter));

    public void BindText(int parameter, string value) => BindText(parameter, Encoding.UTF8.GetBytes(value), NativeSqlite.Transient);

    public void BindBlob(int parameter, ReadOnlySpan<byte> value) => BindBlob(parameter, value, NativeSqlite.Transient);

    /// <summary>Binds bytes that the caller has pinned until the statement has run.</summary>
    public void BindPinnedText(int parameter, ReadOnlySpan<byte> utf8) => BindText(parameter, utf8, NativeSqlite.Static);

    /// <summary>Binds bytes that the caller has pinned until the statement has run.</summary>
    public void BindPinnedBlob(int parameter, ReadOnlySpan<byte> value) => BindBlob(parameter, value, NativeSqlite.Static);

    /// <summary>Binds 16 bytes in the order of the id's text form (RFC 9562), so that ids sort as their texts do.</summary>
    public void Bind(int parameter, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        BindBlob(parameter, bytes, NativeSqlite.Transient);
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none; the statement is then ready to be bound again.</returns>
    public bool Step()
    {
        var result = NativeSqlite.sqlite3_step(_pointer);
        if (result == raw.SQLITE_ROW)
            return true;
        Reset();
        if (result != raw.SQLITE_DONE)
            throw _database.Failure(result);
        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Lets go of the row and of the snapshot it was read in. What it returns is only the last step's result once more.</summary>
    public void Reset() => _ = NativeSqlite.sqlite3_reset(_pointer);

    public bool IsNull(int column) => NativeSqlite.sqlite3_column_type(_pointer, column) == raw.SQLITE_NULL;

    public long Number(int column) => NativeSqlite.sqlite3_column_int64(_pointer, column);

    public long? OptionalNumber(int column) => IsNull(column) ? null : Number(column);

    /// <summary>A text's UTF-8 or a blob's bytes where they lie: gone at the next step. An absent value is empty.</summary>
    public ReadOnlySpan<byte> Bytes(int column)
    {
        var start = NativeSqlite.sqlite3_column_blob(_pointer, column);
        return start is null ? [] : new ReadOnlySpan<byte>(start, NativeSqlite.sqlite3_column_bytes(_pointer, column));
    }

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public Guid Id(int column) => new(Bytes(column), bigEndian: true);

    public void Dispose() => _handle.Dispose();

    private void BindText(int parameter, ReadOnlySpan<byte> utf8, nint lifetime)
    {
        fixed (byte* start = &Start(utf8))
            Check(NativeSqlite.sqlite3_bind_text(_pointer, parameter, start, utf8.Length, lifetime));
    }

    private void BindBlob(int parameter, ReadOnlySpan<byte> value, nint lifetime)
    {
        fixed (byte* start = &Start(value))
            Check(NativeSqlite.sqlite3_bind_blob(_pointer, parameter, start, value.Length, lifetime));
    }

    /// <summary>A null pointer would be bound as NULL, so an empty text needs an address too.</summary>
    private static ref readonly byte Start(ReadOnlySpan<byte> bytes) =>
        ref MemoryMarshal.GetReference(bytes.IsEmpty ? "\0"u8 : bytes);

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw _database.Failure(result);
    }
}
