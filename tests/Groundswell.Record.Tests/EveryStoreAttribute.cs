using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Groundswell.Record.Tests;

/// <summary>Runs a test once on each store, each time with a record of its own. A store that is missing here fails the test.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryStoreAttribute : DataAttribute
{
    public override bool SupportsDiscoveryEnumeration() => false;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var sqlite = new FolderStore();
        var postgres = new DatabaseStore();
        disposalTracker.Add(sqlite);
        disposalTracker.Add(postgres);
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow<TestStore>(sqlite) { Label = "SQLite" },
            new TheoryDataRow<TestStore>(postgres) { Label = "PostgreSQL" },
        ]);
    }
}
