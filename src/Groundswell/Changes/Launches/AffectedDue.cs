using System.Globalization;
using System.Runtime.CompilerServices;
using Groundswell.Changes.Adoption;
using Groundswell.Changes.Due;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Launches;

/// <summary>Changes of which a site has said where they touch work: the record is asked who works there, at once, and once a day while they are not launched.</summary>
public sealed class AffectedDue : IFallsDue
{
    private const int Most = 1_000;

    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    public async IAsyncEnumerable<Command> At(DateTimeOffset now, IServiceProvider services, [EnumeratorCancellation] CancellationToken stop)
    {
        var views = services.GetRequiredService<ViewsDb>();
        var states = services.GetRequiredService<States>();
        var before = now - Again;
        var due = await views.Set<SiteChangeRow>().AsNoTracking()
            .Where(row => row.ReachSaidAt != null
                && ((row.AffectedFoundAt == null && row.Status != SiteChangeStatus.Withdrawn && row.Status != SiteChangeStatus.FellBack)
                    || (row.AffectedFoundAt <= before && row.Status == SiteChangeStatus.BroughtIn)))
            .OrderBy(row => row.AffectedFoundAt).Take(Most).ToListAsync(stop);
        foreach (var row in due)
        {
            var change = new Id<Change>(row.Change);
            var read = new Reading(states, Logs.OfSite(row.Site), stop);
            var shared = await read.Shared(change);
            var found = shared.OpensSite ? await WorkHere(row.Site, views, stop) : await WorkedBy(shared, row.Site, await read.Of(SiteChange.IdOf(change)), views, stop);
            yield return new FindAffected(change, found)
            {
                // Once for each time that places were said, and each day: of many nodes one asks.
                Id = ChangesClock.IdOf(
                    "find-affected", row.Site, row.Change, row.ReachSaidAt!.Value.ToString("O", CultureInfo.InvariantCulture),
                    row.AffectedFoundAt is null ? "first" : now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                Site = row.Site,
            };
        }
    }

    /// <summary>Whom the record shows to have worked by the change's masters where it touches work.</summary>
    private static async Task<IReadOnlyList<AffectedPerson>> WorkedBy(Change change, string site, SiteChange here, ViewsDb views, CancellationToken stop)
    {
        var masters = change.Drafts.Select(draft => draft.WorkMaster.Value).ToList();
        var centers = here.WorkCenters.Select(center => center.Value).ToList();
        var worked = await views.Set<AdoptionPersonRow>().AsNoTracking()
            .Where(person => person.Site == site && masters.Contains(person.WorkMaster) && centers.Contains(person.WorkCenter))
            .Select(person => new { person.Person, person.WorkCenter }).Distinct().ToListAsync(stop);
        return
        [
            .. worked.GroupBy(one => one.Person).OrderBy(person => person.Key, StringComparer.Ordinal)
                .Select(person => new AffectedPerson(new Id<Person>(person.Key), person.Select(one => one.WorkCenter).ToList() is [var only] ? new Id<WorkCenter>(only) : null)),
        ];
    }

    /// <summary>Whoever works at the site: before it is at work no record shows who works where.</summary>
    private static async Task<IReadOnlyList<AffectedPerson>> WorkHere(string site, ViewsDb views, CancellationToken stop)
    {
        var people = await views.Set<PersonRow>().AsNoTracking().Where(person => person.Site == site && person.Status == nameof(PersonStatus.Here))
            .OrderBy(person => person.Id).Select(person => person.Id).ToListAsync(stop);
        return [.. people.Select(person => new AffectedPerson(new Id<Person>(person)))];
    }
}
