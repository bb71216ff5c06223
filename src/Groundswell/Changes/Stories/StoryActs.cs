using Groundswell.Changes.Drafting;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;

namespace Groundswell.Changes.Stories;

/// <summary>What can be done with a change itself, by whom, and what each decision reads.</summary>
internal static class StoryActs
{
    internal static readonly Rights Shaping = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.Facilitator, Role.SiteLead, Role.MesLeader);

    private static readonly Rights OpeningDrafts = Rights.Of(Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.Facilitator);

    public static IEnumerable<Type> Events =>
    [
        typeof(ChangeOpened), typeof(ChangeDescribed), typeof(ChangeDraftOpened), typeof(ChangeReachSaid), typeof(ChangeEffectsSaid),
        typeof(ChangeBenefitSaid), typeof(ChangeClassRaised), typeof(RevisionFrozen), typeof(ChangeAccepted), typeof(ChangeReopened), typeof(ChangeGivenUp), typeof(DraftCommented),
    ];

    public static void List(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.OpenChange, "Begin a change of how work is done.", Shaping, open => open.Change, OpenChange.Decide);
        acts.Add(() => json.DescribeChange, "Say anew what a change is, and whether work in progress moves to it.", Shaping, say => say.Change, DescribeChange.Decide);
        acts.Add(() => json.SayReach, "Say what a change touches.", Shaping, say => say.Change, SayReach.Decide);
        acts.Add(() => json.SayEffects, "Say who gains and who loses by a change.", Shaping, say => say.Change, SayEffects.Decide);
        acts.Add(() => json.SayBenefit, "Say what a function gets from a change, and what will show it.", Shaping, say => say.Change, SayBenefit.Decide);
        acts.Add(() => json.GiveUpChange, "Give a change up as a whole.", Shaping, give => give.Change, GiveUpChange.Decide);
        acts.Add(() => json.ReopenChange, "Shape a change again that was accepted.", Shaping, reopen => reopen.Change, ReopenChange.Decide);
        acts.Add(() => json.ReopenFallen, "Open a change again that a site uses less than was asked for.", Rights.OfProgram, async (reopen, read, _) =>
            ReopenFallen.Decide(reopen, await read.Of(reopen.Change), await read.In(Logs.OfSite(reopen.Site), SiteChange.IdOf(reopen.Change))).On(reopen.Change));
        acts.Add(() => json.RaiseClass, "Take a change more seriously than its difference asks for, as Quality.",
            Rights.Of(Role.QualityReviewer, Role.QualityApprover), async (raise, read, _) =>
            {
                var change = await read.Of(raise.Change);
                var (drafts, bases) = await DraftsOf(change, read);
                return RaiseClass.Decide(raise, change, drafts, bases).On(raise.Change);
            });
        Drafts(acts);
        acts.Add(() => json.TakeAcceptance, "Take into a change that its pilot group has accepted it.", Rights.Everyone, async (take, read, _) =>
            TakeAcceptance.Decide(take, await read.Of(take.Change), await PilotOf(take.Site, take.Pilot, read)).On(take.Change));
    }

    private static void Drafts(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.OpenChangeDraft, "Open, for a change, a draft of a work master's next version.", OpeningDrafts, async (open, read, _) =>
        {
            var change = await read.Of(open.Change);
            var master = await read.Of(open.WorkMaster);
            await read.Of(open.WorkMaster.Version(master.NextNumber));
            var basedOn = await read.Of(open.WorkMaster.Version(open.BasedOn ?? master.LastApproved));
            return OpenChangeDraft.Decide(open, change, master, basedOn);
        });
        acts.Add(() => json.EditDraftTogether, "Edit a change's draft as a member of its pilot group.", Rights.Everyone, async (edit, read, circumstances) =>
            EditDraftTogether.Decide(
                edit, await read.Of(edit.Change), await PilotOf(edit.Site, edit.Pilot, read), await read.Of(edit.Version), circumstances).On(edit.Version));
        acts.Add(() => json.CommentOnDraft, "Say something of a change's draft as a member of its pilot group.", Rights.Everyone, async (comment, read, circumstances) =>
            CommentOnDraft.Decide(
                comment, await read.Of(comment.Change), await PilotOf(comment.Site, comment.Pilot, read), await read.Of(comment.Version), circumstances).On(comment.Change));
        acts.Add(() => json.FreezeRevision, "Freeze a change's draft as a revision that can be tried, as a member of its pilot group.", Rights.Everyone,
            async (freeze, read, circumstances) =>
            {
                var change = await read.Of(freeze.Change);
                var draft = await read.Of(freeze.Version);
                if (draft.Status == VersionStatus.Unknown)
                    return new VersionUnknown(freeze.Version);
                await read.Of(freeze.Version.Revision(FreezeRevision.NextNumber(change, freeze.Version)));
                var materials = new List<MaterialDefinition>();
                foreach (var material in ContentCheck.MaterialsIn(draft.Content))
                    materials.Add(await read.Of(material));
                return FreezeRevision.Decide(
                    freeze, change, await PilotOf(freeze.Site, freeze.Pilot, read), draft, await BaseOf(draft, read), await read.Of(draft.WorkMaster), materials,
                    circumstances).On(freeze.Change);
            });
    }

    internal static async ValueTask<(IReadOnlyList<WorkMasterVersion> Drafts, IReadOnlyList<WorkMasterVersion> Bases)> DraftsOf(Change change, Reading read)
    {
        var drafts = new List<WorkMasterVersion>(change.Drafts.Length);
        var bases = new List<WorkMasterVersion>(change.Drafts.Length);
        foreach (var draft in change.Drafts)
        {
            drafts.Add(await read.Shared(draft.Version));
            bases.Add(await BaseOf(drafts[^1], read));
        }

        return (drafts, bases);
    }

    private static async ValueTask<WorkMasterVersion> BaseOf(WorkMasterVersion draft, Reading read) =>
        draft.BasedOn is { } basedOn ? await read.Shared(basedOn) : WorkMasterVersion.Unknown;

    private static ValueTask<Pilot> PilotOf(string site, Id<Pilot> pilot, Reading read) => read.In(Logs.OfSite(site), pilot);
}
