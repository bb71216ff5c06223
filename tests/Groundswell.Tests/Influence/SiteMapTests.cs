using Groundswell.Deciding;
using Groundswell.Influence;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Maps;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Spread;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Influence;

public sealed class SiteMapTests
{
    private static readonly DateTimeOffset Now = Begin.AddDays(60);

    [Fact]
    public void Of_work_taken_over_the_map_shows_how_it_went_and_says_what_that_cannot_tell()
    {
        // Twelve people at two work centers, years ago; an order goes through all hands in turn.
        SitePerson[] people = [.. Enumerable.Range(1, 12).Select(at => new SitePerson($"ID{at:00}", [Function.Operations], at <= 6 ? "Turning" : "Packing", null, 0))];
        var contacts = Enumerable.Range(0, 60).Select(at => new Shown(Layer.Work, people[at % 12].Id, people[(at + 1) % 12].Id, Now.AddYears(-14), "2012-01-29", 1, "1 2")).ToList();
        var map = Map(new SiteEvidence(people, contacts, [], Now, IsOnlyPast: true), InfluencePolicy.Unknown);

        Assert.Equal(["Operations · Packing", "Operations · Turning"], map.Groups.Select(group => group.Name));
        Assert.All(map.Ties, tie => Assert.Equal(Layer.Work, tie.Layer));
        Assert.NotEmpty(map.Ties);
        Assert.Contains(map.Reach, reach => reach is { How: ChosenHow.WellByWork, Once: > 0 });
        Assert.Equal([MapLimit.NoPolicy, MapLimit.OnlyPastWork, MapLimit.NoCalls, MapLimit.NoAttendance, MapLimit.NoReportingLine], map.Limits);
    }

    [Fact]
    public void Shares_are_rounded_so_that_no_single_tie_shows()
    {
        SitePerson[] people = [.. Enumerable.Range(1, 16).Select(at => new SitePerson($"P-{at:00}", [Function.Operations], at <= 8 ? "A" : "B", null, 0, TakesPart: true))];
        Shown One(string from, string to) => new(Layer.Help, from, to, Now, "", 1, "1");
        var on = InfluencePolicy.Unknown with { Version = 1 };

        var single = Map(new SiteEvidence(people, [One("P-01", "P-09")], [], Now), on);
        var several = Map(new SiteEvidence(people, [.. Enumerable.Range(9, 8).Select(at => One("P-01", $"P-{at:00}"))], [], Now), on);

        Assert.Empty(single.Ties);
        Assert.Equal(0.1, Assert.Single(several.Ties).Share, 9);
    }

    [Fact]
    public void What_those_with_rank_would_reach_is_told_of_all_of_them_or_not_at_all()
    {
        SitePerson[] people = [.. Enumerable.Range(1, 30).Select(at => new SitePerson($"P-{at:00}", [Function.Operations], at <= 15 ? "A" : "B", null, at <= 6 ? 4 : 0, TakesPart: true))];
        var contacts = from helper in people.Take(12) from other in people.Skip(8) from time in Enumerable.Range(0, 3) select new Shown(Layer.Help, helper.Id, other.Id, Now, "", 1, "1");
        var (reading, told) = Read(new SiteEvidence(people, [.. contacts], [], Now), InfluencePolicy.Unknown with { Version = 1 });

        Assert.DoesNotContain(MapDrawing.Of(reading, told).Reach, reach => reach.How == ChosenHow.ByRank);
        Assert.Null(Playing.Of(reading, told, []).Curves[1].Beginners);
        var may = told with { Chosen = [true] };
        Assert.Equal(6, Assert.Single(MapDrawing.Of(reading, may).Reach, reach => reach.How == ChosenHow.ByRank).People);
        Assert.Contains(MapDrawing.Of(reading, may).Reach, reach => reach is { How: ChosenHow.Well, People: 6 });
        Assert.Equal(6, Playing.Of(reading, may, []).Curves[1].Beginners);
    }

    [Fact]
    public void Playing_what_if_is_told_with_what_it_stands_on()
    {
        SitePerson[] people = [.. Enumerable.Range(1, 18).Select(at => new SitePerson($"P-{at:00}", [Function.Operations], at <= 9 ? "A" : "B", null, at == 1 ? 5 : 0, TakesPart: true))];
        var contacts = from helper in people.Take(6) from other in people.Skip(6) from time in Enumerable.Range(0, 3) select new Shown(Layer.Help, helper.Id, other.Id, Now, "", 1, "1");
        var (reading, told) = Read(new SiteEvidence(people, [.. contacts], [], Now), InfluencePolicy.Unknown with { Version = 1 });

        var played = Playing.Of(reading, told, []);

        Assert.Equal([BroughtBy.Champions, BroughtBy.Rank], played.Curves.Select(curve => curve.By));
        Assert.All(played.Curves, curve => Assert.All(curve.Mean.Index(), one => Assert.InRange(one.Item, curve.Low[one.Index] - 0.06, curve.High[one.Index] + 0.06)));
        Assert.True(played.Curves[0].Mean[^1] >= played.Curves[0].Mean[0]);
        Assert.False(played.Assumed.IsFitted);
    }

    [Fact]
    public void What_if_takes_the_sites_own_numbers_where_its_launches_tell_them_and_says_which()
    {
        SitePerson[] people = [.. Enumerable.Range(1, 60).Select(at => new SitePerson($"P-{at:00}", [Function.Operations], at <= 30 ? "A" : "B", null, at == 1 ? 5 : 0, TakesPart: true))];
        var contacts = from at in Enumerable.Range(1, 59) from back in new[] { 1, 2, 3 } where at - back >= 0 from time in Enumerable.Range(0, 4) select new Shown(Layer.Help, people[at - back].Id, people[at].Id, Now, "", 1, "1");
        var (reading, told) = Read(new SiteEvidence(people, [.. contacts], [], Now), InfluencePolicy.Unknown with { Version = 1 });
        var day = new DateOnly(2026, 2, 2);
        // Along the line, three people a week.
        var along = new PastRollout(BroughtBy.Champions, people.Index().ToDictionary(one => one.Item.Id, one => day.AddDays(7 * (one.Index / 3))), people.Select(one => one.Id).ToHashSet(), day.AddDays(7 * 21));

        var played = Playing.Of(reading, told, [along]);

        var assumed = played.Assumed;
        Assert.Equal([BroughtBy.Champions, BroughtBy.Rank, BroughtBy.AsBefore], played.Curves.Select(curve => curve.By));
        Assert.True(assumed is { Passes.IsFitted: true, PushByChampions.IsFitted: true, ShowsPassing: true, IsFitted: true }, $"{assumed}");
        Assert.False(assumed.PushFromAbove.IsFitted);
        Assert.InRange(assumed.PushByChampions.Value, assumed.PushByChampions.Low!.Value, assumed.PushByChampions.High!.Value);
        Assert.Equal((1, 57), (assumed.Launches.Rollouts, assumed.Launches.People));
        Assert.Equal(new FittedTo(0, 0), assumed.Pushes);
        Assert.NotNull(assumed.Before);
        Assert.InRange(played.Curves[2].Mean[19], 0.9, 1);

        // Of four nothing goes into a number, and what is pushed is another number.
        var few = along with { First = along.First.Take(4).ToDictionary() };
        Assert.False(Playing.Of(reading, told, [few]).Assumed.IsFitted);
        Assert.Equal(WhatIfLacking.Nothing, Playing.Of(reading, told, [few]).Assumed.Lacking);
        Assert.Equal(WhatIfLacking.Weeks, Playing.Of(reading, told, [along with { Until = day.AddDays(20) }]).Assumed.Lacking);
        Assert.Equal(WhatIfLacking.People, Playing.Of(reading, told, [along with { First = people.ToDictionary(one => one.Id, _ => day) }]).Assumed.Lacking);
        Assert.Null(assumed.Lacking);
        var pushed = Playing.Of(reading, told, [along with { By = BroughtBy.Rank }]).Assumed;
        Assert.True(pushed is { PushFromAbove.IsFitted: true, PushByChampions.IsFitted: false, Passes.IsFitted: true, Before: null });
    }

    private static SiteMap Map(SiteEvidence evidence, InfluencePolicy policy)
    {
        var (reading, told) = Read(evidence, policy);
        return MapDrawing.Of(reading, told);
    }

    private static (SiteReading, MayBeTold) Read(SiteEvidence evidence, InfluencePolicy policy)
    {
        var network = SiteNetwork.Of(evidence, policy.Content.Rules, person => person.TakesPart);
        return (
            new SiteReading("MUC", policy, evidence, network, network),
            new MayBeTold(Partition.Of(evidence.People.Select(person => (person.Id, person.Group)), InfluenceRules.LeastGroup), [], null));
    }
}
