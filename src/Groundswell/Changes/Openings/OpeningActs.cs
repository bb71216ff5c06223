using Groundswell.Changes.Launches;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Plant;

namespace Groundswell.Changes.Openings;

/// <summary>How a whole site is opened, by whom, and what each decision reads.</summary>
internal static class OpeningActs
{
    public static IEnumerable<Type> Events => [typeof(OpeningVersionsSaid)];

    public static void List(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.BeginSiteOpening, "Begin the change that opens a site.", StoryActs.Shaping, async (begin, read, _) =>
            BeginSiteOpening.Decide(
                begin, await read.Of(begin.Change), await Named(begin.Versions, read), await read.In(Logs.OfSite(begin.Site), SiteAtWork.OfSite),
                await read.Of(new Id<Site>(begin.Site))).On(begin.Change));
        acts.Add(() => json.SayOpeningVersions, "Say which versions a site is to begin with.", StoryActs.Shaping, async (say, read, _) =>
            SayOpeningVersions.Decide(
                say, await read.Of(say.Change), await Named(say.Versions, read), await read.In(Logs.OfSite(say.Site), SiteChange.IdOf(say.Change))).On(say.Change));
    }

    private static async ValueTask<IReadOnlyList<WorkMasterVersion>> Named(IReadOnlyList<Id<WorkMasterVersion>> named, Reading read)
    {
        var versions = new List<WorkMasterVersion>(named.Count);
        foreach (var version in named)
            versions.Add(await read.Of(version));
        return versions;
    }
}
