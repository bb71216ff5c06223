using Npgsql;

namespace Groundswell.Projecting;

/// <summary>The right to write the views in a PostgreSQL database: an advisory lock that lives and dies with one connection.</summary>
internal sealed class PostgresLead(PostgresViews views, NpgsqlConnection connection) : ViewsLead
{
    private const string BiSchema = "bi";

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
            SELECT pg_notify('{views.NotifyChannel}', '{PostgresViews.PublishedText}');
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
            own, "SELECT nspname FROM pg_namespace WHERE nspname ~ '^views_[0-9a-f]{12}_[0-9]+(_building)?$'", reader => reader.GetString(0), stop);
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
