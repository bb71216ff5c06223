using System.Diagnostics;
using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>
/// The writer of this process. It takes one round trip for a transaction while it alone writes the logs, and two where others write them too:
/// one that begins, locks and finds, one that writes and commits. The lock of a log's row puts all of them one after the other.
/// </summary>
/// <param name="connections">Nobody else uses them.</param>
/// <param name="store">This store's id: the logs it opens are its own.</param>
internal sealed class PostgresWriter(NpgsqlDataSource connections, Guid store, News news) : IStoreWriter, IAsyncDisposable
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);

    private readonly KnownHeads _heads = new();
    private readonly Dictionary<string, long> _locked = new(StringComparer.Ordinal);
    private NpgsqlConnection? _connection;
    private Belief? _belief;
    private bool _begun;
    private long _heardAt;

    public async Task<WriteScope> Begin(WriteRequest request, CancellationToken stop)
    {
        if (_begun)
            throw new InvalidOperationException("A transaction is under way.");
        try
        {
            if (_connection is { } idle)
            {
                try
                {
                    return await Begin(idle, request, stop);
                }
                catch (Exception failure) when (PostgresFailure.IsLostConnection(failure))
                {
                    // It was lost while nothing was under way, or at least before anything was written: a fresh one will do.
                    await Abandon();
                }
            }

            _connection = await PostgresSession.OpenWriter(connections, stop);
            return await Begin(_connection, request, stop);
        }
        catch (Exception failure)
        {
            await Abandon();
            if (PostgresFailure.Is(failure))
                throw PostgresFailure.Explain(failure);
            throw;
        }
    }

    public WriteScope? Believe(WriteRequest request)
    {
        if (_begun)
            throw new InvalidOperationException("A transaction is under way.");

        // A connection that was lost while it was idle costs nobody anything if the first message on it only asks.
        if (_connection is null || Stopwatch.GetElapsedTime(_heardAt) > LongestSilence || Belief.Of(request, _heads) is not var (scope, belief))
            return null;
        _locked.Clear();
        foreach (var log in request.LogsWritten)
            _locked[log] = scope.Logs[log].Size;
        _belief = belief;
        _begun = true;
        return scope;
    }

    public Task<byte[]> LeafHashes(string log, long from, long to, CancellationToken stop) =>
        Within(connection => PostgresQueries.LeafHashes(connection, log, from, to, stop));

    public Task<byte[]> TileRoots(string log, int level, long from, long to, CancellationToken stop) =>
        Within(connection => PostgresQueries.TileRoots(connection, log, level, from, to, stop));

    public async Task<LogHead> OpenLog(string log, string origin, CancellationToken stop)
    {
        var head = await Within(connection => WriteStatements.OpenLog(connection, log, origin, store, stop));
        if (head.IsReplica)
            throw new InvalidOperationException($"Log '{log}' is a replica of another store's: that store alone writes it.");
        _locked[log] = head.Size;
        _heads.Confirm(head);
        return head;
    }

    public async Task Commit(Changes changes, CancellationToken stop)
    {
        if (changes.Heads.FirstOrDefault(head => !_locked.ContainsKey(head.Name)) is { } stranger)
            throw new InvalidOperationException($"Log '{stranger.Name}' is not locked by this transaction.");

        // Not cancelled on the way: whoever stops waiting for the answer cannot know it.
        await Within(async connection =>
        {
            await WriteStatements.Commit(connection, changes, _locked, _belief);
            return true;
        });
        _begun = false;
        _belief = null;
        _heardAt = Stopwatch.GetTimestamp();
        Remember(changes);
        foreach (var head in changes.Heads)
            news.Tell(head.Name, head.Size);
    }

    public async Task Confirm()
    {
        try
        {
            if (_connection is { } idle)
            {
                try
                {
                    await WriteStatements.Confirm(idle);
                    return;
                }
                catch (Exception failure) when (PostgresFailure.IsLostConnection(failure))
                {
                    await Abandon();
                }
            }

            _connection = await PostgresSession.OpenWriter(connections, CancellationToken.None);
            await WriteStatements.Confirm(_connection);
        }
        catch (Exception failure)
        {
            await Abandon();
            if (PostgresFailure.Is(failure))
                throw PostgresFailure.Explain(failure);
            throw;
        }
    }

    public async Task Rollback()
    {
        if (!_begun || _connection is null)
            return;
        if (_belief is not null)
        {
            (_begun, _belief) = (false, null);
            return;
        }

        try
        {
            await using var rollback = new NpgsqlCommand("ROLLBACK", _connection);
            await rollback.ExecuteNonQueryAsync(CancellationToken.None);
            _begun = false;
        }
        catch (Exception)
        {
            // Whatever it was, a connection that is known to be lost included: the server rolls back a transaction whose connection is closed. What
            // made the transaction fail is told; this would only hide it.
            await Abandon();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Rollback();
        await Abandon();
        await connections.DisposeAsync();
    }

    private async Task<WriteScope> Begin(NpgsqlConnection connection, WriteRequest request, CancellationToken stop)
    {
        _locked.Clear();
        _begun = true;
        var streams = new Dictionary<StreamKey, StreamHead>();
        var unknown = new List<StreamKey>();
        foreach (var stream in request.Streams)
        {
            if (_heads.TryGet(stream, out var head))
                streams[stream] = head;
            else
                unknown.Add(stream);
        }

        var found = await BeginStatements.Run(connection, request, unknown, stop);
        _heardAt = Stopwatch.GetTimestamp();

        // Heads that were remembered count only where nobody has written the log since.
        var moved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var log in found.Logs.Values)
        {
            if (!_heads.Confirm(log))
                moved.Add(log.Name);
        }

        var again = streams.Keys.Where(stream => moved.Contains(stream.Log)).ToList();
        foreach (var (stream, head) in found.Streams)
            streams[stream] = head;
        if (again.Count > 0)
        {
            foreach (var stream in again)
                streams.Remove(stream);
            foreach (var (stream, head) in await BeginStatements.HeadsOf(connection, again, stop))
                streams[stream] = head;
        }

        foreach (var stream in request.Streams)
        {
            if (found.Logs.ContainsKey(stream.Log))
                _heads.Set(stream, streams.GetValueOrDefault(stream));
            if (streams.GetValueOrDefault(stream).Version == 0)
                streams.Remove(stream);
        }

        foreach (var log in request.LogsWritten)
        {
            if (found.Logs.TryGetValue(log, out var head) && !head.IsReplica)
                _locked[log] = head.Size;
        }

        return new WriteScope(found.Logs, found.Commands, streams);
    }

    private void Remember(Changes changes)
    {
        foreach (var head in changes.Heads)
            _heads.Grow(head);
        foreach (var row in changes.Entries)
            _heads.Set(new StreamKey(row.Entry.Log, row.Entry.Stream), new StreamHead(row.Entry.Version, row.Entry.Position));
    }

    /// <summary>Does something in the transaction. If it fails the transaction is over, and nothing of it was written that could still be committed.</summary>
    private async Task<T> Within<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        if (!_begun || _connection is null)
            throw new InvalidOperationException("No transaction is under way.");
        try
        {
            return await work(_connection);
        }
        catch (PostgresException failure) when (failure.SqlState == Belief.NotSo && _belief is { } belief)
        {
            foreach (var log in belief.Logs)
                _heads.Doubt(log.Name);
            _belief = null;
            await Rollback();
            throw new BeliefException(failure.MessageText, failure);
        }
        catch (Exception failure)
        {
            await Abandon();
            if (PostgresFailure.Is(failure))
                throw PostgresFailure.Explain(failure);
            throw;
        }
    }

    /// <summary>Closes the connection, for good and with whatever was under way on it, and forgets everything believed about the logs.</summary>
    private async Task Abandon()
    {
        _heads.Clear();
        (_begun, _belief) = (false, null);
        if (_connection is not { } lost)
            return;
        _connection = null;
        connections.Clear();
        await lost.DisposeAsync();
    }
}
