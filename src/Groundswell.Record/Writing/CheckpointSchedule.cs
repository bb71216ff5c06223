using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;

namespace Groundswell.Record.Writing;

/// <summary>Knows which logs have entries that no checkpoint covers yet, and when one is due: by count, or by the time an entry has waited.</summary>
/// <remarks>Used by the writer alone; only the timer calls from elsewhere, and it only rings.</remarks>
internal sealed class CheckpointSchedule : IDisposable
{
    private readonly IRecordStore _store;
    private readonly JournalOptions _options;
    private readonly ITimer _timer;
    private readonly Dictionary<string, long> _covered = new(StringComparer.Ordinal);
    private readonly HashSet<string> _uncovered = new(StringComparer.Ordinal);
    private SigningKey? _key;
    private bool _timerRuns;

    /// <param name="ring">Called when a checkpoint is due by time.</param>
    public CheckpointSchedule(IRecordStore store, JournalOptions options, Action ring)
    {
        _store = store;
        _options = options;
        _key = options.SigningKey;
        _timer = options.Time.CreateTimer(_ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The logs with entries that no checkpoint covers.</summary>
    public IReadOnlyCollection<string> Uncovered => _uncovered;

    /// <summary>Learns how far a log's checkpoints reach: once per log.</summary>
    public async Task Learn(string log, CancellationToken stop)
    {
        if (_key is not null && !_covered.ContainsKey(log))
            _covered[log] = (await _store.NewestCheckpoint(log, stop))?.Size ?? 0;
    }

    /// <summary>A checkpoint over the log as it will be, where its count of entries makes one due.</summary>
    public CheckpointRow? ByCount(LogHead after) =>
        _key is { } key && after.Size - _covered[after.Name] >= _options.CheckpointEntries
            ? Checkpoint.Sign(after, key, after.RecordedAt)
            : null;

    /// <summary>A checkpoint over the log as it is, where it has none yet.</summary>
    public CheckpointRow? Now(LogHead log) =>
        _key is { } key && log.Size > _covered[log.Name]
            ? Checkpoint.Sign(log, key, Math.Max(log.RecordedAt, Microseconds.Of(_options.Time.GetUtcNow())))
            : null;

    /// <summary>Takes note of what is on disk now.</summary>
    public void Committed(string log, long size, CheckpointRow? checkpoint)
    {
        if (_key is null)
            return;
        if (checkpoint is not null)
            _covered[log] = Math.Max(_covered[log], checkpoint.Size);
        if (_covered[log] >= size)
        {
            _uncovered.Remove(log);
        }
        else
        {
            _uncovered.Add(log);
            Wind();
        }
    }

    /// <summary>Signs by another key from now on, first of all what is there: so that the new key vouches for the entry that names it.</summary>
    public void UseKey(SigningKey key)
    {
        _key = key;
        foreach (var log in _covered.Keys.ToList())
        {
            _covered[log] = 0;
            _uncovered.Add(log);
        }
    }

    /// <summary>The timer has rung; where something is still uncovered it runs anew.</summary>
    public void Rang()
    {
        _timerRuns = false;
        if (_uncovered.Count > 0)
            Wind();
    }

    public void Dispose() => _timer.Dispose();

    private void Wind()
    {
        if (_timerRuns)
            return;
        _timerRuns = true;
        _timer.Change(_options.CheckpointAfter, Timeout.InfiniteTimeSpan);
    }
}
