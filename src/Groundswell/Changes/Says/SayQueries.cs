using Groundswell.Changes.Launches;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Says;

/// <summary>What one said oneself of a change, and the answer.</summary>
/// <param name="AffectsMe">The site has listed me among those whose work it touches.</param>
public sealed record MySay(
    string Change, string Title, string Reason, bool AffectsMe, SayEffect? Effect, string? WouldWork, DateTimeOffset? At, DateTimeOffset? DueAt, string? Answer, DateTimeOffset? AnsweredAt, bool Objected);

/// <summary>What a facilitator sees of a say: by name, to answer it.</summary>
public sealed record SayToAnswer(
    int Number, string Person, string Name, SayEffect? Effect, string? WouldWork, string? Shift, DateTimeOffset At, DateTimeOffset DueAt, string? Answer, DateTimeOffset? AnsweredAt, bool Objected);

/// <summary>Says are read from the record by whom they may be read; there is no view of them.</summary>
internal static class SayQueries
{
    /// <summary>As many changes as one page tells of.</summary>
    private const int Most = 200;

    public static void List(Queries queries)
    {
        queries.Add("/sites/{site}/my-says", "What I said of changes, and what I was answered.", Rights.Everyone, Mine);
        queries.Add("/sites/{site}/changes/{change}/says", "Totals of what people say of a change, from five up.", Rights.Everyone, Totals);
        queries.Add("/sites/{site}/changes/{change}/says/open", "Says by name, for the facilitator to answer; none of who reports to them.", Rights.Of(Role.Facilitator), ToAnswer);
    }

    private static async Task<Results<Ok<List<MySay>>, UnauthorizedHttpResult>> Mine(string site, HttpContext http, States states, ViewsDb views, CancellationToken stop) =>
        http.Caller() is { } caller ? TypedResults.Ok(await MineOf(site, caller.Person, states, views, stop)) : TypedResults.Unauthorized();

    private static async Task<Ok<SayTotals>> Totals(string site, string change, States states, CancellationToken stop) =>
        TypedResults.Ok(await TotalsOf(site, new Id<Change>(change), states, stop));

    private static async Task<Results<Ok<List<SayToAnswer>>, UnauthorizedHttpResult>> ToAnswer(
        string site, string change, HttpContext http, States states, Names names, CancellationToken stop) =>
        http.Caller() is { } caller ? TypedResults.Ok(await ForFacilitator(site, new Id<Change>(change), caller.Person, states, names, stop)) : TypedResults.Unauthorized();

    internal static async Task<List<MySay>> MineOf(string site, string person, States states, ViewsDb views, CancellationToken stop)
    {
        // What began here or was brought in: what other sites do is no change of one's work.
        var code = site.ToUpperInvariant();
        var here = views.Set<SiteChangeRow>().Where(row => row.Site == code).Select(row => row.Change);
        var changes = await views.Set<ChangeRow>().AsNoTracking().Where(row => row.Status != ChangeStatus.GivenUp && (row.Origin == code || here.Contains(row.Change)))
            .OrderByDescending(row => row.OpenedAt).Take(Most).ToListAsync(stop);
        var (read, atSite) = (new Reading(states, Logs.PeopleOfSite(site), stop), new Reading(states, Logs.OfSite(site), stop));
        var mine = new List<MySay>();
        foreach (var change in changes)
        {
            var said = (await read.Of(ChangeSays.IdOf(new Id<Change>(change.Change)))).ByPerson.GetValueOrDefault(person);
            var affects = (await atSite.Of(SiteChange.IdOf(new Id<Change>(change.Change)))).Affected.ContainsKey(person);
            mine.Add(new MySay(
                change.Change, change.Title, change.Reason, affects, said?.What?.Effect, said?.What?.WouldWork, said?.At, said?.What?.Effect == SayEffect.Hurts ? said.DueAt : null,
                said?.Answer, said?.AnsweredAt, said?.Objected == true));
        }

        // What touches one's own work, and waits to be said, first.
        return [.. mine.OrderByDescending(one => one.AffectsMe).ThenBy(one => one.Effect is not null)];
    }

    internal static async Task<SayTotals> TotalsOf(string site, Id<Change> change, States states, CancellationToken stop)
    {
        var says = await new Reading(states, Logs.PeopleOfSite(site), stop).Of(ChangeSays.IdOf(change));
        // Of whoever spoke: totals of a list that somebody keeps could be told apart by taking one person off it.
        return SayTotals.Of(says, says.ByPerson.Keys.ToHashSet());
    }

    internal static async Task<List<SayToAnswer>> ForFacilitator(string site, Id<Change> change, string facilitator, States states, Names names, CancellationToken stop)
    {
        var says = await new Reading(states, Logs.PeopleOfSite(site), stop).Of(ChangeSays.IdOf(change));
        var people = new Reading(states, Logs.OfSite(site), stop);
        var shown = new List<Said>();
        foreach (var said in says.ByPerson.Values.OrderBy(said => said.AnsweredAt is not null).ThenBy(said => said.DueAt))
        {
            if (said.Person != facilitator && (await people.Of(new Id<People.Persons.Person>(said.Person))).ReportsTo?.Value != facilitator)
                shown.Add(said);
        }

        var called = await names.Of(shown.Select(said => said.Person), stop);
        return shown.ConvertAll(said => new SayToAnswer(
            said.Number, said.Person, called.GetValueOrDefault(said.Person) ?? said.Person, said.What?.Effect, said.What?.WouldWork, said.Shift, said.At, said.DueAt, said.Answer,
            said.AnsweredAt, said.Objected));
    }
}
