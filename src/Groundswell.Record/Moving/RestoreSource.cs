using System.Text.Json;
using Groundswell.Record.Attachments;
using Groundswell.Record.Stores;
using Groundswell.Record.Stores.Sqlite;

namespace Groundswell.Record.Moving;

/// <summary>What is restored from: a backup, checked file by file, or exports.</summary>
internal sealed class RestoreSource : IAsyncDisposable
{
    private readonly IRecordStore? _copy;

    private RestoreSource(
        string kind, StoreIdentity identity, IReadOnlyList<ILogSource> logs, IReadOnlyList<IContentStore> contents, string? sealKeys, IRecordStore? copy)
    {
        (Kind, Identity, Logs, Contents, SealKeys, _copy) = (kind, identity, logs, contents, sealKeys, copy);
    }

    /// <summary>As <see cref="LogRestored.From"/> says it.</summary>
    public string Kind { get; }

    public StoreIdentity Identity { get; }

    public IReadOnlyList<ILogSource> Logs { get; }

    public IReadOnlyList<IContentStore> Contents { get; }

    /// <summary>The folder with the seal keys, or null where there is none.</summary>
    public string? SealKeys { get; }

    /// <summary>The folder with the application's directory, or null where there is none.</summary>
    public string? Directory { get; private init; }

    /// <param name="from">The folder of a backup, or files of exports.</param>
    /// <exception cref="BackupDamagedException">It is no backup, or not as it was taken.</exception>
    /// <exception cref="ExportDamagedException">A file is no export.</exception>
    /// <exception cref="ArgumentException">The exports are not of one record, or two are of one log.</exception>
    public static async Task<RestoreSource> Open(IReadOnlyList<string> from, CancellationToken stop) =>
        from is [var folder] && System.IO.Directory.Exists(folder) ? await OpenBackup(folder, stop) : await OpenExports("export", from, null, stop);

    public async ValueTask DisposeAsync()
    {
        foreach (var log in Logs)
            await log.DisposeAsync();
        if (_copy is not null)
            await _copy.DisposeAsync();
    }

    private static async Task<RestoreSource> OpenBackup(string folder, CancellationToken stop)
    {
        var manifest = await Manifest(folder, stop);
        await FileSums.Check(folder, stop);
        var source = manifest.Form switch
        {
            BackupManifest.Sqlite => await OpenCopy(folder, stop),
            BackupManifest.Exports => await OpenExports(
                "backup",
                [.. manifest.Logs.Select(log => Path.Combine(folder, BackupManifest.LogsFolder, log.Log + LogExport.Extension))],
                folder,
                stop),
            _ => throw new BackupDamagedException(folder, $"its form is '{manifest.Form}', which this program does not know"),
        };
        try
        {
            Compare(folder, manifest, source);
            return source;
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    private static async Task<BackupManifest> Manifest(string folder, CancellationToken stop)
    {
        var path = Path.Combine(folder, BackupManifest.FileName);
        if (!File.Exists(path))
            throw new BackupDamagedException(folder, $"there is no {BackupManifest.FileName} in it");
        try
        {
            var manifest = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path, stop), BackupJson.Default.BackupManifest);
            return manifest?.Format == BackupManifest.Version1
                ? manifest
                : throw new BackupDamagedException(folder, $"it is of the format '{manifest?.Format}', and '{BackupManifest.Version1}' is read");
        }
        catch (JsonException malformed)
        {
            throw new BackupDamagedException(folder, $"its {BackupManifest.FileName} cannot be read ({malformed.Message})", malformed);
        }
    }

    private static async Task<RestoreSource> OpenCopy(string folder, CancellationToken stop)
    {
        var copy = SqliteStore.OpenForReading(Path.Combine(folder, BackupManifest.RecordFolder));
        var heads = await copy.Logs(stop);
        return new RestoreSource(
            "backup", copy.Identity, [.. heads.Select(head => new StoreSource(copy, head))], [AttachmentsIn(folder)], SealKeysIn(folder), copy)
        {
            Directory = DirectoryIn(folder),
        };
    }

    /// <param name="backup">The backup's folder that they are in; null where each has its attachments beside it.</param>
    private static async Task<RestoreSource> OpenExports(string kind, IReadOnlyList<string> files, string? backup, CancellationToken stop)
    {
        var logs = new List<ILogSource>();
        try
        {
            foreach (var file in files)
            {
                var export = await ExportSource.Open(file, stop);
                logs.Add(export);
                if (export.Store != logs[0].Store)
                    throw new ArgumentException($"{file} is of another record ({export.Store.Id}) than {files[0]} ({logs[0].Store.Id}).");
                if (logs.Count(log => log.Log == export.Log) > 1)
                    throw new ArgumentException($"Two of the files are of log '{export.Log}'.");
            }

            if (logs.Count == 0)
                throw new ArgumentException("There is nothing to restore from.");
            IContentStore[] contents = backup is null
                ? [.. files.Select(file => new FolderContents(LogExport.AttachmentsOf(file)))]
                : [AttachmentsIn(backup)];
            return new RestoreSource(kind, logs[0].Store, logs, contents, backup is null ? null : SealKeysIn(backup), null)
            {
                Directory = backup is null ? null : DirectoryIn(backup),
            };
        }
        catch
        {
            foreach (var log in logs)
                await log.DisposeAsync();
            throw;
        }
    }

    private static FolderContents AttachmentsIn(string backup) => new(Path.Combine(backup, BackupManifest.AttachmentsFolder));

    private static string? SealKeysIn(string backup) =>
        Path.Combine(backup, BackupManifest.SealKeysFolder) is var folder && System.IO.Directory.Exists(folder) ? folder : null;

    private static string? DirectoryIn(string backup) =>
        Path.Combine(backup, BackupManifest.DirectoryFolder) is var folder && System.IO.Directory.Exists(folder) ? folder : null;

    private static void Compare(string folder, BackupManifest manifest, RestoreSource source)
    {
        if (manifest.Store != source.Identity.Id || manifest.Kind != RecordKinds.NameOf(source.Identity.Kind))
            throw new BackupDamagedException(folder, "its manifest is of another record");
        var listed = manifest.Logs.OrderBy(log => log.Log, StringComparer.Ordinal).ToList();
        var found = source.Logs.OrderBy(log => log.Log, StringComparer.Ordinal).ToList();
        if (listed.Count != found.Count)
            throw new BackupDamagedException(folder, $"its manifest lists {listed.Count} logs, and {found.Count} are there");
        foreach (var (says, has) in listed.Zip(found))
        {
            if (says.Log != has.Log || says.Origin != has.Origin || says.Size != has.Size || !says.Root.AsSpan().SequenceEqual(has.Root))
                throw new BackupDamagedException(folder, $"log '{has.Log}' is not as its manifest says");
        }
    }
}
