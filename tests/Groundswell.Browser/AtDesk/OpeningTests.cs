using Groundswell.Plant;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

/// <summary>A second site, at which nothing has run: on a plant of the test's own, since more than one site looks different to everybody.</summary>
public sealed class OpeningTests
{
    [Fact]
    public async Task An_engineer_begins_the_opening_of_a_site_and_its_gate_says_what_is_missing()
    {
        await using var plant = new DeskPlant();
        await plant.InitializeAsync();
        await plant.Shared(new OpenSite(new("BRAGA"), "Braga", "Europe/Lisbon", false));
        await using var edgar = await plant.Sit(DeskPlant.Edgar);

        await edgar.Go("/changes");
        var opening = edgar.Page.Locator("#open-BRAGA");
        await Expect(opening).ToContainTextAsync("Braga is not at work yet.");
        await opening.Locator("summary").ClickAsync();
        await opening.GetByLabel("Why?").FillAsync("The new hall is ready");
        await edgar.IsFine("opening.begin");
        await edgar.Button("Begin the opening of Braga").ClickAsync();

        // Nothing is ticked: it says so, and what was entered is still there.
        await Expect(opening).ToContainTextAsync("Say with which versions the site begins");
        await Expect(opening.GetByLabel("Why?")).ToHaveValueAsync("The new hall is ready");
        await opening.GetByLabel("Hand rub 80 %").CheckAsync();
        await edgar.Button("Begin the opening of Braga").ClickAsync();
        await Expect(edgar.Heading("Opening of Braga")).ToBeVisibleAsync();
        await Expect(edgar.Page.Locator("#story")).ToContainTextAsync("Hand rub 80 %, version 1");
        await edgar.IsFine("opening.story");
        await edgar.Reflows();

        await edgar.Page.GetByRole(AriaRole.Link, new() { Name = "At Braga" }).ClickAsync();
        await edgar.Button("Bring it to this site").ClickAsync();
        await Expect(edgar.Page.Locator("#gate")).ToContainTextAsync("Approved: Hand rub 80 %, version 1");
        await Expect(edgar.Page.Locator("#gate")).ToContainTextAsync("Nobody has said where it touches work here.");
        await edgar.IsFine("opening.at-site");

        // It is begun: nobody is asked to begin it again.
        await edgar.Go("/changes");
        await Expect(edgar.Page.Locator("#open-BRAGA")).ToHaveCountAsync(0);
        Assert.Empty(edgar.Faults);
    }
}
