using Groundswell.Changes.Champions;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Launches;

/// <summary>What every launch keeps to.</summary>
internal static class LaunchRules
{
    /// <summary>A launch is pulled: only an active champion of the site, who carries the change, asks for it, steps it, and lets it go on.</summary>
    public static Refusal? NotAskedByChampion(Id<Change> change, SiteChampions champions, Circumstances circumstances) =>
        champions.Of(new Id<Person>(circumstances.Person)) is { } champion && champion.IsActive(circumstances.Now) && champion.Carries.Contains(change)
            ? null
            : new NotAChampion(circumstances.Person);

    /// <summary>Why these versions are not what a pilot group has accepted and Quality approved, or null.</summary>
    public static Refusal? NotLaunchable(Id<Change> asked, string site, Change change, IReadOnlyList<WorkMasterVersion> versions)
    {
        if (change.Status == ChangeStatus.Unknown)
            return new ChangeUnknown(asked);
        if (change is not { Status: ChangeStatus.Accepted, Acceptance: { } acceptance })
            return new ChangeNotAccepted(asked);
        foreach (var version in versions)
        {
            if (version is not { Status: VersionStatus.Approved, ContentHash: { } hash })
                return new VersionNotApproved(version.Id, version.Status);
            if (version.NotOf(site) is { } ofOther)
                return ofOther;
            if (acceptance.HashOf(version.Id) != hash)
                return new NotWhatWasAccepted(asked, version.Id);
        }

        return null;
    }

    /// <summary>Whether going back needs Quality: under GMP, from a method, parameter or critical change.</summary>
    public static bool GoingBackNeedsQuality(Change change, Site site, IReadOnlyList<MaterialDefinition> materials) =>
        (site.UnderGmp || materials.Any(material => material.UnderGmp)) && change.AcceptedClass >= ChangeClass.Method;

    /// <summary>What the change has given the site and nobody has taken back.</summary>
    public static IEnumerable<(Id<WorkMaster> WorkMaster, Provision Given)> Given(Id<Change> change, IReadOnlyList<EffectiveVersion> runs) =>
        from one in runs
        from given in one.Provisions
        where given.Source == VersionSource.Launch && given.Change == change.Value && given.WithdrawnAt is null
        select (one.WorkMaster, given);

    /// <summary>Takes back all that the change has given, and holds new orders there where they are told to be held.</summary>
    public static Decision TakenBack(
        Decision decided, Id<Change> change, IReadOnlyList<EffectiveVersion> runs, WithdrawnFor why, string reason, Signature? signature, bool held)
    {
        foreach (var (master, given) in Given(change, runs).ToList())
        {
            var stream = EffectiveVersion.IdOf(master);
            decided = decided.And(stream, new ProvisionWithdrawn(master, given.Version, given.Position, why, reason, signature));
            if (held)
                decided = decided.And(stream, new NewOrdersHeld(master, given.Scope, reason));
        }

        return decided;
    }

    /// <summary>The places that no active champion who carries the change covers: <c>FILL-1 N</c>.</summary>
    public static IReadOnlyList<string> Uncovered(SiteChange here, SiteChampions champions, DateTimeOffset at)
    {
        var carrying = champions.Carrying(here.Change, at).ToList();
        return
        [
            .. from center in here.WorkCenters
               from shift in here.Shifts
               where !carrying.Any(champion => champion.Area.Covers(center, shift))
               select $"{center.Value} {shift}",
        ];
    }
}
