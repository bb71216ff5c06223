using Groundswell.Record.Checkpoints;

namespace Groundswell.Record.Verifying;

/// <summary>Which signatures count: the given key, those it handed over to, those that handed over to it, and the given witnesses.</summary>
/// <remarks>
/// A key counts from the entry by which it was handed over to until a checkpoint by a later key is met. Keys before the given one are known
/// only from entries; they are good because checkpoints by later keys cover those entries, and nothing rests on them alone.
/// </remarks>
internal sealed class SignatureCheck
{
    private readonly string _origin;
    private readonly IReadOnlyList<VerifierKey> _witnesses;

    /// <summary>The keys in order, each with the position from which it may sign.</summary>
    private readonly List<(VerifierKey Key, long From)> _keys = [];
    private readonly Dictionary<string, long> _witnessed = new(StringComparer.Ordinal);
    private readonly VerifierKey? _given;
    private readonly int _givenAt;

    /// <summary>The latest key met, and the size at which it was: at that size the one before it may have signed too.</summary>
    private int _current;
    private long _currentSince;

    public SignatureCheck(
        string origin, VerifierKey? given, IReadOnlyList<VerifierKey> witnesses, IReadOnlyList<RecordedRotation> rotations, Findings findings)
    {
        _origin = origin;
        _given = given;
        _witnesses = witnesses;
        if (witnesses.Any(witness => witness.Name is null || witness.Kind != NoteSignatureKind.Witness))
            throw new ArgumentException("A witness is given by its named key, as name+hash+base64.", nameof(witnesses));
        foreach (var (position, rotated) in rotations)
            HandOver(position, rotated, findings);
        if (given is null)
            return;

        _givenAt = _keys.FindIndex(known => known.Key.Text == given.Text);
        if (_givenAt >= 0)
            return;
        if (_keys.Count > 0)
            findings.Damage("key.foreign", 0, $"The key given, {given.Text}, is none of the {_keys.Count} keys that this log was signed with.");
        _keys.Clear();
        _keys.Add((given, 0));
        _givenAt = 0;
    }

    /// <summary>The size of the largest fitting checkpoint signed by the given key or one it handed over to; 0 where there is none.</summary>
    public long SignedUpTo { get; private set; }

    public IReadOnlyList<WitnessedUpTo> Witnessed =>
        [.. _witnessed.Select(witness => new WitnessedUpTo(witness.Key, witness.Value)).OrderBy(witness => witness.Name, StringComparer.Ordinal)];

    /// <summary>Whether a key or witness was given, so that a signature can be asked for.</summary>
    public bool CanTell => _given is not null || _witnesses.Count > 0;

    /// <summary>Whether a stored checkpoint is signed by a key that may sign it: none that an earlier one was already past. They are asked for by size.</summary>
    /// <returns>True also where no key was given to check it with.</returns>
    public bool Follow(SignedNote note, long size)
    {
        if (_given is null)
            return true;
        var signer = Signer(note, size, size == _currentSince ? 0 : _current);
        if (signer > _current)
            (_current, _currentSince) = (signer, size);
        return signer >= 0;
    }

    /// <summary>Whether a checkpoint is signed by any key that could sign at this size, or by a given witness.</summary>
    public bool IsSigned(SignedNote note, long size) => Signer(note, size, 0) >= 0 || Witnesses(note).Any();

    /// <summary>Takes note of who vouches for a checkpoint whose root fits.</summary>
    public void Fits(SignedNote note, long size)
    {
        if (_given is not null && Signer(note, size, _givenAt) >= 0)
            SignedUpTo = Math.Max(SignedUpTo, size);
        foreach (var name in Witnesses(note))
            _witnessed[name] = Math.Max(_witnessed.GetValueOrDefault(name), size);
    }

    /// <summary>Names of the given witnesses that cosigned the note.</summary>
    public IEnumerable<string> Witnesses(SignedNote note) =>
        _witnesses.Where(witness => Cosignature.Find(note, witness) is not null).Select(witness => witness.Name!);

    /// <summary>Whether a signature under the note claims to be a given witness's and is not.</summary>
    public string? FalseWitness(SignedNote note) => _witnesses.FirstOrDefault(witness =>
        note.Signatures.Any(line => line.Name == witness.Name && line.KeyId == witness.IdFor(line.Name))
        && Cosignature.Find(note, witness) is null)?.Name;

    private int Signer(SignedNote note, long size, int first)
    {
        var text = note.TextBytes;
        var own = note.Signatures.Where(signature => signature.Name == _origin).ToList();
        for (var i = _keys.Count - 1; i >= first; i--)
        {
            if (_keys[i].From <= size && own.Any(signature => signature.IsBy(_keys[i].Key, text)))
                return i;
        }

        return -1;
    }

    private void HandOver(long position, SigningKeyRotated rotated, Findings findings)
    {
        if (KeyRotation.Next(rotated, _origin) is not { } next)
        {
            findings.Damage("rotation.signature", position, $"Entry {position} hands over to another signing key without the old key's signature.");
            return;
        }

        if (_keys.Count == 0)
            _keys.Add((VerifierKey.Parse(rotated.OldKey), 0));
        else if (_keys[^1].Key.Text != rotated.OldKey)
            findings.Damage("rotation.chain", position, $"Entry {position} hands over from a signing key that was not this log's.");
        if (_keys[^1].Key.Text == rotated.OldKey)
            _keys.Add((next, position));
    }
}
