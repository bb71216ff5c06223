using Groundswell.Changes.Champions;
using Groundswell.Changes.Launches;
using Groundswell.Deciding;
using Groundswell.Masters.ReasonLists;
using Groundswell.People.Persons;

namespace Groundswell.Changes.Reasons;

/// <summary>Ask, as an active champion of the site, that it use another version of a list that no step names: why a machine stands, why work is held.</summary>
/// <param name="Why">What makes it better for those who choose from it.</param>
public sealed record PullReasonList(Id<ReasonList> List, int Version, string Why) : SiteCommand
{
    public static Decision Decide(PullReasonList pull, ReasonList list, ActiveReasonList active, SiteChampions champions, Circumstances circumstances)
    {
        if (!list.InUse)
            return new ReasonListNotInUse(pull.List);
        if (list.ReasonsOf(pull.Version).Count == 0)
            return new ReasonListVersionUnknown(pull.List, pull.Version);

        // What steps ask for goes with the work master, through the whole gate.
        if (list.Use == ReasonUse.Scrap || list.OfChanges.Contains(pull.Version))
            return new ReasonListComesOtherwise(pull.List, pull.Version);
        if (active.Version == pull.Version)
            return new ReasonListActive(pull.List, pull.Version);
        if (champions.Of(new Id<Person>(circumstances.Person))?.IsActive(circumstances.Now) != true)
            return new NotAChampion(circumstances.Person);
        if (string.IsNullOrWhiteSpace(pull.Why))
            return new ReasonListWhyMissing();

        return new ReasonListActivated(pull.List, pull.Version, [.. list.ReasonsOf(pull.Version).Select(reason => reason.Code)], pull.Why.Trim());
    }
}
