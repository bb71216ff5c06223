using System.Text.Json;

namespace Groundswell.Tests.Changes.Openings;

/// <summary>A site at which nothing has ever run, over HTTP: two signatures and a claim of the past open it neither; its own people do.</summary>
public sealed class OpeningApiTests
{
    private const string Opening = "mangalore-begins";

    [Fact]
    public async Task A_whole_site_is_opened_by_a_change_that_its_champions_launch_through_the_gate()
    {
        await using var plant = await ChangePlant.StartWithNewSite();
        var opens = new { change = Opening, title = "Mangalore begins", reason = "The new hall is ready", versions = new[] { "RUB@1" } };

        Assert.Equal("commissioning.site-not-at-work", await AsksForCommissioning(plant));
        Assert.Equal("site-opening.at-work-already", await plant.IsRefused("F-1", "begin-site-opening", opens));
        await plant.Does("F-1", "begin-site-opening", opens, "MG");
        var shown = await plant.Reads($"/changes/{Opening}", "F-1");
        Assert.Equal((true, "Parameter", "RUB@1"), (shown.GetProperty("opensSite").GetBoolean(), shown.GetProperty("class").GetString(), shown.GetProperty("drafts")[0].GetProperty("version").GetString()));

        // It is Mangalore's own, and nothing is drafted or tried under it.
        Assert.Equal("site-opening.of-other-site", await plant.IsRefused("F-1", "bring-in-change", new { change = Opening }));
        Assert.Equal("site-opening.nothing-to-draft", await plant.IsRefused("F-1", "open-pilot-group", new { pilot = "try", change = Opening }, "MG"));
        Assert.Equal("site-opening.nothing-to-draft", await plant.IsRefused("F-1", "open-change-draft", new { change = Opening, workMaster = "RUB" }, "MG"));

        Assert.Contains("being shaped", await Page(plant, "../changes"), StringComparison.Ordinal);

        await plant.Does("F-1", "say-reach", new { change = Opening, reach = new { sites = new[] { "MG" }, workCenters = new[] { "MIX" }, functions = new[] { "Operations", "Quality", "SupplyChain" } } }, "MG");
        await plant.ReadiesMangalore(Opening, before: async () =>
        {
            // The record lists whoever works there, without anybody's list.
            var red = await plant.Reads($"/sites/MG/changes/{Opening}/readiness", "F-1");
            Assert.False(red.GetProperty("isGreen").GetBoolean());
            Assert.Equal("3", Condition(red, "asked").GetProperty("evidence")[0].GetProperty("values").GetProperty("people").GetString());
            Assert.Equal("launch.gate-not-green", await plant.IsRefused("M-1", "ask-for-launch", new { change = Opening }, "MG"));
        });

        var gate = await plant.Reads($"/sites/MG/changes/{Opening}/readiness", "F-1");
        Assert.True(gate.GetProperty("isGreen").GetBoolean(), gate.ToString());
        Assert.DoesNotContain(gate.GetProperty("conditions").EnumerateArray(), condition => condition.GetProperty("code").GetString() == "pilot");
        Assert.Equal("RUB@1", Condition(gate, "versions").GetProperty("evidence")[0].GetProperty("values").GetProperty("what").GetString());

        Assert.Equal("site-change.not-a-champion", await plant.IsRefused("F-1", "ask-for-launch", new { change = Opening }, "MG"));
        await plant.Does("M-1", "ask-for-launch", new { change = Opening }, "MG");
        Assert.Equal("commissioning.site-not-at-work", await AsksForCommissioning(plant));
        Assert.Equal("launch.asked-already", await plant.IsRefused("F-1", "say-opening-versions", new { change = Opening, versions = new[] { "RUB@1" } }, "MG"));
        await plant.Does("M-1", "launch-step", new { change = Opening, workCenters = new[] { "MIX" } }, "MG");

        var runs = await plant.Reads("/sites/MG/versions/RUB?workCenter=MIX&shift=E", "M-1");
        Assert.Equal(("RUB@1", "Launch"), (runs.GetProperty("version").GetString(), runs.GetProperty("source").GetString()));

        // Wherever changes are listed it says how it stands at the site that it opens; to no other site is it anything.
        foreach (var page in new[] { "../changes", $"../changes/{Opening}", "../programme" })
            Assert.Contains("site open, launched", await Page(plant, page), StringComparison.Ordinal);
        Assert.Contains("does not touch this site", await Page(plant, "../programme"), StringComparison.Ordinal);
        foreach (var page in new[] { $"../sites/MG/changes/{Opening}", $"../sites/MG/changes/{Opening}/facilitating" })
            Assert.Contains("""<a href="/changes" aria-current="page">""", await Page(plant, page), StringComparison.Ordinal);

        // From here on it is a site at work: further masters are commissioned, nothing ran there before, and it is not opened again.
        Assert.Equal("commissioning.version-runs-here", await AsksForCommissioning(plant));
        Assert.Equal("baseline.site-opened-by-change", await plant.IsRefused("Q-1", "record-baseline", new { workMaster = "RUB", inUse = new[] { new { version = "RUB@1" } }, evidence = "SOP-7" }, "MG"));
        Assert.Equal("site-opening.at-work-already", await plant.IsRefused("F-1", "begin-site-opening", opens with { change = "again" }, "MG"));
    }

    private static async Task<string> AsksForCommissioning(ChangePlant plant) =>
        await plant.IsRefused("S-2", "ask-for-commissioning", new { workMaster = "RUB", version = "RUB@1" }, "MG");

    private static async Task<string> Page(ChangePlant plant, string path)
    {
        using var page = await plant["F-1"].Get(path);
        return System.Net.WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static JsonElement Condition(JsonElement gate, string code) =>
        gate.GetProperty("conditions").EnumerateArray().Single(condition => condition.GetProperty("code").GetString() == code);
}
