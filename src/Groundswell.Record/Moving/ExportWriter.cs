using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Groundswell.Record.Attachments;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Moving;

/// <summary>Writes one log, as it is at one moment, as lines of JSON.</summary>
internal sealed class ExportWriter(IRecordStore store, TimeProvider time) : IDisposable
{
    /// <summary>So many positions are read at a time, with their commands.</summary>
    private const int Stretch = 16_384;

    private const int FlushAt = 1 << 20;

    private readonly IncrementalHash _written = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Hashes of the attachments that the entries written refer to.</summary>
    public HashSet<string> Attachments { get; } = new(StringComparer.Ordinal);

    /// <summary>What was found wrong on the way. The export shows the record as it is, damage and all.</summary>
    public string? FirstDamage { get; private set; }

    /// <param name="head">The log as it was at the moment; what was appended later is left out.</param>
    /// <exception cref="RecordDamagedException">An entry cannot be written as a line at all, or is missing.</exception>
    public async Task Write(LogHead head, Stream to, IProgress<MoveProgress>? progress, CancellationToken stop)
    {
        head.ExpectWhole();
        var root = new Frontier(head.Size, head.Frontier).Root();
        var newest = await NewestCheckpoint(head, stop);
        var header = new ExportHeader(
            ExportFormat.Version1, store.Identity.Id, RecordKinds.NameOf(store.Identity.Kind), head.Name, head.Origin, head.Size, root,
            time.GetUtcNow(), newest?.Note);
        await Line(to, JsonSerializer.SerializeToUtf8Bytes(header, ExportFormat.Readable.ExportHeader), stop);

        var frontier = new Frontier(0, []);
        using var lines = new EntryLineWriter();
        for (var from = 1L; from <= head.Size; from += Stretch)
        {
            var last = Math.Min(head.Size, from + Stretch - 1);
            await Entries(head.Name, from, last, frontier, lines, to, stop);
            if (frontier.Size != last)
                throw new RecordDamagedException(head.Name, $"entry {frontier.Size + 1} is missing");
            progress?.Report(new MoveProgress(head.Name, last, head.Size));
        }

        if (!frontier.Root().AsSpan().SequenceEqual(root))
            FirstDamage ??= "the tree of its entries has another root than its head";
        var checkpoints = await Checkpoints(head, to, stop);
        var end = new ExportEnd(new EndLine(head.Size, checkpoints, Convert.ToHexStringLower(_written.GetHashAndReset())));
        await Line(to, JsonSerializer.SerializeToUtf8Bytes(end, ExportFormat.Readable.ExportEnd), stop);
        await to.FlushAsync(stop);
    }

    private async Task Entries(string log, long from, long last, Frontier frontier, EntryLineWriter lines, Stream to, CancellationToken stop)
    {
        var commands = await store.Commands(log, from, last, stop);
        var next = 0;
        var canonical = new CanonicalForm.CanonicalBuffer();
        await store.Scan(log, from, last, Visit, stop);
        Flush();

        void Visit(in CanonicalForm.EntryFields entry, ReadOnlySpan<byte> leafHash)
        {
            var position = entry.Position;
            if (position != frontier.Size + 1)
                throw new RecordDamagedException(log, $"entry {frontier.Size + 1} is missing");
            if (!CanonicalForm.LeafHash(entry, canonical).AsSpan().SequenceEqual(leafHash))
                FirstDamage ??= $"entry {position} is not the one that its leaf hash was taken over";
            frontier.Add(leafHash);
            while (next < commands.Count && commands[next].First < position)
                next++;
            try
            {
                lines.Write(entry, leafHash, next < commands.Count && commands[next].First == position ? commands[next] : null);
            }
            catch (FormatException wrong)
            {
                throw new RecordDamagedException(log, $"entry {position} cannot be written: {wrong.Message}");
            }

            foreach (var hash in AttachmentReferences.In(entry.Payload))
                Attachments.Add(hash);
            if (lines.Written.Length >= FlushAt)
                Flush();
        }

        void Flush()
        {
            _written.AppendData(lines.Written.Span);
            to.Write(lines.Written.Span);
            lines.Clear();
        }
    }

    public void Dispose() => _written.Dispose();

    /// <summary>The newest checkpoint that is not past the moment.</summary>
    private async Task<CheckpointRow?> NewestCheckpoint(LogHead head, CancellationToken stop)
    {
        var newest = await store.NewestCheckpoint(head.Name, stop);
        for (var to = head.Size; newest is not null && newest.Size > head.Size; to -= Stretch)
        {
            if (to < 0)
                return null;
            newest = await store.Checkpoints(head.Name, Math.Max(0, to - Stretch + 1), to, stop) is [.., var last] ? last : newest;
        }

        return newest;
    }

    private async Task<long> Checkpoints(LogHead head, Stream to, CancellationToken stop)
    {
        var count = 0L;
        for (var from = 0L; from <= head.Size; from += Stretch)
        {
            foreach (var row in await store.Checkpoints(head.Name, from, Math.Min(head.Size, from + Stretch - 1), stop))
            {
                var recordedAt = Microseconds.ToInstant(row.RecordedAt).ToString(ExportFormat.Instant, CultureInfo.InvariantCulture);
                var line = new ExportedCheckpoint(new CheckpointLine(row.Size, recordedAt, row.Note));
                await Line(to, JsonSerializer.SerializeToUtf8Bytes(line, ExportFormat.Readable.ExportedCheckpoint), stop);
                count++;
            }
        }

        return count;
    }

    private async Task Line(Stream to, byte[] text, CancellationToken stop)
    {
        byte[] line = [.. text, (byte)'\n'];
        _written.AppendData(line);
        await to.WriteAsync(line, stop);
    }
}
