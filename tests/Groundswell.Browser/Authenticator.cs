using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser;

/// <summary>An authenticator of the browser's own: it says yes to everything, as a finger on the sensor does.</summary>
internal static class Authenticator
{
    /// <summary>Gives the browser one, and whoever is signed in a passkey on it.</summary>
    public static async Task WithPasskey(IPage page, string server, string password, string name)
    {
        var authenticator = await page.Context.NewCDPSessionAsync(page);
        await authenticator.SendAsync("WebAuthn.enable");
        await authenticator.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await page.GotoAsync(server + "/me");
        await page.Locator("form[data-passkey] [name=name]").FillAsync(name);
        await page.Locator("form[data-passkey] [name=password]").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByText(name)).ToBeVisibleAsync();
    }
}
