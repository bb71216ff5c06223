using SQLitePCL;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>What SQLite said when it could not do something.</summary>
/// <param name="code">The extended result code (https://sqlite.org/rescode.html).</param>
internal sealed class SqliteFailure(int code, string said) : Exception($"SQLite error {code}: {said}")
{
    /// <summary>The extended result code.</summary>
    public int Code => code;

    /// <summary>The same, as callers of the journal get it: what a person can do about it.</summary>
    public static JournalUnavailableException Explain(int code, string said, string file)
    {
        const string SendAgain = "What was not acknowledged may be sent again under the same command id.";
        var failure = new SqliteFailure(code, said);
        var what = (code & 0xFF) switch
        {
            raw.SQLITE_FULL => $"The disk that holds {file} is full ({said}). Make room. {SendAgain}",
            raw.SQLITE_IOERR when code == raw.SQLITE_IOERR_SHORT_READ =>
                $"{file} ends before its content does ({said}). Keep a copy of it as it is, and restore from a backup.",
            raw.SQLITE_IOERR =>
                $"{file} could not be read or written (I/O error {code}, {said}). Check the disk and the room on it. {SendAgain}",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => $"{file} is damaged or no record ({said}). Keep a copy of it as it is, and restore from a backup.",
            raw.SQLITE_ERROR when Lacks(said) => $"{file} is damaged: it lacks what a record has ({said}). Keep a copy of it as it is, and restore from a backup.",
            raw.SQLITE_CANTOPEN => $"{file} could not be opened ({said}). Check that it is there and that this user may read and write it.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => $"{file} may not be written ({said}). Check its owner and mode.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"{file} is held by another program ({said}). {SendAgain}",
            raw.SQLITE_CONSTRAINT => $"{file} refused a row ({said}). If no other program writes to it, it is damaged: run verify.",
            raw.SQLITE_NOMEM => $"There was not enough memory to use {file}. {SendAgain}",
            _ => $"{file} could not be used (SQLite error {code}, {said}). {SendAgain}",
        };
        return new JournalUnavailableException(what, failure)
        {
            IsDamage = (code & 0xFF) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB || code == raw.SQLITE_IOERR_SHORT_READ || (code == raw.SQLITE_ERROR && Lacks(said)),
        };
    }

    /// <summary>Whether a table or column is gone: that has no code of its own.</summary>
    private static bool Lacks(string said) => said.StartsWith("no such ", StringComparison.Ordinal);
}
