using Groundswell.Record;
using Groundswell.Testing;

namespace Groundswell.Benchmarks.Record;

/// <summary>A database on a PostgreSQL server of its own, durable as a plant's: gone with the server afterwards.</summary>
internal sealed class TrialDatabase(PostgresCluster server, PostgresDatabase database) : TrialStore
{
    public static async Task<TrialDatabase> Make()
    {
        var server = await PostgresCluster.Start("shared_buffers=512MB", "max_wal_size=8GB", "checkpoint_timeout=15min");
        await PostgresServer.MakeRoles(server);
        return new TrialDatabase(server, await PostgresDatabase.Make(server));
    }

    public string Connection => database.Application;

    /// <summary>How whoever makes its tables connects.</summary>
    public string Owner => database.Owner;

    /// <summary>Lets the application make the schemas of its views there too.</summary>
    public Task AllowViews() => PostgresCluster.Execute(database.Superuser, $"GRANT CREATE ON DATABASE {database.Name} TO {PostgresServer.Application}");

    /// <summary>Makes the tables without a journal that writes them.</summary>
    public Task Prepare(CancellationToken stop) => Journal.PreparePostgres(database.Owner, PostgresServer.Application, Options, stop);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server.DisposeAsync();
    }

    protected override async Task<Journal> OpenJournal(CancellationToken stop)
    {
        await Prepare(stop);
        return await Journal.OpenPostgres(Connection, Options, stop);
    }
}
