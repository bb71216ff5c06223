using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Plant;

namespace Groundswell.Changes.Readiness;

/// <summary>Whether versions can be worked by at a site at all: the places that they name have to be there. Where they are not, the site adapts the core.</summary>
/// <remarks>A class of equipment is asked for when a job is begun: any unit of it will do, and there may be one tomorrow.</remarks>
internal static class LocalFit
{
    public static IReadOnlyList<Id<WorkCenter>> CentersOf(IReadOnlyList<WorkMasterVersion> versions) =>
        [.. CodesOf(versions, EquipmentLevel.WorkCenter).Select(code => new Id<WorkCenter>(code))];

    public static IReadOnlyList<Id<WorkUnit>> UnitsOf(IReadOnlyList<WorkMasterVersion> versions) =>
        [.. CodesOf(versions, EquipmentLevel.WorkUnit).Select(code => new Id<WorkUnit>(code))];

    /// <summary>The codes of those that the site does not have in use.</summary>
    /// <param name="centers">Of <see cref="CentersOf"/>, in its order.</param>
    /// <param name="units">Of <see cref="UnitsOf"/>, in its order.</param>
    public static IReadOnlyList<string> Missing(IReadOnlyList<WorkMasterVersion> versions, IReadOnlyList<WorkCenter> centers, IReadOnlyList<WorkUnit> units) =>
    [
        .. CentersOf(versions).Zip(centers).Where(one => one.Second.InUse != InUse.Yes).Select(one => one.First.Value),
        .. UnitsOf(versions).Zip(units).Where(one => one.Second.InUse != InUse.Yes).Select(one => one.First.Value),
    ];

    private static IEnumerable<string> CodesOf(IReadOnlyList<WorkMasterVersion> versions, EquipmentLevel level) => versions
        .SelectMany(version => version.Content.Operations).Select(operation => operation.Equipment).OfType<EquipmentRequirement>()
        .Where(needs => needs.Level == level).Select(needs => needs.Code).Distinct();
}
