using Groundswell.Changes.Champions;
using Groundswell.Changes.Policies;
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

    /// <summary>Why these versions are not what a pilot group has accepted and Quality approved, or null. What opens a site is approved, and no pilot group's to accept.</summary>
    public static Refusal? NotLaunchable(Id<Change> asked, string site, Change change, IReadOnlyList<WorkMasterVersion> versions)
    {
        if (change.Status == ChangeStatus.Unknown)
            return new ChangeUnknown(asked);
        if (change is { OpensSite: true, Status: not ChangeStatus.Open })
            return new ChangeNotOpen(asked, change.Status);
        if (!change.OpensSite && change is not { Status: ChangeStatus.Accepted, Acceptance: not null })
            return new ChangeNotAccepted(asked);
        foreach (var version in versions)
        {
            if (version is not { Status: VersionStatus.Approved, ContentHash: { } hash })
                return new VersionNotApproved(version.Id, version.Status);
            if (version.NotOf(site) is { } ofOther)
                return ofOther;
            if (!change.OpensSite && change.Acceptance?.HashOf(version.Id) != hash)
                return new NotWhatWasAccepted(asked, version.Id);
        }

        return null;
    }

    /// <summary>Whether going back needs Quality: under GMP, from a method, parameter or critical change. That it is shaped again meanwhile makes it no smaller.</summary>
    public static bool GoingBackNeedsQuality(Change change, Site site, IReadOnlyList<MaterialDefinition> materials) =>
        (site.UnderGmp || materials.Any(material => material.UnderGmp)) && (change.AcceptedClass >= ChangeClass.Method || change.AcceptedEver >= ChangeClass.Method);

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

    /// <summary>Goes back as a whole: what a pause has taken back leads back to the version before as well, so new orders are held there too.</summary>
    public static Decision GoneBack(
        Decision decided, Id<Change> change, SiteChange here, IReadOnlyList<EffectiveVersion> runs, WithdrawnFor why, string reason, Signature? signature, bool held)
    {
        var back = TakenBack(decided, change, runs, why, reason, signature, held);
        if (!held)
            return HoldPaused.Freed(back, here, runs, reason, signature);
        return here is { Status: SiteChangeStatus.Paused, HeldAt: null }
            ? runs.Aggregate(back, (decision, one) => decision.And(
                EffectiveVersion.IdOf(one.WorkMaster), new NewOrdersHeld(one.WorkMaster, new ProvisionScope(here.WorkCenters), reason)))
            : back;
    }

    /// <summary>The places, as <c>FILL-1 N</c>, whose people have no active champion to turn to who carries the change and works here, or not two where the policy asks for two.</summary>
    /// <param name="carriers">The champions who carry it, as persons.</param>
    public static IReadOnlyList<string> Uncovered(SiteChange here, SiteChampions champions, IReadOnlyList<Person> carriers, ClassPolicy policy, DateTimeOffset at)
    {
        var carrying = champions.Carrying(here.Change, at)
            .Where(champion => carriers.Any(person => person.Id == champion.Person && person.Status == PersonStatus.Here)).ToList();
        var uncovered =
            from center in here.WorkCenters
            from shift in here.Shifts
            where !carrying.Any(champion => champion.Area.Covers(center, shift))
            select $"{center.Value} {shift}";
        var alone =
            from person in here.Affected.Values
            where policy.TwoContacts && carrying.Count(champion =>
                champion.Person != person.Person && (person.WorkCenter is not { } center || champion.Area.Covers(center, person.Shift))) < 2
            select $"{person.WorkCenter?.Value ?? "–"} {person.Shift ?? "–"}";
        return [.. uncovered.Concat(alone.Order(StringComparer.Ordinal)).Distinct()];
    }
}
