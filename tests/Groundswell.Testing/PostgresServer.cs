namespace Groundswell.Testing;

/// <summary>
/// The one PostgreSQL server of a test run: started when the first test asks for it, gone at the end of the run. Each test gets a database
/// of its own. That PostgreSQL is missing is a failure, not a skip.
/// </summary>
/// <remarks>A test assembly names it as its fixture, which ends it: <c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The role that owns the tables. No superuser.</summary>
    public const string Owner = "record_owner";

    /// <summary>The role the application connects as.</summary>
    public const string Application = "record_application";

    private static readonly Lazy<Task<PostgresCluster>> Server = new(StartWithRoles);

    public static Task<PostgresCluster> Cluster => Server.Value;

    /// <summary>Makes an empty database that the owner may make tables in.</summary>
    public static async Task<PostgresDatabase> NewDatabase() => await PostgresDatabase.Make(await Cluster);

    /// <summary>The two roles, in a cluster that has none yet.</summary>
    public static Task MakeRoles(PostgresCluster cluster) => PostgresCluster.Execute(
        cluster.Superuser, $"CREATE ROLE {Owner} LOGIN; CREATE ROLE {Application} LOGIN");

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated)
            await (await Server.Value).DisposeAsync();
    }

    private static async Task<PostgresCluster> StartWithRoles()
    {
        var cluster = await PostgresCluster.Start();
        await MakeRoles(cluster);
        return cluster;
    }
}

/// <summary>A test's own database, and how each role connects to it.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly PostgresCluster _cluster;

    private PostgresDatabase(PostgresCluster cluster, string name) => (_cluster, Name) = (cluster, name);

    public string Name { get; }

    public string Owner => _cluster.ConnectionTo(Name, PostgresServer.Owner);

    public string Application => _cluster.ConnectionTo(Name, PostgresServer.Application);

    public string Superuser => _cluster.ConnectionTo(Name, "postgres");

    /// <param name="tablespace">Where its files lie, or null for where the cluster's lie.</param>
    public static async Task<PostgresDatabase> Make(PostgresCluster cluster, string? tablespace = null)
    {
        var name = $"test_{Guid.CreateVersion7():N}";
        await PostgresCluster.Execute(cluster.Superuser, $"CREATE DATABASE {name} {(tablespace is null ? "" : $"TABLESPACE {tablespace}")}");
        await PostgresCluster.Execute(cluster.Superuser, $"GRANT CREATE ON DATABASE {name} TO {PostgresServer.Owner}");
        return new PostgresDatabase(cluster, name);
    }

    public async ValueTask DisposeAsync() =>
        await PostgresCluster.Execute(_cluster.Superuser, $"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");

    public Task<T> Ask<T>(string sql) => PostgresCluster.Ask<T>(Superuser, sql);

    /// <summary>Cuts the connections of the applications whose names are like this.</summary>
    /// <returns>How many there were.</returns>
    public async Task<long> CutConnections(string applications) => await Ask<long>(
        $"""
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE '{applications}' AND pid <> pg_backend_pid()
        """);

    /// <summary>Does what only somebody with all rights and bad intentions could: changes rows with every guard switched off.</summary>
    public Task Tamper(string sql) => PostgresCluster.Execute(
        Superuser,
        $"""
        BEGIN;
        ALTER TABLE record.entry DISABLE TRIGGER ALL; ALTER TABLE record.tile DISABLE TRIGGER ALL;
        ALTER TABLE record.checkpoint DISABLE TRIGGER ALL; ALTER TABLE record.log DISABLE TRIGGER ALL;
        {sql};
        COMMIT;
        """);
}
