using System.Reflection;
using Groundswell.Identifying.Storing;
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
}

public sealed class DirectoryInPostgres : DirectoryChoice, IAsyncDisposable
{
    private PostgresDatabase? _database;

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
    }
}
