using System.Globalization;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>The tables, as steps: what each version of this library added. A file is brought up by the steps it has not seen.</summary>
internal static class SqliteSchema
{
    /// <summary>Marks the file as a record ("GSwR"), for file(1) and for people.</summary>
    private const int ApplicationId = 0x47537752;

    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE meta (
            only   INTEGER PRIMARY KEY CHECK (only = 1),
            id     TEXT NOT NULL,
            kind   TEXT NOT NULL CHECK (kind IN ('plant', 'demo', 'trial')),
            schema INTEGER NOT NULL) STRICT;

        CREATE TABLE log (
            id          INTEGER PRIMARY KEY,
            name        TEXT NOT NULL UNIQUE,
            origin      TEXT NOT NULL UNIQUE,
            size        INTEGER NOT NULL,
            frontier    BLOB NOT NULL,
            recorded_at INTEGER NOT NULL) STRICT;

        -- Payload last: whoever wants only a hash or a digest does not read the pages it runs over to.
        CREATE TABLE entry (
            log             INTEGER NOT NULL REFERENCES log (id),
            position        INTEGER NOT NULL,
            stream          TEXT NOT NULL,
            version         INTEGER NOT NULL,
            name            TEXT NOT NULL,
            occurred_at     INTEGER NOT NULL,
            recorded_at     INTEGER NOT NULL,
            time_zone       TEXT NOT NULL,
            actor           TEXT NOT NULL,
            station         TEXT,
            device          TEXT,
            shift           TEXT,
            source          INTEGER NOT NULL,
            command         BLOB NOT NULL,
            ordinal         INTEGER NOT NULL,
            corrects        INTEGER,
            decided_against TEXT,
            command_entries INTEGER,
            digest          BLOB,
            leaf_hash       BLOB NOT NULL,
            payload         TEXT NOT NULL) STRICT;
        CREATE UNIQUE INDEX entry_by_position ON entry (log, position);
        CREATE UNIQUE INDEX entry_by_stream ON entry (log, stream, version);
        CREATE UNIQUE INDEX entry_by_command ON entry (command, log) WHERE ordinal = 0;

        CREATE TABLE tile (
            log    INTEGER NOT NULL REFERENCES log (id),
            level  INTEGER NOT NULL,
            idx    INTEGER NOT NULL,
            root   BLOB NOT NULL,
            hashes BLOB NOT NULL,
            PRIMARY KEY (log, level, idx)) STRICT;

        CREATE TABLE checkpoint (
            log         INTEGER NOT NULL REFERENCES log (id),
            size        INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            note        TEXT NOT NULL) STRICT;
        CREATE INDEX checkpoint_by_size ON checkpoint (log, size);

        CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
            BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
        CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
            BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
        CREATE TRIGGER tile_is_never_changed BEFORE UPDATE ON tile
            BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
        CREATE TRIGGER tile_is_never_removed BEFORE DELETE ON tile
            BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
        CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE ON checkpoint
            BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
        CREATE TRIGGER checkpoint_is_never_removed BEFORE DELETE ON checkpoint
            BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
        CREATE TRIGGER log_is_never_removed BEFORE DELETE ON log
            BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
        CREATE TRIGGER log_keeps_its_name BEFORE UPDATE OF id, name, origin ON log
            BEGIN SELECT RAISE(ABORT, 'a log keeps its name and origin'); END;
        CREATE TRIGGER log_only_grows BEFORE UPDATE OF size ON log WHEN new.size < old.size
            BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
        CREATE TRIGGER meta_is_never_removed BEFORE DELETE ON meta
            BEGIN SELECT RAISE(ABORT, 'a record keeps its identity'); END;
        CREATE TRIGGER meta_keeps_its_identity BEFORE UPDATE OF only, id, kind ON meta
            BEGIN SELECT RAISE(ABORT, 'a record keeps its identity'); END;
        """,
        """
        CREATE TRIGGER entry_comes_after_the_newest BEFORE INSERT ON entry
            WHEN new.position <= (SELECT size FROM log WHERE id = new.log) OR new.version < 1 OR new.ordinal < 0
            BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
        CREATE TRIGGER tile_has_its_place BEFORE INSERT ON tile WHEN new.level < 0 OR new.idx < 0
            BEGIN SELECT RAISE(ABORT, 'there is no such tile'); END;
        CREATE TRIGGER checkpoint_covers_something BEFORE INSERT ON checkpoint WHEN new.size < 1
            BEGIN SELECT RAISE(ABORT, 'a checkpoint covers one entry at least'); END;
        """,
    ];

    /// <summary>Makes the tables of a new file, or brings an older file's tables up to date, step by step and all in one transaction.</summary>
    /// <param name="made">What a new file becomes.</param>
    public static StoreIdentity Ensure(Database database, StoreIdentity made) => Ensure(database, made, Steps);

    public static StoreIdentity Ensure(Database database, StoreIdentity made, IReadOnlyList<string> steps)
    {
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            var version = VersionOf(database);
            RefuseUnknown(database, version, steps.Count);
            for (var step = version; step < steps.Count; step++)
                database.Execute(steps[step]);
            if (version == 0)
                WriteIdentity(database, made, steps.Count);
            else if (version < steps.Count)
                database.Execute($"UPDATE meta SET schema = {steps.Count}");
            database.Execute("COMMIT");
        }
        catch
        {
            if (database.InTransaction)
                database.Execute("ROLLBACK");
            throw;
        }

        return ReadIdentity(database);
    }

    /// <summary>Reads the identity of a file that must be a record of today's tables.</summary>
    public static StoreIdentity Expect(Database database)
    {
        var version = VersionOf(database);
        RefuseUnknown(database, version, Steps.Count);
        if (version < Steps.Count)
        {
            throw new JournalUnavailableException(version == 0
                ? $"{database.File} is not a record."
                : $"{database.File} has tables of version {version}; this program reads version {Steps.Count}. Open it once for writing, which brings it up to date.")
            {
                IsDamage = version == 0,
            };
        }

        return ReadIdentity(database);
    }

    private static int VersionOf(Database database) =>
        database.Ask("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'") is null
            ? 0
            : int.TryParse(database.Ask("SELECT schema FROM meta"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
                ? version
                : throw Nameless(database);

    private static void RefuseUnknown(Database database, int version, int known)
    {
        if (version > known)
            throw new JournalUnavailableException($"{database.File} has tables of version {version}; this program knows up to {known}. Use a newer program.");
    }

    private static void WriteIdentity(Database database, StoreIdentity identity, int version)
    {
        database.Execute($"PRAGMA application_id = {ApplicationId}");
        using var insert = database.Prepare("INSERT INTO meta (only, id, kind, schema) VALUES (1, ?, ?, ?)");
        insert.BindText(1, identity.Id.ToString("D"));
        insert.BindText(2, RecordKinds.NameOf(identity.Kind));
        insert.Bind(3, version);
        insert.Run();
    }

    private static StoreIdentity ReadIdentity(Database database)
    {
        using var select = database.Prepare("SELECT id, kind FROM meta");
        return select.Step() && Guid.TryParseExact(select.Text(0), "D", out var id) && RecordKinds.TryParse(select.Text(1), out var kind)
            ? new StoreIdentity(id, kind)
            : throw Nameless(database);
    }

    private static JournalUnavailableException Nameless(Database database) =>
        new($"{database.File} is damaged: it does not say which record it is. Keep a copy of it as it is, and restore from a backup.") { IsDamage = true };
}
