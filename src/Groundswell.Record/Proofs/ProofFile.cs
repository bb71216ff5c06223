using System.Text.Encodings.Web;
using System.Text.Json;
using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Proofs;

/// <summary>Proofs that can be handed to anyone: the entries whole, their inclusion proofs, and the signed checkpoint that they lead to.</summary>
/// <remarks>Such a file is checked with nothing but itself and a public key; docs/record/format.md describes it.</remarks>
public static class ProofFile
{
    private const int ReadAtOnce = 1_000;

    /// <summary>For a file that people read: umlauts and quotation marks as they are, no escapes that only a web page would need.</summary>
    private static readonly ProofJsonContext Readable =
        new(new JsonSerializerOptions(ProofJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Proves one entry.</summary>
    /// <exception cref="ProofUnavailableException">There is no such entry, or no signed checkpoint covers it yet.</exception>
    /// <exception cref="RecordDamagedException">The store lacks what a proof needs.</exception>
    public static Task<string> Create(Journal journal, string log, long position, CancellationToken stop) =>
        Create(journal.Store, log, position, stop);

    /// <summary>Proves a stream, from its first entry to the last that a signed checkpoint covers.</summary>
    /// <exception cref="ProofUnavailableException">There is no such stream, or no signed checkpoint covers any of it yet.</exception>
    /// <exception cref="RecordDamagedException">The store lacks what a proof needs.</exception>
    public static Task<string> Create(Journal journal, string log, string stream, CancellationToken stop) =>
        Create(journal.Store, log, stream, stop);

    /// <summary>Checks a proof file.</summary>
    /// <param name="key">The log's public key, from a source that is trusted. It may be an old one: files carry how keys handed over.</param>
    /// <param name="witnesses">Named keys of witnesses whose cosignatures are to be looked for.</param>
    public static ProofCheck Check(string text, VerifierKey key, params IReadOnlyList<VerifierKey> witnesses) =>
        new ProofChecker(key, witnesses).Check(text);

    internal static async Task<string> Create(IRecordStore store, string log, long position, CancellationToken stop)
    {
        var head = await Head(store, log, stop);
        if (position < 1 || position > head.Size)
            throw new ProofUnavailableException($"The log '{log}' has entries 1 to {head.Size}; there is no entry {position}.");
        var note = await NewestNote(store, log, position, stop);
        return await Write(store, head, note, await store.ReadLog(log, position, position, 1, stop), null, stop);
    }

    internal static async Task<string> Create(IRecordStore store, string log, string stream, CancellationToken stop)
    {
        var head = await Head(store, log, stop);
        var key = new StreamKey(log, stream);
        var first = await store.ReadStream(key, 1, 1, stop);
        if (first.Count == 0)
            throw new ProofUnavailableException($"The log '{log}' has no stream '{stream}'.");
        var note = await NewestNote(store, log, first[0].Position, stop);
        var entries = new List<Entry>();
        for (var read = first; read.Count > 0; read = await store.ReadStream(key, entries.Count + 1, ReadAtOnce, stop))
        {
            entries.AddRange(read.Where(entry => entry.Position <= note.Checkpoint.Size));
            if (read[^1].Position > note.Checkpoint.Size)
                break;
        }

        return await Write(store, head, note, entries, stream, stop);
    }

    private static async Task<LogHead> Head(IRecordStore store, string log, CancellationToken stop) =>
        await store.Head(log, stop) ?? throw new ProofUnavailableException($"There is no log '{log}' in this record.");

    /// <summary>The newest checkpoint, under it all signatures that the store has for it.</summary>
    private static async Task<(SignedNote Note, Checkpoint Checkpoint)> NewestNote(
        IRecordStore store, string log, long covering, CancellationToken stop)
    {
        var newest = await store.NewestCheckpoint(log, stop);
        if (newest is null || newest.Size < covering)
            throw new ProofUnavailableException($"No checkpoint of log '{log}' covers entry {covering} yet; the newest is of size {newest?.Size ?? 0}.");
        try
        {
            var note = SignedNote.Parse(newest.Note);
            foreach (var row in await store.Checkpoints(log, newest.Size, newest.Size, stop))
            {
                if (SignedNote.Parse(row.Note) is var other && other.Text == note.Text)
                    note = note.With(other.Signatures);
            }

            return (note, Checkpoint.Parse(note.Text));
        }
        catch (FormatException malformed)
        {
            throw new RecordDamagedException(log, $"its checkpoint of size {newest.Size} can't be read ({malformed.Message})");
        }
    }

    private static async Task<string> Write(
        IRecordStore store, LogHead head, (SignedNote Note, Checkpoint Checkpoint) to, IReadOnlyList<Entry> entries, string? stream,
        CancellationToken stop)
    {
        if (to.Checkpoint.Size > head.Size)
            throw new RecordDamagedException(head.Name, $"it has {head.Size} entries and a checkpoint of {to.Checkpoint.Size}");
        var prover = new TreeProver(store, head);
        var proved = new List<ProvedEntryJson>(entries.Count);
        foreach (var entry in entries)
        {
            var inclusion = await prover.Inclusion(entry.Position, to.Checkpoint.Size, stop);
            if (!ProofVerifier.Includes(entry.Position - 1, to.Checkpoint.Size, CanonicalForm.LeafHash(entry), inclusion, to.Checkpoint.Root))
                throw new RecordDamagedException(head.Name, $"entry {entry.Position} is not the one that its checkpoint of {to.Checkpoint.Size} entries covers");
            proved.Add(new ProvedEntryJson(EntryJson.Of(entry), inclusion));
        }

        var rotations = await KeyRotation.In(store, head.Name, stop);
        var file = new ProofJson(ProofJson.Version1, head.Name, to.Note.ToString(), [.. rotations.Select(recorded => recorded.Rotated)], proved, stream);
        return JsonSerializer.Serialize(file, Readable.ProofJson) + "\n";
    }
}

/// <summary>What was asked for can't be proved, or not yet; <see cref="Exception.Message"/> says why.</summary>
public sealed class ProofUnavailableException(string message) : Exception(message);
