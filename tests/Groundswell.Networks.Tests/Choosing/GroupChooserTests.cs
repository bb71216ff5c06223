using FsCheck;
using FsCheck.Fluent;
using Groundswell.Networks.Choosing;
using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Tests.Choosing;

public sealed class GroupChooserTests
{
    /// <summary>0 has 2, 3, 4; 1 has 4, 5; 6 has 2, 3.</summary>
    private static readonly Network Ties = new NetworkBuilder(7).Add(0, 2).Add(0, 3).Add(0, 4).Add(1, 4).Add(1, 5).Add(6, 2).Add(6, 3).Build();

    [Fact]
    public void With_one_contact_those_are_chosen_who_reach_most_others()
    {
        var choice = GroupChooser.Choose(new Coverage(Ties, Contacts: 1), 2, seed: 1);

        Assert.Equal([0, 1], choice.Members);
        Assert.Equal((6, 7), (choice.Reached.Once, choice.Reached.Concerned));
        Assert.Equal([6], choice.Reached.NotReached);
        Assert.Equal(6, choice.Reached.Value);
        // After 0 the next two could add 6 with two, and 1 with one, if they did not overlap.
        Assert.Equal(7, choice.Bound);
        Assert.Equal(1 - (1 / Math.E), choice.Guarantee);
    }

    [Fact]
    public void With_two_contacts_a_second_one_counts_as_much_as_the_first()
    {
        // 0 and 6 give themselves twice, 2 and 3 two contacts, 4 one; 0 and 1 would give 4 + 2 + 3 as well, but reach nobody but 4 fully.
        var coverage = new Coverage(Ties);

        Assert.Equal(2 + 2 + 2 + 2 + 1, coverage.Reach([0, 6]).Value);
        Assert.Equal((5, 4), (coverage.Reach([0, 6]).Once, coverage.Reach([0, 6]).Fully));
        Assert.Equal((6, 3), (coverage.Reach([0, 1]).Once, coverage.Reach([0, 1]).Fully));
        Assert.Equal(4 / 7.0, coverage.Reach([0, 6]).ShareFully);
    }

    [Fact]
    public void Those_who_lose_count_double_and_those_it_does_not_concern_not_at_all()
    {
        var coverage = new Coverage(Ties, Contacts: 1) { Worth = [0, 0, 0, 0, 0, 2, 0] };
        var choice = GroupChooser.Choose(coverage, 1, seed: 1);

        Assert.Contains(choice.Members[0], new[] { 1, 5 });
        Assert.Equal((2, 1, 1), (choice.Reached.Value, choice.Reached.Concerned, choice.Reached.Fully));
    }

    [Fact]
    public void A_weak_arc_is_no_contact()
    {
        var network = new NetworkBuilder(3).Add(0, 1, 0.09).Add(0, 2, 0.1).Build();

        Assert.Equal([1], new Coverage(network, Contacts: 1).Reach([0]).NotReached);
    }

    [Fact]
    public void Quotas_are_kept_and_the_loaded_are_spared()
    {
        var coverage = new Coverage(Ties, Contacts: 1)
        {
            Quotas = [new Quota("late shift", [3, 5], AtLeast: 1), new Quota("with rank", [0, 1], AtMost: 1)],
            Load = [0, 0, 0, 1, 0, 0, 0],
            LoadWorth = 3,
        };
        var choice = GroupChooser.Choose(coverage, 2, seed: 1);

        Assert.Equal([0, 5], choice.Members.Order());
        Assert.Null(choice.Guarantee);
        Assert.Empty(choice.NotKept);
        // With 1 for 0, the two of whom 5 is one again: 1, 4, 5 instead of 0, 2, 3, 4, 5. 3 for 5 would cost one person and three of load.
        Assert.Equal(new Swap(5, 3, 1 + 3), choice.Swaps.Single(swap => swap.Member == 5));
    }

    [Fact]
    public void What_cannot_be_kept_is_named()
    {
        var coverage = new Coverage(Ties)
        {
            Quotas = [new Quota("experts", [0], AtLeast: 1), new Quota("sceptics", [1], AtLeast: 1), new Quota("trusted", [6], AtLeast: 1)],
        };

        Assert.Equal(["trusted"], GroupChooser.Choose(coverage, 2, seed: 1).NotKept.Select(quota => quota.Name));
    }

    [Fact]
    public void Only_the_eligible_are_chosen()
    {
        var choice = GroupChooser.Choose(new Coverage(Ties) { Eligible = [false, true, false, false, false, false, true] }, 5, seed: 1);

        Assert.Equal([1, 6], choice.Members.Order());
        Assert.All(choice.Swaps, swap => Assert.Null(swap.Instead));
    }

    [Fact]
    public void The_bound_is_above_the_true_best_and_the_group_near_it() =>
        Prop.ForAll(
            Gen.Zip(Gen.Choose(0, 1_000_000), Gen.Choose(1, 2)).ToArbitrary(),
            drawn =>
            {
                var network = RandomNetworks.Of(nodes: 9, arcs: 22, seed: (ulong)drawn.Item1);
                var chance = new Chance((ulong)drawn.Item1, 5);
                int[] some = [.. Enumerable.Range(0, 9).Where(_ => chance.With(0.5))];
                var coverage = new Coverage(network, Contacts: drawn.Item2)
                {
                    Worth = [.. Enumerable.Range(0, 9).Select(_ => (double)chance.Below(3))],
                    Load = [.. Enumerable.Range(0, 9).Select(_ => chance.Unit())],
                    LoadWorth = 0.7,
                    Quotas = [new Quota("some", some, AtLeast: Math.Min(1, some.Length), AtMost: 2)],
                    Spread = ReverseSets.Draw(Cascade.Weighted(network), 512, 3),
                    SpreadWorth = 2,
                };
                var choice = GroupChooser.Choose(coverage, 3, seed: 1);
                var all = from a in Enumerable.Range(0, 9) from b in Enumerable.Range(0, a) from c in Enumerable.Range(0, b) select new[] { a, b, c };
                var best = all.Where(group => some.Length == 0 || group.Count(some.Contains) is 1 or 2)
                    .Select(group => coverage.Reach(group).Value).DefaultIfEmpty(double.NegativeInfinity).Max();

                Assert.InRange(choice.Members.Count(some.Contains), Math.Min(1, some.Length), 2);
                Assert.True(choice.Bound >= best - 1e-9);
                Assert.True(choice.Reached.Value >= Math.Min(0.75 * best, best), $"{choice.Reached.Value} of {best}");
                Assert.Equal(coverage.Reach(choice.Members).Value, choice.Reached.Value, 1e-9);
                // Somebody whom a quota asks for may cost more than they bring; nobody who may be replaced is worth less than the best replacement.
                Assert.All(choice.Swaps, swap => Assert.True(swap.Instead is null || swap.Cost >= -1e-9));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void Whoever_is_there_already_counts_and_is_neither_chosen_nor_counted_in_the_size()
    {
        var coverage = new Coverage(Ties, Contacts: 1) { Already = [0] };
        var choice = GroupChooser.Choose(coverage, 1, seed: 1);

        Assert.Equal([1], choice.Members);
        Assert.Equal(6, choice.Reached.Once);
        Assert.Equal(choice.Reached.Once, new Coverage(Ties, Contacts: 1).Reach([0, 1]).Once);
        Assert.Equal(4, coverage.Reach([]).Once);
        Assert.True(choice.Random.SameSize >= 4);
    }

    [Fact]
    public void The_sample_of_a_spread_counts_as_it_is_worth()
    {
        var sets = ReverseSets.Draw(Cascade.Weighted(Ties), 5120, 3);
        var coverage = new Coverage(Ties, Contacts: 1) { Spread = sets, SpreadWorth = 10 };

        Assert.Equal(new Coverage(Ties, Contacts: 1).Reach([0, 6]).Value + (10 * sets.Estimate([0, 6]).Share), coverage.Reach([0, 6]).Value, 1e-9);
    }

    [Fact]
    public void At_random_it_takes_more_people()
    {
        var star = new NetworkBuilder(20);
        for (var person = 1; person < 20; person++)
            star.Add(0, person);
        var choice = GroupChooser.Choose(new Coverage(star.Build(), Contacts: 1), 1, seed: 1);

        Assert.Equal([0], choice.Members);
        // One at random reaches 20 in one case of twenty, and else 1. Only all at once reach everybody in every case.
        Assert.Equal(1.95, choice.Random.SameSize, 1.0);
        Assert.Equal(20, choice.Random.AsMany);
    }

    [Theory]
    [InlineData(1, 0.898)]
    [InlineData(5, 0.665)]
    [InlineData(20, 0.491)]
    public void Five_people_of_a_manufacturer_write_with_as_many_as_was_published(int mails, double share)
    {
        var ties = Reference.Network("mfg_email").AtLeast(mails).Undirected().Unweighted();
        var choice = GroupChooser.Choose(new Coverage(ties, Contacts: 1), 5, seed: 1);

        Assert.True(choice.Reached.ShareOnce >= share - 0.0005, $"{choice.Reached.ShareOnce:0.000}");
        Assert.True(choice.Bound >= choice.Reached.Value);
    }
}
