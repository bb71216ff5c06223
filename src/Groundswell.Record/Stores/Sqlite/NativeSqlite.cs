using System.Runtime.InteropServices;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>The few functions that run once per column of every entry, called without the cost of a safe handle and a runtime transition.</summary>
/// <remarks>
/// Only functions that return at once and never wait may leave out the transition (it keeps the garbage collector from starting). They don't
/// wait here because every connection is opened without a mutex and used by one thread at a time. The pointers are those of SQLitePCL's
/// handles, which their owner keeps alive.
/// </remarks>
internal static unsafe partial class NativeSqlite
{
    private const string Library = "e_sqlite3";

    /// <summary>SQLite copies what is bound.</summary>
    public const nint Transient = -1;

    /// <summary>What is bound stays where it is until the statement has run.</summary>
    public const nint Static = 0;

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int sqlite3_bind_int64(nint statement, int parameter, long value);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int sqlite3_bind_null(nint statement, int parameter);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int sqlite3_bind_text(nint statement, int parameter, byte* value, int length, nint lifetime);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int sqlite3_bind_blob(nint statement, int parameter, byte* value, int length, nint lifetime);

    [LibraryImport(Library)]
    public static partial int sqlite3_step(nint statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_reset(nint statement);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int sqlite3_column_type(nint statement, int column);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial long sqlite3_column_int64(nint statement, int column);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial byte* sqlite3_column_blob(nint statement, int column);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int sqlite3_column_bytes(nint statement, int column);
}
