using System.Text;
using Groundswell.Deciding;
using Groundswell.Influence.Policies;
using Groundswell.Record;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.Floor;

/// <summary>The two questions between jobs, by keyboard alone: answered, sealed, taken back, and left with a no.</summary>
public sealed class NamingTests
{
    [Fact]
    public async Task Two_questions_are_answered_by_keyboard_sealed_taken_back_and_easily_declined()
    {
        await using var plant = await FloorPlant.Open();
        await Agree(plant);
        await using var tablet = await Tablet.Open(plant);
        await tablet.Show();
        await tablet.Page.Locator("#badge").WaitForAsync();
        await tablet.BadgeIn(FloorPlant.Ines);
        await tablet.Page.Locator("[data-view=queue]").WaitForAsync();

        await tablet.Button("Two questions").ClickAsync();
        await Expect(tablet.Heading("Whom would you ask first")).ToBeVisibleAsync();
        await tablet.Page.Locator("#find").FillAsync("rui");
        await tablet.Settled();
        await tablet.Shot("naming");
        Assert.Empty(await tablet.Faulty());
        await tablet.Enter();
        await Expect(tablet.Page.Locator("[aria-pressed=true]")).ToContainTextAsync("Rui Martins");
        await tablet.Enter();
        await Expect(tablet.Heading("Whose word convinces")).ToBeVisibleAsync();
        await tablet.Page.Locator("#find").FillAsync("mei");
        await tablet.Enter();
        await tablet.Enter();
        await Expect(tablet.Heading("Sealed")).ToBeVisibleAsync();

        var named = Assert.Single(await Told(plant, "influence.people-nominated"));
        Assert.DoesNotContain(FloorPlant.Rui, named, StringComparison.Ordinal);
        await tablet.Enter();
        await tablet.Button("Two questions").ClickAsync();
        await tablet.Button("Destroy my answer").ClickAsync();
        await Expect(tablet.Heading("Destroyed")).ToBeVisibleAsync();
        Assert.Single(await Told(plant, "influence.nomination-forgotten"));
        await tablet.Settled();
        await tablet.Page.Locator(".primary").ClickAsync();
        await tablet.Button("Two questions").ClickAsync();
        await tablet.Button("No, thanks").ClickAsync();
        await tablet.Page.Locator("[data-view=queue]").WaitForAsync();
        Assert.Empty(tablet.Faults);
    }

    private static async Task Agree(FloorPlant plant)
    {
        var hash = ProposeInfluencePolicy.SheetOf(FloorPlant.Site, 1, PolicyContent.Usual).ContentHash;
        foreach (var command in new SiteCommand[] { new ProposeInfluencePolicy(PolicyContent.Usual.Purpose), new AgreeToInfluencePolicy(1) })
        {
            var caller = Caller.System("test") with { Person = "P-1", Grants = [.. Enum.GetValues<Role>().Select(role => new Grant(role, null, null))] };
            var signature = new Signature("P-1", "P-1", SignatureMeaning.Approved, hash, "password", plant.Clock.GetUtcNow());
            var answer = await plant.Services.GetRequiredService<Door>().Take(
                command with { Id = Guid.CreateVersion7(), Site = FloorPlant.Site }, caller, [signature], TestContext.Current.CancellationToken);
            Assert.Null(answer.Refusal);
        }
    }

    private static async Task<IReadOnlyList<string>> Told(FloorPlant plant, string name)
    {
        var told = new List<string>();
        await foreach (var entries in plant.Services.GetRequiredService<Journal>().ReadLog(Logs.PeopleOfSite(FloorPlant.Site), 1, 500, TestContext.Current.CancellationToken))
            told.AddRange(entries.Where(entry => entry.Name == name).Select(entry => Encoding.UTF8.GetString(entry.Payload.Span)));
        return told;
    }
}
