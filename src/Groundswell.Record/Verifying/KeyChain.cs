using Groundswell.Record.Checkpoints;

namespace Groundswell.Record.Verifying;

/// <summary>The keys that a log was signed with, in order: those given, those that the log's own entries name, and how one followed the other.</summary>
/// <remarks>
/// A key counts from the entry by which it came until a checkpoint by a later key is met. Trust goes from a given key to those that it handed over to.
/// Keys before a trusted one are known only from entries; they are good because checkpoints by later keys cover those entries, and nothing
/// rests on them alone. A key that replaced a lost one is trusted only where it is given.
/// </remarks>
internal sealed class KeyChain
{
    private readonly string _origin;
    private readonly Findings _findings;
    private readonly List<Link> _links = [];

    public KeyChain(string origin, IReadOnlyList<VerifierKey> given, IReadOnlyList<(long Position, Event Happened)> own, Findings findings)
    {
        (_origin, _findings) = (origin, findings);
        foreach (var (position, happened) in own)
        {
            if (happened is SigningKeyRotated rotated)
                HandOver(position, rotated);
            else if (happened is SigningKeyReplaced replaced)
                Replace(position, replaced);
        }

        TakeIn(given);
        Trust(given);
        ReportReplaced();
    }

    public int Count => _links.Count;

    /// <summary>A key that signed, or null for one that was lost and that nobody named.</summary>
    public VerifierKey? KeyAt(int index) => _links[index].Key;

    public bool IsTrusted(int index) => _links[index].TrustedBy is not null;

    /// <summary>The given key from which trust comes to this one.</summary>
    public string? TrustedBy(int index) => _links[index].TrustedBy;

    /// <summary>Whether the key came by no entry: it was given, and the log does not say how it came.</summary>
    public bool IsUnannounced(int index) => _links[index].IsUnannounced;

    /// <summary>Whether nobody can be held to what this key signed: it took the place of a trusted one that did not vouch for it.</summary>
    public bool IsUsurper(int index) => !IsTrusted(index) && _links.FindIndex(link => link.TrustedBy is not null) is >= 0 and var first && first < index;

    /// <summary>The latest key from <paramref name="first"/> on that signed the note and may sign at this size; -1 where none did.</summary>
    public int Signer(SignedNote note, long size, int first)
    {
        var text = note.TextBytes;
        var own = note.Signatures.Where(signature => signature.Name == _origin).ToList();
        for (var i = _links.Count - 1; i >= first; i--)
        {
            if (_links[i].From <= size && _links[i].Key is { } key && own.Any(signature => signature.IsBy(key, text)))
                return i;
        }

        return -1;
    }

    private void HandOver(long position, SigningKeyRotated rotated)
    {
        if (KeyRotation.Next(rotated, _origin) is not { } next)
        {
            _findings.Damage("rotation.signature", position, $"Entry {position} hands over to another signing key without the old key's signature.");
            return;
        }

        if (_links.Count == 0)
            _links.Add(new Link(VerifierKey.Parse(rotated.OldKey), 0));
        else if (_links[^1].Key is { } last && last.Text != rotated.OldKey)
            _findings.Damage("rotation.chain", position, $"Entry {position} hands over from a signing key that was not this log's.");
        if (_links[^1].Key?.Text == rotated.OldKey)
            _links.Add(new Link(next, position) { IsHandedOver = true });
    }

    private void Replace(long position, SigningKeyReplaced replaced)
    {
        if (Parse(replaced.NewKey) is not { } next)
        {
            _findings.Damage("rotation.key", position, $"Entry {position} puts a signing key in the place of another, and it is no key.");
            return;
        }

        if (_links.Count == 0)
            _links.Add(new Link(Parse(replaced.OldKey), 0));
        _links.Add(new Link(next, position) { ReplacedAt = position });
    }

    /// <summary>Keys that were given and that no entry names come first: the log begins with them, or nothing in it is signed by them.</summary>
    private void TakeIn(IReadOnlyList<VerifierKey> given)
    {
        var strangers = given.Where(key => _links.TrueForAll(link => link.Key?.Text != key.Text)).DistinctBy(key => key.Text).ToList();
        if (strangers.Count == 0)
            return;
        var named = _links.Count(link => link.Key is not null);
        if (_links is [{ Key: null }, ..])
        {
            // The key that was lost is not named in the log: it is this one.
            _links.RemoveAt(0);
        }
        else if (named > 0 && strangers.Count == given.Count)
        {
            _findings.Damage("key.foreign", 0, $"The key given, {strangers[0].Text}, is none of the {named} keys that this log was signed with.");
            _links.Clear();
        }

        _links.InsertRange(0, strangers.Select((key, i) => new Link(key, 0) { IsUnannounced = i > 0 }));
        if (_links.Count > strangers.Count && _links[strangers.Count] is { ReplacedAt: 0, IsHandedOver: false } first)
            _links[strangers.Count] = first with { IsUnannounced = true };
    }

    private void Trust(IReadOnlyList<VerifierKey> given)
    {
        for (var i = 0; i < _links.Count; i++)
        {
            var link = _links[i];
            if (given.FirstOrDefault(key => key.Text == link.Key?.Text) is { } own)
                _links[i] = link with { TrustedBy = own.Text };
            else if (i > 0 && link.IsHandedOver)
                _links[i] = link with { TrustedBy = _links[i - 1].TrustedBy };
        }
    }

    private void ReportReplaced()
    {
        for (var i = 0; i < _links.Count; i++)
        {
            if (_links[i] is not { ReplacedAt: > 0 and var position, Key: { } key })
                continue;
            if (IsUsurper(i))
            {
                _findings.Damage(
                    "key.replaced", position,
                    $"From entry {position} on the log is signed by {key.Text}, for which the key given does not vouch: it is said to be lost. Where you know from elsewhere that this is so, give the new key too.");
            }
            else
            {
                _findings.Note(
                    "key.replaced", position,
                    $"At entry {position} trust passes to the signing key {key.Text} without a hand-over: the one before it is said to be lost.");
            }
        }
    }

    private static VerifierKey? Parse(string? text) =>
        text is not null && StrictBase64.Decode(text, VerifierKey.KeyLength) is not null ? VerifierKey.Parse(text) : null;

    /// <param name="From">The position from which it may sign.</param>
    private sealed record Link(VerifierKey? Key, long From)
    {
        public bool IsHandedOver { get; init; }

        /// <summary>The entry by which it replaced another; 0 where it did not.</summary>
        public long ReplacedAt { get; init; }

        public bool IsUnannounced { get; init; }

        public string? TrustedBy { get; init; }
    }
}
