using Groundswell.Deciding;
using Groundswell.Influence.Choosing;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Policies;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Influence;

/// <summary>Whom to ask for a change: two crews of twelve, each with somebody whom most turn to.</summary>
public sealed class CandidateChooserTests
{
    private static readonly DateTimeOffset Now = Begin.AddDays(60);
    private readonly SitePerson[] _people =
    [
        .. from crew in new[] { "A", "B" } from at in Enumerable.Range(1, 12) select new SitePerson(
            $"{crew}-{at:00}", [at == 12 ? Function.Quality : Function.Operations], $"Crew {crew}", null, at == 11 ? 10 : 0, TakesPart: true),
    ];

    [Fact]
    public void Those_whom_most_turn_to_are_asked_with_every_function_and_shift_there()
    {
        var suggestion = Choose();

        Assert.Equal(SuggestionBasis.Network, suggestion.Basis);
        var invited = suggestion.Invited.Select(one => one.Person).ToList();
        Assert.Contains("A-01", invited);
        Assert.Contains("B-01", invited);
        Assert.Contains(invited, person => person.EndsWith("12", StringComparison.Ordinal));
        Assert.Contains(InvitedFor.TurnedTo, suggestion.Invited.Single(one => one.Person == "A-01").Reasons);
        Assert.Equal(24, suggestion.Reach!.Affected);
        // Of two with rank it would tell how far each reaches, and everybody knows who they are.
        Assert.Null(suggestion.FormalReach);
    }

    [Fact]
    public void What_five_with_rank_and_more_would_reach_is_told_of_all_of_them_together()
    {
        for (var at = 0; at < _people.Length; at++)
            _people[at] = _people[at] with { Reports = _people[at].Id is "A-06" or "A-07" or "A-08" or "B-06" or "B-07" or "B-08" ? 3 : 0 };

        var suggestion = Choose();

        Assert.Equal(6, suggestion.FormalReach!.People);
        Assert.True(suggestion.Reach!.Once > suggestion.FormalReach.Once);
    }

    [Fact]
    public void At_most_a_third_has_rank() =>
        Assert.True(Choose(size: 6).Invited.Count(one => one.Person.EndsWith("11", StringComparison.Ordinal)) <= 2);

    [Fact]
    public void Somebody_who_doubts_is_invited_and_where_nobody_says_so_that_is_said()
    {
        Assert.Contains(Lacking.Doubter, Choose().Lacking);

        var suggestion = Choose(doubts: "A-09");
        var doubter = suggestion.Invited.Single(one => one.Person == "A-09");
        Assert.Contains(InvitedFor.Doubts, doubter.Reasons);
        Assert.DoesNotContain(Lacking.Doubter, suggestion.Lacking);
    }

    [Fact]
    public void Whoever_carries_too_much_already_is_not_asked() =>
        Assert.DoesNotContain("A-01", Choose(load: new Dictionary<string, double> { ["A-01"] = 9 }).Invited.Select(one => one.Person));

    [Fact]
    public void Whoever_does_not_take_part_is_not_proposed_and_nothing_is_claimed_of_them()
    {
        for (var at = 0; at < 4; at++)
            _people[at] = _people[at] with { TakesPart = false };

        var suggestion = Choose();

        Assert.DoesNotContain("A-01", suggestion.Invited.Select(one => one.Person));
        Assert.Equal(4, suggestion.NotKnown);
        Assert.Equal(20, suggestion.Reach!.Affected);
    }

    [Fact]
    public void Without_a_network_volunteers_and_people_named_by_those_drawn_are_asked_and_it_is_said()
    {
        for (var at = 0; at < _people.Length; at++)
            _people[at] = _people[at] with { TakesPart = false };
        _people[2] = _people[2] with { Volunteers = true };
        var named = new Dictionary<string, IReadOnlyList<string>> { ["B-07"] = ["B-03"] };

        var suggestion = Choose(contacts: [], named: named);

        Assert.Equal(SuggestionBasis.VolunteersAndNamed, suggestion.Basis);
        Assert.Equal(["A-03", "B-03"], suggestion.Invited.Select(one => one.Person));
        Assert.Contains(InvitedFor.Volunteered, suggestion.Invited[0].Reasons);
        Assert.Contains(InvitedFor.NamedByDrawn, suggestion.Invited[1].Reasons);
        Assert.Null(suggestion.AtRandom);
        Assert.Contains(Lacking.Size, suggestion.Lacking);
    }

    [Fact]
    public void With_nobody_to_go_by_nobody_is_proposed()
    {
        for (var at = 0; at < _people.Length; at++)
            _people[at] = _people[at] with { TakesPart = false };

        Assert.Equal(SuggestionBasis.Nobody, Choose(contacts: []).Basis);
    }

    [Fact]
    public void Whoever_loses_counts_double()
    {
        // One of each pair can be reached, and whoever reaches those who lose is taken.
        var losing = Choose(size: 6, loses: ["A-09", "A-10"], contacts: [.. Star("A-07", "A-09", "A-10"), .. Star("A-08", "A-02", "A-03"), .. Star("B-01", "B-02", "B-03", "B-04", "B-05")]);

        Assert.Contains("A-07", losing.Invited.Select(one => one.Person));
    }

    [Fact]
    public void Whoever_is_there_already_counts_and_others_are_proposed_beside_them()
    {
        var suggestion = Choose(size: 6, already: ["A-01"]);

        Assert.Equal(1, suggestion.Already);
        Assert.DoesNotContain("A-01", suggestion.Invited.Select(one => one.Person));
        Assert.Equal(5, suggestion.Invited.Count);
        Assert.Contains("B-01", suggestion.Invited.Select(one => one.Person));
        Assert.True(suggestion.Reach!.Once >= 20, $"{suggestion.Reach}");
    }

    [Fact]
    public void How_far_a_few_reach_who_were_put_there_by_whoever_asks_is_not_told()
    {
        // Nobody else may be proposed: what is left would be the reach of one person.
        for (var at = 0; at < _people.Length; at++)
            _people[at] = _people[at] with { TakesPart = _people[at].Id is "A-01" or "A-02" or "A-03" };
        var suggestion = Choose(already: ["A-01"]);

        Assert.Equal((null, null, null, null), (suggestion.Reach, suggestion.FormalReach, suggestion.AtRandom, suggestion.AtLeastOfBest));
        Assert.Empty(suggestion.NotReached);
    }

    [Fact]
    public void The_same_question_has_the_same_answer() =>
        Assert.Equal(
            Choose().Invited.Select(one => $"{one.Person} {string.Join(',', one.Reasons)} {one.Swap}"), Choose().Invited.Select(one => $"{one.Person} {string.Join(',', one.Reasons)} {one.Swap}"));

    private Suggestion Choose(
        int? size = null, string? doubts = null, IReadOnlyCollection<string>? loses = null, IReadOnlyList<Shown>? contacts = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? named = null, IReadOnlyDictionary<string, double>? load = null, IReadOnlyList<string>? already = null)
    {
        contacts ??=
        [
            .. Star("A-01", [.. Enumerable.Range(2, 9).Select(at => $"A-{at:00}")]), .. Star("B-01", [.. Enumerable.Range(2, 9).Select(at => $"B-{at:00}")]),
            .. Star("A-02", "A-03", "A-04", "A-05"), .. Star("B-02", "B-03", "B-04", "B-05"), .. Star("A-12", "A-02"), .. Star("A-11", "A-10"),
        ];
        var network = SiteNetwork.Of(new SiteEvidence(_people, contacts, [], Now), InfluenceRules.Usual, person => person.TakesPart);
        return CandidateChooser.Choose(
            new CandidateQuestion("C-1", [.. _people.Select(person => new Affected(person.Id, Loses: loses?.Contains(person.Id) == true, Doubts: person.Id == doubts))], Size: size, Already: already),
            network, named ?? new Dictionary<string, IReadOnlyList<string>>(), load ?? new Dictionary<string, double>(),
            new MayBeTold(Partition.Of(_people.Where(person => person.TakesPart).Select(person => (person.Id, person.Group)), InfluenceRules.LeastGroup), [], null));
    }

    private static IEnumerable<Shown> Star(string helper, params string[] others) =>
        others.SelectMany(other => Enumerable.Repeat(new Shown(Layer.Help, helper, other, Now, "", 1, "1"), 4));
}
