using SQLitePCL;

namespace Groundswell.Projecting;

/// <summary>The projector's own connection to a views file. One caller at a time.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly sqlite3 _handle;

    static SqliteFile() => Batteries_V2.Init();

    public SqliteFile(string path)
    {
        Path = path;
        var result = raw.sqlite3_open_v2(path, out _handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            Check(result);
            raw.sqlite3_extended_result_codes(_handle, 1);
            raw.sqlite3_busy_timeout(_handle, 10_000);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Path { get; }

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return new SqliteStatement(this, statement);
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    public void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw Failure(result);
    }

    public Exception Failure(int result)
    {
        var said = raw.sqlite3_errmsg(_handle).utf8_to_string();
        return (result & 0xFF) switch
        {
            raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE => new RowsRefusedException(Path, said),
            raw.SQLITE_FULL => new ViewsUnavailableException($"The disk that holds {Path} is full ({said})."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new ViewsUnavailableException($"{Path} is damaged ({said}); the views are folded anew.") { Damaged = true },
            _ => new ViewsUnavailableException($"{Path} could not be used (SQLite error {result}, {said})."),
        };
    }

    public void Dispose() => _handle.Dispose();
}
