using Groundswell.Record.Attachments;
using Groundswell.Record.Files;
using Groundswell.Record.Stores;

namespace Groundswell.Record.Moving;

/// <summary>Writes a log as a file that anyone can read and check: JSON Lines with its proof material, and its attachments in a folder beside it.</summary>
/// <remarks>The log is written as it is when this begins; appending goes on. docs/record/export.md describes the file.</remarks>
public static class LogExport
{
    /// <summary>What a file of an export is called: <c>site-a.jsonl</c>.</summary>
    public const string Extension = ".jsonl";

    /// <param name="file">A file that is not there yet. It appears when it is whole. The attachments go to <see cref="AttachmentsOf"/>.</param>
    /// <exception cref="RecordDamagedException">The log is so damaged that it cannot be written line by line.</exception>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public static async Task<ExportSummary> Write(
        Journal journal, string log, string file, IProgress<MoveProgress>? progress, CancellationToken stop)
    {
        var head = await journal.Store.Head(log, stop) ?? throw new ArgumentException($"There is no log '{log}' in this record.", nameof(log));
        var folder = AttachmentsOf(file);
        if (File.Exists(file) || Directory.Exists(folder))
            throw new IOException($"{(File.Exists(file) ? file : folder)} is there already; an export overwrites nothing.");
        var half = file + ".half";
        try
        {
            using var written = await WriteFile(journal.Store, head, half, progress, stop);
            var contents = new FolderContents(folder);
            var damage = new List<string>();
            if (written.FirstDamage is { } first)
                damage.Add(first);
            foreach (var hash in written.Attachments)
            {
                if (await ContentCopy.One(journal.Store.Contents, hash, contents, stop) is { } wrong)
                    damage.Add(wrong);
            }

            contents.RemoveLeftovers();
            DurableFile.Rename(half, file, overwrite: false);
            return new ExportSummary(head.Name, head.Size, written.Attachments.Count, damage);
        }
        catch
        {
            File.Delete(half);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>The folder beside an export's file that its attachments are in.</summary>
    public static string AttachmentsOf(string file) =>
        (file.EndsWith(Extension, StringComparison.Ordinal) ? file[..^Extension.Length] : file) + ".attachments";

    /// <summary>Writes one log's file and flushes it to disk.</summary>
    internal static async Task<ExportWriter> WriteFile(
        IRecordStore store, LogHead head, string file, IProgress<MoveProgress>? progress, CancellationToken stop)
    {
        var writer = new ExportWriter(store, TimeProvider.System);
        await using var to = DurableFile.Create(file);
        await writer.Write(head, to, progress, stop);
        to.Flush(flushToDisk: true);
        return writer;
    }
}

/// <summary>What was exported.</summary>
/// <param name="Attachments">How many attachments its entries refer to.</param>
/// <param name="Damage">What was found wrong on the way. The export holds the log as it is.</param>
public sealed record ExportSummary(string Log, long Size, int Attachments, IReadOnlyList<string> Damage);
