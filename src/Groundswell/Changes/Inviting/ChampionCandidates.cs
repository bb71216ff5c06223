using Groundswell.Changes.Champions;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Influence.Choosing;
using Groundswell.Serving;

namespace Groundswell.Changes.Inviting;

/// <summary>Who could carry a change at a site besides those who do: champions who have not taken it up, volunteers, whom leads have proposed, and whom the network proposes.</summary>
/// <param name="Carriers">The names of the champions who carry it already; what they reach counts.</param>
/// <param name="Network">What the informal network proposes, with reasons; null where it may not be read, by whoever looks or at all.</param>
/// <param name="Refused">The code of why there is nothing of the network; null where there is.</param>
public sealed record ChampionCandidates(string Change, string Title, IReadOnlyList<string> Carriers, IReadOnlyList<ChampionCandidate> Known, Suggestion? Network, string? Refused);

/// <param name="Name">As printed; null where the directory has none.</param>
/// <param name="For">Why they can be asked.</param>
public sealed record ChampionCandidate(string Person, string? Name, IReadOnlyList<CandidateFor> For);

/// <summary>Reads who could carry a change. Asking the network is a look at it, recorded and refused like any other.</summary>
public sealed class ChampionCandidateReading(States states, Candidates candidates, CandidateQuestions questions, Names names, TimeProvider time)
{
    /// <returns>Null where there is no such change; beside it why there is nothing of the network.</returns>
    public async Task<(ChampionCandidates Found, Refusal? Why)?> Of(string site, Id<Change> id, Caller caller, CancellationToken stop)
    {
        var read = new Reading(states, Logs.OfSite(site), stop);
        var change = await read.Shared(id);
        if (change.Status == ChangeStatus.Unknown)
            return null;
        var now = time.GetUtcNow();
        var champions = await read.Of(SiteChampions.OfSite);
        var carriers = champions.Carrying(id, now).Select(champion => champion.Person.Value).Order(StringComparer.Ordinal).ToList();
        var known = champions.People.Values
            .Select(champion => (Person: champion.Person.Value, For: Why(champion, now)))
            .Where(one => one.For.Count > 0 && !carriers.Contains(one.Person)).OrderBy(one => one.Person, StringComparer.Ordinal).ToList();
        var printed = await names.Of(known.Select(one => one.Person).Concat(carriers), stop);
        if (!Rights.Of(Role.Facilitator).Allow(caller.Grants, site))
            return Found(null, new NotAllowed(nameof(ChampionCandidates), site));
        var (suggestion, refusal) = await candidates.For(site, await questions.Of(site, id, read, carriers, stop), "champions", caller, stop);
        return Found(suggestion, refusal);

        (ChampionCandidates, Refusal?) Found(Suggestion? network, Refusal? why) => (
            new ChampionCandidates(
                id.Value, change.Title, carriers.ConvertAll(one => printed.GetValueOrDefault(one) ?? one),
                known.ConvertAll(one => new ChampionCandidate(one.Person, printed.GetValueOrDefault(one.Person), one.For)), network, why?.Code),
            why);
    }

    /// <summary>Why somebody can be asked, by how they stand among the site's champions.</summary>
    internal static List<CandidateFor> Why(Champion champion, DateTimeOffset now)
    {
        if (champion.IsActive(now))
            return [CandidateFor.Champion];
        if (champion.Status != ChampionStatus.Named)
            return [];
        var why = new List<CandidateFor>();
        if (champion.NamedBy.Contains(NamedBy.Self))
            why.Add(CandidateFor.Volunteered);
        if (champion.NamedBy.Contains(NamedBy.Lead))
            why.Add(CandidateFor.ProposedByLead);
        return why;
    }
}

/// <summary>What can be asked about who could carry a change.</summary>
internal static class ChampionCandidateQueries
{
    public static void List(Queries queries) => queries.Add(
        "/sites/{site}/changes/{change}/champion-candidates",
        "Who could carry a change at a site, and why. To a facilitator also whom the informal network proposes; then the look is recorded.",
        ChampionActs.Leads, Of);

    private static async Task<IResult> Of(string site, string change, HttpContext http, ChampionCandidateReading reading, Problems problems, CancellationToken stop)
    {
        var id = new Id<Change>(change);
        return await reading.Of(site, id, http.Caller()!, stop) is var (found, _) ? Results.Ok(found) : problems.Of(new ChangeUnknown(id));
    }
}
