using System.Collections.Concurrent;

namespace Groundswell.Record.Stores;

/// <summary>Tells those who wait how far each log has come. Nobody asks again and again: a commit wakes them.</summary>
internal sealed class News
{
    private readonly ConcurrentDictionary<string, Log> _logs = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly List<string> _begun = [];
    private TaskCompletionSource? _another;

    /// <summary>Says that a log has this many entries. An older figure than was told before changes nothing.</summary>
    public void Tell(string log, long size)
    {
        if (_logs.GetOrAdd(log, static _ => new Log()).Tell(size))
            Begin(log);
    }

    /// <summary>Completes when the log has an entry past <paramref name="after"/>; gives its size.</summary>
    public Task<long> Wait(string log, long after, CancellationToken stop) => _logs.GetOrAdd(log, static _ => new Log()).Wait(after, stop);

    /// <summary>Completes when more logs than <paramref name="known"/> have entries; gives the names of all that have, in the order in which it heard of them.</summary>
    public async Task<IReadOnlyList<string>> WaitForLogs(int known, CancellationToken stop)
    {
        while (true)
        {
            Task another;
            lock (_gate)
            {
                if (_begun.Count > known)
                    return [.. _begun];
                _another ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                another = _another.Task;
            }

            await another.WaitAsync(stop);
        }
    }

    private void Begin(string log)
    {
        TaskCompletionSource? another;
        lock (_gate)
        {
            _begun.Add(log);
            another = _another;
            _another = null;
        }

        another?.SetResult();
    }

    private sealed class Log
    {
        private readonly Lock _gate = new();
        private long _size;
        private TaskCompletionSource? _next;

        /// <returns>True for its first entries.</returns>
        public bool Tell(long size)
        {
            TaskCompletionSource? told;
            bool first;
            lock (_gate)
            {
                if (size <= _size)
                    return false;
                first = _size == 0;
                _size = size;
                told = _next;
                _next = null;
            }

            told?.SetResult();
            return first;
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
