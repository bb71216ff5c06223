using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

/// <summary>Accounts, roles, badges and the signature policy, as an administrator works with them.</summary>
public sealed class AccountPageTests(DeskPlant plant)
{
    [Fact]
    public async Task An_administrator_opens_an_account_grants_a_role_and_its_person_signs_in_with_the_code()
    {
        await using var desk = await plant.Sit(DeskPlant.Root);
        await desk.Go("/accounts/new");
        await desk.IsFine("account.new");
        await desk.Page.Keyboard.TypeAsync("P-601");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.TypeAsync("Ana Silva");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.TypeAsync("ana.silva");
        await desk.Page.Keyboard.PressAsync("Enter");
        var code = await desk.Page.Locator(".secret code").InnerTextAsync();
        await desk.IsFine("account.code");
        await desk.Page.Locator("summary", new() { HasText = "Grant a role" }).PressAsync("Enter");
        await desk.Page.Locator("#grant-role").SelectOptionAsync("LineLead");
        await desk.Page.Locator("#grant-atSite").SelectOptionAsync(DeskPlant.Site);
        await desk.Button("Grant a role").PressAsync("Enter");
        await Expect(desk.Page.Locator("#roles")).ToContainTextAsync("Line lead");

        await using var own = await plant.Sit(null);
        await own.Go("/sign-in/code");
        await own.Page.GetByLabel("Name").FillAsync("ana.silva");
        await own.Page.GetByLabel("Code").FillAsync(code);
        await own.Page.GetByLabel("New password").FillAsync(DeskPlant.Password);
        await own.Page.Keyboard.PressAsync("Enter");
        await Expect(own.Heading("Ana Silva, what would you like to see?")).ToBeVisibleAsync();

        await desk.Page.Locator("summary", new() { HasText = "Give out a badge" }).ClickAsync();
        await desk.Page.GetByLabel("Number of the badge").FillAsync("0815-601");
        await desk.Page.GetByLabel("PIN").FillAsync("738291");
        await desk.Button("Give out a badge").ClickAsync();
        await Expect(desk.Page.Locator("#credentials")).ToContainTextAsync("Given out");
        await desk.IsFine("account");
        await desk.Reflows();

        await desk.Page.Locator("summary", new() { HasText = "Lock account" }).ClickAsync();
        await desk.Page.Locator("#lock-reason").FillAsync("Lost the laptop");
        await desk.Button("Lock account").ClickAsync();
        await Expect(desk.Button("Unlock account")).ToBeVisibleAsync();
        await own.Page.ReloadAsync();
        await own.Page.WaitForURLAsync("**/sign-in**");
        await desk.Go("/accounts?show=Locked");
        await Expect(desk.Page.Locator("#accounts")).ToContainTextAsync("Ana Silva");
        await desk.IsFine("accounts");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Ana Silva" }).First.ClickAsync();
        await desk.Page.GetByLabel("Why?").First.FillAsync("Found it");
        await desk.Button("Unlock account").ClickAsync();
        await Expect(desk.Button("Unlock account")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_last_administrator_is_told_why_they_can_t_be_deactivated()
    {
        await using var desk = await plant.Sit(DeskPlant.Root);
        await desk.Go($"/accounts/{DeskPlant.Root}");

        await Expect(desk.Page.Locator(".cannot")).ToContainTextAsync("Deactivate account");
        await Expect(desk.Page.Locator("summary", new() { HasText = "Deactivate account" })).ToHaveCountAsync(0);
        await desk.Go($"/sites/{DeskPlant.Site}/people?show=Here");
        await Expect(desk.Page.Locator("#attention")).ToContainTextAsync("Sessions");
        await desk.Go($"/sites/{DeskPlant.Site}/people/{DeskPlant.Helena}");
        await Expect(desk.Page.Locator("#account")).ToContainTextAsync("Line lead");
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task Sites_and_signature_rules_are_set_at_the_desk()
    {
        await using var desk = await plant.Sit(DeskPlant.Root);
        await desk.Go("/sites");
        await desk.Page.GetByLabel("Code").FillAsync("gyo");
        await desk.Page.Locator("#new-name").FillAsync("Győr");
        await desk.Page.Locator("#new-timeZone").FillAsync("Europe/Budapest");
        await desk.Button("Open site").ClickAsync();
        await Expect(desk.Page.GetByText("Győr").First).ToBeVisibleAsync();
        await desk.IsFine("sites");
        await desk.Reflows();

        await desk.Go("/signing");
        await desk.IsFine("signing");
        await desk.Page.Locator("summary", new() { HasText = "Set a rule" }).ClickAsync();
        await desk.Page.Locator("#rule-meaning").SelectOptionAsync("reviewed");
        await desk.Page.Locator("#rule-atSite").SelectOptionAsync("GYO");
        await desk.Page.Locator("#rule-passkeyOnly").SelectOptionAsync("true");
        await desk.Page.Locator("#rule-reason").FillAsync("Asked for by Quality");
        await desk.Button("Set a rule").ClickAsync();
        await Expect(desk.Page.Locator(".about table .mark")).ToHaveCountAsync(1);
    }
}
