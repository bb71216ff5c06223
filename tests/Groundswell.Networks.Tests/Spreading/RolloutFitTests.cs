using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Tests.Spreading;

public sealed class RolloutFitTests
{
    private const int People = 150, Periods = 20;

    private static readonly Network Influence = RandomNetworks.Of(nodes: People, arcs: 900, seed: 11).Reweighted((_, _, _) => 0.2);

    [Fact]
    public void What_was_played_is_found_again_and_lies_between_what_is_told()
    {
        var fit = RolloutFit.Of(Influence, Played(push: 0.02, passes: 0.5, contacts: 1, times: 6), seed: 1)!;

        Assert.Equal(1, fit.Contacts);
        Assert.InRange(0.02, fit.Push.Low, fit.Push.High);
        Assert.InRange(0.5, fit.Passes.Low, fit.Passes.High);
        Assert.InRange(fit.Passes.High - fit.Passes.Low, 0.01, 0.4);
        Assert.True(fit.Told > 10, $"{fit.Told}");
    }

    [Fact]
    public void Two_contacts_are_told_from_one() => Assert.Equal(2, RolloutFit.Of(Influence, Played(push: 0.04, passes: 1.5, contacts: 2, times: 6), seed: 1)!.Contacts);

    [Fact]
    public void Where_nothing_passes_it_is_not_told_that_anything_does()
    {
        var fit = RolloutFit.Of(Influence, Played(push: 0.1, passes: 0, contacts: 1, times: 6), seed: 1)!;

        Assert.True(fit.Told < 2, $"{fit.Told}");
        Assert.Equal(0, fit.Passes.Low);
        Assert.InRange(0.1, fit.Push.Low, fit.Push.High);
    }

    [Fact]
    public void Too_few_tell_nothing_and_the_first_are_not_explained()
    {
        var few = new ObservedRollout([.. Enumerable.Range(0, People).Select(person => person < 19 ? 2 : person < 60 ? 1 : (int?)null)], Everybody, Periods);

        Assert.Null(RolloutFit.Of(Influence, [few], seed: 1));
        Assert.Equal(20, RolloutFit.Of(Influence, [few with { Adopted = [.. few.Adopted.Select((at, person) => person == 100 ? 3 : at)] }], seed: 1)!.Events);
    }

    [Fact]
    public void It_repeats() =>
        Assert.Equal(
            RolloutFit.Of(Influence, Played(0.02, 0.5, 1, 2), seed: 4)!.Drawn,
            RolloutFit.Of(Influence, Played(0.02, 0.5, 1, 2), seed: 4)!.Drawn);

    private static bool[] Everybody => [.. Enumerable.Repeat(true, People)];

    /// <summary>Plays it person by person, apart from what is tested.</summary>
    private static List<ObservedRollout> Played(double push, double passes, int contacts, int times)
    {
        var rollouts = new List<ObservedRollout>();
        for (var time = 0; time < times; time++)
        {
            var chance = new Chance(77, (ulong)time);
            var adopted = new int?[People];
            for (var person = 0; person < 8; person++)
                adopted[(person * 17) + time] = 1;
            for (var period = 2; period <= Periods; period++)
            {
                var before = (int?[])adopted.Clone();
                for (var person = 0; person < People; person++)
                {
                    var (stays, around) = (1 - push, 0);
                    foreach (var other in Influence.Predecessors(person))
                        around += before[other] is null ? 0 : 1;
                    for (var contact = 0; contact < around && around >= contacts; contact++)
                        stays *= 1 - (passes * 0.2);
                    if (adopted[person] is null && chance.Unit() >= stays)
                        adopted[person] = period;
                }
            }

            rollouts.Add(new ObservedRollout(adopted, Everybody, Periods));
        }

        return rollouts;
    }
}
