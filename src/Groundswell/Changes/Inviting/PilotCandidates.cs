using System.Text.Json.Serialization;
using Groundswell.Changes.Champions;
using Groundswell.Changes.Pilots;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Influence.Choosing;
using Groundswell.Serving;

namespace Groundswell.Changes.Inviting;

/// <summary>Who can be asked into a pilot group: those who have offered themselves, those whom leads have proposed, champions, and whom the network proposes. A human asks.</summary>
/// <param name="Known">By name: volunteers, whom leads proposed, champions. They are there with or without a network.</param>
/// <param name="Network">What the informal network proposes, with reasons; null where it may not be read, by whoever looks or at all.</param>
/// <param name="Refused">The code of why there is nothing of the network; null where there is.</param>
public sealed record PilotCandidates(string Pilot, string Change, IReadOnlyList<PilotCandidate> Known, Suggestion? Network, string? Refused);

/// <param name="Name">As printed; null where the directory has none.</param>
/// <param name="For">Why they can be asked.</param>
/// <param name="Standing">Where they stand to this group.</param>
public sealed record PilotCandidate(string Person, string? Name, IReadOnlyList<CandidateFor> For, PilotStanding Standing);

/// <summary>Why somebody can be asked, apart from the network.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CandidateFor>))]
public enum CandidateFor
{
    /// <summary>Has offered to be in this group.</summary>
    VolunteeredHere = 1,

    /// <summary>Has offered to carry changes.</summary>
    Volunteered,

    /// <summary>A lead has proposed them as a champion.</summary>
    ProposedByLead,

    /// <summary>Is a champion.</summary>
    Champion,
}

/// <summary>Reads who can be asked. Asking the network is a look at it, recorded and refused like any other.</summary>
public sealed class PilotCandidateReading(States states, Candidates candidates, CandidateQuestions questions, Names names, TimeProvider time)
{
    /// <returns>Null where there is no such group; beside it why there is nothing of the network.</returns>
    public async Task<(PilotCandidates Found, Refusal? Why)?> Of(string site, Id<Pilot> id, Caller caller, CancellationToken stop)
    {
        var read = new Reading(states, Logs.OfSite(site), stop);
        var pilot = await read.Of(id);
        if (pilot.Status == PilotStatus.Unknown)
            return null;
        var known = await Known(pilot, read, stop);
        if (!Rights.Of(Role.Facilitator).Allow(caller.Grants, site))
            return Found(null, new NotAllowed(nameof(PilotCandidates), site));
        // Whoever was asked in and has not said no is counted on.
        var already = pilot.People.Where(one => one.Value is PilotStanding.Member or PilotStanding.Invited).Select(one => one.Key).ToList();
        var (suggestion, refusal) = await candidates.For(site, await questions.Of(site, pilot.Change, read, already, stop), "pilot group", caller, stop);
        return Found(suggestion, refusal);

        (PilotCandidates, Refusal?) Found(Suggestion? network, Refusal? why) => (new PilotCandidates(id.Value, pilot.Change.Value, known, network, why?.Code), why);
    }

    private async Task<IReadOnlyList<PilotCandidate>> Known(Pilot pilot, Reading read, CancellationToken stop)
    {
        var found = new SortedDictionary<string, SortedSet<CandidateFor>>(StringComparer.Ordinal);
        foreach (var (person, standing) in pilot.People.Where(one => one.Value == PilotStanding.Volunteer))
            Add(person, CandidateFor.VolunteeredHere);
        foreach (var champion in (await read.Of(SiteChampions.OfSite)).People.Values)
        {
            foreach (var why in ChampionCandidateReading.Why(champion, time.GetUtcNow()))
                Add(champion.Person.Value, why);
        }

        var printed = await names.Of(found.Keys, stop);
        return [.. found.Select(one => new PilotCandidate(one.Key, printed.GetValueOrDefault(one.Key), [.. one.Value], pilot.People.GetValueOrDefault(one.Key)))];

        void Add(string person, CandidateFor why)
        {
            if (!found.TryGetValue(person, out var all))
                found[person] = all = [];
            all.Add(why);
        }
    }
}

/// <summary>What can be asked about pilot groups.</summary>
internal static class PilotQueries
{
    public static void List(Queries queries) => queries.Add(
        "/sites/{site}/pilots/{pilot}/candidates",
        "Who can be asked into a pilot group, and why. To a facilitator also whom the informal network proposes; then the look is recorded.",
        PilotActs.Inviting, CandidatesOf);

    private static async Task<IResult> CandidatesOf(string site, string pilot, HttpContext http, PilotCandidateReading reading, Problems problems, CancellationToken stop)
    {
        var id = new Id<Pilot>(pilot);
        return await reading.Of(site, id, http.Caller()!, stop) is var (found, _) ? Results.Ok(found) : problems.Of(new PilotUnknown(id));
    }
}
