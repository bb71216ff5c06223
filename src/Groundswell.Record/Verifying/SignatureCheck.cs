using Groundswell.Record.Checkpoints;

namespace Groundswell.Record.Verifying;

/// <summary>Which signatures count: those of the given keys, of keys that they handed over to, and of the given witnesses.</summary>
internal sealed class SignatureCheck
{
    private readonly KeyChain _keys;
    private readonly IReadOnlyList<VerifierKey> _given;
    private readonly IReadOnlyList<VerifierKey> _witnesses;
    private readonly Findings _findings;
    private readonly Dictionary<string, long> _witnessed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);

    /// <summary>The latest key met, and the size at which it was: at that size the one before it may have signed too.</summary>
    private int _current;
    private long _currentSince;

    public SignatureCheck(
        string origin, IReadOnlyList<VerifierKey> given, IReadOnlyList<VerifierKey> witnesses, IReadOnlyList<(long Position, Event Happened)> own,
        Findings findings)
    {
        (_given, _witnesses, _findings) = (given, witnesses, findings);
        if (witnesses.Any(witness => witness.Name is null || witness.Kind != NoteSignatureKind.Witness))
            throw new ArgumentException("A witness is given by its named key, as name+hash+base64.", nameof(witnesses));
        _keys = new KeyChain(origin, given, own, findings);
    }

    /// <summary>The size of the largest fitting checkpoint signed by a given key or one it handed over to; 0 where there is none.</summary>
    public long SignedUpTo { get; private set; }

    /// <summary>The given key that this rests on.</summary>
    public string? SignedBy { get; private set; }

    public IReadOnlyList<WitnessedUpTo> Witnessed =>
        [.. _witnessed.Select(witness => new WitnessedUpTo(witness.Key, witness.Value)).OrderBy(witness => witness.Name, StringComparer.Ordinal)];

    /// <summary>Whether a key or witness was given, so that a signature can be asked for.</summary>
    public bool CanTell => _given.Count > 0 || _witnesses.Count > 0;

    /// <summary>Whether a stored checkpoint is signed by a key that may sign it: none that an earlier one was already past. They are asked for by size.</summary>
    /// <returns>True also where no key was given to check it with.</returns>
    public bool Follow(SignedNote note, long size)
    {
        if (_given.Count == 0)
            return true;
        var signer = _keys.Signer(note, size, size == _currentSince ? 0 : _current);
        if (signer > _current)
        {
            if (_keys.IsUnannounced(signer) && _keys.KeyAt(_current) is { } before && _met.Contains(before.Text))
            {
                _findings.Note(
                    "key.unannounced", size,
                    $"From the checkpoint of size {size} on the log is signed by {_keys.KeyAt(signer)!.Text}, and no entry says how it came after {before.Text}.");
            }

            (_current, _currentSince) = (signer, size);
        }

        if (signer >= 0)
            _met.Add(_keys.KeyAt(signer)!.Text);

        // What a lost key signed that nobody gave or named can't be checked; later checkpoints cover it.
        return signer >= 0 || (_current == 0 && _keys.KeyAt(0) is null);
    }

    /// <summary>Whether a checkpoint is signed by a key that counts and could sign at this size, or by a given witness.</summary>
    public bool IsSigned(SignedNote note, long size) =>
        (_keys.Signer(note, size, 0) is >= 0 and var signer && !_keys.IsUsurper(signer)) || Witnesses(note).Any();

    /// <summary>Takes note of who vouches for a checkpoint whose root fits.</summary>
    public void Fits(SignedNote note, long size)
    {
        if (_given.Count > 0 && _keys.Signer(note, size, 0) is >= 0 and var signer && _keys.IsTrusted(signer) && size >= SignedUpTo)
            (SignedUpTo, SignedBy) = (size, _keys.TrustedBy(signer));
        foreach (var name in Witnesses(note))
            _witnessed[name] = Math.Max(_witnessed.GetValueOrDefault(name), size);
    }

    /// <summary>Names of the given witnesses that cosigned the note.</summary>
    public IEnumerable<string> Witnesses(SignedNote note) =>
        _witnesses.Where(witness => Cosignature.Find(note, witness) is not null).Select(witness => witness.Name!);

    /// <summary>When a given witness first cosigned the note, or null.</summary>
    public DateTimeOffset? WitnessedAt(SignedNote note) => _witnesses.Select(witness => Cosignature.Find(note, witness)).Min();

    /// <summary>Whether a signature under the note claims to be a given witness's and is not.</summary>
    public string? FalseWitness(SignedNote note) => _witnesses.FirstOrDefault(witness =>
        note.Signatures.Any(line => line.Name == witness.Name && line.KeyId == witness.IdFor(line.Name))
        && Cosignature.Find(note, witness) is null)?.Name;
}
