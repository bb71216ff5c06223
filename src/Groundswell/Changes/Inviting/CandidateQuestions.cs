using Groundswell.Changes.Launches;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Influence.Choosing;

namespace Groundswell.Changes.Inviting;

/// <summary>Puts the question whom to ask for a change to the room Influence: who is affected at the site, who has doubts, who is there already.</summary>
public sealed class CandidateQuestions(States states, Candidates candidates)
{
    /// <summary>Of so many functions a change breaks with how things are done.</summary>
    private const int Divergent = 3;

    /// <summary>
    /// Those whom the site has listed as affected; where it has listed nobody, whoever works for a function that is touched. Who said that it hurts has something to lose, or doubts.
    /// </summary>
    /// <param name="already">Persons who are in the group or carry the change.</param>
    public async Task<CandidateQuestion> Of(string site, Id<Change> id, Reading read, IReadOnlyList<string> already, CancellationToken stop)
    {
        var change = await read.Shared(id);
        var here = await read.Of(SiteChange.IdOf(id));
        var says = await new Reading(states, Logs.PeopleOfSite(site), stop).Of(ChangeSays.IdOf(id));
        var divergent = change.Functions.Count >= Divergent;
        var hurts = says.ByPerson.Values.Where(said => said.What?.Effect == SayEffect.Hurts).Select(said => said.Person).ToHashSet(StringComparer.Ordinal);
        var question = here.Affected.Count == 0
            ? await candidates.QuestionOf(site, id.Value, change.Functions, divergent, hurts, stop)
            : new CandidateQuestion(
                id.Value,
                [.. here.Affected.Values.OrderBy(one => one.Person.Value, StringComparer.Ordinal).Select(one => new Affected(one.Person.Value, Doubts: hurts.Contains(one.Person.Value)))],
                divergent);
        return question with { Already = already };
    }
}
