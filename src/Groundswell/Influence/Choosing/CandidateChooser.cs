using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Layers;
using Groundswell.Networks;
using Groundswell.Networks.Choosing;
using Groundswell.Networks.Measures;

namespace Groundswell.Influence.Choosing;

/// <summary>
/// Chooses a pilot group: as many as possible of those affected are to have two of its members among the people they turn to, since doing something differently takes more than one
/// who does; with every function and shift, experts and trusted people, somebody who doubts, few with rank, and nobody who is overloaded.
/// </summary>
public static class CandidateChooser
{
    /// <summary>A tie below this is no contact.</summary>
    internal const double Tie = 0.1;

    private const double MemberWorth = 0.3;
    private const double LoadWorth = 0.5;
    private const int Smallest = 6, Largest = 12, OneFor = 6;

    /// <summary>Below this many ties there is no network to speak of.</summary>
    private const int LeastTies = 10;

    /// <param name="network">Of those who take part.</param>
    /// <param name="named">Who named whom, of all who named somebody: for a beginning without a network.</param>
    /// <param name="load">How far each answers more calls than they used to.</param>
    /// <param name="told">Of whom figures may be told; names are proposed whatever may be told of groups.</param>
    public static Suggestion Choose(
        CandidateQuestion question, SiteNetwork network, IReadOnlyDictionary<string, IReadOnlyList<string>> named, IReadOnlyDictionary<string, double> load, MayBeTold told)
    {
        var people = network.People;
        var affected = question.People.Where(one => network.Find(one.Person) >= 0).DistinctBy(one => one.Person).ToDictionary(one => network.Find(one.Person));
        int[] already = [.. (question.Already ?? []).Select(network.Find).Where(at => at >= 0).Distinct()];
        var cold = network.Combined.Arcs < LeastTies;
        var drawn = cold ? Drawn(question, network, named) : [];
        bool[] eligible =
        [
            .. people.Select((person, at) => affected.TryGetValue(at, out var one) && !already.Contains(at) && !person.Objects && load.GetValueOrDefault(person.Id) < Load.TooMuch
                && (person.TakesPart || person.Volunteers || one.Doubts || drawn.Contains(at))),
        ];
        var wanted = Math.Max(1, Math.Clamp(question.Size ?? affected.Count / OneFor, Smallest, Largest) - already.Length);
        var size = Math.Min(wanted, eligible.Count(one => one));
        if (size == 0)
            return new Suggestion(question.Change, SuggestionBasis.Nobody, [], null, null, null, null, [], affected.Count, [Lacking.Size], already.Length);

        var experts = Best(network, eligible, nameof(Layer.Help), nameof(Layer.Teaching));
        var trusted = Best(network, eligible, nameof(Layer.Nomination), nameof(Layer.Help));
        var constraint = BurtConstraint.Of(network.Combined);
        var coverage = new Coverage(network.Combined, Contacts: 2, Tie: Tie)
        {
            Worth = [.. people.Select((person, at) => !affected.TryGetValue(at, out var one) ? 0 : one.Loses ? 2.0 : 1)],
            Eligible = eligible,
            Load = [.. people.Select(person => load.GetValueOrDefault(person.Id))],
            LoadWorth = LoadWorth,
            // In the cold there is nothing else to choose by: who was drawn or has offered is taken first.
            MemberWorth = [.. people.Select((person, at) => cold ? (drawn.Contains(at) ? 1 : 0) + (person.Volunteers ? 0.5 : 0) : MemberWorth * Fit(constraint[at], question.Divergent))],
            Quotas = [.. Quotas(people, affected, eligible, experts, trusted, size, already)],
            Already = already,
        };
        var choice = GroupChooser.Choose(coverage, size, question.Seed);
        int[] group = [.. already, .. choice.Members];
        int[] counted = [.. affected.Keys.Where(at => people[at].TakesPart && told.Has(people[at].Id))];
        // Of how far fewer than a group reach together nothing is told, whoever has chosen them; and of none whom it could be told of, nothing can.
        var tells = group.Length >= Policies.InfluenceRules.LeastGroup && counted.Length > 0;
        int[] ranked = [.. counted.Where(at => people[at].HasRank)];
        var (number, ofRank) = (told.Number, told.NumberOf(ranked.Length, affected.Keys.Count(at => people[at].HasRank && told.HasGroup(people[at].Group))));
        return new Suggestion(
            question.Change,
            cold ? SuggestionBasis.VolunteersAndNamed : SuggestionBasis.Network,
            [
                .. choice.Members.Select(member => new Invited(
                        people[member].Id,
                        [.. Reasons(member, group, network, affected, experts, trusted, drawn, constraint)],
                        CostOf(choice.Swaps.Single(swap => swap.Member == member), cold)))
                    .OrderBy(invited => invited.Person, StringComparer.Ordinal),
            ],
            tells ? new ReachOf(number.People, Reached(group, 1), Reached(group, 2), number.AllButFew) : null,
            tells && ranked.Length >= Policies.InfluenceRules.LeastGroup && !(ofRank.AllButFew && ofRank.People <= told.Least) ? new FormalReach(ofRank.People, Reached(ranked, 1), Reached(ranked, 2)) : null,
            cold || !tells ? null : choice.Random.AsMany,
            cold || !tells || choice.Bound <= 0 ? null : Math.Round(Math.Min(1, choice.Reached.Value / choice.Bound), 2),
            tells ? [.. Without(group)] : [],
            affected.Count - number.People,
            [.. LackingIn(choice, affected.Values, size, wanted)],
            already.Length)
        {
            Group = [.. group.Select(at => people[at].Id)],
            Ranked = [.. ranked.Select(at => people[at].Id)],
        };

        int Reached(IEnumerable<int> members, int contacts) => number.Part(counted.Count(at => members.Contains(at) || Contacts(at, members) >= contacts), counted.Length);

        int Contacts(int person, IEnumerable<int> members) => members.Count(member => network.Combined.Weight(member, person) >= Tie);

        IEnumerable<NotReached> Without(int[] members) =>
            from cell in told.Cells
            let here = cell.Members.Select(network.Find).Where(counted.Contains).ToList()
            let without = here.Count(at => !members.Contains(at) && Contacts(at, members) == 0)
            let all = told.NumberOf(cell)
            where here.Count >= Policies.InfluenceRules.LeastGroup && without > 0
            select new NotReached(cell.Name, all.People, all.Part(without, here.Count));
    }

    private static IEnumerable<Quota> Quotas(
        IReadOnlyList<SitePerson> people, Dictionary<int, Affected> affected, bool[] eligible, HashSet<int> experts, HashSet<int> trusted, int size, int[] already)
    {
        int[] all = [.. affected.Keys.Where(at => eligible[at])];
        yield return new Quota("rank", [.. all.Where(at => people[at].HasRank)], AtMost: Math.Max(0, ((size + already.Length) / 3) - already.Count(at => people[at].HasRank)));
        foreach (var function in all.GroupBy(at => affected[at].Function ?? people[at].Function).Where(one => one.Key is not null && !already.Any(at => people[at].Function == one.Key)))
            yield return new Quota($"function {function.Key}", [.. function], AtLeast: 1);
        foreach (var shift in all.GroupBy(at => affected[at].Shift ?? people[at].Shift).Where(one => one.Key.Length > 0 && !already.Any(at => people[at].Shift == one.Key)))
            yield return new Quota($"shift {shift.Key}", [.. shift], AtLeast: 1);
        if (experts.Count > 0)
            yield return new Quota("expert", experts, AtLeast: 1);
        if (trusted.Count > 0)
            yield return new Quota("trusted", trusted, AtLeast: 1);
        if (all.Any(at => affected[at].Doubts))
            yield return new Quota("doubter", [.. all.Where(at => affected[at].Doubts)], AtLeast: 1);
    }

    /// <summary>The upper fifth of those whom these layers lead to.</summary>
    private static HashSet<int> Best(SiteNetwork network, bool[] eligible, params string[] layers)
    {
        var worth = layers.Where(network.Corrected.Layers.ContainsKey).ToDictionary(layer => layer, _ => 1.0);
        if (worth.Count == 0)
            return [];
        var score = PageRank.Of(network.Corrected.Combine(worth).Reversed());
        var least = score.Order().ElementAt(score.Length * 4 / 5);
        return [.. Enumerable.Range(0, score.Length).Where(at => eligible[at] && score[at] > least)];
    }

    /// <summary>Friendship nomination: a tenth of those who named somebody is drawn, and of each one whom they named.</summary>
    private static HashSet<int> Drawn(CandidateQuestion question, SiteNetwork network, IReadOnlyDictionary<string, IReadOnlyList<string>> named)
    {
        var chance = new Chance(question.Seed);
        string[] nominators = [.. named.Keys.Order(StringComparer.Ordinal)];
        chance.Shuffle(nominators.AsSpan());
        var drawn = new HashSet<int>();
        foreach (var nominator in nominators)
        {
            if (named[nominator] is { Count: > 0 } names && network.Find(names[chance.Below(names.Count)]) is var at and >= 0 && drawn.Count < Largest)
                drawn.Add(at);
        }

        return drawn;
    }

    /// <summary>Low constraint bridges, high constraint holds together; nobody without ties is either.</summary>
    private static double Fit(double constraint, bool divergent) => double.IsNaN(constraint) ? 0 : divergent ? 1 - Math.Min(1, constraint) : Math.Min(1, constraint);

    private static IEnumerable<InvitedFor> Reasons(
        int member, IReadOnlyList<int> members, SiteNetwork network, Dictionary<int, Affected> affected, HashSet<int> experts, HashSet<int> trusted, HashSet<int> drawn,
        double[] constraint)
    {
        var people = network.People;
        if (affected.Keys.Count(at => network.Combined.Weight(member, at) >= Tie) >= 3)
            yield return InvitedFor.TurnedTo;
        if (experts.Contains(member))
            yield return InvitedFor.Expert;
        if (trusted.Contains(member))
            yield return InvitedFor.Trusted;
        if (constraint[member] < 0.3)
            yield return InvitedFor.Connects;
        if (members.Count(other => FunctionOf(other) == FunctionOf(member)) == 1)
            yield return InvitedFor.ForFunction;
        if (members.Count(other => ShiftOf(other) == ShiftOf(member)) == 1)
            yield return InvitedFor.ForShift;
        if (affected[member].Loses)
            yield return InvitedFor.Loses;
        if (affected[member].Doubts)
            yield return InvitedFor.Doubts;
        if (people[member].Volunteers)
            yield return InvitedFor.Volunteered;
        if (drawn.Contains(member))
            yield return InvitedFor.NamedByDrawn;

        // Whoever is in the group already need not be affected.
        Deciding.Function? FunctionOf(int at) => affected.GetValueOrDefault(at)?.Function ?? people[at].Function;

        string ShiftOf(int at) => affected.GetValueOrDefault(at)?.Shift ?? people[at].Shift;
    }

    private static SwapCost CostOf(Swap swap, bool cold) => swap.Instead is null ? SwapCost.NobodyElse
        : cold || swap.Cost < 0.5 ? SwapCost.None
        : swap.Cost < 3 ? SwapCost.Little
        : SwapCost.Much;

    private static IEnumerable<Lacking> LackingIn(GroupChoice choice, IEnumerable<Affected> affected, int size, int wanted)
    {
        var names = choice.NotKept.Select(quota => quota.Name).ToList();
        if (names.Exists(name => name.StartsWith("function", StringComparison.Ordinal) || name.StartsWith("shift", StringComparison.Ordinal)))
            yield return Lacking.FunctionOrShift;
        if (names.Contains("expert"))
            yield return Lacking.Expert;
        if (names.Contains("trusted"))
            yield return Lacking.Trusted;
        if (!affected.Any(one => one.Doubts))
            yield return Lacking.Doubter;
        if (size < wanted)
            yield return Lacking.Size;
    }
}
