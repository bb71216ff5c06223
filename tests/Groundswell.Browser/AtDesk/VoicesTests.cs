using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

/// <summary>What people say at their desk: a proposal and its answer, being a champion, a say of a change.</summary>
public sealed class VoicesTests(DeskPlant plant)
{
    [Fact]
    public async Task A_proposal_is_made_supported_and_refused_with_a_reason()
    {
        await using var ines = await plant.Sit(DeskPlant.Ines);
        await ines.Go($"/sites/{DeskPlant.Site}/proposals");
        await ines.IsFine("proposals.none");
        await ines.Page.Locator("summary", new() { HasText = "Propose something" }).ClickAsync();
        await ines.Page.GetByLabel("What is the matter?").SelectOptionAsync("Slow");
        await ines.Page.GetByLabel("Work center").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await ines.Page.GetByLabel("What is wrong").FillAsync("The cylinder fogs in the cold room");
        await ines.Page.GetByLabel("Do not name me").CheckAsync();
        await ines.Page.Locator(".propose button").ClickAsync();
        await Expect(ines.Page.GetByText("The cylinder fogs in the cold room")).ToBeVisibleAsync();
        await Expect(ines.Page.Locator("#proposals")).ToContainTextAsync("someone");
        await ines.Reflows();

        await using var helena = await plant.Sit(DeskPlant.Helena);
        await helena.Go($"/sites/{DeskPlant.Site}/proposals");
        await helena.Button("Same here").ClickAsync();
        await Expect(helena.Page.Locator("#proposals")).ToContainTextAsync("1 says the same");
        await helena.IsFine("proposals");
        await helena.Page.Locator("summary", new() { HasText = "Refuse" }).ClickAsync();
        await helena.Page.GetByLabel("Why?").FillAsync("It is warmed up next week");
        await helena.Button("Refuse").ClickAsync();

        await ines.Go($"/sites/{DeskPlant.Site}/proposals?show=Mine");
        await Expect(ines.Page.Locator("#proposals")).ToContainTextAsync("It is warmed up next week");
        await ines.Page.Locator("summary", new() { HasText = "Object to the refusal" }).ClickAsync();
        await ines.Page.GetByLabel("Why?").FillAsync("It was cold today");
        await ines.Button("Object to the refusal").ClickAsync();
        await Expect(ines.Page.Locator("#proposals")).ToContainTextAsync("It was cold today");
        Assert.Empty(ines.Faults.Concat(helena.Faults));
    }

    [Fact]
    public async Task Somebody_puts_themselves_forward_says_yes_and_takes_up_a_change()
    {
        await plant.At(new OpenChange(new Id<Change>("warm-room"), "Warm the cold room", "Cylinders fog"), DeskPlant.Helena);
        await using var ines = await plant.Sit(DeskPlant.Ines);
        await ines.Go($"/sites/{DeskPlant.Site}/champions");
        await ines.IsFine("champions.none");

        // Nobody has named her yet: there is nothing to say yes to, and no term to renew.
        foreach (var act in new[] { "accept", "renew", "step-down", "take-up", "area", "deputy", "propose" })
            await Expect(ines.Page.Locator($"form[action$='/champions/{act}']")).ToHaveCountAsync(0);
        await ines.Button("Put myself forward").ClickAsync();
        await Expect(ines.Page.Locator(".said")).ToContainTextAsync("Recorded");
        await ines.Page.Locator("summary", new() { HasText = "Say yes" }).ClickAsync();
        await ines.Page.Locator("form[action$='/champions/accept'] input[name=workCenters]").First.CheckAsync();
        await ines.Button("Say yes").ClickAsync();
        await Expect(ines.Page.Locator("#mine")).ToBeVisibleAsync();
        await ines.Page.Locator("summary", new() { HasText = "Take up a change" }).ClickAsync();
        await ines.Page.Locator("#take-change").SelectOptionAsync("warm-room");
        await ines.Button("Take up a change").ClickAsync();
        await Expect(ines.Page.Locator("#mine")).ToContainTextAsync("Warm the cold room");
        await Expect(ines.Page.Locator("#all")).ToContainTextAsync("Inês Carvalho");
        await ines.IsFine("champions");
        await ines.Reflows();
        Assert.Empty(ines.Faults);
    }

    [Fact]
    public async Task Where_no_receipt_comes_the_form_says_so_and_keeps_what_was_entered()
    {
        await using var ines = await plant.Sit(DeskPlant.Ines);
        await ines.Go($"/sites/{DeskPlant.Site}/proposals");
        var form = ines.Page.Locator("form[action$='/proposals']");
        var told = form.Locator("[data-unanswered]");
        await ines.Page.Locator("summary", new() { HasText = "Propose something" }).ClickAsync();
        await form.GetByLabel("What is the matter?").SelectOptionAsync("Slow");
        await form.GetByLabel("Work center").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await form.GetByLabel("What is wrong").FillAsync("The lamp flickers");

        foreach (var status in (int?[])[null, 400, 500])
        {
            await Expect(told).ToBeHiddenAsync();
            await ines.Page.RouteAsync("**/sites/*/proposals", route => status is { } code ? route.FulfillAsync(new() { Status = code }) : route.AbortAsync());
            await form.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(told).ToBeVisibleAsync();
            await Expect(told).ToContainTextAsync("What you entered is still here");
            await Expect(form.GetByLabel("What is wrong")).ToHaveValueAsync("The lamp flickers");
            await ines.Page.UnrouteAllAsync();
            await told.EvaluateAsync("one => one.hidden = true");
        }
    }

    [Fact]
    public async Task A_change_hurts_somebody_and_nobody_else_sees_who()
    {
        await plant.At(new OpenChange(new Id<Change>("one-scale"), "One scale for two", "There are too many"), DeskPlant.Helena);
        await using var ines = await plant.Sit(DeskPlant.Ines);
        await ines.Go($"/sites/{DeskPlant.Site}/my-voice");
        var change = ines.Page.Locator("[id='change-one-scale']");
        await change.GetByLabel("Hurts").CheckAsync();
        await change.GetByLabel("What would make it work?").FillAsync("A scale at each end");
        await change.GetByRole(AriaRole.Button, new() { Name = "Say it" }).ClickAsync();
        await Expect(change).ToContainTextAsync("A scale at each end");
        await Expect(change).ToContainTextAsync("An answer is owed to you by");
        await Expect(change).ToContainTextAsync("Totals are shown when five people have spoken.");
        await ines.IsFine("my-voice");
        await ines.Reflows();

        await using var helena = await plant.Sit(DeskPlant.Helena);
        await helena.Go($"/sites/{DeskPlant.Site}/my-voice");
        await Expect(helena.Page.Locator("main")).Not.ToContainTextAsync("A scale at each end");

        await change.GetByRole(AriaRole.Button, new() { Name = "Have it forgotten" }).ClickAsync();
        await Expect(change).Not.ToContainTextAsync("A scale at each end");
        Assert.Empty(ines.Faults.Concat(helena.Faults));
    }
}
