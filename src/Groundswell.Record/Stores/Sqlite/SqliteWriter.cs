namespace Groundswell.Record.Stores.Sqlite;

/// <summary>The one that writes the folder. What it remembers is true because nobody else does.</summary>
internal sealed class SqliteWriter(string file, News news) : IStoreWriter, IDisposable
{
    private const int StreamsRemembered = 200_000;

    private readonly StreamHeads _heads = new(StreamsRemembered);
    private readonly Dictionary<string, LogHead> _logs = new(StringComparer.Ordinal);
    private SqliteWriteStatements? _statements;
    private NewestCommands? _commands;

    public Task<WriteScope> Begin(WriteRequest request, CancellationToken stop) => Whole(() =>
    {
        // After a failure the connection was closed: what it had in memory may not be what is on disk.
        _statements ??= new SqliteWriteStatements(Database.OpenForWriting(file));
        _statements.Begin();

        _logs.Clear();
        foreach (var log in request.LogsWritten.Concat(request.LogsRead))
        {
            if (!_logs.ContainsKey(log) && _statements.Reader.Head(log) is { } head)
                _logs.Add(log, head);
        }

        return new WriteScope(new Dictionary<string, LogHead>(_logs, StringComparer.Ordinal), Known(request.Commands), HeadsOf(request.Streams));
    });

    public Task<byte[]> LeafHashes(string log, long from, long to, CancellationToken stop) =>
        Whole(() => Statements.Reader.LeafHashes(_logs[log].Id, from, to));

    public Task<byte[]> TileRoots(string log, int level, long from, long to, CancellationToken stop) =>
        Whole(() => Statements.Reader.TileRoots(_logs[log].Id, level, from, to));

    public Task<LogHead> OpenLog(string log, string origin, CancellationToken stop) => Whole(() =>
    {
        if (Statements.Reader.Head(log) is null)
            Statements.InsertLog(log, origin);
        return _logs[log] = Statements.Reader.Head(log)!;
    });

    public Task Commit(Changes changes, CancellationToken stop) => Whole(() =>
    {
        foreach (var row in changes.Entries)
            Statements.InsertEntry(row);
        foreach (var tile in changes.Tiles)
            Statements.InsertTile(_logs[tile.Log].Id, tile);
        foreach (var checkpoint in changes.Checkpoints)
            Statements.InsertCheckpoint(_logs[checkpoint.Log].Id, checkpoint);
        foreach (var head in changes.Heads)
            Statements.UpdateLog(head);
        Statements.Commit();

        foreach (var row in changes.Entries)
        {
            _heads.Set(new StreamKey(row.Entry.Log, row.Entry.Stream), new StreamHead(row.Entry.Version, row.Entry.Position));
            if (row.Entry.Ordinal == 0)
                _commands?.Add(row.Entry.Command);
        }

        foreach (var head in changes.Heads)
            news.Tell(head.Name, head.Size);
        return true;
    });

    public Task Rollback()
    {
        if (_statements is { InTransaction: true })
            Whole(() => { _statements.Rollback(); return true; });
        return Task.CompletedTask;
    }

    public void Dispose() => Forget();

    private SqliteWriteStatements Statements => _statements ?? throw new InvalidOperationException("No transaction was begun.");

    private Dictionary<Guid, CommandRecord> Known(IReadOnlyCollection<Guid> commands)
    {
        _commands ??= new NewestCommands(Statements.Reader.NewestCommands(NewestCommands.Kept));
        var known = new Dictionary<Guid, CommandRecord>();
        foreach (var command in commands)
        {
            if (_commands.MayHave(command) && Statements.Reader.FindCommand(command) is { } record)
                known.Add(command, record);
        }

        return known;
    }

    private Dictionary<StreamKey, StreamHead> HeadsOf(IReadOnlyCollection<StreamKey> streams)
    {
        var heads = new Dictionary<StreamKey, StreamHead>(streams.Count);
        foreach (var stream in streams)
        {
            if (!_logs.TryGetValue(stream.Log, out var log))
                continue;
            if (!_heads.TryGet(stream, out var head))
            {
                head = Statements.Reader.HeadOf(log.Id, stream.Stream);
                if (head.Version > 0)
                    _heads.Set(stream, head);
            }

            if (head.Version > 0)
                heads.Add(stream, head);
        }

        return heads;
    }

    /// <summary>Does it whole, or drops the connection and all that is remembered: the next transaction starts from what is on disk.</summary>
    private Task<T> Whole<T>(Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception failure)
        {
            Forget();
            return Task.FromException<T>(failure);
        }
    }

    private void Forget()
    {
        _heads.Clear();
        _commands = null;
        _statements?.Dispose();
        _statements = null;
    }
}
