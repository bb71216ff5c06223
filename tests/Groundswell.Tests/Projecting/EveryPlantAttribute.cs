using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Groundswell.Tests.Projecting;

/// <summary>Runs a test once on each database, each time with a record and views of its own. A database that is missing here fails the test.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryPlantAttribute : DataAttribute
{
    public override bool SupportsDiscoveryEnumeration() => false;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var sqlite = new SqlitePlant();
        var postgres = new PostgresPlant();
        disposalTracker.Add(sqlite);
        disposalTracker.Add(postgres);
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow<SamplePlant>(sqlite) { Label = "SQLite" },
            new TheoryDataRow<SamplePlant>(postgres) { Label = "PostgreSQL" },
        ]);
    }
}
