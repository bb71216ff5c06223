namespace Groundswell.Record.Stores.Postgres;

/// <summary>
/// Where streams were when this process last saw them. True for as long as their log has the size it had then: every entry, whoever
/// writes it, makes the log larger.
/// </summary>
internal sealed class KnownHeads
{
    private const int StreamsOfALog = 20_000;

    private readonly Dictionary<string, (long Size, StreamHeads Streams)> _logs = new(StringComparer.Ordinal);

    public bool TryGet(StreamKey stream, out StreamHead head)
    {
        head = default;
        return _logs.TryGetValue(stream.Log, out var log) && log.Streams.TryGet(stream, out head);
    }

    /// <summary>Tells the log's size as it is now. At another size than was known, its streams are forgotten.</summary>
    /// <returns>Whether what is known of the log is true.</returns>
    public bool Confirm(string log, long size)
    {
        if (_logs.TryGetValue(log, out var known) && known.Size == size)
            return true;
        _logs[log] = (size, new StreamHeads(StreamsOfALog));
        return false;
    }

    /// <summary>Remembers a stream of a log whose size was confirmed.</summary>
    public void Set(StreamKey stream, StreamHead head) => _logs[stream.Log].Streams.Set(stream, head);

    /// <summary>Follows a commit of this process: the log has grown by the entries that are told, and by nothing else.</summary>
    public void Grow(string log, long size) => _logs[log] = (size, _logs[log].Streams);

    public void Clear() => _logs.Clear();
}
