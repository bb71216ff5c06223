using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Verifying;

/// <summary>Holds every claim about the tree's root at some size against the root that was computed.</summary>
internal sealed class ClaimCheck
{
    private readonly IRecordStore _store;
    private readonly LogHead _log;
    private readonly SignatureCheck _signatures;
    private readonly bool _beingRestored;
    private readonly Findings _findings;
    private readonly IReadOnlyList<RestoreEntry> _restores;

    /// <summary>Claims that are not in the checkpoint table, by size.</summary>
    private readonly List<Claim> _others = [];
    private readonly HashSet<string> _storedNotes = new(StringComparer.Ordinal);

    private long _lastFit;
    private Claim? _firstUnfit;
    private Claim? _lastUnfit;
    private int _unfit;

    public ClaimCheck(
        IRecordStore store, LogHead log, SignatureCheck signatures, VerifyOptions options,
        IReadOnlyList<RestoreEntry> restores, Findings findings)
    {
        (_store, _log, _signatures, _beingRestored, _restores, _findings) = (store, log, signatures, options.BeingRestored, restores, findings);
        foreach (var note in options.Known)
            AddKnown(note);
        foreach (var restored in restores)
            AddRestored(restored);
        _others.Sort((one, other) => one.Size.CompareTo(other.Size));
    }

    /// <summary>The size of the largest known checkpoint that fits.</summary>
    public long KnownUpTo { get; private set; }

    /// <summary>The size of the largest stored checkpoint that fits, whoever signed it.</summary>
    public long StoredUpTo { get; private set; }

    /// <summary>All claims with sizes in a range, by size.</summary>
    public async Task<IReadOnlyList<Claim>> In(long fromSize, long toSize, CancellationToken stop)
    {
        var rows = await _store.Checkpoints(_log.Name, fromSize, toSize, stop);
        var others = _others.Where(claim => claim.Size >= fromSize && claim.Size <= toSize);
        return [.. rows.Select(Read).OfType<Claim>().Concat(others).OrderBy(claim => claim.Size)];
    }

    /// <summary>Judges a claim within the log's size. Claims come by size.</summary>
    /// <param name="root">As computed; null where entries are missing, so that nobody can say.</param>
    public void Judge(Claim claim, byte[]? root)
    {
        if (root is null)
            return;
        if (!root.AsSpan().SequenceEqual(claim.Root))
        {
            Unfit(claim);
            return;
        }

        EndUnfit(laterFits: true);
        _lastFit = Math.Max(_lastFit, claim.Size);
        if (claim.Source == ClaimSource.Stored)
            StoredUpTo = _lastFit;
        if (claim.Note is { } note)
            _signatures.Fits(note, claim.Size);
        if (claim.Source != ClaimSource.Known)
            return;
        KnownUpTo = Math.Max(KnownUpTo, claim.Size);
        if (!_storedNotes.Contains(claim.Note!.Text))
            NotStored(claim);
    }

    /// <summary>Judges what claims more than the log has, and tells what did not fit up to the end.</summary>
    public async Task Finish(CancellationToken stop)
    {
        EndUnfit(laterFits: false);

        // Whoever writes at this moment may have added both entries and checkpoints since the log was looked at first.
        var size = (await _store.Head(_log.Name, stop))?.Size ?? 0;
        foreach (var claim in await In(Math.Max(size, _log.Size) + 1, long.MaxValue, stop))
        {
            if (claim.Source == ClaimSource.Restored)
                continue;
            var what = $"The log has {_log.Size} entries, {claim.By} covers {claim.Size}: entries {_log.Size + 1} to {claim.Size} are gone.";
            if (claim.Source == ClaimSource.Known && RestoreThatLost(claim) is { } restore)
                Lost(restore, claim);
            else
                _findings.Damage("tail.missing", _log.Size + 1, what);
        }

        foreach (var row in await _store.Checkpoints(_log.Name, long.MinValue, -1, stop))
            _findings.Damage("checkpoint.size", 0, $"There is a checkpoint of size {row.Size}: it was put in past the journal.");
    }

    /// <summary>What was signed after a backup was taken is not in what was restored from it, though all entries may be.</summary>
    private void NotStored(Claim claim)
    {
        if (_restores.FirstOrDefault(restore => restore.Restored.LastPosition >= claim.Size) is { } restored)
            _findings.Lost("checkpoint.lost", claim.Size, $"{Sentence(claim.By)} fits the entries; the store has it no more since the restore of entry {restored.Position}.");
        else if (_beingRestored)
            _findings.Lost("checkpoint.lost", claim.Size, $"{Sentence(claim.By)} fits the entries, and is not among what is restored.");
        else
            _findings.Damage("checkpoint.removed", claim.Size, $"{Sentence(claim.By)} fits the entries, but is not among the store's checkpoints: it was removed there.");
    }

    private void AddKnown(string text)
    {
        try
        {
            var note = SignedNote.Parse(text);
            var checkpoint = Checkpoint.Parse(note.Text);
            if (checkpoint.Origin != _log.Origin)
                return;
            if (_signatures.CanTell && !_signatures.IsSigned(note, checkpoint.Size))
            {
                _findings.Note("known.unsigned", checkpoint.Size, $"A checkpoint of size {checkpoint.Size} that was held against the log is signed by nobody trusted, and was set aside.");
                return;
            }

            _others.Add(new Claim(checkpoint.Size, checkpoint.Root, ClaimSource.Known, $"a checkpoint of size {checkpoint.Size} kept elsewhere", note));
        }
        catch (FormatException malformed)
        {
            throw new ArgumentException($"A checkpoint to be held against the log can't be read: {malformed.Message}", nameof(text), malformed);
        }
    }

    private void AddRestored(RestoreEntry entry)
    {
        var (position, _, restored) = entry;
        if (restored.LastPosition != position - 1 || StrictBase64.Decode(restored.Root, MerkleTree.HashLength) is not { } root)
        {
            _findings.Damage(
                "restored.position", position, $"Entry {position} says that entries up to {restored.LastPosition} were restored; it should say {position - 1}.");
            return;
        }

        _others.Add(new Claim(restored.LastPosition, root, ClaimSource.Restored, $"entry {position}, the restore,", Entry: position));
        if (restored.LastWitnessedSize is { } witnessed && witnessed > restored.LastPosition)
        {
            _findings.Lost(
                "restored.lost", position,
                $"Entries {restored.LastPosition + 1} to {witnessed} as they were before the restore of entry {position} are lost: a checkpoint of {witnessed} entries had been vouched for.");
        }
    }

    /// <summary>Reads a stored checkpoint and checks all of it but its root.</summary>
    private Claim? Read(CheckpointRow row)
    {
        try
        {
            var note = SignedNote.Parse(row.Note);
            var checkpoint = Checkpoint.Parse(note.Text);
            if (_others.Any(claim => claim.Source == ClaimSource.Known))
                _storedNotes.Add(note.Text);
            var by = $"the checkpoint of size {row.Size}";
            if (checkpoint.Origin != _log.Origin)
                _findings.Damage("checkpoint.origin", row.Size, $"{Sentence(by)} is of '{checkpoint.Origin}', another log.");
            else if (checkpoint.Size != row.Size)
                _findings.Damage("checkpoint.size", row.Size, $"{Sentence(by)} says {checkpoint.Size} itself.");
            else if (!_signatures.Follow(note, row.Size))
                _findings.Damage("checkpoint.signature", row.Size, $"{Sentence(by)} is not signed by this log's key.");
            else
                return Counted(row, by, note, checkpoint.Root);
        }
        catch (FormatException malformed)
        {
            _findings.Damage("checkpoint.unreadable", row.Size, $"The checkpoint of size {row.Size} can't be read: {malformed.Message}");
        }

        return null;
    }

    private Claim Counted(CheckpointRow row, string by, SignedNote note, byte[] root)
    {
        // Anybody may write a line under a note; it counts for nothing, and takes nothing from the log's own signature.
        if (_signatures.FalseWitness(note) is { } witness)
            _findings.Note("checkpoint.cosignature", row.Size, $"{Sentence(by)} bears a cosignature in the name of '{witness}' that is not theirs; it does not count.");
        return new Claim(row.Size, root, ClaimSource.Stored, by, note);
    }

    private void Unfit(Claim claim)
    {
        if (claim.Source == ClaimSource.Restored)
        {
            _findings.Damage("restored.root", claim.Entry, $"Entry {claim.Entry} tells another root for the {claim.Size} entries restored than they have.");
            return;
        }

        if (claim.Source == ClaimSource.Known)
        {
            if (RestoreThatLost(claim) is { } restore)
                Lost(restore, claim);
            else
                Forked(claim);
            return;
        }

        _firstUnfit ??= claim;
        _lastUnfit = claim;
        _unfit++;
    }

    /// <summary>A checkpoint after which others fit again is itself wrong; where none fits any more, entries are.</summary>
    private void EndUnfit(bool laterFits)
    {
        if (_firstUnfit is not { } first)
            return;
        var others = _unfit > 1 ? $" Neither do {_unfit - 1} more, up to size {_lastUnfit!.Size}." : "";
        if (laterFits)
        {
            _findings.Damage(
                "checkpoint.forged", first.Size, $"{Sentence(first.By)} does not fit the entries, while those before and after it do: it is not genuine.{others}");
        }
        else
        {
            _findings.Damage(
                "checkpoint.root", _lastFit + 1,
                $"{Sentence(first.By)} does not fit: something among entries {_lastFit + 1} to {first.Size} is not what was recorded, or the checkpoint is not genuine.{others}");
        }

        _firstUnfit = null;
        _unfit = 0;
    }

    /// <summary>The record went another way than what somebody holds a signature for. That signature was looked at before, where there was a key to do it with.</summary>
    private void Forked(Claim claim)
    {
        var why = _signatures.CanTell
            ? "It is genuine, so the record is not: it was changed after that was signed, or there are two histories."
            : "The record was changed after that was signed, or there are two histories, or it is not genuine: with the log's key that could be told.";
        var restore = _restores.FirstOrDefault(restored => restored.Restored.LastPosition < claim.Size);
        var after = restore is null
            ? ""
            : $" The restore of entry {restore.Position} does not explain it: it does not name this checkpoint, and no given witness cosigned it before the restore.";

        // Without a key, whoever changed the entries may have made the stored checkpoints too.
        var first = (_signatures.CanTell ? _lastFit : KnownUpTo) + 1;
        _findings.Damage(
            "checkpoint.fork", first, $"{Sentence(claim.By)} does not fit: something among entries {first} to {claim.Size} is not what it covers. {why}{after}");
    }

    /// <summary>
    /// The restore that went back behind a checkpoint, where that provably is older than the restore: it names it, or a given witness cosigned it before.
    /// Whoever can write the record can put in an entry that claims a restore.
    /// </summary>
    private RestoreEntry? RestoreThatLost(Claim claim) => _restores.FirstOrDefault(restore =>
        restore.Restored.LastPosition < claim.Size
        && (_beingRestored
            || (restore.Restored.LastWitnessedSize == claim.Size && restore.Restored.LastWitnessedRoot == Convert.ToBase64String(claim.Root))
            || (_signatures.WitnessedAt(claim.Note!) is { } seen && seen < restore.RecordedAt)));

    private void Lost(RestoreEntry restore, Claim claim) => _findings.Lost(
        "restored.lost", restore.Position,
        $"Entries {restore.Restored.LastPosition + 1} to {claim.Size} as {claim.By} covers them are lost: entry {restore.Position} restored the log without them.");

    private static string Sentence(string by) => char.ToUpperInvariant(by[0]) + by[1..];
}
