using System.Diagnostics;
using System.Threading.Channels;
using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Writing;

/// <summary>
/// Callers are many, the writer is one. It takes what came in while the last commit was on its way to disk, decides each append by itself,
/// commits all of it at once, and only then answers.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly IRecordStore _store;
    private readonly IStoreWriter _writer;
    private readonly JournalOptions _options;
    private readonly JournalMetrics _metrics;
    private readonly CheckpointSchedule _checkpoints;
    private readonly ClockWatch _clock;
    private readonly TreeReads _older;
    private readonly Dictionary<string, GrowingTree> _trees = new(StringComparer.Ordinal);
    private readonly Channel<object> _queue = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _running;

    /// <summary>What ended the writer's loop, where it was not closed.</summary>
    private volatile Exception? _fault;
    private int _waiting;
    private long _waitingBytes;

    public GroupCommit(IRecordStore store, JournalOptions options)
    {
        _store = store;
        _writer = store.Writer ?? throw new ArgumentException("The store was opened to be read.", nameof(store));
        _options = options;
        _metrics = new JournalMetrics(
            () => Volatile.Read(ref _waiting),
            () => Math.Max(
                (double)Volatile.Read(ref _waiting) / Math.Max(1, options.QueueCapacity),
                (double)Volatile.Read(ref _waitingBytes) / Math.Max(1, options.QueueBytes)));
        _checkpoints = new CheckpointSchedule(store, options, _metrics, () => _queue.Writer.TryWrite(CheckpointsDue.Instance));
        _clock = new ClockWatch(options.Time, _metrics, options.TimeIsMadeUp ? _ => { } : options.Warn ?? (_ => { }));
        _older = new TreeReads(_writer.LeafHashes, _writer.TileRoots);
        _running = Task.Run(Run);
    }

    public Task<AppendAnswer> Append(PreparedAppend prepared, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            prepared.Append.Run?.End();
            return Task.FromCanceled<AppendAnswer>(stop);
        }

        // Counted for as long as it lies in the queue, also where its caller has left: a disk that stalls while callers give up and try again
        // must not fill the memory.
        var append = new WaitingAppend(prepared, stop);
        var waiting = Interlocked.Increment(ref _waiting);
        var bytes = Interlocked.Add(ref _waitingBytes, append.Bytes);
        if (waiting > _options.QueueCapacity || (bytes > _options.QueueBytes && waiting > 1))
        {
            Uncount(append);
            prepared.Append.Run?.End();
            _metrics.Overloaded();
            return Task.FromResult<AppendAnswer>(new Overloaded(waiting - 1));
        }

        append.ListenForCancellation();
        if (!_queue.Writer.TryWrite(append))
        {
            Uncount(append);
            throw Ended();
        }

        return append.Answered;
    }

    public Task OpenLog(string log, CancellationToken stop) => Between(
        async () =>
        {
            // The log's row is not locked yet: whoever held it while waiting to open would stand in the way of another who is opening.
            await _writer.Begin(new WriteRequest([], [], [], []), CancellationToken.None);
            var head = await _writer.OpenLog(log, Origin.Of(_store.Identity, log), CancellationToken.None);
            await _writer.Commit(new Changes([], [], [], []), CancellationToken.None);
            await _checkpoints.Expect(head, CancellationToken.None);
            var first = await _checkpoints.Learn(head.Name, CancellationToken.None);
            _checkpoints.Committed(head, head, null);
            _metrics.At(head.Name, head.Size);

            // What a process that was killed left unsigned does not wait longer.
            if (first)
                await SignUncovered();
        },
        stop);

    /// <summary>Completes when what was found to be recorded is as durable as what is acknowledged at first.</summary>
    public Task Confirm(CancellationToken stop) => Between(_writer.Confirm, stop);

    /// <summary>Adds a checkpoint that others have signed too.</summary>
    public Task Keep(CheckpointRow checkpoint, CancellationToken stop) => Between(
        async () =>
        {
            await _writer.Begin(new WriteRequest([checkpoint.Log], [], [], []), CancellationToken.None);
            await _writer.Commit(new Changes([], [], [checkpoint], []), CancellationToken.None);
        },
        stop);

    /// <summary>Signs by another key from now on, and at once what its logs hold.</summary>
    public Task UseKey(SigningKey key, CancellationToken stop) => Between(
        async () =>
        {
            _checkpoints.UseKey(key);
            await SignUncovered();
        },
        stop);

    /// <summary>Takes no more, finishes what waits, and signs what no checkpoint covers.</summary>
    public async ValueTask DisposeAsync()
    {
        var first = _queue.Writer.TryComplete();
        await _running;
        if (!first)
            return;
        await SignUncovered();
        _checkpoints.Dispose();
        _metrics.Dispose();
    }

    /// <summary>The writer's loop. Should it ever end by a fault, everybody who waits is told, and so is everybody who comes.</summary>
    private async Task Run()
    {
        var batch = new List<WaitingAppend>();
        try
        {
            await TakeTurns(batch);
        }
        catch (Exception fault)
        {
            _fault = fault;
            _queue.Writer.TryComplete(fault);
            foreach (var append in batch)
                append.Fail(fault);
            while (_queue.Reader.TryRead(out var work))
            {
                (work as WaitingAppend)?.Fail(fault);
                (work as Errand)?.Done.TrySetException(fault);
            }

            throw;
        }
    }

    private async Task TakeTurns(List<WaitingAppend> batch)
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            for (var entries = 0; entries < _options.LargestBatch && _queue.Reader.TryRead(out var work);)
            {
                switch (work)
                {
                    case WaitingAppend append:
                        Uncount(append);
                        if (!append.TryTake())
                            break;
                        batch.Add(append);
                        entries += append.Prepared.Entries.Length;
                        break;
                    case Errand errand:
                        await Run(errand);
                        break;
                    case CheckpointsDue:
                        await SignUncovered();
                        _checkpoints.Rang();
                        break;
                }
            }

            if (batch.Count > 0)
                await Commit(batch);
        }
    }

    private async Task Commit(List<WaitingAppend> batch)
    {
        IReadOnlyList<AppendAnswer> answers;
        try
        {
            answers = await Decide(batch.ConvertAll(append => append.Prepared));
        }
        catch (RecordDamagedException damaged) when (batch.Exists(append => !append.Prepared.Touches(damaged.Log)))
        {
            // A log that is damaged stops itself, not its neighbors.
            _metrics.CommitFailed();
            await GiveUp();
            foreach (var append in batch.Where(append => append.Prepared.Touches(damaged.Log)))
                append.Fail(damaged);
            await Commit([.. batch.Where(append => !append.Prepared.Touches(damaged.Log))]);
            return;
        }
        catch (Exception failure)
        {
            // Whatever it was, nobody may be left waiting, and the next batch starts from what is on disk.
            _metrics.CommitFailed();
            await GiveUp();
            foreach (var append in batch)
                append.Fail(failure is JournalUnavailableException ? new JournalUnavailableException(failure.Message, failure) : failure);
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            if (answers[i] is Stale)
                _metrics.Stale();
            batch[i].Answer(answers[i]);
        }
    }

    private async Task<IReadOnlyList<AppendAnswer>> Decide(List<PreparedAppend> batch)
    {
        var request = RequestOf(batch);
        if (_writer.Believe(request) is { } believed)
        {
            try
            {
                if (await Decide(batch, believed) is { Logs.Count: > 0 } confirmed)
                    return confirmed.Answers;
            }
            catch (BeliefException)
            {
                // Others have written, or a command was recorded before: now it is looked up.
            }
        }

        return (await Decide(batch, await Begin(request))).Answers;
    }

    private async Task<BatchPlan> Decide(List<PreparedAppend> batch, WriteScope scope)
    {
        var now = _clock.Now();
        var plan = BatchPlan.Make(scope, batch, now);
        foreach (var log in plan.Logs)
            _clock.Marked(log.Before.Name, log.RecordedAt, now);
        if (plan.Logs.Count > 0)
        {
            await Write(plan);
            return plan;
        }

        await _writer.Rollback();
        if (plan.Answers.Any(answer => answer is Receipt))
            await _writer.Confirm();
        return plan;
    }

    private async Task Write(BatchPlan plan)
    {
        var entries = new List<EntryRow>();
        var tiles = new List<Tile>();
        var checkpoints = new List<CheckpointRow>();
        var heads = new List<LogHead>();
        foreach (var log in plan.Logs)
        {
            var grown = await TreeOf(log.Before.Name).Add(log.Before, log.LeafHashes(), _older, CancellationToken.None);
            var after = log.Before with { Size = grown.Size, Frontier = grown.Frontier, RecordedAt = log.RecordedAt };
            await _checkpoints.Learn(after.Name, CancellationToken.None);
            entries.AddRange(log.Rows);
            tiles.AddRange(grown.Tiles);
            heads.Add(after);
            if (await _checkpoints.ByCount(log.Before, after, CancellationToken.None) is { } checkpoint)
                checkpoints.Add(checkpoint);
        }

        var since = Stopwatch.GetTimestamp();
        await _writer.Commit(new Changes(entries, tiles, checkpoints, heads), CancellationToken.None);
        _metrics.Committed(entries.Count, since);
        foreach (var (log, head) in plan.Logs.Zip(heads))
        {
            _metrics.At(head.Name, head.Size);
            _checkpoints.Committed(log.Before, head, checkpoints.Find(checkpoint => checkpoint.Log == head.Name));
        }
    }

    private Exception Ended() => _fault is { } fault
        ? new JournalUnavailableException($"Nothing is recorded any more, because the writer has met a fault ({fault.Message}). Start the program again.", fault)
        : new ObjectDisposedException(nameof(Journal));

    /// <summary>Has the writer do something between two batches, in its turn.</summary>
    private Task Between(Func<Task> work, CancellationToken stop)
    {
        var errand = new Errand(work);
        if (!_queue.Writer.TryWrite(errand))
            throw Ended();
        return errand.Done.Task.WaitAsync(stop);
    }

    private async Task Run(Errand errand)
    {
        try
        {
            await errand.Work();
            errand.Done.SetResult();
        }
        catch (Exception failure)
        {
            await GiveUp();
            errand.Done.SetException(failure);
        }
    }

    /// <summary>One log after the other: one that can't be signed leaves the others theirs.</summary>
    private async Task SignUncovered()
    {
        foreach (var uncovered in _checkpoints.Uncovered.ToList())
        {
            try
            {
                var scope = await Begin(new WriteRequest([uncovered], [], [], []));
                var log = scope.Logs[uncovered];
                var checkpoint = await _checkpoints.Now(log, CancellationToken.None);
                await _writer.Commit(new Changes([], [], checkpoint is null ? [] : [checkpoint], []), CancellationToken.None);
                _checkpoints.Committed(log, log, checkpoint);
            }
            catch (Exception failure)
            {
                // Nobody waits for it; the log stays uncovered, so it is tried again when the timer rings or the journal is opened next.
                _checkpoints.Failed(uncovered, failure);
                await GiveUp();
            }
        }
    }

    private async Task<WriteScope> Begin(WriteRequest request)
    {
        var scope = await _writer.Begin(request, CancellationToken.None);
        foreach (var head in scope.Logs.Values)
            head.ExpectWhole();
        return scope;
    }

    private void Uncount(WaitingAppend append)
    {
        Interlocked.Decrement(ref _waiting);
        Interlocked.Add(ref _waitingBytes, -append.Bytes);
    }

    /// <summary>Ends the transaction, and believes nothing any more that was not read from disk.</summary>
    private Task GiveUp()
    {
        _trees.Clear();
        return _writer.Rollback();
    }

    private GrowingTree TreeOf(string log)
    {
        if (!_trees.TryGetValue(log, out var tree))
            _trees.Add(log, tree = new GrowingTree(log));
        return tree;
    }

    private static WriteRequest RequestOf(List<PreparedAppend> batch)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        var read = new HashSet<string>(StringComparer.Ordinal);
        var commands = new HashSet<Guid>(batch.Count);
        var streams = new HashSet<StreamKey>(batch.Count);
        var guarded = new Dictionary<StreamKey, long>(batch.Count);
        foreach (var append in batch)
        {
            written.Add(append.Append.Log);
            commands.Add(append.Append.Command);
            streams.UnionWith(append.Streams);
            foreach (var guard in append.Guards)
            {
                var stream = new StreamKey(guard.Log, guard.Stream);
                read.Add(guard.Log);
                streams.Add(stream);
                guarded.TryAdd(stream, guard.Version);
            }
        }

        read.ExceptWith(written);
        return new WriteRequest(written, read, commands, streams) { Guarded = guarded };
    }

    /// <summary>Something the writer does between two batches.</summary>
    private sealed class Errand(Func<Task> work)
    {
        public Func<Task> Work => work;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class CheckpointsDue
    {
        public static readonly CheckpointsDue Instance = new();
    }
}
