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
    private readonly List<(long Position, LogRestored Restored)> _restores = [];

    /// <summary>Claims that are not in the checkpoint table, by size.</summary>
    private readonly List<Claim> _others = [];
    private readonly HashSet<string> _storedNotes = new(StringComparer.Ordinal);

    private long _lastFit;
    private Claim? _firstUnfit;
    private Claim? _lastUnfit;
    private int _unfit;

    public ClaimCheck(
        IRecordStore store, LogHead log, SignatureCheck signatures, VerifyOptions options,
        IEnumerable<(long Position, LogRestored Restored)> restores, Findings findings)
    {
        (_store, _log, _signatures, _beingRestored, _findings) = (store, log, signatures, options.BeingRestored, findings);
        foreach (var note in options.Known)
            AddKnown(note);
        foreach (var restored in restores)
            AddRestored(restored.Position, restored.Restored);
        _others.Sort((one, other) => one.Size.CompareTo(other.Size));
    }

    /// <summary>The size of the largest known checkpoint that fits.</summary>
    public long KnownUpTo { get; private set; }

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
            if (claim.Source == ClaimSource.Known && RestoreBefore(claim.Size) is { } restore)
                Lost(restore, claim);
            else
                _findings.Damage("tail.missing", _log.Size + 1, what);
        }
    }

    /// <summary>What was signed after a backup was taken is not in what was restored from it, though all entries may be.</summary>
    private void NotStored(Claim claim)
    {
        if (_restores.Find(restore => restore.Restored.LastPosition >= claim.Size) is { Position: > 0 } restored)
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

    private void AddRestored(long position, LogRestored restored)
    {
        _restores.Add((position, restored));
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
            else if (_signatures.FalseWitness(note) is { } witness)
                _findings.Damage("checkpoint.cosignature", row.Size, $"{Sentence(by)} bears a cosignature of '{witness}' that is not theirs.");
            else
                return new Claim(row.Size, checkpoint.Root, ClaimSource.Stored, by, note);
        }
        catch (FormatException malformed)
        {
            _findings.Damage("checkpoint.unreadable", row.Size, $"The checkpoint of size {row.Size} can't be read: {malformed.Message}");
        }

        return null;
    }

    private void Unfit(Claim claim)
    {
        if (claim.Source == ClaimSource.Restored)
        {
            _findings.Damage("restored.root", claim.Entry, $"Entry {claim.Entry} tells another root for the {claim.Size} entries restored than they have.");
            return;
        }

        // A history from before a restore: what was taken over fits, what came after it was lost.
        if (claim.Source == ClaimSource.Known && RestoreBefore(claim.Size) is { } restore)
        {
            Lost(restore, claim);
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

    private (long Position, LogRestored Restored)? RestoreBefore(long size)
    {
        foreach (var restore in _restores)
        {
            if (restore.Restored.LastPosition < size)
                return restore;
        }

        return null;
    }

    private void Lost((long Position, LogRestored Restored) restore, Claim claim) => _findings.Lost(
        "restored.lost", restore.Position,
        $"Entries {restore.Restored.LastPosition + 1} to {claim.Size} as {claim.By} covers them are lost: entry {restore.Position} restored the log without them.");

    private static string Sentence(string by) => char.ToUpperInvariant(by[0]) + by[1..];
}
