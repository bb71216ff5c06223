using Groundswell.Changes.Champions;
using Groundswell.Changes.Openings;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Launches;

/// <summary>Bring a change in: where it began, at once; at another site, as an active champion of that site. Nobody else brings a change to a site.</summary>
public sealed record BringInChange(Id<Change> Change) : SiteCommand
{
    public static Decision Decide(BringInChange bring, Change change, SiteChange here, SiteChampions champions, Circumstances circumstances)
    {
        if (change.Status == ChangeStatus.Unknown)
            return new ChangeUnknown(bring.Change);
        if (change.Status == ChangeStatus.GivenUp)
            return new ChangeNotOpen(bring.Change, change.Status);
        if (here.Status is not (SiteChangeStatus.Unknown or SiteChangeStatus.Withdrawn or SiteChangeStatus.FellBack))
            return new ChangeIsHere(bring.Change);
        if (change.IsOfOtherSite(bring.Site))
            return change.OpensSite ? new OpensOtherSite(bring.Change, change.Origin) : new VariantOfOtherSite(bring.Change, change.Origin);
        var own = IsOrigin(bring, change);
        if (!own && champions.Of(new Id<Person>(circumstances.Person))?.IsActive(circumstances.Now) != true)
            return new NotAChampion(circumstances.Person);

        return new ChangeBroughtIn(bring.Change, own ? BroughtInBy.Origin : BroughtInBy.Pull);
    }

    private static bool IsOrigin(BringInChange bring, Change change) => string.Equals(change.Origin, bring.Site, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Say where the change touches work at the site. Where something runs by it already, no place is taken out.</summary>
public sealed record SaySiteReach(Id<Change> Change, IReadOnlyList<Id<WorkCenter>> WorkCenters, IReadOnlyList<string> Shifts) : SiteCommand
{
    /// <param name="workCenters">Those that are named.</param>
    public static Decision Decide(SaySiteReach say, SiteChange here, IReadOnlyList<WorkCenter> workCenters)
    {
        if (here.Status == SiteChangeStatus.Unknown)
            return new ChangeNotHere(say.Change);
        if (say.WorkCenters.Count == 0 || say.Shifts.Count == 0)
            return new SiteReachMissing(say.Change);
        if (workCenters.Index().FirstOrDefault(one => one.Item.InUse != InUse.Yes) is { Item: { } unused } found)
            return new NotInUse(WorkCenter.Kind, say.WorkCenters[found.Index].Value);
        if (here.Status is SiteChangeStatus.Asked or SiteChangeStatus.Launched or SiteChangeStatus.Paused
            && (here.WorkCenters.Except(say.WorkCenters).Any() || here.Shifts.Except(say.Shifts).Any()))
            return new ReachGrowsOnly(say.Change);

        return new SiteReachSaid(say.Change, [.. say.WorkCenters.Distinct()], [.. say.Shifts.Distinct()]);
    }
}

/// <summary>List people whose work the change touches. Nobody is taken off: they are asked.</summary>
public sealed record ListAffected(Id<Change> Change, IReadOnlyList<AffectedPerson> People) : SiteCommand
{
    /// <param name="persons">Those that are named, in the same order.</param>
    public static Decision Decide(ListAffected list, SiteChange here, IReadOnlyList<Person> persons)
    {
        if (here.Status == SiteChangeStatus.Unknown)
            return new ChangeNotHere(list.Change);
        if (list.People.Count == 0 || list.People.Contains(null!))
            return new NobodyNamed(list.Change);
        foreach (var (one, person) in list.People.Zip(persons))
        {
            if (person.Status != PersonStatus.Here)
                return new Pilots.NotWorkingHere(one.Person.Value);
        }

        return new AffectedListed(list.Change, list.People);
    }
}

/// <summary>Add oneself to those whose work a change touches. Whoever works here may.</summary>
public sealed record AddMyself(Id<Change> Change, Id<WorkCenter>? WorkCenter = null, string? Shift = null) : SiteCommand
{
    public static Decision Decide(AddMyself add, SiteChange here, Person person, Circumstances circumstances)
    {
        if (here.Status == SiteChangeStatus.Unknown)
            return new ChangeNotHere(add.Change);
        if (person.Status != PersonStatus.Here)
            return new Pilots.NotWorkingHere(circumstances.Person);
        var wanted = new AffectedPerson(new Id<Person>(circumstances.Person), add.WorkCenter, add.Shift);
        return here.Affected.TryGetValue(circumstances.Person, out var known) && known == wanted
            ? new AffectedAlready(add.Change, circumstances.Person)
            : new AffectedListed(add.Change, [wanted]);
    }
}

/// <summary>Take somebody off the list who does not work here any more. For no other reason.</summary>
public sealed record TakeOffAffected(Id<Change> Change, Id<Person> Person) : SiteCommand
{
    public static Decision Decide(TakeOffAffected take, SiteChange here, Person person)
    {
        if (!here.Affected.ContainsKey(take.Person.Value))
            return new NotAffected(take.Change, take.Person.Value);
        return person.Status == PersonStatus.Left ? new AffectedLeft(take.Change, take.Person.Value) : new StillWorksHere(take.Person.Value);
    }
}

/// <summary>Choose what is to happen when nobody carries the change any more.</summary>
public sealed record ChooseFallback(Id<Change> Change, FallbackChoice Choice) : SiteCommand
{
    public static Decision Decide(ChooseFallback choose, SiteChange here)
    {
        if (here.Status == SiteChangeStatus.Unknown)
            return new ChangeNotHere(choose.Change);
        if (here.GraceUntil is not null)
            return new GraceRuns(choose.Change);

        return new FallbackChosen(choose.Change, choose.Choice);
    }
}
