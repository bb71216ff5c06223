using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

public sealed class LineBoardTests(DeskPlant plant)
{
    private const string Board = $"/sites/{DeskPlant.Site}/board";

    [Fact]
    public async Task It_tells_of_every_work_unit_what_it_does_and_who_is_on_it()
    {
        await using var hall = await plant.Sit(DeskPlant.Helena, Screen.Hall);
        await hall.Go(Board);

        await Expect(Unit(hall, "V-201")).ToContainTextAsync("Running");
        await Expect(Unit(hall, "V-201")).ToContainTextAsync("Inês");
        await Expect(Unit(hall, "V-202")).ToContainTextAsync("Setup");
        await Expect(Unit(hall, "V-203")).ToContainTextAsync("Glycerol lot still under test");
        await Expect(Unit(hall, "F-2")).ToHaveAttributeAsync("data-state", "blocked");
        await Expect(Unit(hall, "P-1")).ToContainTextAsync("Label jam");
        await Expect(hall.Page.Locator(".call[data-answered=no]").First).ToContainTextAsync("Nobody has taken it");
        await Expect(hall.Page.Locator(".call[data-answered=yes]")).ToContainTextAsync("Helena Brandt");
        await hall.IsFine("board");
        await hall.Reflows();
    }

    [Fact]
    public async Task What_happens_is_on_it_without_anybody_touching_it()
    {
        await using var hall = await plant.Sit(DeskPlant.Helena, Screen.Hall);
        await plant.At(new CreateOrder(new("20001"), DeskPlant.HandRub, 20, "L"));
        await plant.At(new ReleaseOrder(new("20001")));
        await hall.Go(Board);
        await hall.Page.WaitForLoadStateAsync(LoadState.Load);

        await plant.At(new StartJob(new("20001.030"), new("P-3")), DeskPlant.Ines);
        await Expect(Unit(hall, "P-3")).ToHaveAttributeAsync("data-state", "running");
        await plant.At(new HoldJob(new("20001.030"), "Wrong cartons"), DeskPlant.Helena);
        await Expect(Unit(hall, "P-3")).ToContainTextAsync("Wrong cartons");
        await plant.At(new ReleaseHeldJob(new("20001.030"), "Right ones are there"), DeskPlant.Helena);
        Assert.Empty(hall.Faults);
    }

    [Fact]
    public async Task A_station_shows_it_with_nobody_signed_in()
    {
        await plant.At(new Groundswell.Plant.EnrollStation(new("WALL"), "Board on the wall", new("PACK"), null));
        await using var wall = await plant.Sit(null, Screen.Hall);
        await wall.Page.Context.AddCookiesAsync([await plant.DeviceCookie("WALL")]);
        await wall.Go(Board);

        await Expect(Unit(wall, "V-201")).ToContainTextAsync("Running");
        await plant.At(new RaiseHelpCall(new("C-9"), "machine", new("PACK"), Remark: "The shrink tunnel is cold."), DeskPlant.Ines);
        await Expect(wall.Page.Locator(".calls")).ToContainTextAsync("The shrink tunnel is cold.");
        Assert.Empty(wall.Faults);
    }

    [Fact]
    public async Task In_German_and_Chinese_nothing_is_cut_off()
    {
        await using var german = await plant.Sit(DeskPlant.Helena, Screen.Hall with { Locale = "de-DE" });
        await german.Go(Board);
        await Expect(Unit(german, "V-201")).ToContainTextAsync("Läuft");
        await german.IsFine("board.de", tablet: false);
    }

    private static ILocator Unit(Desk desk, string unit) =>
        desk.Page.Locator(".unit", new() { Has = desk.Page.GetByRole(AriaRole.Heading, new() { Name = unit, Exact = true }) });
}
