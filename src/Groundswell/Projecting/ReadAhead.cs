using System.Threading.Channels;
using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Record.Sealing;
using Groundswell.Sealing;

namespace Groundswell.Projecting;

/// <summary>Some neighbouring entries of one log, read and ready to be folded.</summary>
/// <param name="Unreadable">Why the entry after these can't be read; null where it can, or is not there yet.</param>
internal sealed record Chunk(string Log, IReadOnlyList<Fact> Facts, UnknownEventException? Unreadable)
{
    public Entry Last => Facts[^1].Entry;
}

/// <summary>Reads all logs ahead of the one that folds them, each in its order, and follows them; a log that is opened later too.</summary>
/// <remarks>Entries are read and their events made on other threads than the one that folds, so that both cores work.</remarks>
internal sealed class ReadAhead : IAsyncDisposable
{
    private const int ChunkEntries = 512;
    private const int ChunksAhead = 8;

    private readonly Journal _journal;
    private readonly EventCodec _codec;
    private readonly IReadOnlyDictionary<string, long> _from;
    private readonly Func<string, CancellationToken, Task>? _gather;
    private readonly Sealer? _sealer;
    private readonly CancellationTokenSource _stopping;
    private readonly Channel<Chunk> _chunks = Channel.CreateBounded<Chunk>(new BoundedChannelOptions(ChunksAhead) { SingleReader = true });

    /// <summary>However many logs there are, so many are read at once: more would only wait for the one that folds, and hold memory.</summary>
    private readonly SemaphoreSlim _reading = new(2);

    private readonly Task _logs;

    /// <param name="from">The last position of each log that is not to be read again; a log that is missing is read from its beginning.</param>
    /// <param name="gather">Waits before a log's news are read, so that more of them come at once; null: they are read as they come.</param>
    public ReadAhead(
        Journal journal, EventCodec codec, IReadOnlyDictionary<string, long> from, Func<string, CancellationToken, Task>? gather, CancellationToken stop,
        Sealer? sealer = null)
    {
        (_journal, _codec, _from, _gather, _sealer) = (journal, codec, from, gather, sealer);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _logs = Task.Run(() => FollowLogs(_stopping.Token), CancellationToken.None);
    }

    /// <summary>Completes with the exception that ended the reading.</summary>
    public ChannelReader<Chunk> Chunks => _chunks.Reader;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _logs;
        _stopping.Dispose();
        _reading.Dispose();
    }

    private async Task FollowLogs(CancellationToken stop)
    {
        var followed = new List<Task>();
        try
        {
            while (true)
            {
                var logs = await _journal.WaitForLogs(followed.Count, stop);
                foreach (var log in logs.Skip(followed.Count))
                    followed.Add(Task.Run(() => Follow(log, stop), CancellationToken.None));
            }
        }
        catch (Exception ended)
        {
            // What ended it is for whoever reads the chunks.
            _chunks.Writer.TryComplete(ended);
        }

        await Task.WhenAll(followed);
    }

    private async Task Follow(string log, CancellationToken stop)
    {
        try
        {
            var after = _from.GetValueOrDefault(log);
            while (true)
            {
                await _journal.WaitForNews(log, after, stop);
                if (_gather is not null)
                    await _gather(log, stop);
                await using var batches = _journal.ReadLog(log, after + 1, ChunkEntries, stop).GetAsyncEnumerator(stop);
                while (await Next(log, batches, stop) is { } chunk)
                {
                    await _chunks.Writer.WriteAsync(chunk, stop);
                    if (chunk.Unreadable is not null)
                        return;
                    after = chunk.Last.Position;
                }
            }
        }
        catch (Exception ended)
        {
            _chunks.Writer.TryComplete(ended);
        }
    }

    private async Task<Chunk?> Next(string log, IAsyncEnumerator<IReadOnlyList<Entry>> batches, CancellationToken stop)
    {
        await _reading.WaitAsync(stop);
        try
        {
            return await batches.MoveNextAsync() ? await Read(log, batches.Current, stop) : null;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async ValueTask<Chunk> Read(string log, IReadOnlyList<Entry> entries, CancellationToken stop)
    {
        var site = Logs.SiteOf(log);
        var facts = new List<Fact>(entries.Count);
        foreach (var entry in entries)
        {
            try
            {
                var happened = _codec.Read(entry);
                await happened.Open(_sealer, stop);
                facts.Add(new Fact(entry, happened, site));
            }
            catch (UnknownEventException unreadable)
            {
                return new Chunk(log, facts, unreadable);
            }
        }

        return new Chunk(log, facts, null);
    }
}
