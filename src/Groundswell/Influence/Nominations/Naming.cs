using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Influence.Policies;
using Groundswell.People.Persons;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Nominations;

/// <summary>What somebody is asked who is asked the two questions.</summary>
/// <param name="IsOn">Whether the site asks them at all.</param>
/// <param name="Given">They have answered in this quarter. Whom they named is not told where others may see the screen.</param>
/// <param name="People">Whom one can name: everybody of the site but oneself.</param>
public sealed record NamingAsked(bool IsOn, bool Given, IReadOnlyList<Nameable> People);

/// <param name="Name">As printed.</param>
public sealed record Nameable(string Person, string Name);

/// <summary>Reads what is asked at a terminal.</summary>
internal static class Naming
{
    public static void List(Queries queries) => queries.Add(
        "/sites/{site}/influence/naming", "The two questions that nobody has to answer: whether they are asked, and whom one can name.", Rights.Everyone, Asked);

    private static async Task<IResult> Asked(
        string site, HttpContext http, ViewsDb views, States states, ISites sites, Names names, TimeProvider time, CancellationToken stop)
    {
        var me = http.Caller()!.Person;
        if (!(await new Reading(states, Logs.OfSite(site), stop).Of(InfluencePolicy.OfSite)).IsOn)
            return Results.Ok(new NamingAsked(false, false, []));
        var zone = (await sites.Find(site, stop))?.TimeZone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        // Their own answer is read where it is recorded: what they have just said is there at once.
        var given = await new Reading(states, Logs.PeopleOfSite(site), stop).Of(Nomination.Of(me, today));
        var people = await views.Set<PersonRow>().AsNoTracking().Where(row => row.Site == site && row.Status == nameof(PersonStatus.Here) && row.Id != me)
            .Select(row => row.Id).ToListAsync(stop);
        var printed = await names.Of(people, stop);
        return Results.Ok(new NamingAsked(
            true, given.Stands,
            [.. people.Select(person => new Nameable(person, printed.GetValueOrDefault(person) ?? person)).OrderBy(one => one.Name, StringComparer.Ordinal)]));
    }
}
