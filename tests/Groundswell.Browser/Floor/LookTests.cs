using Microsoft.Playwright;

namespace Groundswell.Browser.Floor;

/// <summary>Walks through a job in several languages, light and dark: each view is audited, and photographed where GROUNDSWELL_SHOTS names a folder.</summary>
public sealed class LookTests
{
    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280, 800)]
    [InlineData("de-DE", ColorScheme.Light, 1280, 800)]
    [InlineData("zh-CN", ColorScheme.Dark, 1280, 800)]
    [InlineData("en-GB", ColorScheme.Dark, 800, 1280)]
    public async Task A_job_is_done_step_by_step(string locale, ColorScheme scheme, int width, int height)
    {
        await using var plant = await FloorPlant.Open();
        await using var tablet = await Tablet.Open(plant, locale, scheme, width, height);
        var page = tablet.Page;
        var faulty = new List<string>();
        async Task Shot(string name)
        {
            await tablet.Shot(FormattableString.Invariant($"{locale[..2]}-{scheme}-{width}-{name}"));
            faulty.AddRange((await tablet.Faulty()).Select(fault => $"{name}: {fault}"));
        }


        await tablet.Show();
        await page.Locator("#badge").WaitForAsync();
        await Shot("01-badge");
        await tablet.Scan($"B-{FloorPlant.Ines}");
        await page.Locator("#pin").WaitForAsync();
        await Shot("02-pin");
        await tablet.BadgeIn(FloorPlant.Ines);
        await page.Locator("[data-view=queue]").WaitForAsync();
        await tablet.ScanTo($"B-{FloorPlant.Rui}", "#pin");
        await Shot("03-queue");
        await tablet.Scan("10482");
        await page.Locator("[data-view=step-gloves]").WaitForAsync();
        await Shot("04-confirm");
        await tablet.Confirm();
        await page.Locator("[data-view=step-vessel]").WaitForAsync();
        await Shot("05-equipment");
        await tablet.Confirm();
        await page.Locator("#reading").FillAsync("22");
        await Shot("06-number");
        await tablet.Confirm();
        await page.Locator("[data-view=step-ethanol]").WaitForAsync();
        await Shot("07-scan");
        await tablet.Scan("HP-2611-07");
        await page.Locator("#why").WaitForAsync();
        await Shot("08-wrong-lot");
        await tablet.Scan("ET-2611-07");
        await page.Locator("#reading").FillAsync("8333");
        await Shot("09-quantity");
        await tablet.Confirm();
        await page.Locator("[data-view=step-peroxide]").WaitForAsync();
        await page.Locator("#reading").FillAsync("416");
        await Shot("10-amount");
        await page.Locator(".reading .tap").ClickAsync();
        await page.Locator("#reading").FillAsync("423");
        await Shot("11-out");
        await page.Locator("[data-card=HELP]").ClickAsync();
        await page.Locator("[data-card=MACHINE]").WaitForAsync();
        await Shot("12-call");
        await page.Locator("[data-card=MACHINE]").ClickAsync();
        await page.Locator("[data-is=open]").WaitForAsync();
        await page.Locator("#reason").FillAsync("Pipette drips");
        await Shot("13-reason");
        await tablet.Confirm();
        await page.Locator("[data-view=job]").WaitForAsync();
        await Shot("14-waits-for-release");
        await tablet.Confirm();
        await page.Locator("#release-reason").FillAsync("Within the validated range");
        await page.Locator(".choices .second").First.WaitForAsync();
        await Shot("15-who-signs");
        await page.Locator("button.progress, [data-card=BACK]").Last.ClickAsync();
        await page.Locator("[data-view=job]").WaitForAsync();
        await page.Locator(".crew").ClickAsync();
        await Shot("16-crew");
        await page.Locator("[data-card=BACK]").ClickAsync();
        await page.Locator("[data-view=job]").WaitForAsync();
        await page.Locator(".progress").ClickAsync();
        await page.Locator("[data-view=steps]").WaitForAsync();
        await Shot("17-steps");
        Assert.Empty(faulty);
        Assert.Empty(tablet.Faults);
    }
}
