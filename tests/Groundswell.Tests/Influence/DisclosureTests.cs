using Groundswell.Deciding;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Policies;
using Groundswell.People.Persons;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Influence;

/// <summary>Attacks on figures of groups: by small groups, by taking groups from a whole, by two questions, by two dates.</summary>
public sealed class DisclosureTests
{
    private static readonly InfluencePolicy On = InfluencePolicy.Unknown with { Version = 1 };

    [Fact]
    public void Groups_of_four_are_put_together()
    {
        var cells = Partition.Of([.. Members("A", 1, 8), .. Members("B", 11, 4), .. Members("C", 21, 3)], 5);

        Assert.Equal(["A", "B + C"], cells.Select(cell => cell.Name));
        Assert.Equal(7, cells[1].Members.Count);
    }

    [Fact]
    public void One_small_group_takes_the_next_larger_one_with_it_so_that_the_whole_does_not_give_it_away()
    {
        var cells = Partition.Of([.. Members("A", 1, 8), .. Members("B", 11, 6), .. Members("C", 21, 2)], 5);

        Assert.Equal(["A", "B + C"], cells.Select(cell => cell.Name));
        Assert.All(cells, cell => Assert.True(cell.Members.Count >= 5));
    }

    [Fact]
    public void Of_fewer_than_five_people_in_all_nothing_is_told() => Assert.Empty(Partition.Of([.. Members("A", 1, 2), .. Members("B", 11, 2)], 5));

    [Fact]
    public void No_partition_has_a_cell_that_is_too_small_or_leaves_one_to_be_found()
    {
        var chance = new Groundswell.Networks.Chance(5);
        for (var round = 0; round < 500; round++)
        {
            var people = Enumerable.Range(0, 1 + chance.Below(59)).Select(at => ($"P-{at}", $"G{chance.Below(8)}")).ToList();
            var cells = Partition.Of(people, 5);
            var left = people.Count - cells.Sum(cell => cell.Members.Count);

            Assert.All(cells, cell => Assert.True(cell.Members.Count >= 5));
            Assert.True(left == 0 || cells.Count == 0, $"{left} people are what is left of the whole.");
        }
    }

    [Fact]
    public void The_same_groups_may_be_told_again() => Assert.Empty(Differencing.Withheld([[Cell("A", 1, 8), Cell("B", 11, 8)]], [Cell("A", 1, 8), Cell("B", 11, 8)], 5));

    [Fact]
    public void A_group_less_one_person_is_not_told_after_the_group() =>
        Assert.Equal("A", Assert.Single(Differencing.Withheld([[Cell("A", 1, 9)]], [Cell("A", 1, 8)], 5)).Name);

    [Fact]
    public void Nor_a_group_with_one_more_or_with_one_exchanged()
    {
        Assert.Single(Differencing.Withheld([[Cell("A", 1, 8)]], [Cell("A", 1, 9)], 5));
        Assert.Single(Differencing.Withheld([[Cell("A", 1, 8)]], [Cell("A", 2, 8)], 5));
    }

    [Fact]
    public void Five_people_more_or_less_are_a_group_themselves()
    {
        Assert.Empty(Differencing.Withheld([[Cell("A", 1, 8)]], [Cell("A", 1, 13)], 5));
        Assert.Empty(Differencing.Withheld([[Cell("A", 1, 8)]], [Cell("B", 21, 8)], 5));
    }

    [Fact]
    public void Two_groups_told_before_are_not_taken_from_a_third() =>
        Assert.Single(Differencing.Withheld([[Cell("A", 1, 8), Cell("B", 9, 8)]], [Cell("all", 1, 17)], 5));

    [Fact]
    public void Nor_two_groups_asked_now_from_one_told_before() =>
        // One of them may be told: then what is left of the whole is nine people.
        Assert.Equal("B", Assert.Single(Differencing.Withheld([[Cell("all", 1, 17)]], [Cell("A", 1, 8), Cell("B", 9, 8)], 5)).Name);

    [Fact]
    public void Three_questions_of_which_each_two_are_far_apart_tell_of_nobody_together()
    {
        // A crew of eleven, all of one function in two crews, and that function in the other crew: the crew less (both less the other) is its three people of another function.
        Cell crew = new("Crew A", [.. Ids(1, 8), .. Ids(51, 3)]), both = new("Operations", [.. Ids(1, 8), .. Ids(21, 8)]), other = Cell("Operations, Crew B", 21, 8);

        Assert.Empty(Differencing.Withheld([[crew]], [both], 5));
        Assert.Empty(Differencing.Withheld([[both]], [other], 5));
        Assert.Empty(Differencing.Withheld([[crew]], [other], 5));
        Assert.Equal(other, Assert.Single(Differencing.Withheld([[crew], [both]], [other], 5)));
    }

    [Fact]
    public void Three_overlapping_groups_tell_of_nobody_by_half_their_sum()
    {
        // Each two of three blocks: half of two sums less the third is a block of three.
        string[] one = [.. Ids(1, 3)], two = [.. Ids(11, 3)], three = [.. Ids(21, 3)];

        Assert.Single(Differencing.Withheld([[new Cell("12", [.. one, .. two])], [new Cell("23", [.. two, .. three])]], [new Cell("13", [.. one, .. three])], 5));
    }

    [Fact]
    public void Whatever_was_told_in_whatever_order_no_sum_or_difference_of_it_is_of_few()
    {
        var chance = new Groundswell.Networks.Chance(8);
        var told = new List<IReadOnlyList<Cell>>();
        for (var question = 0; question < 60; question++)
        {
            var (from, count) = (chance.Below(20), 5 + chance.Below(12));
            var cell = new Cell($"{question}", [.. Ids(from, count), .. Ids(40 + chance.Below(6), chance.Below(4))]);
            if (Differencing.Withheld(told, [cell], 5).Count == 0 && told.All(one => !Told.IsSame(one, [cell])))
                told.Add([cell]);
        }

        // Up to four of them, each added or taken away, by trying all.
        var sets = told.ConvertAll(one => one[0].Members.ToHashSet());
        Assert.True(sets.Count >= 4, $"{sets.Count} were told.");
        Try(new Dictionary<string, int>(), 0, 0);

        void Try(Dictionary<string, int> sum, int at, int used)
        {
            var people = sum.Count(one => one.Value != 0);
            Assert.True(used == 0 || people is 0 or >= 5, $"{people} people are left of {used} answers.");
            if (at == sets.Count || used == 4)
                return;
            foreach (var sign in new[] { 0, 1, -1 })
            {
                var next = new Dictionary<string, int>(sum);
                foreach (var person in sign == 0 ? [] : sets[at])
                    next[person] = next.GetValueOrDefault(person) + sign;
                Try(next, at + 1, used + Math.Abs(sign));
            }
        }
    }

    [Fact]
    public void Of_a_site_of_two_thousand_it_is_judged_at_once()
    {
        var groups = Enumerable.Range(0, 40).Select(at => Cell($"G{at:00}", at * 50, 50)).ToList();
        var told = Enumerable.Range(1, 30).Select(day => (IReadOnlyList<Cell>)[.. groups.Select((cell, at) => (at + day) % 7 == 0 ? Cell(cell.Name, (at * 50) + (day % 5 * 5), 50 - (day % 5 * 5)) : cell)]).ToList();
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var withheld = Differencing.Withheld(told, [.. groups.Select((cell, at) => at == 3 ? Cell(cell.Name, 151, 49) : cell)], 5);

        Assert.Equal("G03", Assert.Single(withheld).Name);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    [Fact]
    public void Who_joins_is_counted_once_five_have_and_until_then_the_group_is_told_as_it_was()
    {
        var told = Told.Unknown with { Partitions = [[Cell("A", 1, 8), Cell("B", 21, 8)]] };

        var (open, withheld) = Looking.Open(LookedAt.Map, [told], [Cell("A", 1, 9), Cell("B", 21, 8)], 5);
        Assert.Empty(withheld);
        Assert.Equal(Ids(1, 8), open[0].Members);

        Assert.Equal(Ids(1, 13), Looking.Open(LookedAt.Map, [told], [Cell("A", 1, 13), Cell("B", 21, 8)], 5).Open[0].Members);
    }

    [Fact]
    public void With_who_leaves_four_others_are_left_out_and_of_a_group_too_small_for_that_nothing_is_told()
    {
        var told = Told.Unknown with { Partitions = [[Cell("A", 1, 20), Cell("B", 31, 8)]] };

        var (open, withheld) = Looking.Open(LookedAt.Map, [told], [Cell("A", 2, 19), Cell("B", 31, 7)], 5);

        Assert.Equal("B", Assert.Single(withheld).Name);
        Assert.Equal(15, Assert.Single(open).Members.Count);
        Assert.DoesNotContain("P-001", open[0].Members);
        // The same again: a second look tells nothing else.
        Assert.Equal(open[0].Members, Looking.Open(LookedAt.Map, [told], [Cell("A", 2, 19), Cell("B", 31, 7)], 5).Open[0].Members);
    }

    [Fact]
    public void Signs_of_a_group_go_on_when_somebody_joins_or_leaves_and_not_when_groups_are_put_together_anew()
    {
        var told = Told.Unknown with { Partitions = [[Cell("A", 1, 8), Cell("B", 21, 8)]] };

        Assert.Empty(Looking.Open(LookedAt.Signs, [told], [Cell("A", 2, 8), Cell("B", 21, 7)], 5).Withheld);
        // B has shrunk and goes with A now: A goes on by itself, and nothing is told of both.
        var (open, withheld) = Looking.Open(LookedAt.Signs, [told], [new Cell("A + B", [.. Ids(1, 8), .. Ids(21, 3)])], 5);
        Assert.Empty(withheld);
        Assert.Equal("A", Assert.Single(open).Name);
        Assert.Single(Looking.Open(LookedAt.Signs, [Told.Unknown with { Partitions = [[new Cell("A + B", [.. Ids(1, 8), .. Ids(21, 3)])]] }], [Cell("A", 1, 8)], 5).Withheld);
    }

    [Fact]
    public void Nor_all_of_one_day_from_all_of_another()
    {
        // Nobody's own group differs by few, only the sums do.
        var before = new[] { Cell("A", 1, 10), Cell("B", 11, 10) };
        var now = new[] { Cell("A", 1, 5), new Cell("B", [.. Ids(6, 5), .. Ids(11, 10), .. Ids(31, 1)]) };

        Assert.NotEmpty(Differencing.Withheld([before], now, 5));
    }

    [Fact]
    public void A_look_is_recorded_with_what_for()
    {
        var cells = new[] { Cell("A", 1, 8) };
        When(Look(new RecordLook(LookedAt.Map, " map ", cells, 1))).Happens(new Looked(Told.Of(LookedAt.Map, Someone.Date), LookedAt.Map, "map", 1, cells));
        // The same told again is a look again, and nothing new to remember.
        When(Look(new RecordLook(LookedAt.Map, "map", cells, 0), told: new Told([cells], []))).Happens(new Looked(Told.Of(LookedAt.Map, Someone.Date), LookedAt.Map, "map", 0));
    }

    [Fact]
    public void The_door_refuses_what_would_tell_of_few_whoever_asks_and_however()
    {
        When(Look(new RecordLook(LookedAt.Map, "map", [Cell("A", 1, 4)], 0))).Refused(new TooFewPeople(5));
        When(Look(new RecordLook(LookedAt.Map, "map", [new Cell("A", ["P-1", "P-1", "P-1", "P-1", "P-1"])], 0))).Refused(new TooFewPeople(5));
        When(Look(new RecordLook(LookedAt.Map, "map", [Cell("A", 1, 8)], 0), told: new Told([[Cell("A", 1, 9)]], []))).Refused(new WouldTellOfFew(5));
        When(Look(new RecordLook(LookedAt.Map, "map", [Cell("A", 1, 8)], 0), before: new Told([[Cell("A", 1, 9)]], []))).Refused(new WouldTellOfFew(5));
        When(Look(new RecordLook(LookedAt.Map, "map", [Cell("A", 1, 8)], 0), policy: On with { Content = PolicyContent.Usual with { LeastGroup = 10 } })).Refused(new TooFewPeople(10));
        When(Look(new RecordLook(LookedAt.Map, " ", [Cell("A", 1, 8)], 0))).Refused(new LookPurposeMissing());
        // Nor of chosen people, such as a pilot group less one of its members.
        When(Look(new RecordLook(LookedAt.Suggestion, "x", [], 0, Chosen: [Cell("0", 1, 4)]))).Refused(new TooFewPeople(5));
        When(Look(new RecordLook(LookedAt.Suggestion, "x", [], 0, Chosen: [Cell("0", 1, 6)]), told: new Told([], [[Cell("0", 1, 7)]]))).Refused(new WouldTellOfFew(5));
        When(Look(new RecordLook(LookedAt.Map, "map", [Cell("A", 1, 8)], 0), policy: InfluencePolicy.Unknown)).Refused(new InfluenceOff());
        Assert.Null(Look(new RecordLook(LookedAt.Work, "work", [Cell("A", 1, 8)], 0), policy: InfluencePolicy.Unknown).Refusal);
    }

    [Fact]
    public void Whoever_leads_people_or_did_lately_is_told_nothing()
    {
        var manager = StateAfter<Person>(new PersonRegistered(new(Someone.Person), [Function.Engineering]), new ReportGained(new(Someone.Person), new("P-3")));
        var lately = StateAfter<Person>(
            new PersonRegistered(new(Someone.Person), [Function.Engineering]), new ReportGained(new(Someone.Person), new("P-3")), new ReportLost(new(Someone.Person), new("P-3")));

        When(Look(new RecordLook(LookedAt.Map, "map", [Cell("A", 1, 8)], 0), looker: manager)).Refused(new LooksAsLineManager());
        When(Look(new RecordLook(LookedAt.Suggestion, "map", [Cell("A", 1, 8)], 0), looker: lately)).Refused(new LooksAsLineManager());
    }

    [Fact]
    public void What_was_told_in_the_quarter_before_is_known_by_its_quarter()
    {
        Assert.Equal("Map 2026-Q1", Told.Of(LookedAt.Map, new DateOnly(2026, 3, 31)).Value);
        Assert.Equal("Map 2025-Q4", Told.Of(LookedAt.Map, new DateOnly(2026, 1, 1).AddMonths(-3)).Value);
    }

    private static Decision Look(RecordLook look, InfluencePolicy? policy = null, Told? told = null, Told? before = null, Person? looker = null) =>
        RecordLook.Decide(look, policy ?? On, told ?? Told.Unknown, before ?? Told.Unknown, looker ?? Person.Unknown, Someone);

    private static Cell Cell(string name, int from, int count) => new(name, [.. Ids(from, count)]);

    private static IEnumerable<string> Ids(int from, int count) => Enumerable.Range(from, count).Select(at => FormattableString.Invariant($"P-{at:000}"));

    private static IEnumerable<(string, string)> Members(string group, int from, int count) => Ids(from, count).Select(id => (id, group));
}
