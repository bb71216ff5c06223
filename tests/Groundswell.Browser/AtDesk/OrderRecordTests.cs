using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

public sealed class OrderRecordTests(DeskPlant plant)
{
    private const string Record = $"/sites/{DeskPlant.Site}/orders/10471/record";

    [Fact]
    public async Task It_tells_everything_that_was_done_and_what_departs_first()
    {
        await using var desk = await plant.Sit(DeskPlant.Mina);
        await desk.Go(Record);

        await Expect(desk.Page.Locator(".verdict")).ToContainTextAsync("1 exception.");
        await Expect(desk.Page.Locator(".exception")).ToContainTextAsync("Meter was warm");
        await Expect(desk.Page.Locator(".exception")).ToContainTextAsync("Helena Brandt");
        await Expect(desk.Page.Locator(".job").First).ToContainTextAsync("Inês Carvalho");
        await desk.IsFine("record");
        await desk.Reflows();
    }

    [Fact]
    public async Task Its_verified_mark_is_made_of_a_proof_that_anyone_can_check()
    {
        await using var desk = await plant.Sit(DeskPlant.Mina);
        await plant.IsCheckpointed();
        await desk.Go(Record);
        await Expect(desk.Page.Locator(".verified")).ToContainTextAsync("Record verified");
        await desk.Shoot("record.verified");
        var download = await desk.Page.RunAndWaitForDownloadAsync(() => desk.Page.GetByRole(AriaRole.Link, new() { Name = "JSON with proof" }).ClickAsync());
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken));

        Assert.Equal("10471", file.RootElement.GetProperty("order").GetString());
        var proofs = file.RootElement.GetProperty("proofs").EnumerateArray().ToList();
        Assert.Equal(5, proofs.Count); // The order, its three jobs, and the call for help from one of them.
        Assert.All(proofs, proof => Assert.True(Groundswell.Record.Proofs.ProofFile.Check(proof.GetRawText(), plant.Key).Holds));
    }

    [Fact]
    public async Task The_audit_trail_unfolds_and_a_link_to_an_entry_opens_it()
    {
        await using var desk = await plant.Sit(DeskPlant.Mina);
        await desk.Go(Record);
        await desk.Page.Locator(".exception .evidence a").ClickAsync();

        await Expect(desk.Page.Locator(".trail tr:target")).ToContainTextAsync("Exception raised");
        await desk.IsFine("record.trail", tablet: false);
        await desk.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await desk.Shoot("record.print");
    }
}
