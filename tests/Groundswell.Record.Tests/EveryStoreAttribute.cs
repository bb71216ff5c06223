using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Groundswell.Record.Tests;

/// <summary>Runs a test once on each store, each time with a record of its own. A store that is not set up is shown as skipped, never left out.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryStoreAttribute : DataAttribute
{
    public override bool SupportsDiscoveryEnumeration() => false;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var sqlite = new FolderStore();
        disposalTracker.Add(sqlite);
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([new TheoryDataRow<TestStore>(sqlite) { Label = "SQLite" }]);
    }
}
