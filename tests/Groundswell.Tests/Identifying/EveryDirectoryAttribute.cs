using System.Reflection;
using Groundswell.Identifying.Storing;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Serving;
using Groundswell.Testing;
using Xunit.Sdk;
using Xunit.v3;

namespace Groundswell.Tests.Identifying;

/// <summary>Runs a test once with the directory in a folder and once with it in PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDirectoryAttribute : DataAttribute
{
    public override bool SupportsDiscoveryEnumeration() => false;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var postgres = new DirectoryInPostgres();
        disposalTracker.Add(postgres);
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow<DirectoryChoice>(new DirectoryChoice()) { Label = "SQLite" },
            new TheoryDataRow<DirectoryChoice>(postgres) { Label = "PostgreSQL" },
        ]);
    }
}

/// <summary>Where a test's directory is.</summary>
public class DirectoryChoice
{
    public virtual Task<DirectoryPlace> Place(string dataFolder) => Task.FromResult(DirectoryPlace.InFolder(dataFolder));

    /// <summary>Where record and views are, if not in the data folder too.</summary>
    public virtual Task<HostSettings> With(HostSettings settings) => Task.FromResult(settings);
}

public class DirectoryInPostgres : DirectoryChoice, IAsyncDisposable
{
    private PostgresDatabase? _database;

    private protected PostgresDatabase Database => _database ?? throw new InvalidOperationException("It was not opened yet.");

    public override async Task<DirectoryPlace> Place(string dataFolder)
    {
        _database ??= await PostgresServer.NewDatabase();
        await DirectoryPlace.PreparePostgres(_database.Owner, PostgresServer.Application, TestContext.Current.CancellationToken);
        return DirectoryPlace.InPostgres(_database.Application);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Record, views and directory in one PostgreSQL database, as a plant's server uses it.</summary>
public sealed class AllInPostgres : DirectoryInPostgres
{
    private bool _prepared;

    public override async Task<HostSettings> With(HostSettings settings)
    {
        if (!_prepared)
        {
            await Journal.PreparePostgres(Database.Owner, PostgresServer.Application, settings.Journal, TestContext.Current.CancellationToken);
            var name = await Database.Ask<string>("SELECT current_database()::text");
            await PostgresCluster.Execute(Database.Superuser, $"GRANT CREATE ON DATABASE {name} TO {PostgresServer.Application}");
            _prepared = true;
        }

        return settings with
        {
            OpenRecord = stop => Journal.OpenPostgres(Database.Application, settings.Journal, stop),
            Views = ViewsPlace.Database(Database.Application),
        };
    }
}

/// <summary>Runs a test once with everything in a folder and once with everything in PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryStoreAttribute : DataAttribute
{
    public override bool SupportsDiscoveryEnumeration() => false;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var postgres = new AllInPostgres();
        disposalTracker.Add(postgres);
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow<DirectoryChoice>(new DirectoryChoice()) { Label = "SQLite" },
            new TheoryDataRow<DirectoryChoice>(postgres) { Label = "PostgreSQL" },
        ]);
    }
}
