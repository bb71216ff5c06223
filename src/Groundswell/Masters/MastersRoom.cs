using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Masters.ReasonLists;
using Groundswell.Materials.Definitions;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Serving;

namespace Groundswell.Masters;

/// <summary>Masters: how things are made, in versions; and which version runs at which site.</summary>
public sealed class MastersRoom : IRoom
{
    private static readonly Rights Author = Rights.Of(Role.Engineer);
    private static readonly Rights Quality = Rights.Of(Role.QualityApprover);
    private static readonly Rights TakeOver = Rights.Of(Role.Integration);
    private static readonly Rights Lists = Rights.Of(Role.Engineer, Role.MesLeader, Role.Integration);
    private static readonly Rights SiteLists = Rights.Of(Role.SiteLead, Role.Engineer, Role.Supervisor, Role.Integration);

    public string Name => "Masters";

    public JsonSerializerContext Json => MastersJson.Default;

    public IEnumerable<Type> Events =>
    [
        typeof(WorkMasterCreated), typeof(WorkMasterChanged), typeof(WorkMasterVersionOpened), typeof(WorkMasterVersionTakenOver),
        typeof(WorkMasterVersionApproved), typeof(WorkMasterVersionRetired),
        typeof(VersionOpened), typeof(VersionFrozen), typeof(VersionTakenOver), typeof(DraftEdited), typeof(DraftDiscarded), typeof(VersionSentToReview),
        typeof(VersionReviewed), typeof(VersionReturnedToDraft), typeof(VersionApproved), typeof(VersionRetired),
        typeof(BaselineRecorded), typeof(SiteBeganWork), typeof(WorkCentersOpened), typeof(VersionCommissioningAsked), typeof(VersionCommissioningDeclined), typeof(VersionCommissioned),
        typeof(VersionCommissioningWithdrawn), typeof(VersionLaunched), typeof(VersionPiloted), typeof(VersionPushed), typeof(PushAccepted),
        typeof(ProvisionWithdrawn), typeof(NewOrdersHeld), typeof(NewOrdersFreed),
        typeof(ReasonListDefined), typeof(ReasonListRevised), typeof(ReasonListRetired), typeof(ReasonListActivated), typeof(ReasonListDeactivated),
    ];

    public void Acts(Acts acts)
    {
        Masters(acts);
        Edits(acts);
        Approval(acts);
        AtSites(acts);
        Reasons(acts);
    }

    private static void Masters(Acts acts)
    {
        var json = MastersJson.Default;
        acts.Add(() => json.CreateWorkMaster, "Begin a work master with the draft of its first version.", Author, async (create, read, _) =>
            CreateWorkMaster.Decide(
                create, await read.Of(create.WorkMaster), await read.Of(create.WorkMaster.Version(1)), await read.Of(create.Material)).On(create.WorkMaster));
        acts.Add(() => json.ChangeWorkMaster, "Rename a work master, or put it into another class.", Author, change => change.WorkMaster, ChangeWorkMaster.Decide);
        acts.Add(() => json.TakeOverVersion, "Take over a version that was in force before there was a record.", TakeOver, async (take, read, _) =>
        {
            var master = await read.Of(take.WorkMaster);
            var next = await read.Of(take.WorkMaster.Version(master.Versions.Length + 1));
            return TakeOverVersion.Decide(take, master, next, await Materials(take.Content, read)).On(take.WorkMaster);
        });
        acts.Add(() => json.OpenDraft, "Open a draft of the next version, as a copy of an earlier one.", Author, async (open, read, _) =>
        {
            var master = await read.Of(open.WorkMaster);
            await read.Of(open.WorkMaster.Version(master.Versions.Length + 1));
            var basedOn = await read.Of(open.WorkMaster.Version(open.BasedOn ?? master.UsualBase));
            return OpenDraft.Decide(open, master, basedOn).On(open.WorkMaster);
        });
    }

    private static void Edits(Acts acts)
    {
        var json = MastersJson.Default;
        acts.Add(() => json.ReplaceDraft, "Make a draft say this and nothing else.", Author, edit => edit.Version, ReplaceDraft.Decide);
        acts.Add(() => json.ChangeDraftHead, "Change a draft's name, or the size of its run.", Author, edit => edit.Version, ChangeDraftHead.Decide);
        acts.Add(() => json.AddOperation, "Add an operation to a draft.", Author, edit => edit.Version, AddOperation.Decide);
        acts.Add(() => json.ChangeOperation, "Change an operation of a draft.", Author, edit => edit.Version, ChangeOperation.Decide);
        acts.Add(() => json.MoveOperation, "Give an operation another place in a draft.", Author, edit => edit.Version, MoveOperation.Decide);
        acts.Add(() => json.RemoveOperation, "Take an operation out of a draft.", Author, edit => edit.Version, RemoveOperation.Decide);
        acts.Add(() => json.AddStep, "Add a step to a draft.", Author, edit => edit.Version, AddStep.Decide);
        acts.Add(() => json.ChangeStep, "Change a step of a draft.", Author, edit => edit.Version, ChangeStep.Decide);
        acts.Add(() => json.MoveStep, "Give a step another place in a draft.", Author, edit => edit.Version, MoveStep.Decide);
        acts.Add(() => json.RemoveStep, "Take a step out of a draft.", Author, edit => edit.Version, RemoveStep.Decide);
        acts.Add(() => json.PutBillLine, "Put a line into a draft's bill of material.", Author, edit => edit.Version, PutBillLine.Decide);
        acts.Add(() => json.RemoveBillLine, "Take a line out of a draft's bill of material.", Author, edit => edit.Version, RemoveBillLine.Decide);
        acts.Add(() => json.PutParameter, "Put a parameter into a draft.", Author, edit => edit.Version, PutParameter.Decide);
        acts.Add(() => json.RemoveParameter, "Take a parameter out of a draft.", Author, edit => edit.Version, RemoveParameter.Decide);
    }

    private static void Approval(Acts acts)
    {
        var json = MastersJson.Default;
        acts.Add(() => json.DiscardDraft, "Give a draft up.", Author, async (discard, read, _) =>
        {
            var version = await read.Of(discard.Version);
            await read.Of(version.WorkMaster);
            return DiscardDraft.Decide(discard, version).On(discard.Version);
        });
        acts.Add(() => json.SendToReview, "Say that a draft is finished; all its faults are told at once.", Author, async (send, read, _) =>
        {
            var version = await read.Of(send.Version);
            return SendToReview.Decide(send, version, await read.Of(version.WorkMaster), await Materials(version.Content, read)).On(send.Version);
        });
        acts.Add(() => json.ReviewVersion, "Sign that a version was reviewed.", Rights.Of(Role.Engineer, Role.QualityReviewer, Role.QualityApprover),
            review => review.Version, ReviewVersion.Decide);
        acts.Add(() => json.ReturnToDraft, "Send a version back from review.", Rights.Of(Role.Engineer, Role.QualityReviewer, Role.QualityApprover),
            give => give.Version, ReturnToDraft.Decide);
        acts.Add(() => json.ApproveVersion, "Approve a version, signed by Quality.", Quality, async (approve, read, circumstances) =>
        {
            var version = await read.Of(approve.Version);
            await read.Of(version.WorkMaster);
            return ApproveVersion.Decide(approve, version, circumstances).On(approve.Version);
        });
        acts.Add(() => json.RetireVersion, "Retire an approved version.", Quality, async (retire, read, _) =>
        {
            var version = await read.Of(retire.Version);
            await read.Of(version.WorkMaster);
            return RetireVersion.Decide(retire, version).On(retire.Version);
        });
    }

    private static void AtSites(Acts acts)
    {
        var json = MastersJson.Default;
        acts.Add(() => json.RecordBaseline, "Say which version ran at the site before there was a record.", Rights.Of(Role.QualityApprover, Role.Integration),
            async (record, read, circumstances) =>
            {
                var id = EffectiveVersion.IdOf(record.WorkMaster);
                var versions = new List<WorkMasterVersion>();
                foreach (var version in record.InUse.OfType<BaselineVersion>().Select(use => use.Version).Distinct())
                    versions.Add(await read.Shared(version));
                var workCenters = new List<WorkCenter>();
                foreach (var center in record.InUse.OfType<BaselineVersion>().Select(use => use.WorkCenter).OfType<Id<WorkCenter>>().Distinct())
                    workCenters.Add(await read.Of(center));
                var site = await read.Shared(new Id<Site>(record.Site));
                var materials = new List<MaterialDefinition>();
                foreach (var material in versions.Select(version => version.Content.Makes.Material).Where(material => material.Value is not null).Distinct())
                    materials.Add(await read.Shared(material));
                return RecordBaseline.Decide(record, await read.Of(id), versions, workCenters, materials, await read.Of(SiteAtWork.OfSite), site, circumstances).On(id);
            });
        acts.Add(() => json.AskForCommissioning, "Sign, as site lead, that a master's first version is to be used here.", Rights.Of(Role.SiteLead),
            async (ask, read, circumstances) =>
            {
                var id = EffectiveVersion.IdOf(ask.WorkMaster);
                return AskForCommissioning.Decide(
                    ask, await read.Of(id), await read.Shared(ask.Version), await read.Of(SiteAtWork.OfSite), await read.Shared(new Id<Site>(ask.Site)), circumstances).On(id);
            });
        acts.Add(() => json.CommissionVersion, "Let the site use the version that the site lead has signed for, signed by Quality.", Quality,
            async (commission, read, circumstances) =>
            {
                var id = EffectiveVersion.IdOf(commission.WorkMaster);
                return CommissionVersion.Decide(
                    commission, await read.Of(id), await read.Shared(commission.Version), await read.Of(SiteAtWork.OfSite), await read.Shared(new Id<Site>(commission.Site)),
                    circumstances).On(id);
            });
        acts.Add(() => json.DeclineCommissioning, "Take back what waits for Quality's signature.", Rights.Of(Role.SiteLead, Role.QualityApprover),
            decline => EffectiveVersion.IdOf(decline.WorkMaster), DeclineCommissioning.Decide);
        acts.Add(() => json.WithdrawCommissioning, "Let no more orders get the commissioned version, signed by Quality.", Quality,
            withdraw => EffectiveVersion.IdOf(withdraw.WorkMaster), WithdrawCommissioning.Decide);
    }

    private static void Reasons(Acts acts)
    {
        var json = MastersJson.Default;
        acts.Add(() => json.DefineReasonList, "Define a list of reasons for all sites.", Lists, define => define.List, DefineReasonList.Decide);
        acts.Add(() => json.ReviseReasonList, "Make the next version of a list of reasons.", Lists, revise => revise.List, ReviseReasonList.Decide);
        acts.Add(() => json.RetireReasonList, "Take a list of reasons out of use.", Lists, retire => retire.List, RetireReasonList.Decide);
        acts.Add(() => json.ActivateReasonList, "Use a version of a list of reasons at the site.", SiteLists, async (activate, read, _) =>
        {
            var id = ActiveReasonList.IdOf(activate.List);
            return ActivateReasonList.Decide(activate, await read.Shared(activate.List), await read.Of(id)).On(id);
        });
        acts.Add(() => json.DeactivateReasonList, "Use a list of reasons at the site no more.", SiteLists,
            deactivate => ActiveReasonList.IdOf(deactivate.List), DeactivateReasonList.Decide);
    }

    /// <summary>Every material that a content names, as far as it is known.</summary>
    internal static async ValueTask<IReadOnlyList<MaterialDefinition>> Materials(WorkMasterContent content, Reading read)
    {
        var materials = new List<MaterialDefinition>();
        foreach (var material in ContentCheck.MaterialsIn(content))
            materials.Add(await read.Of(material));
        return materials;
    }

    public void Views(Projections views)
    {
        views.Add(new MasterList());
        views.Add(new MasterHistory());
        views.Add(new SiteVersions());
        views.Add(new ReasonListView());
    }

    public void Queries(Queries queries)
    {
        queries.Add("/masters", "All work masters, by id.", Rights.Everyone, MasterQueries.All);
        queries.Add("/masters/{master}", "A work master with its versions.", Rights.Everyone, MasterQueries.One);
        queries.Add("/masters/{master}/history", "Who did what to a work master.", Rights.Everyone, MasterHistory.Of);
        queries.Add("/masters/{master}/difference", "How two versions differ, and the least class of such a change.", Rights.Everyone, MasterQueries.Difference);
        queries.Add("/masters/{master}/versions/{number:int}", "A version with its content.", Rights.Everyone, MasterQueries.Whole);
        queries.Add("/masters/{master}/versions/{number:int}/content", "A version's content byte for byte, as it is hashed and signed.", Rights.Everyone,
            MasterQueries.Text);
        queries.Add("/sites/{site}/versions", "Which versions the site was given, by what, and what waits for a signature.", Rights.Everyone, SiteVersions.At);
        queries.Add("/sites/{site}/versions/{master}", "The version that an order would get.", Rights.Everyone, SiteVersions.ForWork);
        queries.Add("/reason-lists", "All lists of reasons.", Rights.Everyone, ReasonListView.All);
        queries.Add("/reason-lists/{list}/versions/{version:int}", "The reasons of a version of a list.", Rights.Everyone, ReasonListView.Reasons);
        queries.Add("/sites/{site}/reason-lists", "The reasons that can be given at the site.", Rights.Everyone, ReasonListView.AtSite);
    }

    public void Pages(IEndpointRouteBuilder pages) => MasterPages.Map(pages);
}
