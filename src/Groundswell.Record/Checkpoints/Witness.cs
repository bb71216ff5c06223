using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Checkpoints;

/// <summary>Vouches for other logs: cosigns a checkpoint once it is shown that everything seen of that log before is in it, and keeps it as testimony.</summary>
/// <remarks>
/// What it saw stands in a log of its own record (<c>checkpoint.witnessed</c>, a stream for each log witnessed) before the cosignature is handed
/// out, so that it never vouches for two histories.
/// </remarks>
public sealed class Witness
{
    private const string StreamStart = "witnessed-";
    private const int LongestOrigin = 180;
    private const int MostTries = 5;

    private static readonly EventCodec Codec = new([], []);

    private readonly Journal _journal;
    private readonly string _log;
    private readonly SigningKey _key;
    private readonly TimeProvider _time;

    /// <param name="log">The log of this record that testimony goes to.</param>
    /// <param name="key">This record's signing key.</param>
    public Witness(Journal journal, string log, SigningKey key, TimeProvider time)
    {
        (_journal, _log, _key, _time) = (journal, log, key, time);
        Name = Origin.StoreName(journal.Store.Identity);
    }

    /// <summary>The name under which it cosigns.</summary>
    public string Name { get; }

    /// <summary>Name and public key, as those need them who rely on it: <see cref="VerifierKey.Parse"/> reads it.</summary>
    public string Key => _key.WitnessKey(Name);

    /// <summary>Writes what a witness is asked with: the newest checkpoint of a log, and the proof that it goes on from a size.</summary>
    /// <param name="from">The size that the witness saw last; 0 where it saw nothing yet or nobody knows.</param>
    /// <exception cref="InvalidOperationException">The log has no checkpoint yet, or none so large.</exception>
    public static async Task<string> Ask(Journal journal, string log, long from, CancellationToken stop)
    {
        var head = await journal.Store.Head(log, stop) ?? throw new InvalidOperationException($"There is no log '{log}' in this record.");
        var newest = await journal.Store.NewestCheckpoint(log, stop) ?? throw new InvalidOperationException($"Log '{log}' has no checkpoint yet.");
        var note = SignedNote.Parse(newest.Note);
        var checkpoint = Checkpoint.Parse(note.Text);
        if (checkpoint.Size < from)
            throw new InvalidOperationException($"The newest checkpoint of log '{log}' is of size {checkpoint.Size}, smaller than {from}.");
        var proof = await new TreeProver(journal.Store, head).Consistency(from, checkpoint.Size, stop);
        return new WitnessRequest(from, proof, note, checkpoint).ToString();
    }

    /// <summary>Keeps a cosigned checkpoint in the record that it is of: of its lines, those that the given witnesses are found to have made.</summary>
    /// <param name="witnesses">The named keys of the witnesses, from a source that is trusted.</param>
    /// <exception cref="ArgumentException">It is no checkpoint of this log, as the store holds it, or none of the witnesses cosigned it.</exception>
    public static async Task Keep(Journal journal, string log, string cosigned, IReadOnlyList<VerifierKey> witnesses, CancellationToken stop)
    {
        SignedNote note;
        long size;
        try
        {
            note = SignedNote.Parse(cosigned);
            size = Checkpoint.Parse(note.Text).Size;
        }
        catch (FormatException malformed)
        {
            throw new ArgumentException($"It is no signed checkpoint: {malformed.Message}", nameof(cosigned), malformed);
        }

        // A line is never removed again: one that is wrong would stand under the checkpoint for ever.
        var good = note.Signatures.Where(line => witnesses.Any(witness => Cosignature.IsBy(note, line, witness))).ToList();
        if (good.Count == 0)
            throw new ArgumentException("None of the witnesses given cosigned it: a line was changed on the way, or the key is another's.", nameof(cosigned));
        var stored = (await journal.Store.Checkpoints(log, size, size, stop)).Select(row => SignedNote.Parse(row.Note)).Where(own => own.Text == note.Text).ToList();
        if (stored.Count == 0)
            throw new ArgumentException($"Log '{log}' has no such checkpoint of size {size}.", nameof(cosigned));
        var known = stored.SelectMany(own => own.Signatures).Select(signature => signature.Line).ToHashSet(StringComparer.Ordinal);
        if (good.All(line => known.Contains(line.Line)))
            return;
        var kept = stored[0].With(good);
        if (kept.Signatures.Count > SignedNote.MostSignatures)
            throw new ArgumentException($"With it the checkpoint would have {kept.Signatures.Count} signatures; at most {SignedNote.MostSignatures} are read.", nameof(cosigned));
        await journal.Keep(log, size, kept.ToString(), stop);
    }

    /// <summary>Cosigns a checkpoint, or says why not.</summary>
    /// <param name="request">As <see cref="Ask"/> writes it.</param>
    /// <param name="logKey">The public key of the log to be witnessed, from a source that is trusted.</param>
    /// <exception cref="JournalUnavailableException">The testimony could not be recorded, so there is none.</exception>
    public async Task<WitnessAnswer> Cosign(string request, VerifierKey logKey, CancellationToken stop)
    {
        WitnessRequest asked;
        try
        {
            asked = WitnessRequest.Parse(request);
        }
        catch (FormatException malformed)
        {
            return new WitnessRefused("witness.unreadable", malformed.Message);
        }

        if (asked.Checkpoint.Origin.Length > LongestOrigin || asked.Checkpoint.Origin.Any(char.IsControl))
            return new WitnessRefused("witness.unreadable", $"An origin line has at most {LongestOrigin} characters and no control characters.");
        var text = asked.Note.TextBytes;
        if (!asked.Note.Signatures.Any(signature => signature.Name == asked.Checkpoint.Origin && signature.IsBy(logKey, text)))
            return new WitnessRefused("witness.signature", "The checkpoint is not signed by the key of its log.");

        for (var tries = 1; tries <= MostTries; tries++)
        {
            var (seen, version) = await LastSeen(asked.Checkpoint.Origin, stop);
            if (Judge(asked, seen) is { } answer)
                return answer;
            if (await Record(asked, version, stop) is { } recorded)
                return recorded;
        }

        return new WitnessRefused("witness.busy", "Others ask about the same log at this moment; ask again.");
    }

    /// <summary>All that this record testifies about a log, oldest first: cosigned notes, to be held against it (<see cref="Verifying.VerifyOptions.Known"/>).</summary>
    public static async Task<IReadOnlyList<string>> Testimony(Journal journal, string log, string origin, CancellationToken stop) =>
        [.. (await journal.ReadStream(log, StreamOf(origin), 1, stop)).Select(entry => ((CheckpointWitnessed)Codec.Read(entry)).Checkpoint)];

    /// <summary>The answer that follows from what was seen before, or null where the checkpoint is to be recorded and cosigned.</summary>
    private static WitnessAnswer? Judge(WitnessRequest asked, CheckpointWitnessed? seen)
    {
        var (size, root) = (asked.Checkpoint.Size, asked.Checkpoint.Root);
        var (seenSize, seenRoot) = (seen?.Size ?? 0, seen is null ? MerkleTree.EmptyRoot() : Convert.FromBase64String(seen.Root));
        if (seen is not null && size == seenSize)
        {
            return root.AsSpan().SequenceEqual(seenRoot)
                ? new Cosigned(seen.Checkpoint)
                : new WitnessRefused("witness.fork", $"A tree of {size} entries with another root was seen before: the log has two histories.");
        }

        if (size < seenSize)
            return new WitnessRefused("witness.older", $"A tree of {seenSize} entries was seen before; this one has {size}.");
        if (asked.OldSize != seenSize)
            return new WitnessAt(seenSize);
        return ProofVerifier.Consistent(seenSize, seenRoot, size, root, asked.Proof)
            ? null
            : new WitnessRefused(
                "witness.inconsistent",
                $"It is not shown that the {seenSize} entries seen before are the beginning of these {size}: the log may have two histories.");
    }

    /// <returns>Null where somebody else's testimony about the same log came in between.</returns>
    private async Task<WitnessAnswer?> Record(WitnessRequest asked, long version, CancellationToken stop)
    {
        var now = _time.GetUtcNow();
        var (origin, size, root) = asked.Checkpoint;
        var note = asked.Note.With([Cosignature.Sign(asked.Note, _key, Name, now)]).ToString();
        var answer = await _journal.Append(
            new Append
            {
                Log = _log,
                Command = Guid.CreateVersion7(now),
                Actor = RecordEvents.Actor,
                Source = Source.Machine,
                OccurredAt = now,
                TimeZone = "Etc/UTC",
                Entries = [Codec.Write(StreamOf(origin), new CheckpointWitnessed(origin, size, Convert.ToBase64String(root), note))],
                Guards = [new Guard(_log, StreamOf(origin), version)],
            },
            stop);
        return answer switch
        {
            Receipt => new Cosigned(note),
            Stale => null,
            Overloaded full => throw new JournalUnavailableException($"{full.Waiting} appends are waiting; the record takes no more at the moment."),
            AppendRefusal refusal => throw new InvalidOperationException($"The record refused its own entry: {refusal.Code}."),
            _ => throw new InvalidOperationException($"The record gave no answer that is known: {answer}."),
        };
    }

    private async Task<(CheckpointWitnessed? Seen, long Version)> LastSeen(string origin, CancellationToken stop)
    {
        var stream = new StreamKey(_log, StreamOf(origin));
        var head = await _journal.Store.HeadOf(stream, stop);
        var newest = head.Version == 0 ? [] : await _journal.Store.ReadStream(stream, head.Version, 1, stop);
        return (newest.Count == 0 ? null : (CheckpointWitnessed)Codec.Read(newest[0]), head.Version);
    }

    private static string StreamOf(string origin) => StreamStart + origin;
}
