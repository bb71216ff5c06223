using Groundswell.Record.Files;
using SQLitePCL;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>Copies a record's file as it is at one moment, while another connection or process goes on writing.</summary>
/// <remarks>
/// The whole copy is made within one read transaction. In WAL mode that holds up no writer; the log file only cannot be folded back
/// below that moment until the copy is made, and grows meanwhile.
/// </remarks>
internal static class SqliteCopy
{
    /// <summary>So many pages (4 MiB of the usual size) are copied between two looks at whether to stop.</summary>
    private const int Pages = 1024;

    /// <param name="to">A file that is not there yet. When this returns it is whole, on disk, and needs no file beside it.</param>
    /// <param name="progress">Told the part copied so far, from 0 to 1.</param>
    public static void Write(string from, string to, IProgress<double>? progress, CancellationToken stop)
    {
        using (var source = Database.OpenForReading(from))
        using (var target = Database.OpenToFill(to))
        {
            // Reading anything fixes the moment.
            source.Execute("BEGIN");
            source.Ask("SELECT count(*) FROM log");
            Copy(source, target, progress, stop);
            source.Execute("COMMIT");

            // The copy says that it has a write-ahead log, as the original does; this folds all of it into the one file.
            if (target.Ask("PRAGMA journal_mode = DELETE") is not "delete")
                throw new JournalUnavailableException($"{to} could not be closed to one file.");
        }

        DurableFile.Flush(to);
        DurableFile.FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    private static void Copy(Database source, Database target, IProgress<double>? progress, CancellationToken stop)
    {
        using var copying = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main")
            ?? throw target.Failure(raw.SQLITE_ERROR);
        for (var result = raw.SQLITE_OK; result != raw.SQLITE_DONE;)
        {
            stop.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(copying, Pages);
            if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
                throw target.Failure(result);
            var pages = raw.sqlite3_backup_pagecount(copying);
            progress?.Report(pages == 0 ? 1 : 1 - (double)raw.sqlite3_backup_remaining(copying) / pages);
        }
    }
}
