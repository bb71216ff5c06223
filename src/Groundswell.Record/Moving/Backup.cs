using System.Text.Json;
using Groundswell.Record.Attachments;
using Groundswell.Record.Files;
using Groundswell.Record.Sealing;
using Groundswell.Record.Stores;
using Groundswell.Record.Stores.Sqlite;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Moving;

/// <summary>Copies a record with its attachments and seal keys to a folder, while writing goes on. docs/record/backup.md describes the folder.</summary>
/// <remarks>
/// The folder appears under its name when it is whole and on disk: a backup that was cut short is never mistaken for one. The signing key is
/// never in it.
/// </remarks>
public sealed class Backup
{
    private readonly Journal _journal;
    private readonly BackupOptions _options;
    private readonly string _folder;
    private readonly FolderContents _attachments;

    private Backup(Journal journal, string folder, BackupOptions options)
    {
        (_journal, _folder, _options) = (journal, folder, options);
        _attachments = new FolderContents(Path.Combine(folder, BackupManifest.AttachmentsFolder));
    }

    /// <param name="journal">Opened for reading or for writing; in any process.</param>
    /// <param name="to">A folder that is not there yet.</param>
    /// <exception cref="IOException">The folder is there already, or cannot be written.</exception>
    public static async Task<BackupSummary> Take(Journal journal, string to, BackupOptions options, CancellationToken stop)
    {
        var name = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));
        if (Path.Exists(name))
            throw new IOException($"{to} is there already; a backup goes to a new folder.");
        var half = $"{name}.{Guid.CreateVersion7():N}.half";
        try
        {
            DurableFile.CreateDirectory(half, ownerOnly: true);
            var summary = await new Backup(journal, half, options).Fill(stop);
            Directory.Move(half, name);
            DurableFile.FlushDirectory(Path.GetDirectoryName(name)!);
            return summary;
        }
        finally
        {
            if (Directory.Exists(half))
                Directory.Delete(half, recursive: true);
        }
    }

    private async Task<BackupSummary> Fill(CancellationToken stop)
    {
        // Attachments and seal keys after the logs, so that what they refer to is there. What was erased in between comes as erased: a
        // restore then erases it again, by an entry of its own.
        var damage = new List<string>();
        var heads = _journal.Store is SqliteStore sqlite ? await Copy(sqlite, stop) : await Export(damage, stop);
        foreach (var head in heads)
            head.ExpectWhole();
        await foreach (var content in _journal.Store.Contents.All(stop))
        {
            if (await ContentCopy.One(_journal.Store.Contents, content.Hash, _attachments, stop) is { } wrong)
                damage.Add(wrong);
        }

        _attachments.RemoveLeftovers();
        CopySealKeys();
        if (_options.CopyDirectory is { } copy)
            await copy(Path.Combine(_folder, BackupManifest.DirectoryFolder), stop);

        var identity = _journal.Store.Identity;
        var manifest = new BackupManifest(
            BackupManifest.Version1, identity.Id, RecordKinds.NameOf(identity.Kind),
            _journal.Store is SqliteStore ? BackupManifest.Sqlite : BackupManifest.Exports, _options.Time.GetUtcNow(),
            [.. heads.Select(head => new BackedUpLog(head.Name, head.Origin, head.Size, new Frontier(head.Size, head.Frontier).Root()))]);
        DurableFile.Write(
            Path.Combine(_folder, BackupManifest.FileName), JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest));
        await FileSums.Write(_folder, stop);
        return new BackupSummary([.. heads.Select(head => new LogSize(head.Name, head.Origin, head.Size))], damage);
    }

    private async Task<IReadOnlyList<LogHead>> Copy(SqliteStore store, CancellationToken stop)
    {
        var folder = Path.Combine(_folder, BackupManifest.RecordFolder);
        DurableFile.CreateDirectory(folder);
        await store.CopyTo(Path.Combine(folder, SqliteStore.FileName), _options.CopyProgress, stop);
        await using var copy = SqliteStore.OpenForReading(folder);
        return await copy.Logs(stop);
    }

    /// <summary>
    /// All heads are read by one statement and so are of one moment, and entries up to a head never change: no transaction has to be held open
    /// over the exports, which would keep the server from tidying up meanwhile.
    /// </summary>
    private async Task<IReadOnlyList<LogHead>> Export(List<string> damage, CancellationToken stop)
    {
        var folder = Path.Combine(_folder, BackupManifest.LogsFolder);
        DurableFile.CreateDirectory(folder);
        var heads = await _journal.Store.Logs(stop);
        foreach (var head in heads)
        {
            using var written = await LogExport.WriteFile(
                _journal.Store, head, Path.Combine(folder, head.Name + LogExport.Extension), _options.ExportProgress, stop);
            if (written.FirstDamage is { } first)
                damage.Add($"log '{head.Name}': {first}");
        }

        DurableFile.FlushDirectory(folder);
        return heads;
    }

    /// <summary>Keys before marks, so that one destroyed meanwhile has its mark here.</summary>
    private void CopySealKeys()
    {
        if (_options.SealKeys is not { } from || !Directory.Exists(from))
            return;
        var to = Path.Combine(_folder, BackupManifest.SealKeysFolder);
        DurableFile.CreateDirectory(to, ownerOnly: true);
        foreach (var path in FolderSealKeys.Keys(from).Concat(FolderSealKeys.Marks(from)))
        {
            try
            {
                DurableFile.Write(Path.Combine(to, Path.GetFileName(path)), File.ReadAllBytes(path), ownerOnly: true);
            }
            catch (FileNotFoundException)
            {
                // Destroyed since the folder was listed: its mark follows.
            }
        }
    }
}

/// <summary>What goes into a backup besides the logs and their attachments, and who is told how far it is.</summary>
public sealed record BackupOptions
{
    /// <summary>The folder that the seal keys lie in, where they are kept as files; null where something else backs them up.</summary>
    public string? SealKeys { get; init; }

    /// <summary>Writes what the application keeps of people (names, credentials) to the folder given, as files; null where something else backs it up.</summary>
    public Func<string, CancellationToken, Task>? CopyDirectory { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told the part of the SQLite file that is copied, from 0 to 1.</summary>
    public IProgress<double>? CopyProgress { get; init; }

    /// <summary>Told how far the export of each log is (PostgreSQL).</summary>
    public IProgress<MoveProgress>? ExportProgress { get; init; }
}

/// <summary>What was backed up.</summary>
/// <param name="Damage">What was found wrong on the way; the backup holds the record as it is. Nothing found is no proof: verify the backup.</param>
public sealed record BackupSummary(IReadOnlyList<LogSize> Logs, IReadOnlyList<string> Damage);
