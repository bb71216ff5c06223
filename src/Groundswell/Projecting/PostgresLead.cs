using Npgsql;

namespace Groundswell.Projecting;

/// <summary>The right to write the views in a PostgreSQL database: an advisory lock that lives and dies with one connection.</summary>
internal sealed class PostgresLead(PostgresViews views, NpgsqlConnection connection) : ViewsLead
{
    /// <summary>Where other programs read, whatever the set is called.</summary>
    public const string SharedSchema = "groundswell_bi";

    private const string IsSet = "nspname ~ '^views_[0-9a-f]{12}_[0-9]+$'";
    private const string IsBuilding = $"nspname ~ '^views_[0-9a-f]{{12}}_[0-9]+{PostgresViews.BuildingSuffix}$'";

    /// <summary>Writes through the connection that holds the lock: who has lost the one can't use the other.</summary>
    public override async Task<ViewsWriter> Resume(int number, CancellationToken stop)
    {
        await PostgresViews.Execute(connection, $"SET search_path TO {RowSql.Quote(views.SchemaOf(number))}", stop);
        await PostgresViews.Execute(connection, "SET synchronous_commit TO off", stop);
        return new PostgresWriter(connection, views.NotifyChannel, number, ownsConnection: false);
    }

    public override async Task<ViewsWriter> Build(int number, CancellationToken stop)
    {
        var building = views.SchemaOf(number) + PostgresViews.BuildingSuffix;
        var own = await views.Connect(stop);
        try
        {
            await PostgresViews.Execute(own, $"DROP SCHEMA IF EXISTS {RowSql.Quote(building)} CASCADE", stop);
            await PostgresViews.Execute(own, $"CREATE SCHEMA {RowSql.Quote(building)}", stop);
            // Held while it is folded, so that nobody takes it for a leftover.
            await PostgresViews.Execute(own, "SELECT pg_advisory_lock_shared($1)", stop, PostgresViews.LockOf(building));
            await PostgresViews.Execute(own, $"SET search_path TO {RowSql.Quote(building)}", stop);
            await PostgresViews.Execute(own, "SET synchronous_commit TO off", stop);
            await PostgresViews.Execute(own, views.Model.Script, stop);
            return new PostgresWriter(own, channel: null, number, ownsConnection: true);
        }
        catch
        {
            await own.DisposeAsync();
            throw;
        }
    }

    /// <summary>PostgreSQL writes by itself; what it needs before the first query is to know how many rows there are.</summary>
    public override async Task Settle(int number, CancellationToken stop)
    {
        await using var own = await views.Connect(stop);
        foreach (var shape in views.Model.Shapes)
            await PostgresViews.Execute(own, $"ANALYZE {RowSql.Quote(views.SchemaOf(number) + PostgresViews.BuildingSuffix)}.{RowSql.Quote(shape.Table)}", stop);
    }

    public override async Task Publish(int number, CancellationToken stop)
    {
        var schema = views.SchemaOf(number);
        await PostgresViews.Execute(
            connection,
            $"""
            BEGIN;
            ALTER SCHEMA {RowSql.Quote(schema + PostgresViews.BuildingSuffix)} RENAME TO {RowSql.Quote(schema)};
            DO $$ BEGIN EXECUTE format('COMMENT ON SCHEMA %I IS %L', '{schema}', clock_timestamp() AT TIME ZONE 'UTC'); END $$;
            SELECT pg_notify('{views.NotifyChannel}', '{PostgresViews.PublishedText}');
            COMMIT;
            """,
            stop);
    }

    /// <remarks>While two versions of the program run side by side each has its set; the one published last is shared.</remarks>
    public override async Task Share(int number, CancellationToken stop)
    {
        var schema = views.SchemaOf(number);
        await using var own = await views.Connect(stop);
        var newest = await PostgresViews.Ask(
            own,
            $"""
            SELECT nspname::text FROM pg_namespace WHERE {IsSet} AND obj_description(oid, 'pg_namespace') IS NOT NULL
            ORDER BY obj_description(oid, 'pg_namespace') DESC LIMIT 1
            """,
            reader => reader.GetString(0),
            stop);
        var shared = await PostgresViews.Ask(
            own, "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = $1",
            reader => reader.IsDBNull(0) ? "" : reader.GetString(0), stop, SharedSchema);
        if (newest is not [var last] || last != schema || shared is [var current] && current == schema)
            return;

        var old = await PostgresViews.Ask(own, "SELECT viewname::text FROM pg_views WHERE schemaname = $1", reader => reader.GetString(0), stop, SharedSchema);
        // A report that runs for minutes must not hold up those that come after it: then it is tried again later.
        await PostgresViews.Execute(
            own,
            $"""
            BEGIN;
            SET LOCAL lock_timeout = '2s';
            CREATE SCHEMA IF NOT EXISTS {SharedSchema};
            {string.Concat(old.Select(view => $"DROP VIEW {SharedSchema}.{RowSql.Quote(view)};\n"))}
            {views.Model.ReadableScript(table => $"{SharedSchema}.{RowSql.Quote(table)}", table => $"{RowSql.Quote(schema)}.{RowSql.Quote(table)}")}
            COMMENT ON SCHEMA {SharedSchema} IS '{schema}';
            COMMIT;
            """,
            stop);
    }

    public override Task Discard(int number, CancellationToken stop) =>
        PostgresViews.Execute(connection, $"DROP SCHEMA {RowSql.Quote(views.SchemaOf(number))} CASCADE", stop);

    public override async Task Clean(int keep, CancellationToken stop)
    {
        await using var own = await views.Connect(stop);
        var schemas = await PostgresViews.Ask(
            own, $"SELECT nspname::text FROM pg_namespace WHERE {IsSet} OR {IsBuilding}", reader => reader.GetString(0), stop);
        foreach (var schema in schemas.Where(schema => schema != views.SchemaOf(keep)))
        {
            var free = await PostgresViews.Ask(own, "SELECT pg_try_advisory_lock($1)", reader => reader.GetBoolean(0), stop, PostgresViews.LockOf(schema));
            if (!free[0])
                continue;
            await PostgresViews.Execute(own, $"DROP SCHEMA IF EXISTS {RowSql.Quote(schema)} CASCADE", stop);
            await PostgresViews.Execute(own, "SELECT pg_advisory_unlock($1)", stop, PostgresViews.LockOf(schema));
        }
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();
}
