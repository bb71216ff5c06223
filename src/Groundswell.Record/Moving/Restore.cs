using Groundswell.Record.Attachments;
using Groundswell.Record.Checkpoints;
using Groundswell.Record.Files;
using Groundswell.Record.Sealing;
using Groundswell.Record.Stores;
using Groundswell.Record.Stores.Postgres;
using Groundswell.Record.Stores.Sqlite;
using Groundswell.Record.Verifying;

namespace Groundswell.Record.Moving;

/// <summary>Makes a record anew from a backup or from exports, into an empty place. Nothing is ever overwritten.</summary>
/// <remarks>
/// Everything is put in, verified, begun again with an entry <c>log.restored</c>, and verified once more, before it is put in place: a folder by
/// its name, a database by taking off the mark under which nothing opens it. Entries keep their positions, times and hashes, commands their
/// meaning, the record its id.
/// </remarks>
public sealed class Restore
{
    private readonly RestoreSource _source;
    private readonly RestoreOptions _options;

    /// <summary>The checkpoints that whoever restores handed in themselves.</summary>
    private readonly IReadOnlyList<string> _given;

    private Restore(RestoreSource source, RestoreOptions options)
    {
        (_source, _given) = (source, options.Known);
        _options = options.KnownOf is { } more ? options with { Known = [.. options.Known, .. more(source.Identity.Id)] } : options;
    }

    /// <param name="from">The folder of a backup, or the files of exports of one record.</param>
    /// <param name="folder">The data folder to be (<see cref="DataFolder"/>): not there yet, or empty.</param>
    /// <exception cref="IOException">The folder is not empty, or cannot be written.</exception>
    /// <exception cref="BackupDamagedException">The backup is not as it was taken.</exception>
    /// <exception cref="ExportDamagedException">An export is not whole; the message names the line.</exception>
    /// <exception cref="RecordDamagedException">What is in it does not make up a log.</exception>
    /// <exception cref="RestoreRefusedException">It does not verify.</exception>
    public static async Task<IReadOnlyList<RestoredLog>> ToFolder(
        IReadOnlyList<string> from, string folder, RestoreOptions options, CancellationToken stop)
    {
        var name = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(name) || (Directory.Exists(name) && Directory.EnumerateFileSystemEntries(name).Any()))
            throw new IOException($"{folder} is not empty; a restore overwrites nothing.");
        return await Beside(name, from, options, PutInPlace, stop);

        void PutInPlace(string half)
        {
            if (Directory.Exists(name))
                Directory.Delete(name);
            Directory.Move(half, name);
            DurableFile.FlushDirectory(Path.GetDirectoryName(name)!);
        }
    }

    /// <summary>Tries a restore: does all that <see cref="ToFolder"/> does but to put it in place.</summary>
    /// <param name="folder">It is tried in a folder beside this one, which need not be there and is not looked into.</param>
    /// <remarks>The exceptions are those of <see cref="ToFolder"/>.</remarks>
    public static Task<IReadOnlyList<RestoredLog>> Check(
        IReadOnlyList<string> from, string folder, RestoreOptions options, CancellationToken stop) =>
        Beside(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), from, options, _ => { }, stop);

    /// <summary>Restores to a folder beside the one named, which is removed again unless it was put in place.</summary>
    private static async Task<IReadOnlyList<RestoredLog>> Beside(
        string name, IReadOnlyList<string> from, RestoreOptions options, Action<string> putInPlace, CancellationToken stop)
    {
        await using var source = await RestoreSource.Open(from, stop);
        var half = $"{name}.{Guid.CreateVersion7():N}.half";
        try
        {
            DurableFile.CreateDirectory(half, ownerOnly: true);
            var logs = await new Restore(source, options).Fill(
                SqliteStore.OpenForWriting(DataFolder.Record(half), source.Identity), DataFolder.SealKeys(half), stop);
            if (source.Directory is { } directory)
                CopyFiles(Directory.EnumerateFiles(directory), Path.GetDirectoryName(DataFolder.SealKeys(half))!);
            putInPlace(half);
            return logs;
        }
        finally
        {
            if (Directory.Exists(half))
                Directory.Delete(half, recursive: true);
        }
    }

    /// <param name="from">The folder of a backup, or the files of exports of one record.</param>
    /// <param name="ownerConnection">Of the role that shall own the tables, to a database without a record.</param>
    /// <param name="applicationRole">The role the application connects as, or null where it is the owner.</param>
    /// <exception cref="InvalidOperationException">The database holds a record.</exception>
    /// <exception cref="ArgumentException">There are seal keys to restore and no place for them was named.</exception>
    /// <remarks>The other exceptions are those of <see cref="ToFolder"/>.</remarks>
    public static async Task<IReadOnlyList<RestoredLog>> ToPostgres(
        IReadOnlyList<string> from, string ownerConnection, string? applicationRole, RestoreOptions options, CancellationToken stop)
    {
        await using var source = await RestoreSource.Open(from, stop);
        if (source.SealKeys is not null && options.SealKeys is null)
            throw new ArgumentException("The backup holds seal keys: say which folder they go to.");
        if (source.Directory is not null)
            options.NotRestored?.Invoke("The directory (names, credentials) in the backup is not restored: in PostgreSQL it comes back from a dump of its schema.");
        await PostgresRestore.Begin(ownerConnection, applicationRole, source.Identity, stop);
        try
        {
            var logs = await new Restore(source, options).Fill(
                await PostgresStore.OpenToRestore(ownerConnection, options.Time, stop), options.SealKeys, stop);
            await PostgresRestore.End(ownerConnection, CancellationToken.None);
            return logs;
        }
        catch
        {
            await PostgresRestore.Abandon(ownerConnection);
            throw;
        }
    }

    private async Task<IReadOnlyList<RestoredLog>> Fill(IRecordStore target, string? sealKeys, CancellationToken stop)
    {
        await using var journal = Journal.Over(target, new JournalOptions { Time = _options.Time });
        var loader = new RecordLoader(target);

        // A log that another store writes, and this one only had a replica of, comes back by replication.
        var logs = _source.Logs.Where(log => log.Origin == Origin.Of(_source.Identity, log.Log)).ToList();
        foreach (var other in _source.Logs.Except(logs))
            _options.NotRestored?.Invoke($"Log '{other.Log}' is not restored: its origin {other.Origin} is of another record than {Origin.StoreName(_source.Identity)}, which that log comes back from.");
        if (logs.Count == 0)
            throw new RestoreRefusedException($"Nothing is restored: none of the logs is of the record {Origin.StoreName(_source.Identity)}. What it says of itself was changed, or it holds replicas only.", null);
        RefuseUnmatched();
        foreach (var log in logs)
            await loader.Load(log, _options.LoadProgress, stop);
        var erasedLater = await CopyContents(target, logs, stop);
        if (_source.SealKeys is { } keys)
            CopySealKeys(keys, sealKeys!);
        foreach (var log in logs)
            await Verify(journal, log, SmallerThan(log.Size), null, stop);

        foreach (var log in logs)
            await BeginAgain(journal, log, stop);
        foreach (var (hash, erased) in erasedLater)
            await EraseAgain(journal, hash, erased, logs, stop);
        await CompleteForgetting(journal, logs, sealKeys, stop);
        var restored = new List<RestoredLog>();
        foreach (var log in logs)
            restored.Add(new RestoredLog(log.Log, log.Size, await Verify(journal, log, _options.Known, journal.Attachments, stop)));
        return restored;
    }

    /// <summary>Whoever hands something in wants the record held against it: where it is of nothing in it, that may be because it was removed.</summary>
    private void RefuseUnmatched()
    {
        var origins = _source.Logs.Select(log => log.Origin).ToHashSet(StringComparer.Ordinal);
        if (_options.Keys.FirstOrDefault(key => key.Name is { } name && !origins.Contains(name)) is { } key)
            throw new RestoreRefusedException($"Nothing is restored: the key given for '{key.Name}' is of no log in it.", null);
        if (_given.Select(note => Checkpoint.Parse(SignedNote.Parse(note).Text).Origin).FirstOrDefault(origin => !origins.Contains(origin)) is { } unknown)
            throw new RestoreRefusedException($"Nothing is restored: a checkpoint kept elsewhere is of the log '{unknown}', which is not in it.", null);
    }

    /// <summary>What the logs say was erased or destroyed, a backup may still hold.</summary>
    private async Task CompleteForgetting(Journal journal, IEnumerable<ILogSource> logs, string? sealKeys, CancellationToken stop)
    {
        var names = logs.Select(log => log.Log).ToList();
        await journal.Attachments.CompleteErasures(journal, names, stop);
        if (sealKeys is null || !Directory.Exists(sealKeys))
            return;
        using var keys = new FolderSealKeys(sealKeys);
        await new Sealer(keys, _options.Time).CompleteDestructions(journal, names, stop);
    }

    /// <returns>What was erased by entries that the restored logs do not have: after the backup's moment, or in another log.</returns>
    private async Task<IReadOnlyList<(string Hash, ErasedBy Erased)>> CopyContents(
        IRecordStore target, IReadOnlyList<ILogSource> logs, CancellationToken stop)
    {
        var sizes = logs.ToDictionary(log => log.Log, log => log.Size, StringComparer.Ordinal);
        var later = new List<(string, ErasedBy)>();
        foreach (var contents in _source.Contents)
        {
            await foreach (var content in contents.All(stop))
            {
                if (content.Erased is { } erased && erased.Position > sizes.GetValueOrDefault(erased.Log))
                    later.Add((content.Hash, erased));
                else if (await ContentCopy.One(contents, content.Hash, target.Contents, stop) is { } wrong)
                    throw new RestoreRefusedException($"It is not restored: {wrong}.", null);
            }
        }

        target.Contents.RemoveLeftovers();
        return later;
    }

    /// <summary>What was erased stays so, and an entry of the restored log says it, since the one that did is not here.</summary>
    private async Task EraseAgain(Journal journal, string hash, ErasedBy erased, List<ILogSource> logs, CancellationToken stop)
    {
        var log = logs.Any(log => log.Log == erased.Log) ? erased.Log : logs[0].Log;
        var again = new AttachmentErased(hash, $"It had been erased by entry {erased.Position} of log '{erased.Log}', which was not restored.");
        var receipt = await OwnEntries.Append(
            journal, log, again, RecordEvents.Actor, OwnEntries.CommandOf("attachment.erased", log, hash), _options.Time, stop);
        await journal.Store.Contents.Erase(hash, new ErasedBy(log, receipt.First), stop);
    }

    private static void CopySealKeys(string from, string to)
    {
        if (Directory.Exists(to) && Directory.EnumerateFiles(to).Any())
            throw new IOException($"{to} is not empty; a restore overwrites nothing.");
        CopyFiles(FolderSealKeys.Keys(from).Concat(FolderSealKeys.Marks(from)), to);
    }

    private static void CopyFiles(IEnumerable<string> files, string to)
    {
        DurableFile.CreateDirectory(to, ownerOnly: true);
        foreach (var path in files)
            DurableFile.Write(Path.Combine(to, Path.GetFileName(path)), File.ReadAllBytes(path), ownerOnly: true);
    }

    private async Task BeginAgain(Journal journal, ILogSource log, CancellationToken stop)
    {
        var witnessed = await LastWitnessed.Of(journal.Store, log.Log, log.Origin, _options.Known, _options.Witnesses, stop);
        var restored = new LogRestored(
            _source.Kind, log.Size, Convert.ToBase64String(log.Root), witnessed?.Size,
            witnessed is null ? null : Convert.ToBase64String(witnessed.Root));
        await OwnEntries.Append(
            journal, log.Log, restored, RecordEvents.Actor, Guid.CreateVersion7(_options.Time.GetUtcNow()), _options.Time, stop);
    }

    /// <param name="attachments">Once the log has begun again: before, those that were erased later are not there.</param>
    private async Task<Verification> Verify(
        Journal journal, ILogSource log, IReadOnlyList<string> known, AttachmentStore? attachments, CancellationToken stop)
    {
        var verification = await LogVerifier.Verify(
            journal, log.Log,
            new VerifyOptions
            {
                Keys = [.. _options.Keys.Where(key => key.Name is null || key.Name == log.Origin)],
                Witnesses = _options.Witnesses,
                Known = known,
                BeingRestored = true,
                BegunAgain = attachments is not null,
                Attachments = attachments,
                Progress = _options.VerifyProgress,
            },
            stop);
        return verification.FirstDamage is { } damage
            ? throw new RestoreRefusedException($"Log '{log.Log}' does not verify and is not restored: {damage.What}", verification)
            : verification;
    }

    /// <summary>Before the log begins again, only what it can hold is held against it: that more was lost is what the entry will say.</summary>
    private IReadOnlyList<string> SmallerThan(long size) =>
        [.. _options.Known.Where(note => Checkpoint.Parse(SignedNote.Parse(note).Text).Size <= size)];
}

/// <summary>What a restore is held against, and who is told how far it is.</summary>
public sealed record RestoreOptions
{
    /// <summary>Public keys of the logs, from a source that is trusted, as <see cref="VerifyOptions.Keys"/>.</summary>
    public IReadOnlyList<VerifierKey> Keys { get; init; } = [];

    /// <summary>The one key, where one is given.</summary>
    public VerifierKey? Key
    {
        get => Keys is [var key, ..] ? key : null;
        init => Keys = value is null ? [] : [value];
    }

    /// <summary>Named keys of witnesses whose cosignatures count.</summary>
    public IReadOnlyList<VerifierKey> Witnesses { get; init; } = [];

    /// <summary>Signed notes kept elsewhere. From them the restored log knows, and says, what it lost.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>More of them, found by the id of the record that is restored.</summary>
    public Func<Guid, IReadOnlyList<string>>? KnownOf { get; init; }

    /// <summary>The folder that seal keys go to, for a restore into PostgreSQL. A data folder has its own place for them.</summary>
    public string? SealKeys { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of each log that is there and not restored, in a sentence.</summary>
    public Action<string>? NotRestored { get; init; }

    public IProgress<MoveProgress>? LoadProgress { get; init; }

    public IProgress<VerifyProgress>? VerifyProgress { get; init; }
}

/// <summary>A log that begins again with an entry <c>log.restored</c>, right after the last position taken over.</summary>
/// <param name="LastPosition">The last position taken over.</param>
/// <param name="Verification">What verifying it, that entry included, came to; it says what was lost.</param>
public sealed record RestoredLog(string Log, long LastPosition, Verification Verification);
