namespace Groundswell.Record.Stores.Postgres;

/// <summary>
/// Where logs and streams were when this process last saw them. True for as long as a log has the size it had then: every entry, whoever
/// writes it, makes the log larger.
/// </summary>
internal sealed class KnownHeads
{
    private const int StreamsOfALog = 20_000;

    private readonly Dictionary<string, Known> _logs = new(StringComparer.Ordinal);

    public bool TryGet(StreamKey stream, out StreamHead head)
    {
        head = default;
        return _logs.TryGetValue(stream.Log, out var log) && log.Streams.TryGet(stream, out head);
    }

    /// <summary>The log's head where nobody but this process was seen to write it of late; otherwise null.</summary>
    public LogHead? Believed(string log) => _logs.TryGetValue(log, out var known) && known.IsOurs ? known.Head : null;

    /// <summary>Tells the log's head as it is now. At another size than was known, its streams are forgotten.</summary>
    /// <returns>Whether what is known of the log is true.</returns>
    public bool Confirm(LogHead head)
    {
        var same = _logs.TryGetValue(head.Name, out var known) && known.Head.Size == head.Size;
        _logs[head.Name] = new Known(head, same ? known!.Streams : new StreamHeads(StreamsOfALog), IsOurs: same);
        return same;
    }

    /// <summary>Remembers a stream of a log whose size was confirmed.</summary>
    public void Set(StreamKey stream, StreamHead head) => _logs[stream.Log].Streams.Set(stream, head);

    /// <summary>Follows a commit of this process: the log has grown by the entries that are told, and by nothing else.</summary>
    public void Grow(LogHead head) => _logs[head.Name] = _logs[head.Name] with { Head = head };

    /// <summary>Others write it too: it is looked at anew before it is believed again.</summary>
    public void Doubt(string log) => _logs[log] = _logs[log] with { IsOurs = false };

    public void Clear() => _logs.Clear();

    private sealed record Known(LogHead Head, StreamHeads Streams, bool IsOurs);
}
