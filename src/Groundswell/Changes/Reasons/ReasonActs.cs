using Groundswell.Changes.Champions;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.ReasonLists;

namespace Groundswell.Changes.Reasons;

/// <summary>Lists of reasons under a change: what can be done, by whom, and what each decision reads. Membership counts, and being a champion.</summary>
internal static class ReasonActs
{
    public static void List(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.ShapeReasonList, "Shape a list of reasons as a member of a change's pilot group.", Rights.Everyone, async (shape, read, circumstances) =>
        {
            var change = await read.Of(shape.Change);
            var drafts = new List<WorkMasterVersion>();
            foreach (var draft in change.Drafts)
                drafts.Add(await read.Of(draft.Version));
            var log = Logs.OfSite(shape.Site);
            return ShapeReasonList.Decide(
                shape, change, await read.In(log, shape.Pilot), await read.Of(shape.List), await read.In(log, ActiveReasonList.IdOf(shape.List)), drafts, circumstances);
        });
        acts.Add(() => json.PullReasonList, "Ask, as a champion, that the site use another version of a list that no step names.", Rights.Everyone, async (pull, read, circumstances) =>
        {
            var id = ActiveReasonList.IdOf(pull.List);
            return PullReasonList.Decide(pull, await read.Shared(pull.List), await read.Of(id), await read.Of(SiteChampions.OfSite), circumstances).On(id);
        });
    }
}
