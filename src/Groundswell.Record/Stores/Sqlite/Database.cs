using Groundswell.Record.Files;
using SQLitePCL;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>One connection to a record's file. One thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private const int PatienceInMilliseconds = 10_000;

    private readonly sqlite3 _handle;

    static Database() => Batteries_V2.Init();

    private Database(string file, sqlite3 handle)
    {
        File = file;
        _handle = handle;
    }

    public string File { get; }

    /// <summary>For what this library has no words of its own for.</summary>
    public sqlite3 Handle => _handle;

    /// <summary>Opens the file for writing and makes it where it is not there yet.</summary>
    public static Database OpenForWriting(string file)
    {
        var database = Open(file, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        database.Prepared(() =>
        {
            database.Execute("PRAGMA page_size = 4096");
            database.Set("journal_mode", "WAL", "wal");
            database.Execute("PRAGMA cache_size = -65536");
            database.FoldBack();
        });
        return database;
    }

    /// <summary>Opens a file that is not there yet, to be filled with a copy.</summary>
    public static Database OpenToFill(string file) => System.IO.File.Exists(file)
        ? throw new IOException($"{file} is there already.")
        : Open(file, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>A database that lives as long as the connection.</summary>
    public static Database InMemory() => Open(":memory:", raw.SQLITE_OPEN_READWRITE);

    /// <summary>Opens the file for reading, also while another process writes it.</summary>
    public static Database OpenForReading(string file)
    {
        try
        {
            return Open(file, raw.SQLITE_OPEN_READONLY);
        }
        catch (JournalUnavailableException refused) when (
            refused.InnerException is SqliteFailure { Code: var code } && (code & 0xFF) is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY
            && System.IO.File.Exists(file) && !System.IO.File.Exists(file + "-shm"))
        {
            if (new FileInfo(file + "-wal") is { Exists: true, Length: > 0 })
            {
                throw new JournalUnavailableException(
                    $"{file} can't be read where it lies: what was written last is in {file}-wal, and to read that takes a folder that can be written. Copy the folder to such a place, and read it there.",
                    refused);
            }

            // On a medium that can't be written there is nowhere to keep a reader's marks, and nobody who could write meanwhile.
            return Open(new Uri(file).AbsoluteUri + "?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI);
        }
    }

    public Statement Prepare(string sql)
    {
        var result = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        if (result == raw.SQLITE_OK)
            return new Statement(this, statement);
        statement?.Dispose();
        throw Failure(result);
    }

    public void Execute(string sql)
    {
        var result = raw.sqlite3_exec(_handle, sql);
        if (result != raw.SQLITE_OK)
            throw Failure(result);
    }

    /// <summary>The first column of the first row as text, or null where there is no row.</summary>
    public string? Ask(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) : null;
    }

    /// <summary>True between BEGIN and the end of the transaction, however it ends.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public JournalUnavailableException Failure(int result)
    {
        var code = raw.sqlite3_extended_errcode(_handle);
        return SqliteFailure.Explain((code & 0xFF) == (result & 0xFF) ? code : result, raw.sqlite3_errmsg(_handle).utf8_to_string(), File);
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>
    /// Puts what an earlier connection left in the write-ahead log into the file, and on disk: it may have ended between writing a commit and
    /// synchronizing it. What is found there is told as recorded, so it must not be lost any more.
    /// </summary>
    private void FoldBack()
    {
        raw.sqlite3_busy_timeout(_handle, 0);
        var busy = Ask("PRAGMA wal_checkpoint(TRUNCATE)");
        raw.sqlite3_busy_timeout(_handle, PatienceInMilliseconds);

        // Somebody reads, from the log too: it stays, and is synchronized where it lies.
        if (busy == "0")
            return;
        try
        {
            DurableFile.Flush(File + "-wal");
        }
        catch (IOException failure)
        {
            throw new JournalUnavailableException($"{File}-wal could not be synchronized with the disk ({failure.Message}). Check the disk.", failure);
        }
    }

    private static Database Open(string file, int flags)
    {
        // Without a mutex: a connection has one user at a time, and the hot calls must never wait (see NativeSqlite).
        var result = raw.sqlite3_open_v2(file, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new Database(file, handle);
        database.Prepared(() =>
        {
            if (result != raw.SQLITE_OK)
                throw database.Failure(result);
            raw.sqlite3_extended_result_codes(handle, 1);
            raw.sqlite3_busy_timeout(handle, PatienceInMilliseconds);
            database.Set("synchronous", "FULL", "2");
            database.Set("fullfsync", "ON", "1");
            database.Set("checkpoint_fullfsync", "ON", "1");
            database.Set("foreign_keys", "ON", "1");
            database.Set("recursive_triggers", "ON", "1");
            database.Set("trusted_schema", "OFF", "0");
            database.Execute("PRAGMA temp_store = MEMORY");
        });
        return database;
    }

    /// <summary>Sets what the record's safety rests on and reads it back: SQLite ignores a pragma it doesn't know or can't follow.</summary>
    private void Set(string pragma, string value, string expected)
    {
        Execute($"PRAGMA {pragma} = {value}");
        var actual = Ask($"PRAGMA {pragma}");
        if (actual != expected)
            throw new JournalUnavailableException($"{File} can't be opened safely: {pragma} is {actual}, not {expected}.");
    }

    private void Prepared(Action prepare)
    {
        try
        {
            prepare();
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
