using Groundswell.Changes.Hearings;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Pilots;

/// <summary>Let the frozen revisions run on real orders, only within the plan. For the members of the group.</summary>
public sealed record StartPilot(Id<Pilot> Pilot) : SiteCommand
{
    /// <param name="members">Those who have accepted.</param>
    /// <param name="workers">Those who are to work by it.</param>
    /// <param name="revisions">Those that the plan names.</param>
    /// <param name="runs">What the site's record says of their masters, in the same order.</param>
    /// <param name="materials">What they make.</param>
    public static Decision Decide(
        StartPilot start, Pilot pilot, Change change, Hearing hearing, IReadOnlyList<Person> members, IReadOnlyList<Person> workers,
        IReadOnlyList<WorkMasterVersion> revisions, IReadOnlyList<EffectiveVersion> runs, IReadOnlyList<MaterialDefinition> materials, Site site,
        Circumstances circumstances)
    {
        if (PilotRules.NotOfGroup(start.Pilot, change.Id, pilot, circumstances) is { } refusal)
            return refusal;
        if (pilot.Status != PilotStatus.Gathering)
            return new PilotBegun(start.Pilot, pilot.Status);
        if (MayNotRun(start.Site, pilot, change, hearing, members, workers, revisions, runs, materials, site, circumstances) is { } notYet)
            return notYet;

        return Running(Decision.Of(new PilotStarted(start.Pilot)), pilot, revisions);
    }

    /// <summary>Why the pilot may not run now, or null. Asked when it starts, and again whenever it goes on: what held then may hold no more.</summary>
    internal static Refusal? MayNotRun(
        string siteCode, Pilot pilot, Change change, Hearing hearing, IReadOnlyList<Person> members, IReadOnlyList<Person> workers,
        IReadOnlyList<WorkMasterVersion> revisions, IReadOnlyList<EffectiveVersion> runs, IReadOnlyList<MaterialDefinition> materials, Site site,
        Circumstances circumstances)
    {
        if (ChangeRules.NotOpen(pilot.Change, change) is { } notOpen)
            return notOpen;
        if (pilot.Plan is not { } plan)
            return new PilotPlanMissing(pilot.Id);
        if (change.Functions.Count == 0)
            return new ReachMissing(change.Id);
        if (change.Effects.IsEmpty)
            return new EffectsMissing(change.Id);
        foreach (var function in change.Functions)
        {
            if (!change.Benefits.ContainsKey(function))
                return new BenefitMissing(function);
            if (!hearing.HasHeard(function) || hearing.KpiOf(function) is null)
                return new FunctionUnheard(change.Id, function);
        }

        if (PilotRules.UnfitGroup(pilot, change, members, circumstances.At) is { } unfit)
            return unfit;
        if (workers.FirstOrDefault(worker => worker.Status != PersonStatus.Here) is { } gone)
            return new NotWorkingHere(gone.Id.Value ?? "");
        if (plan.Until < circumstances.Date)
            return new PilotDatesUnfit(pilot.Id, PlanPilot.LongestDays);
        if (revisions.FirstOrDefault(revision => revision.Status != VersionStatus.Frozen) is { } other)
            return new RevisionNotFrozen(change.Id, other.Id);
        if (revisions.Select(revision => revision.NotOf(siteCode)).FirstOrDefault(why => why is not null) is { } ofOther)
            return ofOther;
        if (MustBeSigned(change, plan, materials, site) && pilot.SignedPlan != PilotSheet.Of(siteCode, pilot, revisions).ContentHash)
            return new PilotNotSigned(pilot.Id);

        var scope = ScopeOf(plan);
        return runs.Any(one => one.Provisions.Any(provision =>
            provision.Source == VersionSource.Pilot && provision.IsLive(circumstances.Now) && provision.Pilot != pilot.Id.Value
            && provision.Until >= circumstances.Date && provision.Scope.Meets(scope)))
            ? new PilotOverlaps(pilot.Id)
            : null;
    }

    /// <summary>Under GMP, and for a critical change, nothing is tried without Quality.</summary>
    internal static bool MustBeSigned(Change change, PilotPlan plan, IReadOnlyList<MaterialDefinition> materials, Site site) =>
        site.UnderGmp || materials.Any(material => material.UnderGmp) || change.RaisedTo == ChangeClass.Critical
        || change.Revisions.Any(frozen => plan.Revisions.Contains(frozen.Revision) && frozen.Class == ChangeClass.Critical);

    /// <summary>With the revisions given to the site, for the plan's places, people and time.</summary>
    internal static Decision Running(Decision begun, Pilot pilot, IReadOnlyList<WorkMasterVersion> revisions) => revisions.Aggregate(
        begun, (decision, revision) => decision.And(EffectiveVersion.IdOf(revision.WorkMaster), new VersionPiloted(
            revision.WorkMaster, revision.Id, revision.ContentHash!, pilot.Change.Value, pilot.Id.Value, ScopeOf(pilot.Plan!), pilot.Plan!.From, pilot.Plan.Until)));

    private static ProvisionScope ScopeOf(PilotPlan plan) => new(plan.WorkCenters, plan.Shifts, plan.People);
}
