using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Policies;
using Groundswell.Changes.Readiness;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Plant;

namespace Groundswell.Changes.Launches;

/// <summary>Asks the readiness gate in a launch's own decision: what closes it at the last moment closes it.</summary>
internal static class LaunchGate
{
    public static Refusal? Closed(
        string site, Change change, SiteChange here, SiteChampions champions, ChampionNominations nominations, IReadOnlyList<WorkMasterVersion> versions,
        Hearing hearing, ChangeSays says, ChangePolicy policy, IReadOnlyList<Person> persons, IReadOnlyList<WorkCenter> centers, IReadOnlyList<WorkUnit> units,
        Pilot accepted, Circumstances circumstances)
    {
        var answer = ReadinessGate.Judge(Facts(
            site, change, here, champions, nominations, versions, hearing, says, policy, persons, centers, units, accepted,
            circumstances.Now));
        return answer.IsGreen ? null : new GateNotGreen(change.Id, answer.Missing);
    }

    /// <summary>The gate as it would answer now, for whoever wants to see it beforehand.</summary>
    public static ReadinessAnswer Judge(string site, LaunchInWhole all, DateTimeOffset at) => ReadinessGate.Judge(Facts(
        site, all.Change, all.Here, all.Champions, all.Nominations, all.Versions, all.Hearing, all.Says, all.Policy, all.Persons,
        all.Centers, all.Units, all.Accepted, at));

    /// <summary>What the gate is asked, by the decision and by whoever wants to see it beforehand.</summary>
    public static ReadinessFacts Facts(
        string site, Change change, SiteChange here, SiteChampions champions, ChampionNominations nominations, IReadOnlyList<WorkMasterVersion> versions,
        Hearing hearing, ChangeSays says, ChangePolicy policy, IReadOnlyList<Person> persons, IReadOnlyList<WorkCenter> centers, IReadOnlyList<WorkUnit> units,
        Pilot tried, DateTimeOffset at) => new(
        site, change.Id, policy.For(change.AcceptedClass), here.WorkCenters, here.Shifts, change.Functions, [.. here.Affected.Values], champions, nominations,
        hearing, says, persons, QualificationsOf(change, versions),
        change.Acceptance is { } accepted ? string.Join(", ", accepted.Revisions.Select(revision => revision.Revision.Value)) : null, at)
        {
            Versions = versions,
            PlacesMissing = LocalFit.Missing(versions, centers, units),
            Tried = tried.Members,
            RecordAsked = here.RecordAsked,
            OpensSite = change.OpensSite,
            NeededOnlyAt = OnlyAt(change, versions, units),
        };

    /// <summary>What only operations with a place of their own ask for, and where. What the change asks for itself, or an operation that may be done anywhere, is asked for at every place.</summary>
    private static IReadOnlyList<(Id<Qualification>, Id<WorkCenter>)> OnlyAt(Change change, IReadOnlyList<WorkMasterVersion> versions, IReadOnlyList<WorkUnit> units)
    {
        var centersOfUnits = LocalFit.UnitsOf(versions).Zip(units).ToDictionary(one => one.First.Value, one => one.Second.WorkCenter);
        var asked = versions.SelectMany(version => version.Content.Operations)
            .SelectMany(operation => (operation.Qualifications ?? []).Select(code => (Code: code, At: CenterOf(operation.Equipment)))).ToList();
        var anywhere = asked.Where(one => one.At is null).Select(one => one.Code).Concat(change.Reach.Qualifications ?? []).ToHashSet();
        return [.. asked.Where(one => one.At is not null && !anywhere.Contains(one.Code)).Select(one => (new Id<Qualification>(one.Code), one.At!.Value)).Distinct()];

        Id<WorkCenter>? CenterOf(EquipmentRequirement? equipment) => equipment switch
        {
            { Level: EquipmentLevel.WorkCenter } => new Id<WorkCenter>(equipment.Code),
            { Level: EquipmentLevel.WorkUnit } when centersOfUnits[equipment.Code] is { Value: not null } center => center,
            _ => null,
        };
    }

    private static IReadOnlyList<Id<Qualification>> QualificationsOf(Change change, IReadOnlyList<WorkMasterVersion> versions) =>
    [
        .. versions.SelectMany(version => version.Content.Operations).SelectMany(operation => operation.Qualifications ?? [])
            .Concat(change.Reach.Qualifications ?? []).Distinct().Select(code => new Id<Qualification>(code)),
    ];
}
