using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;

namespace Groundswell.Record.Writing;

/// <summary>Knows which logs have entries that no checkpoint covers yet, and when one is due: by count, or by the time an entry has waited.</summary>
/// <remarks>Used by the writer alone; only the timer calls from elsewhere, and it only rings.</remarks>
internal sealed class CheckpointSchedule : IDisposable
{
    private readonly IRecordStore _store;
    private readonly JournalOptions _options;
    private readonly CheckpointSigner _signer;
    private readonly ITimer _timer;
    private readonly Dictionary<string, long> _covered = new(StringComparer.Ordinal);
    private readonly HashSet<string> _uncovered = new(StringComparer.Ordinal);
    private bool _timerRuns;

    /// <param name="ring">Called when a checkpoint is due by time.</param>
    public CheckpointSchedule(IRecordStore store, JournalOptions options, JournalMetrics metrics, Action ring)
    {
        _store = store;
        _options = options;
        _signer = new CheckpointSigner(store, options, metrics);
        _timer = options.Time.CreateTimer(_ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The logs with entries that no checkpoint covers.</summary>
    public IReadOnlyCollection<string> Uncovered => _uncovered;

    /// <summary>Looks at a log that is opened.</summary>
    /// <exception cref="SigningKeyException">The key at hand is not the one that the log stands at.</exception>
    public Task Expect(LogHead log, CancellationToken stop) => _signer.Expect(log, stop);

    /// <summary>Learns how far a log's checkpoints reach: once per log.</summary>
    /// <returns>Whether it was not known before.</returns>
    public async Task<bool> Learn(string log, CancellationToken stop)
    {
        if (_signer.Key is null || _covered.ContainsKey(log))
            return false;
        _covered[log] = (await _store.NewestCheckpoint(log, stop))?.Size ?? 0;
        return true;
    }

    /// <summary>A checkpoint over the log as it will be, where its count of entries makes one due.</summary>
    public async Task<CheckpointRow?> ByCount(LogHead before, LogHead after, CancellationToken stop)
    {
        if (_signer.Key is null || after.Size - _covered[after.Name] < _options.CheckpointEntries)
            return null;
        try
        {
            return await _signer.Sign(before, after, after.RecordedAt, stop);
        }
        catch (Exception failure)
        {
            // Whatever it was, the entries are recorded all the same; it is due again with the next ones, and by time.
            _signer.Failed(before.Name, failure);
            return null;
        }
    }

    /// <summary>A checkpoint over the log as it is, where it has none yet.</summary>
    public async Task<CheckpointRow?> Now(LogHead log, CancellationToken stop) =>
        _signer.Key is not null && log.Size > _covered[log.Name]
            ? await _signer.Sign(log, log, Math.Max(log.RecordedAt, Microseconds.Of(_options.Time.GetUtcNow())), stop)
            : null;

    /// <summary>A checkpoint that was due could not be made; the log stays uncovered.</summary>
    public void Failed(string log, Exception failure) => _signer.Failed(log, failure);

    /// <summary>Takes note of what is on disk now.</summary>
    public void Committed(LogHead before, LogHead after, CheckpointRow? checkpoint)
    {
        if (_signer.Key is null)
            return;
        _signer.Committed(before, after, checkpoint);
        _signer.Keep(now: false);
        var (log, size) = (after.Name, after.Size);
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
        _signer.Key = key;
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

    public void Dispose()
    {
        _timer.Dispose();
        _signer.Keep(now: true);
    }

    private void Wind()
    {
        if (_timerRuns)
            return;
        _timerRuns = true;
        _timer.Change(_options.CheckpointAfter, Timeout.InfiniteTimeSpan);
    }
}
