namespace Groundswell.Record.Stores.Postgres;

/// <summary>The tables, as steps: what each version of this library added. A database is brought up by the steps it has not seen.</summary>
/// <remarks>
/// <para>
/// The same few tables as in SQLite, in a schema of their own. What differs: a log is named by its name wherever SQLite keeps a number. Logs
/// of many sites meet in the hub by logical replication, where numbers given out by each site would clash, and a publication's row filter says
/// <c>log = 'site-a'</c> and needs no look-up. For the same reason there are no foreign keys: replication's apply would not check them, and
/// each entry would lock its log's row once more.
/// </para>
/// <para>
/// Triggers that guard are <c>ENABLE ALWAYS</c>: they also fire where <c>session_replication_role</c> is <c>replica</c>, as it is for
/// replication's apply. They are row triggers, because apply fires no statement triggers.
/// </para>
/// </remarks>
internal static class PostgresTables
{
    public const string Schema = "record";

    /// <summary>Carries <c>size log</c> for every log that has grown, whether written here or by replication.</summary>
    public const string Channel = "groundswell_record";

    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE record.meta (
            one    smallint PRIMARY KEY CHECK (one = 1),
            id     uuid NOT NULL,
            kind   text NOT NULL CHECK (kind IN ('plant', 'demo', 'trial')),
            schema integer NOT NULL,
            restoring boolean NOT NULL DEFAULT false);
        COMMENT ON COLUMN record.meta.restoring IS 'true while a restore fills these tables: nothing else opens them';

        -- One row for each log, updated at every commit. Its past versions stay for as long as anybody holds an old snapshot (a dump, a
        -- forgotten session), by the thousands. The size in the key leads past them to the newest; names are kept apart by a trigger.
        CREATE TABLE record.log (
            name        text COLLATE "C" NOT NULL,
            origin      text COLLATE "C" NOT NULL,
            store       uuid NOT NULL,
            size        bigint NOT NULL,
            frontier    bytea NOT NULL,
            recorded_at bigint NOT NULL,
            PRIMARY KEY (name, size)) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
        COMMENT ON COLUMN record.log.store IS 'meta.id of the store that writes this log; every other store only holds a replica of it';

        -- Columns of fixed width first: nothing is padded. Payload is text, never jsonb: every byte is as it was hashed.
        CREATE TABLE record.entry (
            position        bigint NOT NULL,
            version         bigint NOT NULL,
            occurred_at     bigint NOT NULL,
            recorded_at     bigint NOT NULL,
            command         uuid NOT NULL,
            ordinal         integer NOT NULL,
            source          smallint NOT NULL,
            log             text COLLATE "C" NOT NULL,
            stream          text COLLATE "C" NOT NULL,
            name            text COLLATE "C" NOT NULL,
            time_zone       text COLLATE "C" NOT NULL,
            actor           text COLLATE "C" NOT NULL,
            station         text COLLATE "C",
            device          text COLLATE "C",
            shift           text COLLATE "C",
            corrects        bigint,
            decided_against text COLLATE "C",
            command_entries integer,
            digest          bytea,
            leaf_hash       bytea NOT NULL,
            payload         text COLLATE "C" NOT NULL,
            CONSTRAINT entry_by_position PRIMARY KEY (log, position));
        CREATE UNIQUE INDEX entry_by_stream ON record.entry (log, stream, version);
        CREATE UNIQUE INDEX entry_by_command ON record.entry (command, log) WHERE ordinal = 0;

        CREATE TABLE record.tile (
            log    text COLLATE "C" NOT NULL,
            level  smallint NOT NULL,
            idx    bigint NOT NULL,
            root   bytea NOT NULL,
            hashes bytea NOT NULL,
            PRIMARY KEY (log, level, idx));
        ALTER TABLE record.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

        CREATE TABLE record.checkpoint (
            log         text COLLATE "C" NOT NULL,
            size        bigint NOT NULL,
            recorded_at bigint NOT NULL,
            note        text COLLATE "C" NOT NULL);
        CREATE INDEX checkpoint_by_size ON record.checkpoint (log, size, recorded_at);

        -- Attachments may be erased, by an entry that says so: the chunks go, and the row names the entry.
        CREATE TABLE record.attachment (
            hash            bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
            length          bigint NOT NULL,
            erased_log      text COLLATE "C",
            erased_position bigint,
            CHECK ((erased_log IS NULL) = (erased_position IS NULL)));
        CREATE TABLE record.attachment_chunk (
            hash   bytea NOT NULL,
            number integer NOT NULL,
            data   bytea NOT NULL,
            PRIMARY KEY (hash, number));
        ALTER TABLE record.attachment_chunk ALTER COLUMN data SET STORAGE EXTERNAL;

        CREATE FUNCTION record.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            RAISE EXCEPTION 'the record is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END $$;

        CREATE FUNCTION record.log_is_opened_once() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM record.log WHERE name = new.name OR origin = new.origin) THEN
                RAISE EXCEPTION 'there is a log % or one of origin % already', new.name, new.origin USING ERRCODE = 'unique_violation';
            END IF;
            RETURN new;
        END $$;

        CREATE FUNCTION record.log_only_grows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            IF (new.name, new.origin, new.store) IS DISTINCT FROM (old.name, old.origin, old.store) THEN
                RAISE EXCEPTION 'a log keeps its name, its origin and its store' USING ERRCODE = 'restrict_violation';
            ELSIF new.size < old.size OR new.recorded_at < old.recorded_at THEN
                RAISE EXCEPTION 'the record is append-only: log % cannot shrink', old.name USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN new;
        END $$;

        CREATE FUNCTION record.log_is_written_at_home() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            IF new.store <> (SELECT id FROM record.meta) THEN
                RAISE EXCEPTION 'log % is a replica of store %, which alone writes it', new.name, new.store USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN new;
        END $$;

        CREATE FUNCTION record.meta_keeps_its_identity() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            IF (new.one, new.id, new.kind) IS DISTINCT FROM (old.one, old.id, old.kind) THEN
                RAISE EXCEPTION 'a record keeps its identity' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN new;
        END $$;

        CREATE FUNCTION record.tell_news() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            PERFORM pg_notify('groundswell_record', new.size || ' ' || new.name);
            RETURN NULL;
        END $$;

        CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE ON record.entry FOR EACH ROW EXECUTE FUNCTION record.refuse();
        CREATE TRIGGER entry_is_never_emptied BEFORE TRUNCATE ON record.entry EXECUTE FUNCTION record.refuse();
        CREATE TRIGGER tile_is_never_changed BEFORE UPDATE OR DELETE ON record.tile FOR EACH ROW EXECUTE FUNCTION record.refuse();
        CREATE TRIGGER tile_is_never_emptied BEFORE TRUNCATE ON record.tile EXECUTE FUNCTION record.refuse();
        CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE OR DELETE ON record.checkpoint FOR EACH ROW EXECUTE FUNCTION record.refuse();
        CREATE TRIGGER checkpoint_is_never_emptied BEFORE TRUNCATE ON record.checkpoint EXECUTE FUNCTION record.refuse();
        CREATE TRIGGER log_is_opened_once BEFORE INSERT ON record.log FOR EACH ROW EXECUTE FUNCTION record.log_is_opened_once();
        CREATE TRIGGER log_only_grows BEFORE UPDATE ON record.log FOR EACH ROW EXECUTE FUNCTION record.log_only_grows();
        CREATE TRIGGER log_is_never_removed BEFORE DELETE ON record.log FOR EACH ROW EXECUTE FUNCTION record.refuse();
        CREATE TRIGGER log_is_never_emptied BEFORE TRUNCATE ON record.log EXECUTE FUNCTION record.refuse();
        CREATE TRIGGER meta_keeps_its_identity BEFORE UPDATE ON record.meta FOR EACH ROW EXECUTE FUNCTION record.meta_keeps_its_identity();
        CREATE TRIGGER meta_is_never_removed BEFORE DELETE ON record.meta FOR EACH ROW EXECUTE FUNCTION record.refuse();
        CREATE TRIGGER meta_is_never_emptied BEFORE TRUNCATE ON record.meta EXECUTE FUNCTION record.refuse();
        CREATE TRIGGER log_tells_news AFTER INSERT OR UPDATE ON record.log FOR EACH ROW EXECUTE FUNCTION record.tell_news();
        ALTER TABLE record.entry ENABLE ALWAYS TRIGGER entry_is_never_changed;
        ALTER TABLE record.entry ENABLE ALWAYS TRIGGER entry_is_never_emptied;
        ALTER TABLE record.tile ENABLE ALWAYS TRIGGER tile_is_never_changed;
        ALTER TABLE record.tile ENABLE ALWAYS TRIGGER tile_is_never_emptied;
        ALTER TABLE record.checkpoint ENABLE ALWAYS TRIGGER checkpoint_is_never_changed;
        ALTER TABLE record.checkpoint ENABLE ALWAYS TRIGGER checkpoint_is_never_emptied;
        ALTER TABLE record.log ENABLE ALWAYS TRIGGER log_is_opened_once;
        ALTER TABLE record.log ENABLE ALWAYS TRIGGER log_only_grows;
        ALTER TABLE record.log ENABLE ALWAYS TRIGGER log_is_never_removed;
        ALTER TABLE record.log ENABLE ALWAYS TRIGGER log_is_never_emptied;
        ALTER TABLE record.log ENABLE ALWAYS TRIGGER log_tells_news;
        ALTER TABLE record.meta ENABLE ALWAYS TRIGGER meta_keeps_its_identity;
        ALTER TABLE record.meta ENABLE ALWAYS TRIGGER meta_is_never_removed;
        ALTER TABLE record.meta ENABLE ALWAYS TRIGGER meta_is_never_emptied;

        -- Not ALWAYS: replication's apply is exactly who may write another store's log.
        CREATE TRIGGER log_is_written_at_home BEFORE INSERT OR UPDATE ON record.log FOR EACH ROW EXECUTE FUNCTION record.log_is_written_at_home();
        """,
        """
        ALTER TABLE record.entry ADD CONSTRAINT entry_has_its_place CHECK (position >= 1 AND version >= 1 AND ordinal >= 0);
        ALTER TABLE record.tile ADD CONSTRAINT tile_has_its_place CHECK (level >= 0 AND idx >= 0);
        ALTER TABLE record.checkpoint ADD CONSTRAINT checkpoint_covers_something CHECK (size >= 1);
        """,

        // One command sent to two logs by two processes at once is recorded in one: the second waits here, and then finds it. All locks are taken in
        // one order, and before any log's row, so that no two processes wait for each other.
        $"""
        CREATE FUNCTION record.lock_commands(commands uuid[]) RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(key)
            FROM (SELECT DISTINCT uuid_hash_extended(c.id, 0) AS key FROM unnest(commands) AS c (id) ORDER BY key) in_order;
        END $$;

        -- Each statement in it sees what was committed before it: also what another process committed while this one waited for a lock.
        CREATE FUNCTION record.lock_as_believed(
            logs text[], sizes bigint[], frontiers bytea[], written boolean[], commands uuid[], stream_logs text[], streams text[], versions bigint[])
        RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog AS $$
        DECLARE
            head record.log;
        BEGIN
            PERFORM record.lock_commands(commands);
            FOR i IN 1 .. cardinality(logs) LOOP
                IF written[i] THEN
                    SELECT * INTO head FROM record.log WHERE name = logs[i] ORDER BY size DESC LIMIT 1 FOR UPDATE;
                ELSE
                    SELECT * INTO head FROM record.log WHERE name = logs[i] ORDER BY size DESC LIMIT 1 FOR SHARE;
                END IF;
                IF (head.size, head.frontier) IS DISTINCT FROM (sizes[i], frontiers[i]) THEN
                    RAISE EXCEPTION 'log % has % entries, not %', logs[i], head.size, sizes[i] USING ERRCODE = '{Belief.NotSo}';
                END IF;
            END LOOP;
            PERFORM FROM unnest(commands) AS c (id)
            CROSS JOIN LATERAL (SELECT FROM record.entry e WHERE e.command = c.id AND e.ordinal = 0 LIMIT 1) recorded;
            IF FOUND THEN
                RAISE EXCEPTION 'a command is recorded already' USING ERRCODE = '{Belief.NotSo}';
            END IF;
            PERFORM FROM unnest(stream_logs, streams, versions) AS s (log, stream, version)
            WHERE s.version <> coalesce(
                (SELECT e.version FROM record.entry e WHERE e.log = s.log AND e.stream = s.stream ORDER BY e.version DESC LIMIT 1), 0);
            IF FOUND THEN
                RAISE EXCEPTION 'a stream is at another version' USING ERRCODE = '{Belief.NotSo}';
            END IF;
        END $$;
        """,
    ];

    /// <summary>What the application's role may do: read, add, and move a log's head. Given anew at every preparation.</summary>
    /// <param name="role">The role's name, quoted as SQL wants it.</param>
    public static string GrantsTo(string role) =>
        $"""
        REVOKE ALL ON SCHEMA record FROM {role};
        REVOKE ALL ON ALL TABLES IN SCHEMA record FROM {role};
        GRANT USAGE ON SCHEMA record TO {role};
        GRANT SELECT ON ALL TABLES IN SCHEMA record TO {role};
        GRANT INSERT ON record.log, record.entry, record.tile, record.checkpoint, record.attachment, record.attachment_chunk TO {role};
        GRANT UPDATE (size, frontier, recorded_at) ON record.log TO {role};
        GRANT UPDATE (length, erased_log, erased_position) ON record.attachment TO {role};
        GRANT DELETE ON record.attachment_chunk TO {role};
        """;
}
