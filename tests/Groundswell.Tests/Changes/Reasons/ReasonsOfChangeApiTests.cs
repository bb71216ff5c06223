using System.Text.Json;
using System.Text.Json.Nodes;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;
using Groundswell.Tests.Identifying;
using Groundswell.Work.Orders;
using static Groundswell.Tests.Changes.ChangePlant;

namespace Groundswell.Tests.Changes.Reasons;

/// <summary>A list of reasons over HTTP, from the draft that its pilot group shapes to its launch and back: it can be chosen from where the work master that names it runs, and nowhere else.</summary>
public sealed class ReasonsOfChangeApiTests
{
    private static readonly Step Out = new("out", "Say what came out", new ReportOutput(Reasons: new("scrap")));
    private static readonly object[] Shaped = [new { code = "cap", text = new { en = "Cap missing", de = "Verschluss fehlt" } }, new { code = "foam", text = new { en = "Foam" } }];

    [Theory]
    [EveryStore]
    public async Task A_list_is_shaped_tried_launched_and_gone_back_from_with_the_work_master_that_names_it(DirectoryChoice stores)
    {
        await using var plant = await ChangePlant.Start(stores, Out);
        await The_sites_have_a_list(plant);
        var before = await plant.Releases();
        await plant.Shapes(also: () => The_group_shapes_it(plant));

        // Shaped, it can be chosen nowhere; and no lead brings it.
        Assert.Equal("reason-list.comes-otherwise", await plant.IsRefused("S-1", "activate-reason-list", new { list = "scrap", version = 2 }));
        Assert.Equal("reason-list.comes-otherwise", await plant.IsRefused("O-4", "pull-reason-list", new { list = "scrap", version = 2, why = "Foam is what it is" }));
        await Takes(plant, await plant.Releases(), "O-6", RunsNow, "dent", "foam");

        // In its pilot the group's people choose from it; what was released before them goes on by what it was released with.
        await plant.Does("O-1", "start-pilot", new { pilot = Pilot });
        var tried = await plant.Releases();
        Assert.Equal(Frozen, await plant.VersionOf(tried));
        await Takes(plant, tried, "O-1", Then, "foam", "dent");
        await Takes(plant, before, "O-6", RunsNow, "dent", "foam");
        await plant.Does("O-2", "end-pilot", new { pilot = Pilot, reason = "It has shown enough" });
        await Takes(plant, await plant.Releases(), "O-6", RunsNow, "dent", "foam");

        await plant.Accepts();
        await plant.Readies();
        await plant.Does("O-4", "ask-for-launch", new { change = Change });
        await plant.Does("O-4", "launch-step", new { change = Change, workCenters = new[] { "MIX" } });
        var launched = await plant.Releases();
        Assert.Equal(Second, await plant.VersionOf(launched));
        await Takes(plant, launched, "O-6", Then, "foam", "dent");
        await Elsewhere_nothing_is_other(plant);

        await plant.Does("L-1", "withdraw-launch", new { change = Change, reason = "Nobody finds foam" });
        await Takes(plant, await plant.Releases(), "O-6", RunsNow, "dent", "foam");

        // What was recorded keeps its reason, and every list that anybody chose from can be read for ever.
        Assert.Equal("Dent, Cap missing", await Words(plant, "/reason-lists/scrap/versions/1"));
        Assert.Equal("Cap missing, Foam", await Words(plant, "/reason-lists/scrap/versions/2"));
    }

    private static readonly (string Code, string Words)[] RunsNow = [("dent", "Dent"), ("cap", "Cap missing")];
    private static readonly (string Code, string Words)[] Then = [("cap", "Cap missing"), ("foam", "Foam")];

    private static async Task The_sites_have_a_list(ChangePlant plant)
    {
        await plant.Does("E-1", "define-reason-list", new
        {
            list = "scrap",
            name = "Scrap",
            use = "Scrap",
            reasons = new[] { new { code = "dent", text = new { en = "Dent" } }, new { code = "cap", text = new { en = "Cap missing" } } },
        }, null);
        foreach (var site in new[] { "MUC", "MG" })
            await plant.Server.Take(new ActivateReasonList(new("scrap")) { Site = site });
    }

    private static async Task The_group_shapes_it(ChangePlant plant)
    {
        var shape = new { change = Change, pilot = Pilot, list = "scrap", baseVersion = 0, reasons = Shaped };
        foreach (var other in new[] { "L-1", "E-1", "Q-1", "O-4" })
            Assert.Equal("pilot.not-of-group", await plant.IsRefused(other, "shape-reason-list", shape));
        await plant.Does("O-2", "shape-reason-list", shape);
        Assert.Equal("draft.moved-on", await plant.IsRefused("O-3", "shape-reason-list", shape));
        Assert.Equal("scrap@2", (await plant.Reads("/masters/RUB/versions/2")).GetProperty("content").GetProperty("operations")[0].GetProperty("steps")[0].GetProperty("does").GetProperty("reasons").GetString());
    }

    /// <summary>The sheet of an order's job shows these reasons, and the door takes one of them, at the step and of the whole job; not another one, nor anybody's own words.</summary>
    private static async Task Takes(ChangePlant plant, string order, string by, (string Code, string Words)[] shown, string taken, string refused)
    {
        var job = $"{order}.mix";
        await plant.Does(by, "start-job", new { job, workUnit = "M1" });
        var sheet = await plant.Reads($"/sites/MUC/jobs/{job}/sheet", by);
        Assert.Equal(shown, sheet.GetProperty("job").GetProperty("reasons").GetProperty("out").EnumerateArray().Select(one => (one.GetProperty("code").GetString()!, one.GetProperty("text").GetProperty("en").GetString()!)));

        await IsTaken("report-output", new { });
        await IsTaken("complete-step", new { step = "out" });
        await IsTaken("complete-job", new { });

        async Task IsTaken(string act, object at)
        {
            foreach (var reason in new[] { refused, "It fell down" })
                Assert.Equal("job.output-reason-not-of-list", await plant.IsRefused(by, act, Of(reason)));
            await plant.Does(by, act, Of(taken));

            JsonObject Of(string reason)
            {
                var fields = JsonSerializer.SerializeToNode(at)!.AsObject();
                fields["job"] = job;
                fields["output"] = new JsonObject { ["good"] = 2, ["rejected"] = 1, ["reason"] = reason };
                return fields;
            }
        }
    }

    /// <summary>The other site goes on as it did.</summary>
    private static async Task Elsewhere_nothing_is_other(ChangePlant plant)
    {
        await plant.Server.Take(new CreateOrder(new("G-1"), new("RUB"), 10, "L") { Site = "MG" });
        await plant.Server.Take(new ReleaseOrder(new("G-1"), new("MIX")) { Site = "MG" });
        await plant.Does("M-1", "start-job", new { job = "G-1.mix", workUnit = "M1" }, "MG");
        Assert.Equal("job.output-reason-not-of-list", await plant.IsRefused("M-1", "complete-step", new { job = "G-1.mix", step = "out", output = new { good = 4, rejected = 1, reason = "foam" } }, "MG"));
        await plant.Does("M-1", "complete-step", new { job = "G-1.mix", step = "out", output = new { good = 4, rejected = 1, reason = "dent" } }, "MG");
        Assert.Equal(1, (await plant.Reads("/sites/MG/reason-lists", "M-1"))[0].GetProperty("version").GetInt32());
        Assert.Equal(1, (await plant.Reads("/sites/MUC/reason-lists"))[0].GetProperty("version").GetInt32());
    }

    private static async Task<string> Words(ChangePlant plant, string path) =>
        string.Join(", ", (await plant.Reads(path)).EnumerateArray().Select(one => one.GetProperty("text").GetProperty("en").GetString()));
}
