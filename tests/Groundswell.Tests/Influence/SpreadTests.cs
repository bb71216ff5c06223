using Groundswell.Deciding;
using Groundswell.Influence;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Spread;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Influence;

public sealed class SpreadTests
{
    private static readonly DateTimeOffset Now = Begin.AddDays(60);
    private static readonly DateOnly Today = new(2026, 3, 30);

    [Fact]
    public void What_is_taken_up_along_ties_is_seen_and_what_is_not_is_not()
    {
        // Everybody turns to the one before them, and takes it up a week later than they.
        var (read, told) = Line(24);
        var along = read.Evidence.People.Index().Where(one => one.Index < 18).ToDictionary(one => one.Item.Id, one => Today.AddDays(-7 * (19 - (one.Index / 2))));
        var dealt = along.Keys.Zip(along.Values.OrderBy(day => (day.DayNumber * 7919) % 101)).ToDictionary(one => one.First, one => one.Second);

        var seen = PeerEffects.Told(read, told, along, Today);
        var unseen = PeerEffects.Told(read, told, dealt, Today);

        Assert.Null(seen.Lacking);
        Assert.True(seen.P < 0.01, $"{seen}");
        Assert.True(unseen.P > 0.05, $"{unseen}");
        Assert.True(seen.Contacts >= unseen.Contacts);
    }

    [Fact]
    public void Nothing_is_told_of_fewer_than_five_whether_they_have_it_or_not()
    {
        var (read, told) = Line(24);
        var days = read.Evidence.People.Select((person, at) => (person.Id, Day: Today.AddDays(-at))).ToList();

        Assert.Equal((SpreadLacking.People, null), Of(4));
        Assert.Equal((SpreadLacking.People, null), Of(20));
        Assert.Null(Of(19).Item1);
        Assert.Equal(SpreadLacking.Ties, PeerEffects.Told(Without(read), told, days.Take(12).ToDictionary(one => one.Id, one => one.Day.AddDays(-20)), Today).Lacking);

        (SpreadLacking?, int?) Of(int adopters)
        {
            var shown = PeerEffects.Told(read, told, days.Take(adopters).ToDictionary(one => one.Id, one => one.Day.AddDays(-20)), Today);
            return (shown.Lacking, shown.Adopters);
        }
    }

    [Fact]
    public void The_first_sites_are_those_whose_people_most_others_know_and_are_drawn_where_nobody_knows_anybody()
    {
        string[] sites = ["A", "B", "C", "D", "E", "F"];
        var known = SiteChooser.Choose(sites, [["A", "B"], ["A", "C"], ["A", "D"], ["E", "F"]], first: 2, seed: 1);
        Assert.Equal("A", known.First[0]);
        Assert.Contains(known.First[1], new[] { "E", "F" });
        Assert.Equal((4, false), (known.Reached, known.IsDrawn));
        Assert.True(known.AtRandom < 4);
        Assert.All(known.Visitors, site => Assert.Equal(2, site.From.Count));

        var strangers = SiteChooser.Choose(sites, [["A"]], first: 2, seed: 1);
        Assert.True(strangers.IsDrawn);
        Assert.Equal((2, 0), (strangers.First.Count, strangers.Reached));
        Assert.Equal(strangers.First, SiteChooser.Choose(sites, [["A"]], first: 2, seed: 1).First);
    }

    [Fact]
    public void About_a_change_only_who_is_ready_begins_and_where_it_runs_already_counts()
    {
        string[] sites = ["A", "B", "C", "D", "E", "F"];
        IReadOnlyList<string>[] workedAt = [["A", "B"], ["A", "C"], ["A", "D"], ["E", "F"], ["B", "C"]];
        SiteReadiness Of(string site, SiteStage stage) => new(site, stage, 0, stage == SiteStage.GettingReady ? ["pilot"] : []);

        // A is known to most, and its gate is closed.
        var found = SiteChooser.Choose(sites, workedAt, first: 2, seed: 1, "one-list",
        [
            Of("A", SiteStage.GettingReady), Of("B", SiteStage.Ready), Of("C", SiteStage.Ready), Of("D", SiteStage.NotIn), Of("E", SiteStage.Begun), Of("F", SiteStage.Ready),
        ]);
        Assert.DoesNotContain("A", found.First);
        Assert.DoesNotContain("E", found.First);
        Assert.Equal(2, found.First.Count);
        Assert.Contains(found.First, new[] { "B", "C" }.Contains);
        // Nobody is a guest at their own, and F knows somebody where it runs.
        Assert.DoesNotContain(found.Visitors, one => one.Site == "E");
        Assert.Equal("one-list", found.Change);

        var nobody = SiteChooser.Choose(sites, workedAt, first: 2, seed: 1, "one-list", [.. sites.Select(site => Of(site, SiteStage.GettingReady))]);
        Assert.Equal((0, 0, 0), (nobody.First.Count, nobody.Reached, (int)nobody.AtRandom));
        Assert.All(nobody.Visitors, one => Assert.Empty(one.From));
        // Of those that would do as well it is drawn: nobody is first by their letter.
        Assert.Equal(2, Enumerable.Range(1, 20).Select(seed => SiteChooser.Choose(["A", "B", "C"], [["A", "C"], ["B", "C"], ["A", "B"]], 1, (ulong)seed).First[0]).Distinct().Take(2).Count());
    }

    [Fact]
    public void What_layers_are_worth_is_learned_from_forty_answers_and_holds_only_where_it_tells_more()
    {
        // Help goes to those who are named; the one who teaches everybody by office is named by nobody.
        SitePerson[] people = [.. Enumerable.Range(0, 50).Select(at => new SitePerson($"P-{at:00}", [Function.Operations], at % 2 == 0 ? "A" : "B", null, 0, TakesPart: true))];
        var help = from at in Enumerable.Range(1, 49) from time in Enumerable.Range(0, 4) select new Shown(Layer.Help, people[at - 1].Id, people[at].Id, Now, "", 1, "1");
        var read = from at in Enumerable.Range(0, 50) from step in new[] { 7, 11, 19 } select new Shown(Layer.SecondPerson, people[(at + step) % 50].Id, people[at].Id, Now, "", 1, "1");
        var named = Enumerable.Range(1, 45).Select(at => new Shown(Layer.Nomination, people[at - 1].Id, people[at].Id, Now, "", 1, "")).ToList();
        var network = SiteNetwork.Of(new SiteEvidence(people, [.. help, .. read, .. named], [], Now), InfluenceRules.Usual, _ => true);

        var learned = LearnedWorth.Of(network, named, InfluenceRules.Usual.Worth)!;

        Assert.Equal(LearnedWorth.Most, learned.Worth[nameof(Layer.Help)], 9);
        Assert.True(learned.Worth[nameof(Layer.SecondPerson)] < 0.3);
        Assert.Equal(45, learned.Learned.Nominators);
        Assert.InRange(learned.Learned.Auc, 0.9, 1);
        Assert.Null(LearnedWorth.Of(network, [.. named.Take(39)], InfluenceRules.Usual.Worth));
        Assert.DoesNotContain(nameof(Layer.Nomination), learned.Worth.Keys);
    }

    [Fact]
    public void Whoever_teaches_everybody_has_an_office_and_whoever_teaches_some_was_turned_to()
    {
        SitePerson[] people = [.. Enumerable.Range(0, 30).Select(at => new SitePerson($"P-{at:00}", [Function.Operations], "A", null, 0, TakesPart: true))];
        var office = Enumerable.Range(1, 29).Select(at => new Shown(Layer.Teaching, "P-00", people[at].Id, Now, "", 0.3, "1"));
        var turnedTo = new[] { 5, 6, 7 }.Select(at => new Shown(Layer.Teaching, "P-01", people[at].Id, Now, "", 1, "1"));

        var taught = SiteNetwork.Of(new SiteEvidence(people, [.. office, .. turnedTo], [], Now), InfluenceRules.Usual, _ => true).Corrected[nameof(Layer.Teaching)];

        Assert.True(taught.Weight(1, 5) > 3 * taught.Weight(0, 9));
        Assert.Equal(0, taught.Weight(0, 5));
    }

    private static SiteReading Without(SiteReading read)
    {
        var none = SiteNetwork.Of(read.Evidence with { Contacts = [] }, InfluenceRules.Usual, _ => true);
        return read with { OfGroups = none, OfThoseTakingPart = none };
    }

    private static (SiteReading, MayBeTold) Line(int count)
    {
        SitePerson[] people = [.. Enumerable.Range(0, count).Select(at => new SitePerson($"P-{at:00}", [Function.Operations], "A", null, 0, TakesPart: true))];
        var contacts = from at in Enumerable.Range(2, count - 2) from back in new[] { 1, 2 } select new Shown(Layer.Help, people[at - back].Id, people[at].Id, Now, "", 1, "1");
        var evidence = new SiteEvidence(people, [.. contacts], [], Now);
        var network = SiteNetwork.Of(evidence, InfluenceRules.Usual, _ => true);
        return (
            new SiteReading("MUC", InfluencePolicy.Unknown with { Version = 1 }, evidence, network, network),
            new MayBeTold(Partition.Of(people.Select(person => (person.Id, person.Group)), InfluenceRules.LeastGroup), [], null));
    }
}
