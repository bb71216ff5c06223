using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Policies;
using Groundswell.Changes.Readiness;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Launches;

/// <summary>What a site can do with a change, by whom, and what each decision reads. Whom Everyone stands for is settled by being an active champion.</summary>
internal static class LaunchActs
{
    private static readonly Rights Leading = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.Facilitator, Role.SiteLead);

    private static readonly Rights Pausing = Rights.Of(
        Role.Operator, Role.LineLead, Role.Supervisor, Role.MaterialsHandler, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead);

    private static readonly Rights GoingBack = Rights.Of(Role.LineLead, Role.Supervisor, Role.QualityApprover, Role.SiteLead);
    private static readonly Rights Quality = Rights.Of(Role.QualityApprover);

    public static IEnumerable<Type> Events =>
    [
        typeof(ChangeBroughtIn), typeof(SiteReachSaid), typeof(AffectedListed), typeof(AffectedFound), typeof(AffectedLeft), typeof(FallbackChosen), typeof(LaunchAsked),
        typeof(StepLaunched), typeof(LaunchPaused), typeof(PausedTooLong), typeof(LaunchResumed), typeof(LaunchWithdrawn), typeof(GraceBegan), typeof(GraceEnded),
        typeof(LaunchFellBack), typeof(UseLookedAt), typeof(UseNotTold),
    ];

    public static void List(Acts acts)
    {
        BringingIn(acts);
        Launching(acts);
        Stopping(acts);
        Watching(acts);
        Pushing(acts);
    }

    private static void BringingIn(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.BringInChange, "Bring a change in: where it began, or as a champion of the site.", Rights.Everyone, async (bring, read, circumstances) =>
        {
            var id = SiteChange.IdOf(bring.Change);
            return BringInChange.Decide(
                bring, await read.Shared(bring.Change), await read.Of(id), await read.Of(SiteChampions.OfSite), circumstances).On(id);
        });
        acts.Add(() => json.SaySiteReach, "Say where a change touches work at the site.", Leading, async (say, read, _) =>
        {
            var centers = new List<WorkCenter>();
            foreach (var center in say.WorkCenters)
                centers.Add(await read.Of(center));
            var id = SiteChange.IdOf(say.Change);
            return SaySiteReach.Decide(say, await read.Of(id), centers).On(id);
        });
        acts.Add(() => json.ListAffected, "List people whose work a change touches.", Leading, async (list, read, _) =>
        {
            var persons = new List<Person>();
            foreach (var one in list.People.OfType<AffectedPerson>())
                persons.Add(await read.Of(one.Person));
            var id = SiteChange.IdOf(list.Change);
            return ListAffected.Decide(list, await read.Of(id), persons).On(id);
        });
        acts.Add(() => json.AddMyself, "Add oneself to those whose work a change touches.", Rights.Everyone, async (add, read, circumstances) =>
        {
            var id = SiteChange.IdOf(add.Change);
            return AddMyself.Decide(add, await read.Of(id), await read.Of(new Id<Person>(circumstances.Person)), circumstances).On(id);
        });
        acts.Add(() => json.TakeOffAffected, "Take somebody off the list who does not work here any more.", Leading, async (take, read, _) =>
        {
            var id = SiteChange.IdOf(take.Change);
            return TakeOffAffected.Decide(take, await read.Of(id), await read.Of(take.Person)).On(id);
        });
        acts.Add(() => json.ChooseFallback, "Choose what is to happen when nobody carries a change any more.", Rights.Of(Role.SiteLead, Role.QualityApprover),
            choose => SiteChange.IdOf(choose.Change), ChooseFallback.Decide);
    }

    private static void Launching(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.AskForLaunch, "Ask, as a champion who carries it, that the site launch a change.", Rights.Everyone, async (ask, read, circumstances) =>
        {
            var all = await Of(ask.Change, ask.Site, read, circumstances.Now);
            return AskForLaunch.Decide(
                ask, all.Change, all.Here, all.Champions, all.Nominations, all.Versions, all.Hearing, all.Says, all.Policy, all.Persons,
                all.Centers, all.Units, all.Accepted, circumstances)
                .On(SiteChange.IdOf(ask.Change));
        });
        acts.Add(() => json.LaunchStep, "Let lines and shifts work by a change, as a champion who carries it.", Rights.Everyone, async (step, read, circumstances) =>
        {
            var all = await Of(step.Change, step.Site, read, circumstances.Now);
            return LaunchStep.Decide(
                step, all.Change, all.Here, all.Champions, all.Nominations, all.Versions, await RunsOf(all.Versions, read), all.Hearing, all.Says, all.Policy,
                all.Persons, all.Centers, all.Units, all.Accepted, await read.Of(SiteAtWork.OfSite), circumstances).On(SiteChange.IdOf(step.Change));
        });
        acts.Add(() => json.ResumeLaunch, "Let a paused launch go on, as a champion who carries it.", Rights.Everyone, async (resume, read, circumstances) =>
        {
            var all = await Of(resume.Change, resume.Site, read, circumstances.Now);
            return ResumeLaunch.Decide(
                resume, all.Change, all.Here, all.Champions, all.Nominations, all.Versions, await RunsOf(all.Versions, read), all.Hearing, all.Says, all.Policy,
                all.Persons, all.Centers, all.Units, all.Accepted, circumstances).On(SiteChange.IdOf(resume.Change));
        });
    }

    private static void Stopping(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.PauseLaunch, "Let no more orders get what was launched, for now.", Pausing, async (pause, read, _) =>
        {
            var (here, runs, _, _) = await Running(pause.Change, pause.Site, read);
            return PauseLaunch.Decide(pause, here, runs).On(SiteChange.IdOf(pause.Change));
        });
        acts.Add(() => json.JudgeLaunch, "Judge a launch by one of its guards.", Rights.OfProgram, async (judge, read, _) =>
        {
            var (here, runs, _, _) = await Running(judge.Change, judge.Site, read);
            return JudgeLaunch.Decide(judge, here, runs).On(SiteChange.IdOf(judge.Change));
        });
        acts.Add(() => json.WithdrawLaunch, "Go back, as the site: new orders get the version before.", GoingBack, async (withdraw, read, circumstances) =>
        {
            var (here, runs, materials, site) = await Running(withdraw.Change, withdraw.Site, read);
            return WithdrawLaunch.Decide(withdraw, await read.Shared(withdraw.Change), here, runs, materials, site, circumstances)
                .On(SiteChange.IdOf(withdraw.Change));
        });
        acts.Add(() => json.FreeNewOrders, "Let held orders get a version again, signed by Quality.", Quality,
            free => EffectiveVersion.IdOf(free.WorkMaster), FreeNewOrders.Decide);
    }

    private static void Watching(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.FindAffected, "List whom the record shows to work where a change touches work.", Rights.OfProgram, async (find, read, _) =>
        {
            var persons = new List<Person>();
            foreach (var one in find.People)
                persons.Add(await read.Of(one.Person));
            var id = SiteChange.IdOf(find.Change);
            return FindAffected.Decide(find, await read.Of(id), persons).On(id);
        });
        acts.Add(() => json.WatchCoverage, "Look whether a launched change is still carried everywhere.", Rights.OfProgram, async (watch, read, circumstances) =>
        {
            var id = SiteChange.IdOf(watch.Change);
            var champions = await read.Of(SiteChampions.OfSite);
            return WatchCoverage.Decide(
                watch, await read.Shared(watch.Change), await read.Of(id), champions, await CarriersOf(watch.Change, champions, read, circumstances.Now),
                await read.Shared(ChangePolicy.OfEnterprise), circumstances).On(id);
        });
        acts.Add(() => json.FallBack, "Fall back as the site has chosen, when the time of grace is over.", Rights.OfProgram, async (fall, read, circumstances) =>
        {
            var (here, runs, materials, site) = await Running(fall.Change, fall.Site, read);
            var champions = await read.Of(SiteChampions.OfSite);
            return FallBack.Decide(
                fall, await read.Shared(fall.Change), here, champions, await CarriersOf(fall.Change, champions, read, circumstances.Now),
                await read.Shared(ChangePolicy.OfEnterprise), runs, materials, site, circumstances).On(SiteChange.IdOf(fall.Change));
        });
        acts.Add(() => json.HoldPaused, "Hold new orders where a pause under GMP has taken too long.", Rights.OfProgram, async (hold, read, circumstances) =>
        {
            var (here, runs, materials, site) = await Running(hold.Change, hold.Site, read);
            return HoldPaused.Decide(
                hold, await read.Shared(hold.Change), here, await read.Shared(ChangePolicy.OfEnterprise), runs, materials, site, circumstances)
                .On(SiteChange.IdOf(hold.Change));
        });
        acts.Add(() => json.LookAtUse, "Ask the record, six weeks after a launch, whether the change is used.", Rights.OfProgram, async (look, read, circumstances) =>
        {
            var id = SiteChange.IdOf(look.Change);
            return LookAtUse.Decide(
                look, await read.Shared(look.Change), await read.Of(id), await read.Shared(ChangePolicy.OfEnterprise), circumstances).On(id);
        });
    }

    private static void Pushing(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.PushVersion, "Set a version for safety or compliance, past the floor's consent, signed by Quality.", Quality,
            async (push, read, circumstances) =>
            {
                var id = EffectiveVersion.IdOf(push.WorkMaster);
                return PushVersion.Decide(push, await read.Of(id), await read.Shared(push.Version), circumstances).On(id);
            });
        acts.Add(() => json.AcceptPush, "Accept, after the fact, what was pushed, as a champion of the site.", Rights.Everyone, async (accept, read, circumstances) =>
        {
            var id = EffectiveVersion.IdOf(accept.WorkMaster);
            var runs = await read.Of(id);
            var version = runs.GivenAt(accept.Pushed) is { } pushed ? await read.Shared(pushed.Version) : WorkMasterVersion.Unknown;
            return AcceptPush.Decide(accept, runs, version, await read.Of(SiteChampions.OfSite), circumstances).On(id);
        });
        acts.Add(() => json.EndPush, "Take a push back before it ends, signed by Quality.", Quality, end => EffectiveVersion.IdOf(end.WorkMaster), EndPush.Decide);
    }

    /// <summary>All that a launch is decided from. Whoever wants to see the gate beforehand asks for the same.</summary>
    internal static async ValueTask<LaunchInWhole> Of(Id<Change> id, string site, Reading read, DateTimeOffset at)
    {
        var change = await read.Shared(id);
        var here = await read.Of(SiteChange.IdOf(id));
        var champions = await read.Of(SiteChampions.OfSite);
        var people = Logs.PeopleOfSite(site);
        var versions = new List<WorkMasterVersion>();
        foreach (var draft in change.Drafts)
            versions.Add(await read.Shared(draft.Version));
        var persons = new List<Person>();
        foreach (var person in ReadinessFacts.PeopleOf(id, here.Affected.Values, champions, at))
            persons.Add(await read.Of(person));
        var (centers, units) = (new List<WorkCenter>(), new List<WorkUnit>());
        foreach (var center in LocalFit.CentersOf(versions))
            centers.Add(await read.Of(center));
        foreach (var unit in LocalFit.UnitsOf(versions))
            units.Add(await read.Of(unit));
        return new LaunchInWhole(
            change, here, champions, await read.In(people, ChampionNominations.OfSite), versions, await read.Of(Hearing.IdOf(id)),
            await read.In(people, ChangeSays.IdOf(id)), await read.Shared(ChangePolicy.OfEnterprise), persons, centers, units,
            change.Acceptance is { } acceptance && string.Equals(acceptance.Site, site, StringComparison.OrdinalIgnoreCase)
                ? await read.Of(new Id<Pilot>(acceptance.Pilot))
                : Pilot.Unknown);
    }

    private static async ValueTask<IReadOnlyList<Person>> CarriersOf(Id<Change> change, SiteChampions champions, Reading read, DateTimeOffset at)
    {
        var carriers = new List<Person>();
        foreach (var champion in champions.Carrying(change, at))
            carriers.Add(await read.Of(champion.Person));
        return carriers;
    }

    private static async ValueTask<IReadOnlyList<EffectiveVersion>> RunsOf(IReadOnlyList<WorkMasterVersion> versions, Reading read)
    {
        var runs = new List<EffectiveVersion>();
        foreach (var version in versions.Where(version => version.WorkMaster.Value is not null))
            runs.Add(await read.Of(EffectiveVersion.IdOf(version.WorkMaster)));
        return runs;
    }

    private static async ValueTask<(SiteChange Here, IReadOnlyList<EffectiveVersion> Runs, IReadOnlyList<MaterialDefinition> Materials, Site Site)> Running(
        Id<Change> id, string site, Reading read)
    {
        var here = await read.Of(SiteChange.IdOf(id));
        var versions = new List<WorkMasterVersion>();
        foreach (var version in here.Versions)
            versions.Add(await read.Shared(version));
        var materials = new List<MaterialDefinition>();
        foreach (var version in versions)
            materials.Add(await read.Shared(version.Content.Makes.Material));
        return (here, await RunsOf(versions, read), materials, await read.Shared(new Id<Site>(site)));
    }
}

/// <summary>All that a launch is decided from.</summary>
internal sealed record LaunchInWhole(
    Change Change, SiteChange Here, SiteChampions Champions, ChampionNominations Nominations, IReadOnlyList<WorkMasterVersion> Versions, Hearing Hearing,
    ChangeSays Says, ChangePolicy Policy, IReadOnlyList<Person> Persons, IReadOnlyList<WorkCenter> Centers, IReadOnlyList<WorkUnit> Units,
    Pilot Accepted);
