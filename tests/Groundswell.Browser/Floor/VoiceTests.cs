using System.Text;
using Groundswell.Deciding;
using Groundswell.Record;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.Floor;

/// <summary>Saying at the terminal that a step should be otherwise, in two taps, and seeing what was said of it.</summary>
public sealed class VoiceTests
{
    [Fact]
    public async Task A_step_is_proposed_on_in_two_taps_and_the_next_person_adds_their_voice()
    {
        await using var plant = await FloorPlant.Open();
        await using var tablet = await Tablet.Open(plant);
        await tablet.Show();
        await tablet.Page.Locator("#badge").WaitForAsync();
        await tablet.BadgeIn(FloorPlant.Ines);
        await tablet.Page.Locator("[data-view=queue]").WaitForAsync();
        await tablet.Scan("10482");
        await tablet.On("gloves");

        await tablet.Button("This step is wrong").ClickAsync();
        await tablet.Settled();
        await tablet.Shot("voice");
        Assert.Empty(await tablet.Faulty());
        await tablet.Button("Takes too long").ClickAsync();
        await Expect(tablet.Heading("A named person will answer")).ToBeVisibleAsync();

        var made = Assert.Single(await Told(plant, "proposal.made"));
        Assert.Contains("\"step\":\"gloves\"", made, StringComparison.Ordinal);
        Assert.Contains("\"version\":", made, StringComparison.Ordinal);
        await tablet.Confirm();

        // One's own stands there, without buttons; another person adds a voice to it.
        await tablet.Button("This step is wrong").ClickAsync();
        await Expect(tablet.Page.Locator(".proposal")).ToContainTextAsync("Takes too long");
        await Expect(tablet.Page.Locator(".proposal button")).ToHaveCountAsync(0);
        await tablet.ScanTo($"B-{FloorPlant.Rui}", "#pin");
        await tablet.Button("This step is wrong").ClickAsync();
        await Expect(tablet.Page.Locator(".proposal button")).ToHaveCountAsync(2);
        await tablet.Settled();
        await tablet.Shot("voice-others");
        Assert.Empty(await tablet.Faulty());
        await tablet.Button("Same here").ClickAsync();
        await Expect(tablet.Heading("A named person will answer")).ToBeVisibleAsync();
        Assert.Single(await Told(plant, "proposal.voice-added"));
        Assert.Empty(tablet.Faults);
    }

    private static async Task<IReadOnlyList<string>> Told(FloorPlant plant, string name)
    {
        var told = new List<string>();
        await foreach (var entries in plant.Services.GetRequiredService<Journal>().ReadLog(Logs.OfSite(FloorPlant.Site), 1, 500, TestContext.Current.CancellationToken))
            told.AddRange(entries.Where(entry => entry.Name == name).Select(entry => Encoding.UTF8.GetString(entry.Payload.Span)));
        return told;
    }
}
