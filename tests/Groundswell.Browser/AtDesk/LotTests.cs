using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

public sealed class LotTests(DeskPlant plant)
{
    private const string Lots = $"/sites/{DeskPlant.Site}/lots";

    [Fact]
    public async Task A_lot_is_received_moved_and_restricted_and_its_page_tells_all_of_it()
    {
        await Materials();
        await using var desk = await plant.Sit(DeskPlant.Helena);
        await desk.Go($"{Lots}/new");
        await desk.IsFine("lot.new");
        await desk.Page.GetByLabel("Lot number").FillAsync("GLY-7001");
        await desk.Page.GetByLabel("Material").SelectOptionAsync("GLYCEROL");
        await desk.Page.GetByLabel("Quantity").FillAsync("25");
        await desk.Page.GetByLabel("Use by").FillAsync("2031-03-31");
        await desk.Button("Receive a lot").ClickAsync();

        await desk.Page.WaitForURLAsync($"**{Lots}/GLY-7001");
        await Act(desk, "Move lot", "Location", "Rack 4");
        await Act(desk, "Restrict lot", "Why?", "Seal is broken");

        await Expect(desk.Page.Locator("#head")).ToContainTextAsync("Not to be used: Seal is broken");
        await Expect(desk.Page.Locator("#movements tbody tr")).ToHaveCountAsync(3);
        await Expect(desk.Page.Locator("#movements")).ToContainTextAsync("Helena Brandt");
        Assert.Equal(["material-lot.received", "material-lot.moved", "material-lot.restricted"], await plant.Recorded("material-lot-GLY-7001"));
        await desk.IsFine("lot");
        await desk.Reflows();
    }

    [Fact]
    public async Task Lots_are_found_by_what_is_asked_of_them_and_the_filter_is_kept()
    {
        await Materials();
        await plant.At(new ReceiveLot(new("GLY-7101"), new("GLYCEROL"), 3, "kg", "Rack 9"));
        await plant.At(new RestrictLot(new("GLY-7101"), "Sampled"));
        await using var desk = await plant.Sit(DeskPlant.Paulo);
        await desk.Go(Lots);
        await desk.IsFine("lots");
        await desk.Page.GetByLabel("Show").SelectOptionAsync("Restricted");
        await desk.Page.GetByLabel("Find").FillAsync("Rack 9");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Page.Locator("#orders tbody tr")).ToContainTextAsync(["GLY-7101"]);

        await desk.Go(Lots);
        await Expect(desk.Page.Locator("#orders tbody tr")).ToContainTextAsync(["GLY-7101"]);
        await desk.Reflows();
    }

    [Fact]
    public async Task Quality_releases_a_lot_under_GMP_by_signing_it()
    {
        await Materials();
        await plant.At(new ReceiveLot(new("ETH-7201"), new("ETHANOL"), 200, "L"));
        await using var desk = await plant.Sit(DeskPlant.Mina);
        await DeskPlant.Accepts(desk);
        await desk.Go($"{Lots}/ETH-7201");
        await Expect(desk.Page.Locator("#head")).ToContainTextAsync("not yet released");
        await desk.Page.Locator(".acts form").First.GetByLabel("Why?").FillAsync("Certificate checked");
        await desk.Button("Release lot").ClickAsync();
        await Expect(desk.Page.Locator(".signing")).ToContainTextAsync("Certificate checked");
        await desk.IsFine("lot.signing");
        await desk.Page.Locator("[name=signature-password]").FillAsync(DeskPlant.Password);
        await desk.Page.Keyboard.PressAsync("Enter");

        await Expect(desk.Page.Locator("#head")).ToContainTextAsync("May be used");
        Assert.Equal(["material-lot.received", "material-lot.released"], await plant.Recorded("material-lot-ETH-7201"));
    }

    [Fact]
    public async Task An_engineer_defines_a_material_and_takes_it_out_of_use()
    {
        await Materials();
        await using var desk = await plant.Sit(DeskPlant.Edgar);
        await desk.Go("/materials");
        await desk.Page.Locator("summary", new() { HasText = "Define a material" }).ClickAsync();
        await desk.IsFine("materials");
        var form = desk.Page.Locator("form[action='/materials/define']");
        await form.GetByLabel("Id").FillAsync("LABEL-60");
        await form.GetByLabel("Name").FillAsync("Label 60 mm");
        await form.GetByLabel("Unit").FillAsync("1");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        var row = desk.Page.Locator("tr", new() { HasText = "Label 60 mm" });
        await Expect(row).ToContainTextAsync("in use");

        await row.Locator("summary", new() { HasText = "Take out of use" }).ClickAsync();
        await row.GetByLabel("Why?").FillAsync("Replaced by 80 mm");
        await row.GetByRole(AriaRole.Button, new() { Name = "Take out of use" }).ClickAsync();
        await Expect(row).ToContainTextAsync("out of use");
        await desk.Reflows();
    }

    private Task Materials() => plant.Once("materials of lots", async () =>
    {
        await plant.Shared(new DefineMaterial(new("GLYCEROL"), "Glycerol 98 %", "kg", MaterialTracking.Lot));
        await plant.Shared(new DefineMaterial(new("ETHANOL"), "Ethanol 96 %", "L", MaterialTracking.Lot, UnderGmp: true));
    });

    private static async Task Act(Desk desk, string act, string field, string text)
    {
        var fold = desk.Page.Locator(".act-fold", new() { HasText = act });
        await fold.Locator("summary").ClickAsync();
        await fold.GetByLabel(field).FillAsync(text);
        await desk.Page.RunAndWaitForResponseAsync(() => fold.GetByRole(AriaRole.Button).ClickAsync(), answer => answer.Request.Method == "POST");
        await Expect(desk.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Recorded");
    }
}
