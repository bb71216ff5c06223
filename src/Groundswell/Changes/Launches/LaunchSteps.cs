using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Openings;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Policies;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Launches;

/// <summary>Ask, as an active champion of the site who carries the change, that the site launch it. The gate has to be green.</summary>
public sealed record AskForLaunch(Id<Change> Change) : SiteCommand
{
    /// <param name="versions">The versions that the change carries.</param>
    /// <param name="persons">The affected people, and the champions.</param>
    /// <param name="centers">The work centers that the versions name.</param>
    /// <param name="units">The work units that they name.</param>
    /// <param name="accepted">The pilot that has accepted the change, where it was here.</param>
    public static Decision Decide(
        AskForLaunch ask, Change change, SiteChange here, SiteChampions champions, ChampionNominations nominations, IReadOnlyList<WorkMasterVersion> versions,
        Hearing hearing, ChangeSays says, ChangePolicy policy, IReadOnlyList<Person> persons, IReadOnlyList<WorkCenter> centers, IReadOnlyList<WorkUnit> units,
        Pilot accepted, Circumstances circumstances)
    {
        if (here.Status == SiteChangeStatus.Unknown)
            return new ChangeNotHere(ask.Change);
        if (here.Status is SiteChangeStatus.Asked or SiteChangeStatus.Launched or SiteChangeStatus.Paused)
            return new LaunchAskedAlready(ask.Change);
        if (here.WorkCenters.IsEmpty || here.Shifts.IsEmpty)
            return new SiteReachMissing(ask.Change);
        if (LaunchRules.NotAskedByChampion(ask.Change, champions, circumstances) is { } stranger)
            return stranger;
        if (LaunchRules.NotLaunchable(ask.Change, ask.Site, change, versions) is { } unfit)
            return unfit;
        if (versions.Any(version => version.Approvers.Count == 1 && version.Approvers.Contains(circumstances.Person)))
            return new AskerIsOnlySigner(circumstances.Person);
        if (LaunchGate.Closed(ask.Site, change, here, champions, nominations, versions, hearing, says, policy, persons, centers, units, accepted, circumstances) is { } closed)
            return closed;

        return new LaunchAsked(ask.Change, circumstances.Person, [.. versions.Select(version => version.Id)]);
    }
}

/// <summary>Let lines and shifts work by the change from a shift date on, as an active champion who carries it. The gate is asked again at every step.</summary>
/// <param name="WorkCenters">Of those that the change touches here.</param>
/// <param name="Shifts">Null: all that it touches.</param>
/// <param name="From">The first shift date; null: at once.</param>
public sealed record LaunchStep(
    Id<Change> Change, IReadOnlyList<Id<WorkCenter>> WorkCenters, IReadOnlyList<string>? Shifts = null, DateOnly? From = null) : SiteCommand
{
    /// <param name="runs">What the site's record says of the versions' masters, in the same order.</param>
    /// <param name="work">Whether the site works by the record already.</param>
    public static Decision Decide(
        LaunchStep step, Change change, SiteChange here, SiteChampions champions, ChampionNominations nominations,
        IReadOnlyList<WorkMasterVersion> versions, IReadOnlyList<EffectiveVersion> runs, Hearing hearing, ChangeSays says, ChangePolicy policy,
        IReadOnlyList<Person> persons, IReadOnlyList<WorkCenter> centers, IReadOnlyList<WorkUnit> units,
        Pilot accepted, SiteAtWork work, Circumstances circumstances)
    {
        if (here.Status is not (SiteChangeStatus.Asked or SiteChangeStatus.Launched))
            return new LaunchNotAsked(step.Change, here.Status);
        if (LaunchRules.NotAskedByChampion(step.Change, champions, circumstances) is { } stranger)
            return stranger;
        if (step.WorkCenters.Count == 0 || step.WorkCenters.Except(here.WorkCenters).Any() || step.Shifts is { Count: 0 }
            || (step.Shifts ?? []).Except(here.Shifts).Any())
            return new StepOutsideReach(step.Change);
        if (step.From is { } from && from < circumstances.Date)
            return new StepInThePast(step.Change, from);
        if (LaunchRules.NotLaunchable(step.Change, step.Site, change, versions) is { } unfit)
            return unfit;

        if (OpeningRules.NotTheFirst(change, versions, runs) is { } later)
            return later;

        // All shifts that it touches, by name: a shift that is added to the calendar later has not been asked.
        var scope = new ProvisionScope([.. step.WorkCenters.Distinct()], [.. (step.Shifts ?? here.Shifts).Distinct()]);
        foreach (var (version, one) in versions.Zip(runs))
        {
            if (one.IsBarred(version.Id, scope))
                return new VersionWasReplaced(version.Id);
        }

        if (LaunchGate.Closed(step.Site, change, here, champions, nominations, versions, hearing, says, policy, persons, centers, units, accepted, circumstances) is { } closed)
            return closed;

        var launched = versions.Aggregate(
            Decision.Of(new StepLaunched(step.Change, circumstances.Person, scope.WorkCenters!, step.Shifts, step.From)),
            (decision, version) => decision.And(EffectiveVersion.IdOf(version.WorkMaster), new VersionLaunched(
                version.WorkMaster, version.Id, version.ContentHash!, step.Change.Value, scope, step.From, change.Affecting)));
        if (change.OpensSite && work.Began == SiteBeginning.NotYet)
        {
            return launched.And(SiteAtWork.OfSite, new SiteBeganWork(SiteBeginning.Opening, step.Change.Value))
                .And(SiteAtWork.OfSite, new WorkCentersOpened(scope.WorkCenters!));
        }

        return work.OpenedBy(scope.WorkCenters!) is { Count: > 0 } opened ? launched.And(SiteAtWork.OfSite, new WorkCentersOpened(opened)) : launched;
    }
}

/// <summary>Let a paused launch go on, as an active champion who carries it. The gate is asked again.</summary>
public sealed record ResumeLaunch(Id<Change> Change, string Reason) : SiteCommand
{
    public static Decision Decide(
        ResumeLaunch resume, Change change, SiteChange here, SiteChampions champions, ChampionNominations nominations,
        IReadOnlyList<WorkMasterVersion> versions, IReadOnlyList<EffectiveVersion> runs, Hearing hearing, ChangeSays says, ChangePolicy policy,
        IReadOnlyList<Person> persons, IReadOnlyList<WorkCenter> centers, IReadOnlyList<WorkUnit> units,
        Pilot accepted, Circumstances circumstances)
    {
        if (here.Status != SiteChangeStatus.Paused)
            return new LaunchNotPaused(resume.Change, here.Status);
        if (string.IsNullOrWhiteSpace(resume.Reason))
            return new ChangeReasonMissing();
        if (LaunchRules.NotAskedByChampion(resume.Change, champions, circumstances) is { } stranger)
            return stranger;
        if (LaunchRules.NotLaunchable(resume.Change, resume.Site, change, versions) is { } unfit)
            return unfit;
        if (OpeningRules.NotTheFirst(change, versions, runs) is { } later)
            return later;
        foreach (var (version, one) in versions.Zip(runs))
        {
            if (PausedOf(resume.Change, one).Any(paused => one.IsBarred(version.Id, paused.Scope)))
                return new VersionWasReplaced(version.Id);
        }

        if (LaunchGate.Closed(resume.Site, change, here, champions, nominations, versions, hearing, says, policy, persons, centers, units, accepted, circumstances) is { } closed)
            return closed;

        var decided = HoldPaused.Freed(Decision.Of(new LaunchResumed(resume.Change, circumstances.Person, resume.Reason.Trim())), here, runs, resume.Reason.Trim());
        foreach (var (version, one) in versions.Zip(runs))
        {
            foreach (var paused in PausedOf(resume.Change, one).Where(paused => paused.Version == version.Id))
            {
                decided = decided.And(EffectiveVersion.IdOf(one.WorkMaster), new VersionLaunched(
                    one.WorkMaster, paused.Version, paused.ContentHash, resume.Change.Value, paused.Scope, paused.From, paused.Affecting));
            }
        }

        return decided;
    }

    /// <summary>What the last pause took back.</summary>
    private static IEnumerable<Provision> PausedOf(Id<Change> change, EffectiveVersion one)
    {
        var last = one.Provisions.Where(given => IsOf(given) && given.WithdrawnAt is not null).Select(given => given.WithdrawnAt).DefaultIfEmpty(null).Max();
        return one.Provisions.Where(given => IsOf(given) && given.WithdrawnAt == last && last is not null);

        bool IsOf(Provision given) => given.Source == VersionSource.Launch && given.Change == change.Value;
    }
}
