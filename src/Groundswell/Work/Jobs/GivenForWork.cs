using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Jobs;

/// <summary>A version that was given to some people, or to some work centers, is worked by them and there.</summary>
internal static class GivenForWork
{
    /// <summary>Why this person may not work by the version of the job, or null.</summary>
    public static Refusal? RefusesPerson(Job job, Order order, EffectiveVersion runs, string person) =>
        ProvisionOf(job, order, runs)?.Scope is { People: { } people } scope && !scope.HasPerson(person) ? new NotInPilot(job.Id, person, people) : null;

    /// <summary>Why the job may not be done at this work center by its version, or null. Where the version itself names the place, that is its place.</summary>
    public static Refusal? RefusesPlace(Job job, Order order, EffectiveVersion runs, WorkMasterVersion version, Id<WorkCenter> at) =>
        ProvisionOf(job, order, runs)?.Scope is { WorkCenters: { } centers } scope && !scope.HasWorkCenter(at)
        && version.Content.FindOperation(job.Operation)?.Equipment is null or { Level: EquipmentLevel.EquipmentClass }
            ? new VersionNotGivenThere(job.Id, job.Version, at, [.. centers.Select(center => center.Value)])
            : null;

    /// <summary>What gave the version that the job is bound to.</summary>
    private static Provision? ProvisionOf(Job job, Order order, EffectiveVersion runs) =>
        order.GivenFor(job.Version) is { } given && runs.GivenAt(given.Position) is { } provision && provision.Version == job.Version
            ? provision
            : null;
}

/// <summary>The version is on trial: only those who take part in the pilot work by it.</summary>
public sealed record NotInPilot(Id<Job> Job, string Person, IReadOnlyList<string> People) : Refusal("job.not-in-pilot");

/// <summary>The version was given to other work centers than this one.</summary>
public sealed record VersionNotGivenThere(Id<Job> Job, Id<WorkMasterVersion> Version, Id<WorkCenter> WorkCenter, IReadOnlyList<string> WorkCenters)
    : Refusal("job.version-not-given-there");
