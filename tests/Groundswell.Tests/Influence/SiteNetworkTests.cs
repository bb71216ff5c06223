using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Policies;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Influence;

public sealed class SiteNetworkTests
{
    private static readonly DateTimeOffset Now = Begin.AddDays(60);
    private readonly SitePerson[] _people = [.. Enumerable.Range(1, 6).Select(at => Person($"P-{at}"))];

    [Fact]
    public void What_the_rota_would_have_made_anyway_is_no_influence()
    {
        // On each of twenty shifts P-1 is helped once, in turn by each of the other five, who are all there.
        var shifts = Enumerable.Range(0, 20).Select(at => FormattableString.Invariant($"2026-03-{at + 1:00} E")).ToList();
        var stays = (from shift in shifts from person in _people select new Stayed(shift, person.Id, 8)).ToList();
        var inTurn = shifts.Select((shift, at) => Help(FormattableString.Invariant($"P-{2 + (at % 5)}"), "P-1", shift)).ToList();
        var always = shifts.Select(shift => Help("P-2", "P-1", shift)).ToList();

        var rota = Network(inTurn, stays);
        var chosen = Network(always, stays);

        Assert.True(rota.IsEmpty);
        Assert.Equal(4, rota.Observed[Layer.Help].Weight(rota.Find("P-2"), rota.Find("P-1")), 1);
        Assert.True(chosen.Combined.HasArc(chosen.Find("P-2"), chosen.Find("P-1")));
        Assert.Equal(1, chosen.Combined.Arcs);
    }

    [Fact]
    public void Nothing_is_read_of_whoever_does_not_take_part_or_has_paused()
    {
        Shown[] help = [.. Enumerable.Range(0, 6).SelectMany(_ => new[] { Help("P-1", "P-2"), Help("P-1", "P-3"), Help("P-4", "P-5") })];
        _people[0] = _people[0] with { TakesPart = false };

        var network = Network(help);

        Assert.Equal(0, network.Combined.Successors(network.Find("P-1")).Length);
        Assert.True(network.Combined.HasArc(network.Find("P-4"), network.Find("P-5")));
    }

    [Fact]
    public void What_somebody_had_deleted_is_gone_for_both_and_what_comes_after_counts()
    {
        _people[1] = _people[1] with { ForgottenUpTo = Begin.AddDays(30) };

        var before = Network([.. Enumerable.Range(0, 6).Select(_ => Help("P-1", "P-2", at: Begin.AddDays(29)))]);
        var after = Network([.. Enumerable.Range(0, 6).Select(_ => Help("P-1", "P-2", at: Begin.AddDays(31)))]);

        Assert.True(before.IsEmpty);
        Assert.False(after.IsEmpty);
    }

    [Fact]
    public void What_is_older_than_it_is_kept_is_not_looked_at() =>
        Assert.True(Network([Help("P-1", "P-2", at: Now.AddDays(-181)), Help("P-1", "P-2", at: Now.AddDays(-200))]).IsEmpty);

    [Fact]
    public void An_act_is_worth_half_after_its_half_life()
    {
        var fresh = Network([Help("P-1", "P-2", at: Now)]);
        var aged = Network([Help("P-1", "P-2", at: Now.AddDays(-90))]);

        Assert.Equal(1, fresh.Observed[Layer.Help].Weight(0, 1), 9);
        Assert.Equal(0.5, aged.Observed[Layer.Help].Weight(0, 1), 9);
    }

    [Fact]
    public void Work_that_goes_from_hand_to_hand_never_counts_as_influence()
    {
        var network = Network([.. Enumerable.Range(0, 50).Select(_ => new Shown(Layer.Work, "P-1", "P-2", Now, "", 1, "1"))]);

        Assert.True(network.IsEmpty);
        Assert.Equal(50, network.Contacts[Layer.Work]);
    }

    [Fact]
    public void What_ones_own_manager_teaches_is_theirs_to_do()
    {
        _people[1] = _people[1] with { ReportsTo = "P-1" };

        var network = Network([new Shown(Layer.Teaching, "P-1", "P-2", Now, "", 1, "1"), new Shown(Layer.Teaching, "P-3", "P-2", Now, "", 1, "2")]);

        Assert.Equal(network.Find("P-3"), network.Combined.Predecessors(network.Find("P-2"))[0]);
        Assert.Equal(1, network.Combined.Arcs);
    }

    private SiteNetwork Network(IReadOnlyList<Shown> contacts, IReadOnlyList<Stayed>? stays = null) =>
        SiteNetwork.Of(new SiteEvidence(_people, contacts, stays ?? [], Now), InfluenceRules.Usual, person => person.TakesPart);

    private static Shown Help(string from, string to, string shift = "", DateTimeOffset? at = null) => new(Layer.Help, from, to, at ?? Now, shift, 1, "1");

    private static SitePerson Person(string id) => new(id, [Function.Operations], "A", null, 0, TakesPart: true);
}
