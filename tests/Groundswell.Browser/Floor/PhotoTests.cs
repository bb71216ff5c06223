using System.Security.Cryptography;
using System.Text;
using Groundswell.Deciding;
using Groundswell.Masters;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.Floor;

/// <summary>A photo is taken at a terminal, somebody else signs for it there with their passkey, and the order's record shows both.</summary>
public sealed class PhotoTests
{
    private static readonly Id<WorkMaster> Master = new("PHOTOGRAPHED");

    /// <summary>The smallest picture: one transparent pixel.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    /// <summary>Another one, that nobody wants to keep: the file need not be a whole picture.</summary>
    private static readonly byte[] Blurred = Picture[..^12];

    [Fact]
    public async Task A_photo_is_taken_and_a_second_person_signs_with_a_passkey_without_signing_anybody_out()
    {
        await using var plant = await FloorPlant.Open();
        await plant.Runs(Master, FloorMasters.Photographed());
        await plant.NewOrder("40001", Master);
        await using var tablet = await Tablet.Open(plant);
        await HelenaHasPasskey(tablet, plant);
        await tablet.Show();
        await tablet.Page.Locator("#badge").WaitForAsync();
        await tablet.BadgeIn(FloorPlant.Ines);
        await tablet.Page.Locator("[data-view=queue]").WaitForAsync();

        await tablet.Scan("40001");
        await tablet.On("seal");
        await Expect(tablet.Page.Locator(".primary")).ToBeDisabledAsync();
        await tablet.Page.Locator("#photo").SetInputFilesAsync(new FilePayload { Name = "finger.png", MimeType = "image/png", Buffer = Blurred });
        await Expect(tablet.Page.Locator(".enter img")).ToBeVisibleAsync();
        var camera = await tablet.Page.RunAndWaitForFileChooserAsync(() => tablet.Button("take it again").ClickAsync());
        await Expect(tablet.Page.Locator(".primary")).ToBeDisabledAsync();
        await camera.SetFilesAsync(new FilePayload { Name = "seal.png", MimeType = "image/png", Buffer = Picture });
        await Expect(tablet.Page.Locator(".enter img")).ToHaveCountAsync(1);
        await tablet.Shot("photo");
        await tablet.Confirm();

        await tablet.On("witnessed");
        await tablet.Button("Helena Prado").ClickAsync();
        await tablet.Button("passkey").ClickAsync();
        await tablet.On("label");
        await Expect(tablet.Page.Locator(".crew")).ToContainTextAsync("Inês");

        var entries = await plant.EntriesOf("40001.010", 5);
        var (photo, signed) = (Encoding.UTF8.GetString(entries[^2].Payload.Span), Encoding.UTF8.GetString(entries[^1].Payload.Span));
        Assert.Contains($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Picture))}", photo, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(SHA256.HashData(Blurred)), photo, StringComparison.Ordinal);
        Assert.Contains("\"signer\":\"P-20\"", signed, StringComparison.Ordinal);
        Assert.Contains("\"method\":\"passkey\"", signed, StringComparison.Ordinal);
        Assert.Equal(FloorPlant.Ines, entries[^1].Actor);
        Assert.Empty(tablet.Faults);

        await ItIsInTheRecord(tablet, plant);
    }

    private static async Task HelenaHasPasskey(Tablet tablet, FloorPlant plant)
    {
        await SignIn(tablet.Page, plant);
        await Authenticator.WithPasskey(tablet.Page, plant.Address, FloorPlant.Password, "Key on the ring");
        await tablet.Page.GetByRole(AriaRole.Button, new() { Name = "Helena Prado" }).ClickAsync();
        await tablet.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await tablet.Page.WaitForURLAsync("**/sign-in**");
    }

    private static async Task SignIn(IPage page, FloorPlant plant)
    {
        await page.GotoAsync(plant.Address + "/sign-in");
        await page.Locator("[name=userName]").FillAsync(FloorPlant.Helena.ToLowerInvariant());
        await page.Locator("[name=password]").FillAsync(FloorPlant.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.Locator("h1").WaitForAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Helena");
    }

    private static async Task ItIsInTheRecord(Tablet tablet, FloorPlant plant)
    {
        var page = await tablet.Context.NewPageAsync();
        await SignIn(page, plant);
        await page.GotoAsync($"{plant.Address}/sites/{FloorPlant.Site}/orders/40001/record");
        await Expect(page.Locator(".photo")).ToContainTextAsync("Unchanged, by its hash");
        await Expect(page.Locator(".photo code")).ToHaveTextAsync(Convert.ToHexStringLower(SHA256.HashData(Picture))[..16]);
        Assert.True(await page.Locator(".photo img").EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth === 1; }"));
        await Expect(page.Locator(".job")).ToContainTextAsync("Helena Prado");
        await Expect(page.Locator(".signatures")).ToContainTextAsync("Helena Prado");
    }
}
