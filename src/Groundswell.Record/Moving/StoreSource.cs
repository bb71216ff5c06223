using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Moving;

/// <summary>A log as it lies in a store, up to the size it had when its head was read.</summary>
internal sealed class StoreSource(IRecordStore store, LogHead head) : ILogSource
{
    private const int CheckpointStretch = 16_384;

    public StoreIdentity Store => store.Identity;

    public string Log => head.Name;

    public string Origin => head.Origin;

    public long Size => head.Size;

    public byte[] Root { get; } = new Frontier(head.Size, head.Frontier).Root();

    public async IAsyncEnumerable<LogPart> Read([EnumeratorCancellation] CancellationToken stop)
    {
        // How much is read at once follows from how large the entries were so far.
        var stretch = 64L;
        for (var from = 1L; from <= Size; from += stretch)
        {
            if (from > 1)
                stretch = Math.Clamp(LogPart.MostBytes / Math.Max(1, _averageBytes), 1, LogPart.MostEntries);
            yield return new LogPart(await Entries(from, Math.Min(Size, from + stretch - 1), stop), []);
        }

        for (var from = 0L; from <= Size; from += CheckpointStretch)
        {
            var checkpoints = await store.Checkpoints(Log, from, Math.Min(Size, from + CheckpointStretch - 1), stop);
            if (checkpoints.Count > 0)
                yield return new LogPart([], checkpoints);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private long _averageBytes;

    private async Task<IReadOnlyList<EntryRow>> Entries(long from, long to, CancellationToken stop)
    {
        var commands = await store.Commands(Log, from, to, stop);
        var rows = new List<EntryRow>((int)(to - from + 1));
        var canonical = new CanonicalForm.CanonicalBuffer();
        var (next, bytes) = (0, 0L);
        await store.Scan(Log, from, to, Visit, stop);
        if (rows.Count != to - from + 1)
            throw new RecordDamagedException(Log, $"entry {from + rows.Count} is missing");
        _averageBytes = bytes / rows.Count;
        return rows;

        void Visit(in CanonicalForm.EntryFields entry, ReadOnlySpan<byte> leafHash)
        {
            var position = from + rows.Count;
            if (entry.Position != position)
                throw new RecordDamagedException(Log, $"entry {position} is missing");
            CanonicalForm.Write(entry, canonical);
            var hash = SHA256.HashData(canonical.Written);
            if (!hash.AsSpan().SequenceEqual(leafHash))
                throw new RecordDamagedException(Log, $"entry {position} is not the one that its leaf hash was taken over");
            while (next < commands.Count && commands[next].First < position)
                next++;
            var command = next < commands.Count && commands[next].First == position ? commands[next] : null;
            bytes += canonical.Written.Length;
            try
            {
                rows.Add(MovedEntry.Row(canonical.Written.ToArray(), hash, command?.Count, command?.Digest));
            }
            catch (Exception unheardOf) when (unheardOf is FormatException or ArgumentOutOfRangeException)
            {
                throw new RecordDamagedException(Log, $"entry {position} holds what none can: {unheardOf.Message}");
            }
        }
    }
}
