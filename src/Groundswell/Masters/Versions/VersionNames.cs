using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters.Versions;

/// <summary>Versions as people call them: by their master's name and their number.</summary>
public sealed class VersionNames(IReadOnlyDictionary<string, string> masters)
{
    /// <summary>Of the masters of these versions.</summary>
    internal static VersionNames Of(IEnumerable<WorkMasterVersion> versions) =>
        new(versions.DistinctBy(version => version.WorkMaster).Where(version => version.WorkMaster.Value is not null)
            .ToDictionary(version => version.WorkMaster.Value, version => version.Content.Name, StringComparer.Ordinal));

    internal static async Task<VersionNames> Of(IEnumerable<string> versions, ViewsDb views, CancellationToken stop)
    {
        var masters = versions.Select(MasterOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new(await views.Set<WorkMasterRow>().AsNoTracking().Where(row => masters.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, stop));
    }

    public string Of(Words words, string version) => MasterOf(version) is { } master && masters.GetValueOrDefault(master) is { } name
        ? words.Say("version.title", ("name", name), ("number", MasterPaths.Called(version)))
        : version;

    /// <summary>Null where it is no version's id: what a terminal has written of where it was is kept as it came.</summary>
    private static string? MasterOf(string version) => version.Contains('@', StringComparison.Ordinal) ? VersionIds.MasterOf(version) : null;
}
