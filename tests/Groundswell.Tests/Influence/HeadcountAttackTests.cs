using System.Text.Json;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Standings;
using Groundswell.People.Persons;

namespace Groundswell.Tests.Influence;

/// <summary>Attacks on who takes part by how many do: who belongs to a crew everybody knows, and that all of it are counted would tell of each.</summary>
public sealed class HeadcountAttackTests
{
    [Fact]
    public void Where_fewer_than_a_group_are_not_counted_all_of_it_are_said()
    {
        Assert.All(Enumerable.Range(16, 5), counted => Assert.Equal(new ToldNumber(20, true), ToldNumber.Of(counted, 20, 5)));
        Assert.Equal(new ToldNumber(15, false), ToldNumber.Of(15, 20, 5));
        Assert.Equal(new ToldNumber(11, false), ToldNumber.Of(11, 20, 8));
        Assert.Equal(new ToldNumber(35, true), ToldNumber.Of(15, 20, 5) + ToldNumber.Of(17, 20, 5));
    }

    [Fact]
    public void Some_of_them_are_told_as_if_those_who_are_not_counted_were_like_the_others()
    {
        // Were all sixteen reached, sixteen would be how many are counted.
        Assert.Equal((20, 20, 10, 0), (ToldNumber.Of(16, 20, 5).Part(16, 16), ToldNumber.Of(20, 20, 5).Part(20, 20), ToldNumber.Of(16, 20, 5).Part(8, 16), ToldNumber.Of(16, 20, 5).Part(0, 16)));
        Assert.Equal(7, ToldNumber.Of(15, 20, 5).Part(7, 15));
    }

    [Fact]
    public void Of_a_group_that_has_no_more_than_the_least_nothing_is_told_by_itself()
    {
        List<(string, string)> people = [.. Enumerable.Range(0, 5).Select(at => ($"A-{at}", "A")), .. Enumerable.Range(0, 8).Select(at => ($"B-{at}", "B"))];

        Assert.Equal(["A + B"], Partition.Of(people, 5, new Dictionary<string, int> { ["A"] = 5, ["B"] = 9 }).Select(cell => cell.Name));
        Assert.Equal(["A", "B"], Partition.Of(people, 5, new Dictionary<string, int> { ["A"] = 6, ["B"] = 9 }).Select(cell => cell.Name));
        Assert.Empty(Partition.Of(people.Take(5), 5, new Dictionary<string, int> { ["A"] = 5 }));
    }

    [Fact]
    public async Task Whether_all_of_a_crew_take_part_or_all_but_a_few_is_told_in_the_same_words()
    {
        var (all, few) = (await Told(without: 0), await Told(without: 3));

        Assert.Equal(all, few);
        Assert.Contains("\"people\":8,\"allButFew\":true", all);
        // Five who don't take part are a number like another.
        Assert.Contains("\"people\":11,\"allButFew\":false", await Told(without: 1, others: 8));
    }

    /// <summary>What is told of how many, where so many of Crew B don't take part.</summary>
    private static async Task<string> Told(int without, int others = 0)
    {
        await using var plant = await InfluencePlant.Start();
        for (var at = 0; at < others; at++)
        {
            await plant.Do(new RegisterPerson(new($"B-{20 + at}"), [Groundswell.Deciding.Function.Operations], "Crew B"));
            if (at < others / 2)
                await plant.Do(new TakePart(1), $"B-{20 + at}");
        }

        foreach (var person in InfluencePlant.Crew("A").Concat(InfluencePlant.Crew("B").Skip(without)))
            await plant.Do(new TakePart(1), person);
        // Those who help and are helped take part in any case.
        foreach (var crew in new[] { "A", "B" })
        {
            foreach (var helped in new[] { "6", "7" })
                await plant.Help($"{crew}-8", $"{crew}-{helped}", 3);
        }

        var map = await plant.Asked(plant.Facilitator, "map");
        var played = await plant.Asked(plant.Facilitator, "what-if");
        var suggestion = await plant.Asked(plant.Facilitator, "suggestion?shifts=Crew%20B");
        return string.Join('\n', [
            map.GetProperty("groups").GetRawText(), map.GetProperty("uncounted").GetRawText(), map.GetProperty("formal").GetRawText(),
            string.Join(' ', map.GetProperty("reach").EnumerateArray().Select(reach => reach.GetProperty("people").GetInt32())),
            played.GetProperty("people").GetRawText(), string.Join(' ', played.GetProperty("curves").EnumerateArray().Select(curve => $"{curve.GetProperty("beginners")} {curve.GetProperty("mean")[0]}")),
            suggestion.GetProperty("notKnown").GetRawText(),
            suggestion.GetProperty("reach") is { ValueKind: JsonValueKind.Object } reached ? reached.GetProperty("affected").GetRawText() : "",
        ]);
    }
}
