using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;

namespace Groundswell.Changes.Launches;

/// <summary>
/// List, for the program, whom the record shows to work by the change's masters where the change touches work. Whoever leads may list others; nobody is left out by not being listed:
/// the share of them that has to speak before a launch is a share of all.
/// </summary>
/// <param name="People">Everybody who was found; those who are on the list already stay as they are.</param>
public sealed record FindAffected(Id<Change> Change, IReadOnlyList<AffectedPerson> People) : SiteCommand
{
    /// <param name="persons">Those that are named, in the same order.</param>
    public static Decision Decide(FindAffected find, SiteChange here, IReadOnlyList<Person> persons)
    {
        if (here.Status == SiteChangeStatus.Unknown)
            return new ChangeNotHere(find.Change);
        if (here.WorkCenters.IsEmpty)
            return new SiteReachMissing(find.Change);
        var more = find.People.Zip(persons).Where(one => one.Second.Status == PersonStatus.Here && !here.Affected.ContainsKey(one.First.Person.Value))
            .Select(one => one.First).ToList();

        // That nobody else was found is said once: then the record was asked.
        return more.Count == 0 && here.RecordAsked ? new AffectedFoundAlready(find.Change) : new AffectedFound(find.Change, more);
    }
}

/// <summary>Everybody whom the record shows is on the list.</summary>
public sealed record AffectedFoundAlready(Id<Change> Change) : Refusal("site-change.affected-found-already");
