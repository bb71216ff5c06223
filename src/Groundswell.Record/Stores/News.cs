using System.Collections.Concurrent;

namespace Groundswell.Record.Stores;

/// <summary>Tells those who wait how far each log has come. Nobody asks again and again: a commit wakes them.</summary>
internal sealed class News
{
    private readonly ConcurrentDictionary<string, Log> _logs = new(StringComparer.Ordinal);

    /// <summary>Says that a log has this many entries. An older figure than was told before changes nothing.</summary>
    public void Tell(string log, long size) => _logs.GetOrAdd(log, static _ => new Log()).Tell(size);

    /// <summary>Completes when the log has an entry past <paramref name="after"/>; gives its size.</summary>
    public Task<long> Wait(string log, long after, CancellationToken stop) => _logs.GetOrAdd(log, static _ => new Log()).Wait(after, stop);

    private sealed class Log
    {
        private readonly Lock _gate = new();
        private long _size;
        private TaskCompletionSource? _next;

        public void Tell(long size)
        {
            TaskCompletionSource? told;
            lock (_gate)
            {
                if (size <= _size)
                    return;
                _size = size;
                told = _next;
                _next = null;
            }

            told?.SetResult();
        }

        public async Task<long> Wait(long after, CancellationToken stop)
        {
            while (true)
            {
                Task next;
                lock (_gate)
                {
                    if (_size > after)
                        return _size;
                    _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    next = _next.Task;
                }

                await next.WaitAsync(stop);
            }
        }
    }
}
