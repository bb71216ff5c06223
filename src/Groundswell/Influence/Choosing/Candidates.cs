using Groundswell.Deciding;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Nominations;
using Groundswell.Projecting;

namespace Groundswell.Influence.Choosing;

/// <summary>The seam by which the room Changes asks whom to invite for a change. Each asking is a look, and is refused like one.</summary>
public sealed class Candidates(InfluenceReading reading, Looking looking, NominationReading nominations, ViewsDb views)
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

    /// <summary>Whose question it is decides nothing; how many it is about does: of a few people it would tell whom they turn to.</summary>
    public async Task<(Suggestion? Suggestion, Refusal? Refusal)> For(string site, CandidateQuestion question, string purpose, Caller caller, CancellationToken stop)
    {
        var read = await reading.Of(site, stop);
        var known = read.Evidence.People.Select(person => person.Id).ToHashSet();
        var told = await looking.At(
            site, LookedAt.Suggestion, purpose, question.People.Where(one => known.Contains(one.Person)).DistinctBy(one => one.Person).Select(one => (one.Person, "")), caller, stop,
            question.Change);
        if (told.Refusal is { } refusal)
            return (null, refusal);
        if (told.Cells.Count == 0)
            return (null, told.Withheld.Count > 0 ? new WouldTellOfFew(read.Least) : new TooFewPeople(read.Least));
        var named = (await nominations.Ties(views, site, read.Evidence.At - read.Rules.Retention, stop))
            .GroupBy(tie => tie.To).ToDictionary(one => one.Key, one => (IReadOnlyList<string>)[.. one.Select(tie => tie.From)]);
        return (CandidateChooser.Choose(question, read.OfThoseTakingPart, named, Load.Of(read.Evidence)), null);
    }
}
