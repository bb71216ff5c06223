using System.Diagnostics;
using Groundswell.Masters;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

public sealed class MasterListTests(DeskPlant plant)
{
    [Fact]
    public async Task A_thousand_masters_are_listed_filtered_and_found_at_once()
    {
        await plant.Once("thousand", async () =>
        {
            await plant.Material();
            for (var hundred = 0; hundred < 10; hundred++)
            {
                await Task.WhenAll(Enumerable.Range((hundred * 100) + 1, 100).Select(number =>
                    plant.Shared(new TakeOverVersion(new($"M-{number:0000}"), MasterContents.Long($"Many {number:0000}", 10), "Legacy system"))));
            }
        });
        await using var desk = await plant.Sit(DeskPlant.Helena);
        await desk.Go("/masters?show=All");
        await Expect(desk.Page.Locator(".masters-list tbody tr")).ToHaveCountAsync(100);
        await desk.IsFine("masters");
        await desk.Reflows();

        await desk.Page.GetByLabel("Find").FillAsync("Many 0777");
        await desk.Button("Filter").ClickAsync();
        await Expect(desk.Page.Locator(".masters-list tbody tr")).ToHaveCountAsync(1);
        await desk.Go("/");
        await desk.Go("/masters");
        Assert.Contains("find=Many", desk.Page.Url, StringComparison.Ordinal);

        await desk.Go("/masters?show=NowhereRunning");
        await Expect(desk.Page.Locator(".attention")).ToContainTextAsync("run nowhere");
        var watch = Stopwatch.StartNew();
        await desk.Go("/masters?show=All&page=5");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task What_runs_where_is_told_by_the_sites_own_record()
    {
        await using var desk = await plant.Sit(DeskPlant.Helena);
        await desk.Go($"/masters/{DeskPlant.HandRub.Value}");
        await Expect(desk.Page.Locator(".about")).ToContainTextAsync("Baseline");
        await desk.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Maia" }).ClickAsync();
        await Expect(desk.Heading("Hand rub 80 % at Maia")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator(".about").First).ToContainTextAsync("before there was a record");
        await Expect(desk.Page.Locator(".acts form")).ToHaveCountAsync(0);
        Assert.Empty(desk.Faults);
    }
}
