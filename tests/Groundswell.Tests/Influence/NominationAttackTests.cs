using System.Text.Json;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Standings;
using Groundswell.Tests.Identifying;

namespace Groundswell.Tests.Influence;

/// <summary>Attacks on whom somebody named: by whoever is named, and by whoever looks before and after somebody answers at a terminal or takes it back.</summary>
public sealed class NominationAttackTests
{
    [Fact]
    public async Task Who_gives_a_nomination_is_not_found_by_comparing_what_was_told_before_and_after()
    {
        await using var plant = await Plant();
        foreach (var person in InfluencePlant.Crew("A").Skip(1).Take(5))
            await plant.Do(new Nominate(["A-1"], ["A-1"]), person);
        plant.Server.Time.Step(TimeSpan.FromDays(8));
        var before = await Told(plant);

        await plant.Do(new Nominate(["A-1", "B-2"], ["A-1"]), "A-7");
        Same(before, await Told(plant));

        // Nor on the Monday after: one answer is no five.
        plant.Server.Time.Step(TimeSpan.FromDays(8));
        Same(before, await Told(plant));
    }

    [Fact]
    public async Task Who_takes_one_back_takes_all_of_their_block_along_and_who_it_was_is_not_told()
    {
        // The same plant twice: whoever of the five takes theirs back, everybody is told the same.
        Assert.Equal(await AfterTakingBack("A-3", "A-1", "B-1"), await AfterTakingBack("A-5", "B-2", "A-8"));
    }

    /// <param name="named">By the one who takes it back; everybody else names A-1.</param>
    private static async Task<string> AfterTakingBack(string person, params string[] named)
    {
        await using var plant = await Plant();
        await plant.Help("A-1", "A-2", 12);
        foreach (var other in InfluencePlant.Crew("A").Skip(1).Take(5))
            await plant.Do(other == person ? new Nominate(named, []) : new Nominate(["A-1"], ["A-1"]), other);
        plant.Server.Time.Step(TimeSpan.FromDays(8));
        var before = await Told(plant);
        Assert.Contains("\"Nomination\"", before.Map);
        Assert.True(before.WasNamed);

        await plant.Do(new TakeBackNomination(), person);
        var after = await Told(plant);

        Assert.DoesNotContain("\"Nomination\"", after.Map);
        Assert.False(after.WasNamed);
        // A second one of the same block changes nothing more.
        await plant.Do(new TakeBackNomination(), person == "A-3" ? "A-4" : "A-3");
        Same(after, await Told(plant));
        return after.Map;
    }

    [Fact]
    public async Task Who_answers_anew_is_not_found_either()
    {
        await using var plant = await Plant();
        await plant.Help("A-1", "A-2", 12);
        foreach (var person in InfluencePlant.Crew("A").Skip(1).Take(5))
            await plant.Do(new Nominate(["A-1"], ["A-1"]), person);
        plant.Server.Time.Step(TimeSpan.FromDays(8));

        await plant.Do(new Nominate(["A-2"], []), "A-4");

        var after = await Told(plant);
        Assert.DoesNotContain("\"Nomination\"", after.Map);
        Assert.False(after.WasNamed);
    }

    [Fact]
    public async Task Nobody_is_told_who_named_them_and_at_least_three_are_needed_to_be_told_at_all()
    {
        await using var plant = await Plant();
        foreach (var (person, names) in new[] { ("A-2", "A-1"), ("A-3", "A-1"), ("A-4", "A-8"), ("A-5", "A-8"), ("A-6", "A-8") })
            await plant.Do(new Nominate([names], []), person);
        // Whoever is named sees nothing of it while somebody stands at the terminal.
        Assert.False((await Mine(plant, "A-8")).GetProperty("wasNamed").GetBoolean());

        plant.Server.Time.Step(TimeSpan.FromDays(8));
        var (two, three) = (await Mine(plant, "A-1"), await Mine(plant, "A-8"));

        Assert.False(two.GetProperty("wasNamed").GetBoolean());
        Assert.True(three.GetProperty("wasNamed").GetBoolean());
        Assert.All(new[] { "A-4", "A-5", "A-6" }, person => Assert.DoesNotContain($"\"{person}\"", three.GetRawText()));
    }

    [Fact]
    public async Task Answers_of_two_crews_that_count_together_are_in_no_figure_of_either()
    {
        await using var plant = await Plant();
        await plant.Help("A-1", "A-2", 12);
        foreach (var person in new[] { "A-2", "A-3", "A-4", "B-1", "B-2" })
            await plant.Do(new Nominate(["A-1"], ["A-1"]), person);
        plant.Server.Time.Step(TimeSpan.FromDays(40));

        var after = await Told(plant);

        Assert.DoesNotContain("\"Nomination\"", after.Map);
        Assert.Contains("\"NoNominations\"", after.Map);
        // They count together: who was named by so many is told that, and no more.
        Assert.True(after.WasNamed);
    }

    [Fact]
    public async Task Answers_of_those_who_take_no_part_count_in_nothing_and_with_who_pauses_their_block_goes()
    {
        await using var plant = await Plant();
        await plant.Help("A-1", "A-2", 12);
        await plant.Do(new PauseTakingPart(), "A-6");
        foreach (var person in InfluencePlant.Crew("A").Skip(1).Take(5))
            await plant.Do(new Nominate(["A-1"], ["A-1"]), person);
        plant.Server.Time.Step(TimeSpan.FromDays(8));
        Assert.False((await Mine(plant, "A-1")).GetProperty("wasNamed").GetBoolean());

        // The fifth joins: nothing on the day, all five on the Monday after.
        await plant.Do(new TakePart(1), "A-6");
        Assert.False((await Mine(plant, "A-1")).GetProperty("wasNamed").GetBoolean());
        plant.Server.Time.Step(TimeSpan.FromDays(8));
        var five = await Told(plant);
        Assert.Contains("\"Nomination\"", five.Map);
        Assert.True(five.WasNamed);

        await plant.Do(new PauseTakingPart(), "A-4");
        var none = await Told(plant);
        Assert.DoesNotContain("\"Nomination\"", none.Map);
        Assert.False(none.WasNamed);
    }

    [Fact]
    public async Task Who_has_their_ties_deleted_takes_their_answers_block_along()
    {
        await using var plant = await Plant();
        await plant.Help("A-1", "A-2", 12);
        foreach (var person in InfluencePlant.Crew("A").Skip(1).Take(5))
            await plant.Do(new Nominate(["A-1"], ["A-1"]), person);
        plant.Server.Time.Step(TimeSpan.FromDays(8));
        Assert.Contains("\"Nomination\"", (await Told(plant)).Map);

        await plant.Do(new DeleteTies(), "A-5");
        plant.Server.Time.Step(TimeSpan.FromDays(40));

        Assert.DoesNotContain("\"Nomination\"", (await Told(plant)).Map);
    }

    /// <summary>Everybody of two crews takes part, and two of one can sign in.</summary>
    private static async Task<InfluencePlant> Plant()
    {
        var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        foreach (var person in new[] { "A-1", "A-8" })
            await plant.Worker(person);
        return plant;
    }

    private static void Same((string Map, string Suggestion, bool WasNamed) before, (string Map, string Suggestion, bool WasNamed) after) => Assert.Equal(before, after);

    /// <summary>The map, whom to invite, and whether A-1 was named.</summary>
    private static async Task<(string Map, string Suggestion, bool WasNamed)> Told(InfluencePlant plant)
    {
        var facilitator = await SignedIn(plant, "F-1");
        var map = await plant.Asked(facilitator, "map");
        var suggestion = await plant.Asked(facilitator, "suggestion");
        string Of(params string[] names) => string.Join('\n', names.Select(name => map.GetProperty(name).GetRawText()));
        return (
            Of("groups", "ties", "layers", "reach", "withheld", "uncounted", "limits"), suggestion.GetRawText(), (await Mine(plant, "A-1")).GetProperty("wasNamed").GetBoolean());
    }

    private static async Task<JsonElement> Mine(InfluencePlant plant, string person) => await plant.Asked(await SignedIn(plant, person), "mine");

    /// <summary>Days have passed: whoever looks signs in again.</summary>
    private static async Task<Browser> SignedIn(InfluencePlant plant, string person)
    {
        var browser = plant.Server.NewBrowser();
        await browser.Done("/sign-in", new { userName = person.ToLowerInvariant(), password = InfluencePlant.Password });
        return browser;
    }
}
