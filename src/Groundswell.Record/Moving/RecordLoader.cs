using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Moving;

/// <summary>
/// Puts whole logs into a store: entries keep their positions, their times of recording and their hashes, commands keep their meaning. It is
/// the one way past the journal, and it is not reachable from outside this library.
/// </summary>
/// <remarks>Each entry came with a leaf hash that was taken anew; here its place is checked, and at the end the root over all of them.</remarks>
internal sealed class RecordLoader(IRecordStore target)
{
    private readonly IStoreWriter _writer = target.Writer ?? throw new InvalidOperationException("The store was opened for reading.");

    /// <exception cref="RecordDamagedException">The entries do not make up the log that the source says they are.</exception>
    public async Task Load(ILogSource source, IProgress<MoveProgress>? progress, CancellationToken stop)
    {
        var head = await Open(source, stop);
        var tree = new GrowingTree(source.Log);
        await foreach (var part in source.Read(stop))
        {
            head = await Add(head, part, tree, stop);
            progress?.Report(new MoveProgress(source.Log, head.Size, source.Size));
        }

        if (head.Size != source.Size || !new Frontier(head.Size, head.Frontier).Root().AsSpan().SequenceEqual(source.Root))
            throw new RecordDamagedException(source.Log, "its entries do not have the root that it states");
    }

    private async Task<LogHead> Open(ILogSource source, CancellationToken stop)
    {
        await _writer.Begin(new WriteRequest([], [], [], []), stop);
        return await InTransaction(
            async () =>
            {
                var head = await _writer.OpenLog(source.Log, source.Origin, stop);
                if (head.Size != 0 || head.Origin != source.Origin)
                    throw new InvalidOperationException($"The log '{source.Log}' is in this store already.");
                await _writer.Commit(new Changes([], [], [], []), stop);
                return head;
            });
    }

    private async Task<LogHead> Add(LogHead before, LogPart part, GrowingTree tree, CancellationToken stop)
    {
        var streams = part.Entries.Select(row => new StreamKey(before.Name, row.Entry.Stream)).ToHashSet();
        var commands = part.Entries.Where(row => row.Entry.Ordinal == 0).Select(row => row.Entry.Command).ToHashSet();
        var scope = await _writer.Begin(new WriteRequest([before.Name], [], commands, streams), stop);
        return await InTransaction(
            async () =>
            {
                var head = scope.Logs[before.Name];
                Check(head, before, part, scope);
                var growth = await tree.Add(head, LeafHashes(part.Entries), new TreeReads(_writer.LeafHashes, _writer.TileRoots), stop);
                var after = head with
                {
                    Size = growth.Size,
                    Frontier = growth.Frontier,
                    RecordedAt = part.Entries is [.., var last] ? Microseconds.Of(last.Entry.RecordedAt) : head.RecordedAt,
                };
                var rows = part.Entries.Select(row => row with { LogId = head.Id }).ToList();
                await _writer.Commit(new Changes(rows, growth.Tiles, part.Checkpoints, [after]), stop);
                return after;
            });
    }

    private static void Check(LogHead head, LogHead before, LogPart part, WriteScope scope)
    {
        if (head.Size != before.Size)
            throw new InvalidOperationException($"Something else writes the log '{head.Name}' while it is restored.");
        if (scope.Commands.Values.FirstOrDefault(command => command.Log == head.Name) is { } twice)
            throw new RecordDamagedException(head.Name, $"command {twice.Command} of entry {twice.First} is in it a second time");
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        var position = head.Size;
        foreach (var row in part.Entries)
        {
            var entry = row.Entry;
            if (entry.Position != ++position || entry.Log != head.Name)
                throw new RecordDamagedException(head.Name, $"entry {position} is missing");
            if (!versions.TryGetValue(entry.Stream, out var version))
                version = scope.Streams.TryGetValue(new StreamKey(head.Name, entry.Stream), out var stored) ? stored.Version : 0;
            if (entry.Version != version + 1)
            {
                throw new RecordDamagedException(
                    head.Name, $"entry {position} is version {entry.Version} of stream '{entry.Stream}', and version {version + 1} is due");
            }

            versions[entry.Stream] = entry.Version;
        }
    }

    private static byte[] LeafHashes(IReadOnlyList<EntryRow> rows)
    {
        var hashes = new byte[rows.Count * MerkleTree.HashLength];
        for (var i = 0; i < rows.Count; i++)
            rows[i].Entry.LeafHash.Span.CopyTo(hashes.AsSpan(i * MerkleTree.HashLength));
        return hashes;
    }

    private async Task<T> InTransaction<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch
        {
            await _writer.Rollback();
            throw;
        }
    }
}

/// <summary>How far moving a log is.</summary>
public sealed record MoveProgress(string Log, long Moved, long Size);
