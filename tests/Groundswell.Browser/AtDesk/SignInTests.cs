using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

public sealed class SignInTests(DeskPlant plant)
{
    [Fact]
    public async Task Whoever_opens_a_page_signs_in_and_goes_on_to_it_with_the_keyboard_alone()
    {
        await using var desk = await plant.Sit(null);
        await desk.Go($"/sites/{DeskPlant.Site}/board");
        await desk.IsFine("sign-in");
        await desk.Reflows();

        await desk.Page.Keyboard.TypeAsync("p-20");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.TypeAsync(DeskPlant.Password);
        await desk.Page.Keyboard.PressAsync("Enter");

        await desk.Page.WaitForURLAsync($"**/sites/{DeskPlant.Site}/board");
    }

    [Fact]
    public async Task A_wrong_password_is_said_where_it_was_typed_and_the_name_stays()
    {
        await using var desk = await plant.Sit(null);
        await desk.Go("/sign-in");
        await desk.Page.Locator("#userName").FillAsync("nobody");
        await desk.Page.Locator("#password").FillAsync("wrong");
        await desk.Page.Keyboard.PressAsync("Enter");

        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The name, or what should prove it, is wrong.");
        await Expect(desk.Page.Locator("#userName")).ToHaveValueAsync("nobody");
        await Expect(desk.Page.Locator("#password")).ToHaveValueAsync("");
        await desk.IsFine("sign-in.refused", tablet: false);
    }

    [Fact]
    public async Task Someone_with_a_passkey_signs_in_without_a_name()
    {
        await using var desk = await plant.Sit(DeskPlant.Mina);
        await desk.HasPasskey();
        await desk.IsFine("me");

        await desk.Page.Locator("[popovertarget=me]").ClickAsync();
        await desk.Button("Sign out").ClickAsync();
        await desk.Button("With a passkey").ClickAsync();

        await Expect(desk.Page.Locator("[popovertarget=me]")).ToContainTextAsync("Mina Rocha");
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task The_language_someone_chooses_stays()
    {
        await using var desk = await plant.Sit(null);
        await desk.Go("/sign-in");
        await desk.Button("中文").ClickAsync();

        await Expect(desk.Heading("登录")).ToBeVisibleAsync();
        await desk.Go("/sign-in/code");
        await Expect(desk.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh");
        await desk.IsFine("code.zh", tablet: false);
    }

    [Fact]
    public async Task The_home_page_leads_where_the_person_may_go()
    {
        await using var lead = await plant.Sit(DeskPlant.Helena);
        await Expect(lead.Page.Locator(".places").First).ToContainTextAsync("Line board");
        await lead.IsFine("home");
        await lead.Reflows();

        await using var stranger = await plant.Sit(DeskPlant.Stranger);
        await Expect(stranger.Page.Locator("main")).ToContainTextAsync("no role at a site");
        var refused = await stranger.Go($"/sites/{DeskPlant.Site}/board");
        Assert.Equal(403, refused!.Status);
        await stranger.IsFine("not-allowed", tablet: false);
    }

    [Fact]
    public async Task Without_script_everything_is_sent_all_the_same()
    {
        await using var desk = await plant.Sit(null);
        await desk.Page.Context.RouteAsync("**/*.js", route => route.AbortAsync());
        await desk.Go("/sign-in");
        await desk.Page.Locator("#userName").FillAsync("p-40");
        await desk.Page.Locator("#password").FillAsync(DeskPlant.Password);
        await desk.Button("Sign in").ClickAsync();

        await Expect(desk.Page.Locator("[popovertarget=me]")).ToContainTextAsync("Paulo Dias");
    }
}
