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
        Assert.Equal(2, Differencing.Withheld([[Cell("all", 1, 17)]], [Cell("A", 1, 8), Cell("B", 9, 8)], 5).Count);

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
        When(Look(new RecordLook(LookedAt.Map, "map", cells, 0), told: new Told([cells]))).Happens(new Looked(Told.Of(LookedAt.Map, Someone.Date), LookedAt.Map, "map", 0));
    }

    [Fact]
    public void The_door_refuses_what_would_tell_of_few_whoever_asks_and_however()
    {
        When(Look(new RecordLook(LookedAt.Map, "map", [Cell("A", 1, 4)], 0))).Refused(new TooFewPeople(5));
        When(Look(new RecordLook(LookedAt.Map, "map", [new Cell("A", ["P-1", "P-1", "P-1", "P-1", "P-1"])], 0))).Refused(new TooFewPeople(5));
        When(Look(new RecordLook(LookedAt.Map, "map", [Cell("A", 1, 8)], 0), told: new Told([[Cell("A", 1, 9)]]))).Refused(new WouldTellOfFew(5));
        When(Look(new RecordLook(LookedAt.Map, "map", [Cell("A", 1, 8)], 0), before: new Told([[Cell("A", 1, 9)]]))).Refused(new WouldTellOfFew(5));
        When(Look(new RecordLook(LookedAt.Map, "map", [Cell("A", 1, 8)], 0), policy: On with { Content = PolicyContent.Usual with { LeastGroup = 10 } })).Refused(new TooFewPeople(10));
        When(Look(new RecordLook(LookedAt.Map, " ", [Cell("A", 1, 8)], 0))).Refused(new LookPurposeMissing());
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
