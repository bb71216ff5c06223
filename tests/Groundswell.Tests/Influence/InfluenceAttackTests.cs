using System.Net;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Standings;
using Groundswell.People.Persons;
using Groundswell.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Influence;

/// <summary>What people who should not know try, over the real server: to find out how somebody stands, from whatever they may ask.</summary>
public sealed class InfluenceAttackTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_a_site_lead_and_a_line_lead_are_told_nothing_of_groups_or_people()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Help("A-1", "A-2", 12);
        var leads = new[]
        {
            plant.Root, await plant.Worker("S-1", (Role.SiteLead, InfluencePlant.Site)), await plant.Worker("S-2", (Role.LineLead, InfluencePlant.Site)),
            await plant.Worker("S-3", (Role.MesLeader, null)), await plant.Worker("S-4", (Role.Supervisor, InfluencePlant.Site)),
        };

        foreach (var lead in leads)
        {
            foreach (var path in new[] { "map", "suggestion", "looks" })
                Assert.Equal("door.not-allowed", await plant.Refused(lead, path));
            Assert.DoesNotContain("A-1", (await plant.Asked(lead, "mine")).GetRawText());
        }
    }

    [Fact]
    public async Task A_facilitator_who_leads_people_is_told_nothing()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Do(new ChangeReportingLine(new("B-2"), new("F-1")));

        Assert.Equal("influence.line-manager", await plant.Refused(plant.Facilitator, "map"));
        Assert.Equal("influence.line-manager", await plant.Refused(plant.Facilitator, "suggestion"));
    }

    [Fact]
    public async Task Nothing_a_facilitator_is_told_of_the_map_names_a_person()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Help("A-1", "A-2", 12);
        await plant.Help("A-1", "B-2", 12);

        var map = (await plant.Asked(plant.Facilitator, "map")).GetRawText();

        Assert.Contains("Crew A", map);
        Assert.All(InfluencePlant.Crew("A").Concat(InfluencePlant.Crew("B")), person => Assert.DoesNotContain($"\"{person}\"", map));
    }

    [Fact]
    public async Task Before_anything_is_agreed_only_how_work_goes_is_told()
    {
        await using var plant = await InfluencePlant.Start(agreed: false);
        await plant.Help("A-1", "A-2", 12);

        var map = await plant.Asked(plant.Facilitator, "map");

        Assert.Equal(0, map.GetProperty("policy").GetInt32());
        Assert.DoesNotContain(map.GetProperty("ties").EnumerateArray(), tie => tie.GetProperty("layer").GetString() != "Work");
        Assert.Contains(map.GetProperty("limits").EnumerateArray(), limit => limit.GetString() == "NoPolicy");
        Assert.Equal("influence.off", await plant.Refused(plant.Facilitator, "suggestion"));
    }

    [Fact]
    public async Task Four_who_take_part_are_no_group()
    {
        await using var plant = await InfluencePlant.Start();
        foreach (var person in InfluencePlant.Crew("A").Take(4))
            await plant.Do(new TakePart(1), person);
        await plant.Help("A-1", "A-2", 12);

        var map = await plant.Asked(plant.Facilitator, "map");

        Assert.Empty(map.GetProperty("groups").EnumerateArray());
        Assert.Empty(map.GetProperty("ties").EnumerateArray());
        Assert.Empty(map.GetProperty("reach").EnumerateArray());
    }

    [Fact]
    public async Task A_crew_of_three_is_not_found_by_taking_the_others_from_the_whole()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        foreach (var person in new[] { "Q-1", "Q-2", "Q-3" })
        {
            await plant.Do(new RegisterPerson(new(person), [Function.Quality], "Crew A"));
            await plant.Do(new TakePart(1), person);
        }

        var groups = (await plant.Asked(plant.Facilitator, "map")).GetProperty("groups").EnumerateArray().ToList();

        Assert.All(groups, group => Assert.True(group.GetProperty("people").GetInt32() >= 5));
        Assert.Equal(20, groups.Sum(group => group.GetProperty("people").GetInt32()));
        Assert.Equal(2, groups.Count);
    }

    [Fact]
    public async Task Who_leaves_is_not_found_by_comparing_two_days()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Help("A-1", "A-2", 12);
        Assert.Equal(2, (await plant.Asked(plant.Facilitator, "map")).GetProperty("groups").GetArrayLength());

        await plant.Do(new EndTakingPart(), "A-1");
        plant.Server.Time.Step(TimeSpan.FromMinutes(1));
        var after = await plant.Asked(plant.Facilitator, "map");

        Assert.DoesNotContain(after.GetProperty("groups").EnumerateArray(), group => group.GetProperty("name").GetString()!.Contains("Crew A", StringComparison.Ordinal));
        Assert.Contains(after.GetProperty("withheld").EnumerateArray(), name => name.GetString()!.Contains("Crew A", StringComparison.Ordinal));
        // Nobody else gets the difference either: what was told is known whoever was told it.
        Assert.Equal(after.GetProperty("withheld").GetRawText(), (await plant.Asked(plant.Council, "map")).GetProperty("withheld").GetRawText());
    }

    [Fact]
    public async Task A_suggestion_for_one_person_or_for_all_but_one_is_no_way_to_find_whom_they_turn_to()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Help("A-1", "A-2", 12);

        Assert.Equal("influence.too-few-people", await plant.Refused(plant.Facilitator, "suggestion?functions=Engineering"));
        var whole = await plant.Asked(plant.Facilitator, "suggestion?shifts=Crew%20A");
        Assert.NotEmpty(whole.GetProperty("invited").EnumerateArray());
        await plant.Do(new AssignPerson(new("A-2"), [Function.Operations], "Crew B"));
        var less = await plant.Asked(plant.Facilitator, "suggestion?shifts=Crew%20A");
        Assert.NotEqual(JsonValueKind.Null, whole.GetProperty("reach").ValueKind);
        Assert.Equal(JsonValueKind.Null, less.GetProperty("reach").ValueKind);
        Assert.Empty(less.GetProperty("notReached").EnumerateArray());
    }

    [Fact]
    public async Task A_suggestion_has_reasons_and_no_score_and_no_order_of_worth()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        foreach (var other in InfluencePlant.Crew("B").Skip(1))
            await plant.Help("B-1", other, 2);
        foreach (var other in InfluencePlant.Crew("A").Skip(1).Take(5))
            await plant.Help("A-1", other, 2);

        var suggestion = await plant.Asked(plant.Facilitator, "suggestion");
        var invited = suggestion.GetProperty("invited").EnumerateArray().Select(one => one.GetProperty("person").GetString()!).ToList();

        Assert.Contains("A-1", invited);
        Assert.Contains("B-1", invited);
        Assert.Equal(invited.Order(StringComparer.Ordinal), invited);
        Assert.All(suggestion.GetProperty("invited").EnumerateArray(), one => Assert.Equal(
            ["person", "reasons", "swap"], one.EnumerateObject().Select(property => property.Name)));
    }

    [Fact]
    public async Task Somebody_sees_their_own_ties_with_those_who_take_part_and_with_nobody_else()
    {
        await using var plant = await InfluencePlant.Start();
        foreach (var person in new[] { "A-1", "A-2" })
            await plant.Do(new TakePart(1), person);
        await plant.Help("A-1", "A-2", 2);
        await plant.Help("A-1", "A-3", 2);
        await plant.Help("A-4", "A-2", 2);
        var one = await plant.Worker("A-1");

        var mine = await plant.Asked(one, "mine");

        var tie = Assert.Single(mine.GetProperty("ties").EnumerateArray());
        Assert.Equal("A-2", tie.GetProperty("with").GetString());
        Assert.True(tie.GetProperty("outward").GetBoolean());
        Assert.Equal(2, tie.GetProperty("times").GetInt32());
        Assert.DoesNotContain("A-4", mine.GetRawText());

        // Each entry opens for the two whom it joins, and for nobody else.
        var positions = tie.GetProperty("entries").EnumerateArray().Select(entry => entry.GetInt64()).ToList();
        Assert.NotEmpty(positions);
        var (two, three) = (await plant.Worker("A-2"), await plant.Worker("A-3"));
        foreach (var position in positions)
        {
            Assert.StartsWith("help-call.", (await plant.Asked(one, $"mine/entries/{position}")).GetProperty("name").GetString());
            Assert.Equal(position, (await plant.Asked(two, $"mine/entries/{position}")).GetProperty("position").GetInt64());
            foreach (var other in new[] { three, plant.Facilitator, plant.Council, plant.Root })
                Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/sites/{InfluencePlant.Site}/influence/mine/entries/{position}")).StatusCode);
        }

        // Not behind a tie of theirs: not even an entry of their own.
        Assert.Equal(HttpStatusCode.NotFound, (await one.Get($"/sites/{InfluencePlant.Site}/influence/mine/entries/1")).StatusCode);
    }

    [Fact]
    public async Task Pausing_and_deleting_take_effect_with_the_next_look()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Help("A-1", "A-2", 3);
        var (one, other) = (await plant.Worker("A-1"), await plant.Worker("A-2"));
        Assert.Single((await plant.Asked(other, "mine")).GetProperty("ties").EnumerateArray());

        await plant.Do(new PauseTakingPart(), "A-1");
        Assert.Empty((await plant.Asked(other, "mine")).GetProperty("ties").EnumerateArray());
        await plant.Do(new TakePart(1), "A-1");
        Assert.Single((await plant.Asked(other, "mine")).GetProperty("ties").EnumerateArray());

        plant.Server.Time.Step(TimeSpan.FromSeconds(5));
        await plant.Do(new DeleteTies(), "A-1");
        Assert.Empty((await plant.Asked(other, "mine")).GetProperty("ties").EnumerateArray());
        Assert.Empty((await plant.Asked(one, "mine")).GetProperty("ties").EnumerateArray());
    }

    [Fact]
    public async Task A_nomination_is_in_no_log_and_no_table_in_the_clear_and_gone_when_it_is_taken_back()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Do(new Nominate(["A-7"], ["A-8"]), "A-2");
        var own = await plant.Worker("A-2");
        Assert.Equal("A-7", (await plant.Asked(own, "mine")).GetProperty("named").GetProperty("asksFirst")[0].GetString());

        var log = Logs.PeopleOfSite(InfluencePlant.Site);
        var entry = Assert.Single(await plant.Server.Services.GetRequiredService<Journal>().ReadStream(log, Nomination.Of("A-2", DateOnly.FromDateTime(plant.Server.Time.GetUtcNow().UtcDateTime)).Stream, 1, Stop));
        var text = System.Text.Encoding.UTF8.GetString(entry.Payload.Span);
        Assert.Contains("$sealed", text);
        Assert.DoesNotContain("A-7", text);

        await plant.Do(new TakeBackNomination(), "A-2");
        Assert.Equal(JsonValueKind.Null, (await plant.Asked(own, "mine")).GetProperty("named").ValueKind);
    }

    [Fact]
    public async Task Every_look_is_seen_by_the_works_council_and_by_nobody_else()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Asked(plant.Facilitator, "map");
        await plant.Asked(plant.Facilitator, "suggestion?change=C-7");

        var looks = (await plant.Asked(plant.Council, "looks")).EnumerateArray().Select(look => look.GetProperty("look")).ToList();

        Assert.Equal(["Suggestion", "Map"], looks.Select(look => look.GetProperty("what").GetString()));
        Assert.All(looks, look => Assert.Equal("F-1", look.GetProperty("lookedBy").GetString()));
        Assert.Equal("door.not-allowed", await plant.Refused(plant.Facilitator, "looks"));
    }

    [Fact]
    public async Task Switched_off_nothing_is_read_at_once()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Help("A-1", "A-2", 3);
        await plant.Do(new SwitchInfluenceOff("A complaint"), "C-1");

        Assert.Equal("influence.off", await plant.Refused(plant.Facilitator, "suggestion"));
        Assert.Empty((await plant.Asked(await plant.Worker("A-2"), "mine")).GetProperty("ties").EnumerateArray());
    }

    [Fact]
    public async Task Nobody_acts_in_anothers_name_or_looks_round_the_door()
    {
        await using var plant = await InfluencePlant.Start();
        using var look = await plant.Facilitator.Post("/commands/record-look", new { id = Guid.CreateVersion7(), site = InfluencePlant.Site, at = "Map", purpose = "x", cells = Array.Empty<object>(), withheld = 0 });
        Assert.Equal(HttpStatusCode.NotFound, look.StatusCode);

        // The acts take no person: whoever sends one acts for themselves.
        Assert.Equal("request.malformed", await plant.Facilitator.Refused("/commands/take-part", new { id = Guid.CreateVersion7(), site = InfluencePlant.Site, policy = 1, person = "A-1" }));
        await plant.Facilitator.Done("/commands/take-part", new { id = Guid.CreateVersion7(), site = InfluencePlant.Site, policy = 1 });
        await plant.Arrived();
        Assert.Equal("NotIn", (await plant.Asked(await plant.Worker("A-1"), "mine")).GetProperty("takingPart").GetString());
        Assert.Equal("In", (await plant.Asked(plant.Facilitator, "mine")).GetProperty("takingPart").GetString());
    }
}
