using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Policies;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Plant;

namespace Groundswell.Changes.Readiness;

/// <summary>What a site's readiness for a change is judged by: states, and what the change and the site say of themselves.</summary>
/// <param name="WorkCenters">Those that are to work by it.</param>
/// <param name="Shifts">The codes of the shifts that are to.</param>
/// <param name="Functions">Those the change touches; the three that every change is heard by come to them.</param>
/// <param name="People">The affected and the champions, as the site knows them.</param>
/// <param name="Needed">The qualifications that the work asks for.</param>
/// <param name="Accepted">The revision that a pilot group has accepted, in words; null where none has.</param>
public sealed record ReadinessFacts(
    string Site, Id<Change> Change, ClassPolicy Policy, IReadOnlyList<Id<WorkCenter>> WorkCenters, IReadOnlyList<string> Shifts,
    IReadOnlyList<Function> Functions, IReadOnlyList<AffectedPerson> Affected, SiteChampions Champions, ChampionNominations Nominations, Hearing Hearing,
    ChangeSays Says, IReadOnlyList<Person> People, IReadOnlyList<Id<Qualification>> Needed, string? Accepted, DateTimeOffset At)
{
    /// <summary>The versions that would be launched.</summary>
    public IReadOnlyList<WorkMasterVersion> Versions { get; init; } = [];

    /// <summary>The ids of who tried them here, in the pilot group that has accepted them.</summary>
    public IEnumerable<string> Tried { get; init; } = [];

    /// <summary>The codes of places that they name and the site does not have.</summary>
    public IReadOnlyList<string> PlacesMissing { get; init; } = [];

    /// <summary>Whether the record was asked who works where it is to be launched; null where that is not asked here.</summary>
    public bool? RecordAsked { get; init; }

    /// <summary>Of <see cref="Needed"/>, what is asked for at certain work centers alone.</summary>
    public IReadOnlyList<(Id<Qualification> Code, Id<WorkCenter> WorkCenter)> NeededOnlyAt { get; init; } = [];

    /// <summary>The site begins to work by it, with versions that are approved already.</summary>
    public bool OpensSite { get; init; }

    /// <summary>They are heard on every change: throughput, audit readiness and visibility are theirs.</summary>
    public static IReadOnlyList<Function> AlwaysHeard { get; } = [Function.Operations, Function.Quality, Function.SupplyChain];

    /// <summary>Whose states a decision reads: the affected, and the champions who carry the change.</summary>
    public static IEnumerable<Id<Person>> PeopleOf(Id<Change> change, IEnumerable<AffectedPerson> affected, SiteChampions champions, DateTimeOffset at) =>
        affected.Select(one => one.Person).Concat(champions.Carrying(change, at).Select(champion => champion.Person)).Distinct();

    /// <summary>Champions who carry the change, whose term runs, and who still work here.</summary>
    internal IReadOnlyList<Champion> Carriers =>
        [.. Champions.Carrying(Change, At).Where(champion => Here(champion.Person) is not null)];

    /// <summary>The qualifications that work at a work center asks for.</summary>
    internal IReadOnlyList<Id<Qualification>> NeededAt(Id<WorkCenter> center) =>
        [.. Needed.Where(code => NeededOnlyAt.All(one => one.Code != code) || NeededOnlyAt.Contains((code, center)))];

    internal IEnumerable<Function> Heard => AlwaysHeard.Union(Functions);

    /// <summary>Those of <see cref="Needed"/> that whoever begins a job has to have, whatever they have shaped.</summary>
    internal IEnumerable<Id<Qualification>> AskedByWork => Versions
        .SelectMany(version => version.Content.Operations).SelectMany(operation => operation.Qualifications ?? []).Select(code => new Id<Qualification>(code));

    /// <summary>Whether the person had a hand in each of the versions, or tried them.</summary>
    internal bool HasShaped(Id<Person> person) =>
        Tried.Contains(person.Value) || (Versions.Count > 0 && Versions.All(version => version.Editors.Contains(person.Value)));

    internal Person? Here(Id<Person> person) => People.FirstOrDefault(one => one.Id == person && one.Status == PersonStatus.Here);
}

/// <summary>Whether a site is ready for a change: every condition, with its evidence and what is missing.</summary>
public sealed record ReadinessAnswer(IReadOnlyList<ReadinessCondition> Conditions)
{
    public bool IsGreen => Conditions.All(condition => condition.IsMet);

    public IReadOnlyList<string> Missing => [.. Conditions.Where(condition => !condition.IsMet).Select(condition => condition.Code)];
}

/// <param name="Code">What is asked for: <c>coverage</c>, <c>heard.Quality</c>.</param>
/// <param name="Evidence">By what it is met, so far.</param>
/// <param name="Lacks">What is missing, and who can do something about it.</param>
public sealed record ReadinessCondition(string Code, IReadOnlyList<ReadinessNote> Evidence, IReadOnlyList<ReadinessNote> Lacks)
{
    public bool IsMet => Lacks.Count == 0;
}

/// <summary>A fact in words of the reader's language: a code and what goes into its braces.</summary>
public sealed record ReadinessNote(string Code, IReadOnlyDictionary<string, string> Values)
{
    public static ReadinessNote Of(string code, params (string Name, object Value)[] values) =>
        new(code, values.ToDictionary(value => value.Name, value => Convert.ToString(value.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""));
}
