using Groundswell.Changes.Policies;
using Groundswell.Changes.Proposals;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Champions;

/// <summary>Champions: what can be done, by whom, and what each decision reads.</summary>
internal static class ChampionActs
{
    internal static readonly Rights Leads = Rights.Of(Role.LineLead, Role.Supervisor, Role.Facilitator, Role.SiteLead);

    public static IEnumerable<Type> Events =>
    [
        typeof(ChampionNamed), typeof(ChampionAccepted), typeof(ChampionAreaChanged), typeof(ChampionDeputySet), typeof(ChampionTermRenewed),
        typeof(ChangeTakenUp), typeof(ChangePutDown), typeof(ChampionSteppedDown), typeof(ChampionTakenAway), typeof(ChampionsNominated),
        typeof(NominationForgotten),
    ];

    public static void List(Acts acts)
    {
        var json = VoicesJson.Default;
        var site = SiteChampions.OfSite;
        acts.Add(() => json.VolunteerAsChampion, "Put oneself forward as a champion.", Rights.Everyone, async (volunteer, read, circumstances) =>
            VolunteerAsChampion.Decide(volunteer, await read.Of(site), await ProposalActs.Asker(circumstances, read), circumstances).On(site));
        acts.Add(() => json.ProposeChampion, "Propose somebody as a champion.", Leads, async (propose, read, circumstances) =>
            ProposeChampion.Decide(propose, await read.Of(site), await read.Of(propose.Champion), circumstances).On(site));
        acts.Add(() => json.NominateChampions, "Name colleagues whose word counts.", Rights.Everyone, async (nominate, read, circumstances) =>
        {
            var work = Logs.OfSite(nominate.Site);
            var named = new List<Person>();
            foreach (var one in nominate.People)
                named.Add(await read.In(work, one));
            return NominateChampions.Decide(
                nominate, await read.Of(ChampionNominations.OfSite), await read.In(work, new Id<Person>(circumstances.Person)), named, circumstances)
                .On(ChampionNominations.OfSite);
        });
        acts.Add(() => json.ForgetNomination, "Take one's nomination back.", Rights.Everyone, _ => ChampionNominations.OfSite, ForgetNomination.Decide);
        acts.Add(() => json.AcceptBeingChampion, "Say yes to being a champion.", Rights.Everyone, async (accept, read, circumstances) =>
            AcceptBeingChampion.Decide(
                accept, await read.Of(site), await read.In(Logs.PeopleOfSite(accept.Site), ChampionNominations.OfSite),
                await ProposalActs.Asker(circumstances, read), await CentersOf(accept.WorkCenters, read), await read.Of(ShiftCalendar.OfSite),
                await read.Shared(ChangePolicy.OfEnterprise), circumstances).On(site));
        acts.Add(() => json.ChangeChampionArea, "Say anew for whom one is a champion.", Rights.Everyone, async (change, read, circumstances) =>
            ChangeChampionArea.Decide(
                change, await read.Of(site), await CentersOf(change.WorkCenters, read), await read.Of(ShiftCalendar.OfSite), circumstances).On(site));
        acts.Add(() => json.SetDeputy, "Say which champion stands in for oneself.", Rights.Everyone, _ => site, SetDeputy.Decide);
        acts.Add(() => json.RenewChampionTerm, "Stay a champion for another term.", Rights.Everyone, async (renew, read, circumstances) =>
            RenewChampionTerm.Decide(renew, await read.Of(site), await read.Shared(ChangePolicy.OfEnterprise), circumstances).On(site));
        acts.Add(() => json.TakeUpChange, "Take up a change as a champion.", Rights.Everyone, async (take, read, circumstances) =>
            TakeUpChange.Decide(
                take, await read.Of(site), await read.Shared(take.Change), await read.Shared(ChangePolicy.OfEnterprise), circumstances).On(site));
        acts.Add(() => json.PutDownChange, "Carry a change no more.", Rights.Everyone, _ => site, PutDownChange.Decide);
        acts.Add(() => json.StepDownAsChampion, "Be a champion no more.", Rights.Everyone, _ => site, StepDownAsChampion.Decide);
        acts.Add(() => json.TakeChampionAway, "Take somebody's being a champion away.", Rights.Of(Role.Facilitator), async (take, read, circumstances) =>
            TakeChampionAway.Decide(take, await read.Of(site), await read.Of(take.Champion), circumstances).On(site));
    }

    private static async ValueTask<IReadOnlyList<WorkCenter>> CentersOf(IEnumerable<Id<WorkCenter>> ids, Reading read)
    {
        var centers = new List<WorkCenter>();
        foreach (var id in ids)
            centers.Add(await read.Of(id));
        return centers;
    }
}
