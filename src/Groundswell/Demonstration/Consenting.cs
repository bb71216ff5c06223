using Groundswell.Changes.Champions;
using Groundswell.Deciding;
using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Cast;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Standings;

namespace Groundswell.Demonstration;

/// <summary>What the people of a plant do about influence before anything is read of them: both sides sign a policy, most take part, some offer to carry changes, many name somebody.</summary>
internal static class Consenting
{
    private const int Most = 3;

    /// <summary>Step by step: what is in one step can be asked for at once.</summary>
    public static IEnumerable<IReadOnlyList<Asked>> Steps(PlantCast cast, ulong seed, DateTimeOffset at)
    {
        var (site, chance) = (cast.Plant.Site, new Chance(seed, $"taking part at {cast.Plant.Site}"));
        var (lead, council) = (cast.First(Duty.SiteLead), cast.People.First(person => person.IsOnCouncil));
        yield return [Ask(lead, new ProposeInfluencePolicy(PolicyContent.Usual.Purpose), SignatureMeaning.Approved)];
        yield return [Ask(council, new AgreeToInfluencePolicy(1), SignatureMeaning.Approved)];

        // Whoever says little says this as well more seldom.
        var takers = cast.People.Where(person => chance.Is(0.55 + (0.4 * person.Traits.Candor))).ToList();
        yield return [.. takers.Select(person => Ask(person, new TakePart(1)))];
        yield return [.. takers.Where(person => person.Traits.Openness > 0.6 && chance.Is(0.6)).Select(person => Ask(person, new VolunteerAsChampion()))];
        yield return [.. takers.Where(_ => chance.Is(0.8)).Select(person => Ask(
            person, new Nominate(Some(cast.Network.Calls(person.Id), chance), Some(cast.Network.Believes(person.Id), chance))))];

        Asked Ask(CastPerson person, SiteCommand command, string? signs = null) => new(
            command with { Site = site }, Founding.CallerOf(person), at, signs is null ? [] : [Founding.Signs(person, signs)]);
    }

    /// <summary>Whom somebody thinks of at that moment.</summary>
    private static List<string> Some(IReadOnlyList<Tie> ties, Chance chance)
    {
        var named = new List<string>();
        var left = ties.ToList();
        while (named.Count < Most && chance.Is(named.Count == 0 ? 1 : 0.7) && chance.ByWeight(left, tie => tie.Weight) is { } tie)
        {
            named.Add(tie.Person);
            left.Remove(tie);
        }

        return named;
    }
}
