using System.Text;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>One connection that reads, with its prepared statements. One thread at a time; the store keeps several.</summary>
/// <remarks>No statement is left standing between calls: a reader that stands keeps the write-ahead log from being folded back.</remarks>
internal sealed class SqliteReader : IDisposable
{
    /// <summary>So many entries are shown before the reader lets go of its snapshot and takes a new one.</summary>
    private const int ScanChunk = 4096;

    private readonly Database _database;
    private readonly TextPool _texts = new();
    private readonly Statement _logs;
    private readonly Statement _log;
    private readonly Statement _command;
    private readonly Statement _commands;
    private readonly Statement _streamHead;
    private readonly Statement _stream;
    private readonly Statement _range;
    private readonly Statement _scan;
    private readonly Statement _leafHashes;
    private readonly Statement _tile;
    private readonly Statement _tileRoots;
    private readonly Statement _checkpoints;
    private readonly Statement _newestCheckpoint;

    public SqliteReader(Database database)
    {
        _database = database;
        _logs = database.Prepare("SELECT id, name, origin, size, frontier, recorded_at FROM log ORDER BY id");
        _log = database.Prepare("SELECT id, name, origin, size, frontier, recorded_at FROM log WHERE name = ?");
        _command = database.Prepare(
            """
            SELECT log.name, entry.position, entry.command_entries, entry.digest, entry.recorded_at
            FROM entry JOIN log ON log.id = entry.log WHERE entry.command = ? AND entry.ordinal = 0 ORDER BY entry.log LIMIT 1
            """);
        _commands = database.Prepare(
            // The plus sign keeps the planner off the index by command, which knows nothing of positions.
            """
            SELECT command, position, command_entries, digest, recorded_at
            FROM entry WHERE log = ? AND position BETWEEN ? AND ? AND +ordinal = 0 ORDER BY position
            """);
        _streamHead = database.Prepare("SELECT version, position FROM entry WHERE log = ? AND stream = ? ORDER BY version DESC LIMIT 1");
        _stream = database.Prepare(
            $"SELECT {EntryColumns.All} FROM entry WHERE log = ? AND stream = ? AND version >= ? ORDER BY version LIMIT ?");
        _range = database.Prepare(
            $"SELECT {EntryColumns.All} FROM entry WHERE log = ? AND position BETWEEN ? AND ? ORDER BY position LIMIT ?");
        _scan = database.Prepare(
            $"SELECT {EntryColumns.Shown} FROM entry WHERE log = ? AND position BETWEEN ? AND ? ORDER BY position LIMIT ?");
        _leafHashes = database.Prepare("SELECT leaf_hash FROM entry WHERE log = ? AND position BETWEEN ? AND ? ORDER BY position");
        _tile = database.Prepare("SELECT hashes, root FROM tile WHERE log = ? AND level = ? AND idx = ?");
        _tileRoots = database.Prepare("SELECT root FROM tile WHERE log = ? AND level = ? AND idx BETWEEN ? AND ? ORDER BY idx");
        _checkpoints = database.Prepare(
            "SELECT size, recorded_at, note FROM checkpoint WHERE log = ? AND size BETWEEN ? AND ? ORDER BY size, rowid");
        _newestCheckpoint = database.Prepare(
            "SELECT size, recorded_at, note FROM checkpoint WHERE log = ? ORDER BY size DESC, rowid DESC LIMIT 1");
    }

    public IReadOnlyList<LogHead> Logs()
    {
        var heads = new List<LogHead>();
        while (_logs.Step())
            heads.Add(HeadIn(_logs));
        return heads;
    }

    public LogHead? Head(string log)
    {
        _log.BindText(1, log);
        return One(_log, HeadIn);
    }

    public CommandRecord? FindCommand(Guid command)
    {
        _command.Bind(1, command);
        return One(_command, row => new CommandRecord(
            command, row.Text(0), row.Number(1), (int)row.Number(2), row.Bytes(3).ToArray(), row.Number(4)));
    }

    /// <summary>The newest command ids, newest first.</summary>
    public IReadOnlyList<Guid> NewestCommands(int count)
    {
        using var newest = _database.Prepare("SELECT command FROM entry WHERE ordinal = 0 ORDER BY command DESC LIMIT ?");
        newest.Bind(1, count);
        var commands = new List<Guid>(count);
        while (newest.Step())
            commands.Add(newest.Id(0));
        return commands;
    }

    public IReadOnlyList<CommandRecord> Commands(long logId, string log, long from, long to)
    {
        _commands.Bind(1, logId);
        _commands.Bind(2, from);
        _commands.Bind(3, to);
        var commands = new List<CommandRecord>();
        while (_commands.Step())
            commands.Add(new CommandRecord(
                _commands.Id(0), log, _commands.Number(1), (int)_commands.Number(2), _commands.Bytes(3).ToArray(), _commands.Number(4)));
        return commands;
    }

    public StreamHead HeadOf(long log, string stream)
    {
        _streamHead.Bind(1, log);
        _streamHead.BindText(2, stream);
        return One(_streamHead, row => new StreamHead(row.Number(0), row.Number(1)));
    }

    public IReadOnlyList<Entry> ReadStream(long logId, StreamKey stream, long fromVersion, int limit)
    {
        _stream.Bind(1, logId);
        _stream.BindText(2, stream.Stream);
        _stream.Bind(3, fromVersion);
        _stream.Bind(4, limit);
        return Entries(_stream, stream.Log, stream.Stream);
    }

    public IReadOnlyList<Entry> ReadLog(long logId, string log, long from, long to, int limit)
    {
        BindRange(_range, logId, from, to, limit);
        return Entries(_range, log, null);
    }

    public void Scan(long logId, string log, long from, long to, EntryVisitor visit, CancellationToken stop)
    {
        var logUtf8 = Encoding.UTF8.GetBytes(log);
        for (var shown = ScanChunk; shown == ScanChunk;)
        {
            stop.ThrowIfCancellationRequested();
            shown = 0;
            BindRange(_scan, logId, from, to, ScanChunk);
            try
            {
                while (_scan.Step())
                {
                    var entry = EntryColumns.Fields(_scan, logUtf8);
                    from = entry.Position + 1;
                    shown++;
                    visit(entry, EntryColumns.StoredLeafHash(_scan));
                }
            }
            finally
            {
                _scan.Reset();
            }
        }
    }

    public byte[] LeafHashes(long log, long from, long to)
    {
        _leafHashes.Bind(1, log);
        _leafHashes.Bind(2, from);
        _leafHashes.Bind(3, to);
        return EndToEnd(_leafHashes);
    }

    public Tile? Tile(long logId, string log, int level, long index)
    {
        _tile.Bind(1, logId);
        _tile.Bind(2, level);
        _tile.Bind(3, index);
        return One(_tile, row => new Tile(log, level, index, row.Bytes(0).ToArray(), row.Bytes(1).ToArray()));
    }

    public IReadOnlyList<TileLevel> TileLevels(long log)
    {
        using var levels = _database.Prepare("SELECT level, min(idx), max(idx) FROM tile WHERE log = ? GROUP BY level");
        levels.Bind(1, log);
        var found = new List<TileLevel>();
        while (levels.Step())
            found.Add(new TileLevel((int)levels.Number(0), levels.Number(1), levels.Number(2)));
        return found;
    }

    public byte[] TileRoots(long log, int level, long from, long to)
    {
        _tileRoots.Bind(1, log);
        _tileRoots.Bind(2, level);
        _tileRoots.Bind(3, from);
        _tileRoots.Bind(4, to);
        return EndToEnd(_tileRoots);
    }

    public IReadOnlyList<CheckpointRow> Checkpoints(long logId, string log, long fromSize, long toSize)
    {
        _checkpoints.Bind(1, logId);
        _checkpoints.Bind(2, fromSize);
        _checkpoints.Bind(3, toSize);
        var rows = new List<CheckpointRow>();
        while (_checkpoints.Step())
            rows.Add(CheckpointIn(_checkpoints, log));
        return rows;
    }

    public CheckpointRow? NewestCheckpoint(long logId, string log)
    {
        _newestCheckpoint.Bind(1, logId);
        return One(_newestCheckpoint, row => CheckpointIn(row, log));
    }

    public void Dispose()
    {
        Statement[] all =
        [
            _logs, _log, _command, _commands, _streamHead, _stream, _range, _scan, _leafHashes, _tile, _tileRoots, _checkpoints, _newestCheckpoint,
        ];
        foreach (var statement in all)
            statement.Dispose();
        _database.Dispose();
    }

    private static void BindRange(Statement range, long log, long from, long to, int limit)
    {
        range.Bind(1, log);
        range.Bind(2, from);
        range.Bind(3, to);
        range.Bind(4, limit);
    }

    private List<Entry> Entries(Statement rows, string log, string? stream)
    {
        var entries = new List<Entry>();
        var slab = new Slab();
        try
        {
            while (rows.Step())
                entries.Add(EntryColumns.Entry(rows, log, stream, _texts, slab));
        }
        finally
        {
            rows.Reset();
        }

        return entries;
    }

    private static byte[] EndToEnd(Statement rows)
    {
        using var bytes = new MemoryStream();
        while (rows.Step())
            bytes.Write(rows.Bytes(0));
        return bytes.ToArray();
    }

    private static T? One<T>(Statement statement, Func<Statement, T> read)
    {
        if (!statement.Step())
            return default;
        try
        {
            return read(statement);
        }
        finally
        {
            statement.Reset();
        }
    }

    private static LogHead HeadIn(Statement row) =>
        new(row.Number(0), row.Text(1), row.Text(2), row.Number(3), row.Bytes(4).ToArray(), row.Number(5));

    private static CheckpointRow CheckpointIn(Statement row, string log) => new(log, row.Number(0), row.Number(1), row.Text(2));
}
