namespace Groundswell.Record.Stores.Sqlite;

/// <summary>The connection that writes, with its prepared statements. Its reader sees what the transaction sees.</summary>
internal sealed class SqliteWriteStatements : IDisposable
{
    private readonly Database _database;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _insertEntry;
    private readonly Statement _insertTile;
    private readonly Statement _insertCheckpoint;
    private readonly Statement _insertLog;
    private readonly Statement _updateLog;

    public SqliteWriteStatements(Database database)
    {
        _database = database;
        Reader = new SqliteReader(database);
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _rollback = database.Prepare("ROLLBACK");
        _insertEntry = database.Prepare(
            """
            INSERT INTO entry (log, position, stream, version, name, occurred_at, recorded_at, time_zone, actor, station, device, shift,
                source, command, ordinal, corrects, decided_against, command_entries, digest, leaf_hash, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        _insertTile = database.Prepare("INSERT INTO tile (log, level, idx, root, hashes) VALUES (?, ?, ?, ?, ?)");
        _insertCheckpoint = database.Prepare("INSERT INTO checkpoint (log, size, recorded_at, note) VALUES (?, ?, ?, ?)");
        _insertLog = database.Prepare("INSERT INTO log (name, origin, size, frontier, recorded_at) VALUES (?, ?, 0, x'', 0)");
        _updateLog = database.Prepare("UPDATE log SET size = ?, frontier = ?, recorded_at = ? WHERE id = ?");
    }

    public SqliteReader Reader { get; }

    public bool InTransaction => _database.InTransaction;

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void Rollback() => _rollback.Run();

    public unsafe void InsertEntry(EntryRow row)
    {
        // All texts lie in the canonical bytes; held in place while the statement runs, they are written from there without a copy.
        fixed (byte* canonical = row.Canonical.Span, digest = row.Digest, leafHash = row.Entry.LeafHash.Span)
        {
            Bind(row, CanonicalForm.Read(row.Canonical.Span));
            _insertEntry.Run();
        }
    }

    public void InsertTile(long log, Tile tile)
    {
        _insertTile.Bind(1, log);
        _insertTile.Bind(2, tile.Level);
        _insertTile.Bind(3, tile.Index);
        _insertTile.BindBlob(4, tile.Root);
        _insertTile.BindBlob(5, tile.Hashes);
        _insertTile.Run();
    }

    public void InsertCheckpoint(long log, CheckpointRow checkpoint)
    {
        _insertCheckpoint.Bind(1, log);
        _insertCheckpoint.Bind(2, checkpoint.Size);
        _insertCheckpoint.Bind(3, checkpoint.RecordedAt);
        _insertCheckpoint.BindText(4, checkpoint.Note);
        _insertCheckpoint.Run();
    }

    public void InsertLog(string name, string origin)
    {
        _insertLog.BindText(1, name);
        _insertLog.BindText(2, origin);
        _insertLog.Run();
    }

    public void UpdateLog(LogHead head)
    {
        _updateLog.Bind(1, head.Size);
        _updateLog.BindBlob(2, head.Frontier);
        _updateLog.Bind(3, head.RecordedAt);
        _updateLog.Bind(4, head.Id);
        _updateLog.Run();
    }

    public void Dispose()
    {
        Statement[] all = [_begin, _commit, _rollback, _insertEntry, _insertTile, _insertCheckpoint, _insertLog, _updateLog];
        foreach (var statement in all)
            statement.Dispose();
        Reader.Dispose();
    }

    private void Bind(EntryRow row, CanonicalForm.EntryFields entry)
    {
        var insert = _insertEntry;
        insert.Bind(1, row.LogId);
        insert.Bind(2, entry.Position);
        insert.BindPinnedText(3, entry.Stream);
        insert.Bind(4, entry.Version);
        insert.BindPinnedText(5, entry.Name);
        insert.Bind(6, entry.OccurredAt);
        insert.Bind(7, entry.RecordedAt);
        insert.BindPinnedText(8, entry.TimeZone);
        insert.BindPinnedText(9, entry.Actor);
        BindPinned(10, entry.Station);
        BindPinned(11, entry.Device);
        BindPinned(12, entry.Shift);
        insert.Bind(13, entry.Source);
        insert.Bind(14, entry.Command);
        insert.Bind(15, entry.Ordinal);
        insert.Bind(16, entry.Corrects);
        BindPinned(17, entry.DecidedAgainst);
        insert.Bind(18, row.CommandEntries);
        if (row.Digest is { } digest)
            insert.BindPinnedBlob(19, digest);
        else
            insert.BindNull(19);
        insert.BindPinnedBlob(20, row.Entry.LeafHash.Span);
        insert.BindPinnedText(21, entry.Payload);
    }

    private void BindPinned(int parameter, CanonicalForm.Field field)
    {
        if (field.Present)
            _insertEntry.BindPinnedText(parameter, field.Utf8);
        else
            _insertEntry.BindNull(parameter);
    }
}
