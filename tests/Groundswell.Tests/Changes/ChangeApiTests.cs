using System.Net;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Tests.Identifying;
using static Groundswell.Tests.Changes.ChangePlant;

namespace Groundswell.Tests.Changes;

/// <summary>A change over HTTP, from a voice on the line to its last site: what people do, and what the program does by itself when the record says so.</summary>
public sealed class ChangeApiTests
{
    [Theory]
    [EveryStore]
    public async Task A_change_is_tried_stopped_accepted_pulled_launched_guarded_looked_at_again_and_opened_again(DirectoryChoice stores)
    {
        await using var plant = await ChangePlant.Start(stores);
        for (var i = 0; i < 10; i++)
            Assert.Equal("RUB@1", await plant.Makes(Workers[i % 6]));
        await plant.Shapes();
        await A_broken_stop_rule_pauses_the_pilot_by_itself(plant);
        await plant.Accepts();
        await plant.Readies();
        await Launched_it_moves_released_work_that_is_not_begun(plant);
        await A_broken_guard_pauses_the_launch_by_itself(plant);
        await Six_weeks_later_the_change_opens_again_where_it_is_not_used(plant);

        // The site goes back: orders from now on get the version before.
        await plant.Does("L-1", "withdraw-launch", new { change = Change, reason = "Nobody keeps to it" });
        Assert.Equal("RUB@1", await plant.VersionOf(await plant.Releases()));
        Assert.Equal("launch.not-launched", await plant.IsRefused("L-1", "withdraw-launch", new { change = Change, reason = "Again" }));
    }

    [Fact]
    public async Task Nobody_gets_round_the_floor()
    {
        await using var plant = await ChangePlant.Start();
        await plant.Shapes(affecting: false);

        // Before the vote: nobody votes who is not of the group, and nothing is accepted without it.
        await plant.Does("O-1", "start-pilot", new { pilot = Pilot });
        Assert.Equal("pilot.not-of-group", await plant.IsRefused("S-1", "end-pilot", new { pilot = Pilot, reason = "It takes too long" }));
        await plant.Does("O-2", "end-pilot", new { pilot = Pilot, reason = "It has shown enough" });
        await plant.Does("O-1", "open-vote", new { pilot = Pilot, closesAt = plant.Server.Time.GetUtcNow().AddDays(2) });
        foreach (var outsider in new[] { "P-1", "L-1", "Q-1", "S-1" })
            Assert.StartsWith("pilot.", await plant.IsRefused(outsider, "cast-ballot", new { pilot = Pilot, accepts = true }), StringComparison.Ordinal);
        Assert.Equal("pilot.not-accepted", await plant.IsRefused("P-1", "take-acceptance", new { change = Change, pilot = Pilot }));
        foreach (var member in new[] { "O-1", "O-2", "O-3" })
            await plant.Does(member, "cast-ballot", new { pilot = Pilot, accepts = true });
        await plant.Does("O-2", "close-vote", new { pilot = Pilot });
        // The group's facilitator sees who voted how; whoever else asks for the page is refused.
        var group = (await plant.Reads($"/sites/MUC/changes/{Change}/facilitating", "F-1")).GetProperty("groups")[0];
        Assert.Equal(
            [("O-1", true), ("O-2", true), ("O-3", true)],
            group.GetProperty("ballots").EnumerateArray().Select(one => (one.GetProperty("person").GetString(), one.GetProperty("accepts").GetBoolean())));
        foreach (var curious in new[] { "P-1", "L-1", "Q-1", "S-1", "O-1" })
            Assert.Equal("door.not-allowed", await Identifying.Browser.CodeOf(await plant[curious].Get($"/sites/MUC/changes/{Change}/facilitating")));
        await plant.Does("L-1", "take-acceptance", new { change = Change, pilot = Pilot });
        await plant.Approves();

        // Accepted and approved it runs nowhere: not by whoever administers, leads, or signs for Quality.
        Assert.Equal("RUB@1", await plant.VersionOf(await plant.Releases()));
        await plant.Readies();
        foreach (var other in new[] { "P-1", "S-1", "L-1", "E-1", "Q-1" })
        {
            Assert.Equal("site-change.not-a-champion", await plant.IsRefused(other, "ask-for-launch", new { change = Change }));
            Assert.Contains(
                await plant.IsRefused(other, "launch-step", new { change = Change, workCenters = new[] { "MIX" } }), new[] { "site-change.not-a-champion", "launch.not-asked" });
        }

        var push = new { workMaster = "RUB", version = Second, ground = "Safety", reason = "Faster", endsAt = plant.Server.Time.GetUtcNow().AddDays(30) };
        foreach (var other in new[] { "P-1", "S-1", "E-1" })
            Assert.Equal("door.not-allowed", await plant.IsRefused(other, "push-version", push));
        foreach (var program in new[] { "judge-pilot", "judge-launch", "look-at-use", "reopen-fallen", "watch-coverage", "fall-back" })
        {
            using var answer = await plant["P-1"].Post($"/commands/{program}", new { id = Guid.CreateVersion7(), site = "MUC", change = Change });
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        // Asked for twice at once, it is asked for once.
        var asked = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => plant["O-4"].Post(
            "/commands/ask-for-launch", new { id = Guid.CreateVersion7(), site = "MUC", change = Change })));
        Assert.Single(asked, answer => answer.IsSuccessStatusCode);

        // At another site a champion of this one is nobody; its gate is its own.
        await plant["P-1"].Done("/commands/grant-role", new { id = Guid.CreateVersion7(), account = "O-4", role = "SiteLead", atSite = "MG" });
        Assert.Equal("site-change.not-a-champion", await plant.IsRefused("O-4", "bring-in-change", new { change = Change }, "MG"));
        await plant.Does("M-1", "volunteer-as-champion", new { }, "MG");
        await plant.Does("M-1", "accept-being-champion", new { workCenters = new[] { "MIX" } }, "MG");
        await plant.Does("M-1", "take-up-change", new { change = Change }, "MG");
        await plant.Does("M-1", "bring-in-change", new { change = Change }, "MG");
        await plant.Does("O-4", "say-site-reach", new { change = Change, workCenters = new[] { "MIX" }, shifts = new[] { "E" } }, "MG");
        Assert.Equal("launch.gate-not-green", await plant.IsRefused("M-1", "ask-for-launch", new { change = Change }, "MG"));

        // Removed at the last moment, the champion launches nothing; and nobody else's green gate is lent.
        await plant.Does("F-1", "take-champion-away", new { champion = "O-4", reason = "Moves to another plant" });
        Assert.Equal("site-change.not-a-champion", await plant.IsRefused("O-4", "launch-step", new { change = Change, workCenters = new[] { "MIX" } }));
        await plant.Does("O-5", "volunteer-as-champion", new { });
        await plant.Does("O-5", "accept-being-champion", new { workCenters = new[] { "MIX" }, shifts = new[] { "L" } });
        await plant.Does("O-5", "take-up-change", new { change = Change });
        Assert.Equal("launch.gate-not-green", await plant.IsRefused("O-5", "launch-step", new { change = Change, workCenters = new[] { "MIX" } }));
        Assert.Equal("RUB@1", await plant.VersionOf(await plant.Releases()));
    }

    [Fact]
    public async Task Where_fewer_than_five_work_the_record_is_asked_again_all_the_same_and_no_figure_is_told()
    {
        await using var plant = await ChangePlant.Start();
        await plant.Shapes(affecting: false);
        await plant.Does("O-1", "start-pilot", new { pilot = Pilot });
        await plant.Does("O-2", "end-pilot", new { pilot = Pilot, reason = "It has shown enough" });
        await plant.Accepts();
        await plant.Readies();
        await plant.Does("O-4", "ask-for-launch", new { change = Change });
        await plant.Does("O-4", "launch-step", new { change = Change, workCenters = new[] { "MIX" } });
        plant.Server.Time.Step(TimeSpan.FromDays(43));
        await plant.Looks();

        // Nobody has worked: there is nothing to ask about yet.
        Assert.False((await plant.Reads($"/changes/{Change}/sites"))[0].TryGetProperty("useLookedAt", out var never) && never.ValueKind != JsonValueKind.Null);
        foreach (var worker in new[] { "O-5", "O-6" })
            Assert.Equal(Second, await plant.Makes(worker));
        plant.Server.Time.Step(TimeSpan.FromHours(1));
        await plant.Looks();
        plant.Server.Time.Step(TimeSpan.FromHours(1));
        await plant.Looks();

        var shown = (await plant.Reads($"/changes/{Change}/sites"))[0];
        Assert.NotEqual(JsonValueKind.Null, shown.GetProperty("useLookedAt").ValueKind);
        Assert.True(!shown.TryGetProperty("useShare", out var share) || share.ValueKind == JsonValueKind.Null);
        Assert.Single(await plant.Server.Recorded($"site-change-{Change}", Logs.OfSite("MUC")), name => name == "site-change.use-not-told");
        Assert.Contains((await plant.Reads($"/changes/{Change}/story")).EnumerateArray(), line => line.GetProperty("kind").GetString() == "UseNotTold");
        using var page = await plant["L-1"].Get($"../sites/MUC/changes/{Change}");
        Assert.Contains("fewer than five people work by it", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task A_broken_stop_rule_pauses_the_pilot_by_itself(ChangePlant plant)
    {
        await plant.Does("O-1", "start-pilot", new { pilot = Pilot });
        var order = await plant.Releases();
        Assert.Equal(Frozen, await plant.VersionOf(order));
        Assert.Equal("job.not-in-pilot", await plant.IsRefused("O-5", "start-job", new { job = $"{order}.mix", workUnit = "M1" }));
        Assert.Equal(Frozen, await plant.Makes("O-1", 8, 2));
        await plant.Looks();
        Assert.Equal("Running", await Standing());
        Assert.Equal(Frozen, await plant.Makes("O-2", 7, 3));
        await plant.Looks();
        await plant.Looks();

        // It says by which rule, and by what figures; orders get what ran before.
        var shown = (await plant.Reads("/sites/MUC/pilots"))[0];
        Assert.Equal(("Paused", "bad", 2), (shown.GetProperty("status").GetString(), shown.GetProperty("rule").GetString(), shown.GetProperty("jobs").GetInt32()));
        Assert.Equal((0.75m, 1m), (shown.GetProperty("yield").GetDecimal(), shown.GetProperty("cycle").GetDecimal()));
        Assert.Equal("RUB@1", await plant.Makes("O-1"));
        Assert.Single(await plant.Server.Recorded($"pilot-{Pilot}", Logs.OfSite("MUC")), name => name == "pilot.paused");

        // Whoever lets it go on begins anew: what was bad before is not held against it twice.
        Assert.Equal("pilot.not-of-group", await plant.IsRefused("L-1", "resume-pilot", new { pilot = Pilot, reason = "Go on" }));
        await plant.Does("O-2", "resume-pilot", new { pilot = Pilot, reason = "A worn nozzle, mended" });
        await plant.Looks();
        Assert.Equal("Running", await Standing());
        for (var i = 0; i < 3; i++)
            Assert.Equal(Frozen, await plant.Makes("O-1"));
        await plant.Looks();
        Assert.Equal("Ended", await Standing());

        async Task<string?> Standing() => (await plant.Reads($"/changes/{Change}/pilots"))[0].GetProperty("status").GetString();
    }

    private static async Task Launched_it_moves_released_work_that_is_not_begun(ChangePlant plant)
    {
        var (waits, begun) = (await plant.Releases(), await plant.Releases());
        await plant.Does("O-1", "start-job", new { job = $"{begun}.mix", workUnit = "M1" });
        await plant.Does("O-4", "ask-for-launch", new { change = Change });
        await plant.Does("O-4", "launch-step", new { change = Change, workCenters = new[] { "MIX" } });
        Assert.Equal("RUB@1", await plant.VersionOf(waits));

        await plant.Looks();
        await plant.Looks();

        Assert.Equal((Second, "RUB@1"), (await plant.VersionOf(waits), await plant.VersionOf(begun)));
        Assert.Single(await plant.Server.Recorded($"order-{waits}", Logs.OfSite("MUC")), name => name == "order.rebound");

        // Whose it is hears of it.
        var mine = (await plant.Reads("/sites/MUC/my-credit", "O-1"))[0];
        Assert.Equal(
            (Change, "MUC", true, "Proposed Shaped Tried"),
            (mine.GetProperty("change").GetString(), mine.GetProperty("site").GetString(), mine.GetProperty("isOwnSite").GetBoolean(),
                string.Join(' ', mine.GetProperty("for").EnumerateArray().Select(one => one.GetString()))));
        Assert.Equal(0, (await plant.Reads("/sites/MUC/my-credit", "O-6")).GetArrayLength());
        Assert.Equal(
            ["O-1", "O-2", "O-3"], (await plant.Reads($"/sites/MUC/versions/{Second}/trained")).EnumerateArray().Select(one => one.GetProperty("person").GetString()));
    }

    private static async Task A_broken_guard_pauses_the_launch_by_itself(ChangePlant plant)
    {
        for (var i = 0; i < 10; i++)
            Assert.Equal(Second, await plant.Makes(Workers[i % 6], i % 2 == 0 ? 7 : 6, i % 2 == 0 ? 3 : 4));
        plant.Server.Time.Step(TimeSpan.FromHours(1));
        await plant.Looks();

        var shown = (await plant.Reads($"/changes/{Change}/sites"))[0];
        Assert.Equal(("Paused", "FirstPassYield"), (shown.GetProperty("status").GetString(), shown.GetProperty("guard").GetString()));
        Assert.Contains("First-pass yield: 65 %, it was 100 %.", await Page(plant), StringComparison.Ordinal);
        Assert.Equal("RUB@1", await plant.Makes("O-6"));
        Assert.Equal("site-change.not-a-champion", await plant.IsRefused("L-1", "resume-launch", new { change = Change, reason = "Go on" }));
        await plant.Does("O-4", "resume-launch", new { change = Change, reason = "A bad lot of caps" });
        plant.Server.Time.Step(TimeSpan.FromHours(1));
        await plant.Looks();
        Assert.Equal("Launched", (await plant.Reads($"/changes/{Change}/sites"))[0].GetProperty("status").GetString());
        Assert.Contains("Too little work yet to compare", await Page(plant), StringComparison.Ordinal);
    }

    /// <summary>The change at the site, as a champion sees it.</summary>
    private static async Task<string> Page(ChangePlant plant)
    {
        using var page = await plant["O-4"].Get($"../sites/MUC/changes/{Change}");
        return System.Net.WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace('\u00a0', ' ');
    }

    private static async Task Six_weeks_later_the_change_opens_again_where_it_is_not_used(ChangePlant plant)
    {
        plant.Server.Time.Step(TimeSpan.FromDays(41));
        foreach (var worker in Workers)
            Assert.Equal(Second, await plant.Makes(worker, late: TimeSpan.FromMinutes(5)));
        await plant.Looks();
        Assert.Equal("Accepted", (await plant.Reads($"/changes/{Change}")).GetProperty("status").GetString());
        plant.Server.Time.Step(TimeSpan.FromDays(2));

        // Asked again, and then opened again.
        await plant.Looks();
        await plant.Looks();

        var shown = (await plant.Reads($"/changes/{Change}/sites"))[0];
        Assert.True(shown.GetProperty("useFallen").GetBoolean());
        Assert.Equal("Open", (await plant.Reads($"/changes/{Change}")).GetProperty("status").GetString());
        await plant.Looks();
        Assert.Single(await plant.Server.Recorded($"change-{Change}"), name => name == "change.reopened");
    }
}
