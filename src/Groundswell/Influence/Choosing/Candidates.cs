using Groundswell.Deciding;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Layers;

namespace Groundswell.Influence.Choosing;

/// <summary>The seam by which the room Changes asks whom to invite for a change. Each asking is a look, and is refused like one.</summary>
public sealed class Candidates(InfluenceReading reading, Looking looking)
{
    /// <summary>The question about everybody who works for these functions; for any where none are said.</summary>
    /// <param name="doubters">Those of them who have said themselves that they have doubts.</param>
    public async Task<CandidateQuestion> QuestionOf(
        string site, string change, IReadOnlyCollection<Function> functions, bool divergent, IReadOnlySet<string> doubters, CancellationToken stop)
    {
        var read = await reading.Of(site, stop);
        return new CandidateQuestion(
            change,
            [
                .. read.Evidence.People.Where(person => functions.Count == 0 || person.Functions.Any(functions.Contains))
                    .Select(person => new Affected(person.Id, Doubts: doubters.Contains(person.Id))),
            ],
            divergent);
    }

    /// <summary>
    /// Whose question it is decides nothing; how many it is about does: of a few people it would tell whom they turn to. Names are proposed with reasons to whoever may ask; how far they reach is told as
    /// far as nobody can be found by it, of those who are asked about and of those who are chosen.
    /// </summary>
    public async Task<(Suggestion? Suggestion, Refusal? Refusal)> For(string site, CandidateQuestion question, string purpose, Caller caller, CancellationToken stop)
    {
        var read = await reading.Of(site, stop);
        var asked = question.People.Select(one => one.Person).ToHashSet(StringComparer.Ordinal);
        var affected = read.Evidence.People.Where(person => asked.Contains(person.Id)).ToList();
        var named = read.Evidence.Contacts.Where(one => one.Layer == Layer.Nomination)
            .GroupBy(tie => tie.To).ToDictionary(one => one.Key, one => (IReadOnlyList<string>)[.. one.Select(tie => tie.From)]);
        var load = Load.Of(read.Evidence);
        Suggestion? suggestion = null;
        var told = await looking.At(
            site, LookedAt.Suggestion, purpose, affected, person => person.TakesPart, caller, stop, question.Change,
            may =>
            {
                suggestion = CandidateChooser.Choose(question, read.Within(may).OfThoseTakingPart, named, load, may);
                return [suggestion.Reach is null ? [] : suggestion.Group, suggestion.FormalReach is null ? [] : suggestion.Ranked];
            });
        if (told.Refusal is { } refusal)
            return (null, refusal);
        if (affected.Count < read.Least)
            return (null, new TooFewPeople(read.Least));
        return told.Chosen is [true, var ranked] ? (ranked ? suggestion : suggestion! with { FormalReach = null }, null) : (suggestion!.WithoutFigures, null);
    }
}
