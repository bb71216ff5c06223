using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters.Versions;

/// <summary>Masters and their versions as refusals tell of them: by the master's name, and the version's number.</summary>
internal sealed class MasterTitles(Views views) : IThingNames
{
    public IReadOnlyList<string> Called => ["WorkMaster", "Version", "Core", "Variant", "Revision"];

    public Saying? Told(string id)
    {
        if (!views.Ready)
            return null;
        using var reading = views.Open();
        var isVersion = id.Contains('@', StringComparison.Ordinal);
        var master = isVersion ? VersionIds.MasterOf(id) : id;
        return reading.Set<WorkMasterRow>().AsNoTracking().Where(row => row.Id == master).Select(row => row.Name).FirstOrDefault() is not { } name ? null
            : isVersion ? Saying.Of("told.version", ("name", name), ("number", MasterPaths.Called(id)))
            : Saying.Of("told.master", ("name", name));
    }
}
