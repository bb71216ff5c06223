using Groundswell.Deciding;
using Groundswell.Tests.Identifying;
using Groundswell.Work.Orders;
using Microsoft.Extensions.DependencyInjection;
using static Groundswell.Tests.Changes.ChangePlant;

namespace Groundswell.Tests.Changes.Variants;

/// <summary>A site adapts the core over HTTP: its variant runs there by a launch, and nowhere else by any way; it takes the next core over and is offered to it.</summary>
public sealed class VariantApiTests
{
    [Theory]
    [EveryStore]
    public async Task A_variant_runs_at_its_site_alone_takes_the_next_core_over_and_is_offered_to_it(DirectoryChoice stores)
    {
        await using var plant = await ChangePlant.Start(stores);
        await plant.Shapes(affecting: false, variant: true);
        var own = await plant.Reads("/sites/MUC/variants/RUB@2");
        Assert.Equal(("RUB@1", "Twenty seconds are too short", Change), (own.GetProperty("core").GetString(), own.GetProperty("reason").GetString(), own.GetProperty("change").GetString()));
        Assert.Equal("Parameter", own.GetProperty("difference").GetProperty("class").GetString());

        await plant.Does("O-1", "start-pilot", new { pilot = Pilot });
        await plant.Does("O-2", "end-pilot", new { pilot = Pilot, reason = "It has shown enough" });
        await plant.Accepts();
        await plant.Readies();
        await Nowhere_else(plant, "G-1");
        await plant.Does("O-4", "ask-for-launch", new { change = Change });
        await plant.Does("O-4", "launch-step", new { change = Change, workCenters = new[] { "MIX" } });
        Assert.Equal(Second, await plant.VersionOf(await plant.Releases()));
        await Nowhere_else(plant, "G-2");

        var readiness = await plant.Reads($"/sites/MUC/changes/{Change}/readiness");
        var fit = readiness.GetProperty("conditions").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "local-fit");
        Assert.Equal("local-fit.adapted", fit.GetProperty("evidence")[0].GetProperty("code").GetString());

        await The_next_core_is_taken_over(plant);
        await It_is_offered(plant);
    }

    /// <summary>An order there gets what its own site gave; no source gives the variant to it.</summary>
    private static async Task Nowhere_else(ChangePlant plant, string order)
    {
        await plant.Server.Take(new CreateOrder(new(order), new("RUB"), 10, "L") { Site = "MG" });
        await plant.Server.Take(new ReleaseOrder(new(order), new("MIX")) { Site = "MG" });
        var released = await plant.Server.Services.GetRequiredService<States>().Load<Order>(new(Logs.OfSite("MG"), $"order-{order}"), TestContext.Current.CancellationToken);
        Assert.Equal("RUB@1", released.State.Version!.Value.Value);
        Assert.Equal("RUB@1", (await plant.Reads("/sites/MG/versions/RUB?workCenter=MIX&shift=E", "M-1")).GetProperty("version").GetString());
        Assert.Equal("version.of-other-site", await plant.IsRefused("Q-1", "push-version", new { workMaster = "RUB", version = Second, ground = "Safety", reason = "It burns", endsAt = plant.Server.Time.GetUtcNow().AddDays(9) }, "MG"));
        Assert.Equal("site-change.variant-of-other-site", await plant.IsRefused("F-1", "open-pilot-group", new { pilot = "elsewhere", change = Change }, "MG"));
        Assert.Equal("site-change.variant-of-other-site", await plant.IsRefused("M-1", "bring-in-change", new { change = Change }, "MG"));
        Assert.Equal("version.of-other-site", await plant.IsRefused("F-1", "open-variant", new { change = "theirs", version = Second, title = "Ours too", reason = "Why not" }, "MG"));
    }

    private static async Task The_next_core_is_taken_over(ChangePlant plant)
    {
        // The core goes on from the core: its next version says another time, and has another name.
        await plant.Does("E-1", "open-draft", new { workMaster = "RUB" }, null);
        await plant.Does("E-1", "put-parameter", new { version = "RUB@3", parameter = new { id = "seconds", name = "Seconds", value = 25, unit = "s" } }, null);
        await plant.Does("E-1", "change-draft-head", new { version = "RUB@3", name = "Hand rub, newer", makes = new { material = "RUB", quantity = 10, unit = "L" } }, null);
        await plant.Does("E-1", "send-to-review", new { version = "RUB@3" }, null);
        await plant.Signs("Q-1", "approve-version", new { version = "RUB@3" }, "approved", null);

        var own = await plant.Reads("/sites/MUC/variants/RUB@2");
        Assert.Equal("RUB@3", own.GetProperty("newest").GetString());
        var conflict = own.GetProperty("conflicts").EnumerateArray().Single();
        Assert.Equal(("seconds", "value", 20, 25, 28), (
            conflict.GetProperty("id").GetString(), conflict.GetProperty("field").GetString(), conflict.GetProperty("before").GetInt32(), conflict.GetProperty("core").GetInt32(),
            conflict.GetProperty("variant").GetInt32()));

        plant.Server.Time.Step(TimeSpan.FromMinutes(1));
        var take = new { change = "both", variant = Second, core = "RUB@3", title = "With the newer core", reason = "It is newer" };
        Assert.Equal("variant.conflicts", await plant.IsRefused("L-1", "take-over-core", take));
        var choices = new[] { new { kind = "Parameter", id = "seconds", field = "value", take = "Variant" } };
        await plant.Does("L-1", "take-over-core", new { take.change, take.variant, take.core, take.title, take.reason, choices });
        var taken = (await plant.Reads("/masters/RUB/versions/4")).GetProperty("content");
        Assert.Equal(("Hand rub, newer", 28), (taken.GetProperty("name").GetString(), taken.GetProperty("parameters")[0].GetProperty("value").GetInt32()));
        Assert.Equal(["RUB@4", "RUB@2"], (await plant.Reads("/masters/RUB/variants")).EnumerateArray().Select(one => one.GetProperty("version").GetString()!));
    }

    private static async Task It_is_offered(ChangePlant plant)
    {
        var choices = new[] { new { kind = "Parameter", id = "seconds", field = "value", take = "Variant" } };
        var offer = new { change = "for-all", of = Change, variant = Second, title = "Rub longer everywhere", choices };
        await plant.Does("L-1", "offer-variant", offer);
        Assert.Equal("variant.offered-already", await plant.IsRefused("L-1", "offer-variant", new { change = "again", offer.of, offer.variant, offer.title, offer.choices }));

        var offered = await plant.Reads("/changes/for-all");
        Assert.Equal((Change, Second), (offered.GetProperty("offerOf").GetProperty("change").GetString(), offered.GetProperty("offerOf").GetProperty("version").GetString()));
        var content = (await plant.Reads("/masters/RUB/versions/5")).GetProperty("content");
        Assert.Equal(28, content.GetProperty("parameters")[0].GetProperty("value").GetInt32());
        Assert.Equal("for-all", (await plant.Reads("/sites/MUC/variants/RUB@2")).GetProperty("offeredAs").GetString());

        // Whose it was there, it is here: those who proposed, wrote and tried it are told beside each step, and when it goes live.
        foreach (var path in new[] { "/changes/for-all/credit", "/changes/both/credit" })
        {
            var credit = (await plant.Reads(path)).EnumerateArray().ToDictionary(one => one.GetProperty("person").GetString()!, one => one.GetProperty("for").EnumerateArray().Select(what => what.GetString()).ToList());
            Assert.Equal(["Proposed", "Shaped", "Tried"], credit["O-1"]);
            Assert.Equal(["Tried"], credit["O-3"]);
            Assert.False(credit.ContainsKey("O-4"), "Who carried it at the one site carries it at no other.");
        }

        Assert.Equal(3, (await plant.Reads("/sites/MG/versions/RUB@5/shaped-by", "M-1")).GetProperty("people").GetArrayLength());

        // What is offered is everybody's: the other site's champion brings it in.
        await plant.Does("M-1", "volunteer-as-champion", new { }, "MG");
        await plant.Does("M-1", "accept-being-champion", new { workCenters = new[] { "MIX" } }, "MG");
        await plant.Does("M-1", "bring-in-change", new { change = "for-all" }, "MG");

        foreach (var (path, says) in new[]
        {
            ($"/sites/MUC/changes/{Change}", "Our variant 2 of core version 1"), ("/masters/RUB", "Variants of sites"), ("/masters/RUB/versions/2", "Only for MUC"),
            ("/changes/for-all", "offers what it has made of the core"),
        })
        {
            using var page = await plant["L-1"].Get($"..{path}");
            Assert.Contains(says, await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }
}
