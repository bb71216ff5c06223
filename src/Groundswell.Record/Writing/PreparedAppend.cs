using Groundswell.Record.Stores;

namespace Groundswell.Record.Writing;

/// <summary>
/// An append checked and put into bytes by its caller, so that the one writer has only to place and hash it. It shares nothing with what the
/// caller gave: whatever they do to their payloads afterwards, what was checked is what is recorded.
/// </summary>
internal sealed class PreparedAppend
{
    private PreparedAppend(Append append, NewEntry[] entries, Guard[] guards, byte[] digest, byte[][] canonical)
    {
        Append = append;
        Entries = entries;
        Guards = guards;
        Digest = digest;
        Canonical = canonical;
        Bytes = canonical.Sum(entry => (long)entry.Length);
        Streams = Array.ConvertAll(entries, entry => new StreamKey(append.Log, entry.Stream));
    }

    public Append Append { get; }

    public NewEntry[] Entries { get; }

    public Guard[] Guards { get; }

    /// <summary>What tells this content, log and actor from another under the same command id.</summary>
    public byte[] Digest { get; }

    /// <summary>Per entry: 0x00 and its canonical bytes, with position, version and recorded-at still to be placed.</summary>
    public byte[][] Canonical { get; }

    /// <summary>The size of all its entries.</summary>
    public long Bytes { get; }

    /// <summary>Per entry: the stream it goes to.</summary>
    public StreamKey[] Streams { get; }

    /// <summary>Whether it writes the log, or was decided on what that holds.</summary>
    public bool Touches(string log) => Append.Log == log || Array.Exists(Guards, guard => guard.Log == log);

    /// <exception cref="ArgumentException">Something may not stand in an entry; the message names the field.</exception>
    public static PreparedAppend Of(Append append)
    {
        ArgumentNullException.ThrowIfNull(append);
        Wellformed.LogName(append.Log, nameof(append.Log));
        if (append.Command == Guid.Empty)
            throw new ArgumentException("Command is empty: without an id of its own a command can't be told from another.", nameof(append));
        if (append.Digest.Length is not (0 or 32))
            throw new ArgumentException($"Digest has 32 bytes or none; this has {append.Digest.Length}.", nameof(append));
        if (!Enum.IsDefined(append.Source))
            throw new ArgumentException($"Source {(int)append.Source} is none of the five.", nameof(append));
        if (append.Entries is not { Count: > 0 })
            throw new ArgumentException("Entries is empty: an append adds at least one.", nameof(append));
        NewEntry[] entries = [.. append.Entries];
        Guard[] guards = [.. append.Guards];
        foreach (var guard in guards)
        {
            Wellformed.LogName(guard.Log, "Guard.Log");
            Wellformed.Text(guard.Stream, "Guard.Stream");
            ArgumentOutOfRangeException.ThrowIfNegative(guard.Version, "Guard.Version");
        }

        var log = Wellformed.Text(append.Log, nameof(append.Log));
        var actor = Wellformed.Text(append.Actor, nameof(append.Actor));
        var buffer = new CanonicalForm.CanonicalBuffer();
        var canonical = CanonicalOf(append, entries, log, actor, buffer);
        var content = append.Digest.IsEmpty ? CommandDigest.OfEntries(canonical, buffer) : append.Digest.ToArray();
        return new PreparedAppend(append, entries, guards, CommandDigest.Bind(log, actor, content, buffer), canonical);
    }

    private static byte[][] CanonicalOf(Append append, NewEntry[] entries, byte[] log, byte[] actor, CanonicalForm.CanonicalBuffer buffer)
    {
        var fields = new CanonicalForm.EntryFields
        {
            Log = log,
            Actor = actor,
            TimeZone = Wellformed.TimeZone(append.TimeZone, nameof(append.TimeZone)),
            Station = Optional(append.Station, nameof(append.Station)),
            Device = Optional(append.Device, nameof(append.Device)),
            Shift = Optional(append.Shift, nameof(append.Shift)),
            Source = (int)append.Source,
            Command = append.Command,
        };
        var canonical = new byte[entries.Length][];
        for (var i = 0; i < canonical.Length; i++)
        {
            var entry = entries[i];
            fields.Stream = Wellformed.Text(entry.Stream, nameof(entry.Stream));
            fields.Name = Wellformed.Text(entry.Name, nameof(entry.Name));
            fields.OccurredAt = Microseconds.Of(entry.OccurredAt ?? append.OccurredAt);
            fields.Ordinal = i;
            fields.Corrects = entry.Corrects;
            fields.Payload = entry.Payload.Span;
            CanonicalForm.Write(fields, buffer);
            canonical[i] = buffer.Written.ToArray();

            // The copy is checked, not the original: what was checked is what is recorded.
            Wellformed.Payload(canonical[i].AsSpan()[^entry.Payload.Length..], nameof(entry.Payload));
        }

        return canonical;
    }

    private static CanonicalForm.Field Optional(string? text, string field) =>
        Wellformed.OptionalText(text, field) is { } utf8 ? (ReadOnlySpan<byte>)utf8 : CanonicalForm.Field.None;
}
