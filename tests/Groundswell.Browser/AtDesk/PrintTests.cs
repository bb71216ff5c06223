using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

/// <summary>What comes out on paper: nobody sees the page's head there.</summary>
public sealed class PrintTests(DeskPlant plant)
{
    [Theory]
    [InlineData($"/sites/{DeskPlant.Site}/people")]
    [InlineData($"/sites/{DeskPlant.Site}/orders")]
    public async Task A_printed_list_names_its_site_its_time_who_printed_it_and_what_was_asked_for(string list)
    {
        await using var desk = await plant.Sit(DeskPlant.Helena);
        await desk.Go(list);
        var printed = desk.Page.Locator(".printed");
        await Expect(printed).ToBeHiddenAsync();

        await desk.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(printed).ToBeVisibleAsync();
        await Expect(printed).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^Maia · As of \d+ \w+ \d{4}, \d\d:\d\d, printed by \w"));
        await Expect(desk.Page.Locator(".masthead")).ToBeHiddenAsync();
        await Expect(desk.Page.Locator(".filter select").First).ToBeVisibleAsync();
        await Expect(desk.Page.Locator(".filter button").First).ToBeHiddenAsync();
    }
}
