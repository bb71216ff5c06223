using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

/// <summary>A draft is written together by those who do the work; a facilitator answers what they say.</summary>
public sealed class DraftingTests(DeskPlant plant)
{
    private static readonly Id<Change> Change = new("wipe-first");
    private static readonly Id<Pilot> Pilot = new("wipe-first");

    [Fact]
    public async Task An_operator_changes_words_adds_a_step_and_comments_and_the_facilitator_answers_what_hurts()
    {
        await plant.Shared(new GrantRole(new(DeskPlant.Paulo), Role.Facilitator, AtSite: DeskPlant.Site));
        await plant.At(new OpenChange(Change, "Wipe first", "The nozzle drips"), DeskPlant.Helena);
        await plant.At(new BringInChange(Change), DeskPlant.Helena);
        await plant.At(new ListAffected(Change, [new(new(DeskPlant.Ines)), new(new(DeskPlant.Susana))]), DeskPlant.Helena);
        await plant.At(new OpenChangeDraft(Change, DeskPlant.HandRub), DeskPlant.Helena);
        await plant.At(new OpenPilotGroup(Pilot, Change), DeskPlant.Paulo);
        await plant.At(new InviteToPilot(Pilot, new(DeskPlant.Ines)), DeskPlant.Paulo);
        await plant.At(new JoinPilotGroup(Pilot), DeskPlant.Ines);

        await Writes();
        await plant.At(new SayOfChange(Change, SayEffect.Hurts, "A cloth at each nozzle"), DeskPlant.Ines);
        await Answers();
    }

    private async Task Writes()
    {
        await using var ines = await plant.Sit(DeskPlant.Ines);
        await ines.Go($"/sites/{DeskPlant.Site}/pilots/{Pilot}");
        await ines.Page.GetByRole(AriaRole.Link, new() { NameString = "Draft together" }).ClickAsync();
        await ines.IsFine("draft.together");
        await ines.Reflows();
        var step = ines.Page.Locator(".draft-steps > li").First;
        await step.Locator("summary").First.ClickAsync();
        await step.GetByLabel("What to do").FillAsync("Wipe the nozzle with a dry cloth");
        await step.GetByRole(AriaRole.Button, new() { NameString = "Change the words" }).PressAsync("Enter");
        step = ines.Page.Locator(".draft-steps > li").First;
        await Expect(step).ToContainTextAsync("Wipe the nozzle with a dry cloth");
        await Expect(step).ToContainTextAsync("Inês Carvalho");

        await ines.Page.Locator("summary").Filter(new() { HasText = "Add a step to" }).First.ClickAsync();
        var add = ines.Page.Locator("details[open]").Last;
        await add.GetByLabel("Name").FillAsync("Hang the cloth up");
        await add.GetByRole(AriaRole.Button, new() { NameString = "Add a step to" }).ClickAsync();
        await Expect(ines.Page.Locator(".draft-steps").First).ToContainTextAsync("Hang the cloth up");
        await ines.Page.Locator("#whole-words").FillAsync("The night shift has no cloths");
        await ines.Button("Comment on the draft").ClickAsync();
        await Expect(ines.Page.Locator("#draft")).ToContainTextAsync("The night shift has no cloths");
        Assert.Empty(ines.Faults);

        // Whoever is not of the group reads it, and writes nothing.
        await using var susana = await plant.Sit(DeskPlant.Susana);
        await susana.Page.GotoAsync(ines.Page.Url);
        await Expect(susana.Page.Locator("#draft")).ToContainTextAsync("Hang the cloth up");
        await Expect(susana.Page.Locator("#draft form")).ToHaveCountAsync(0);
    }

    private async Task Answers()
    {
        await using var paulo = await plant.Sit(DeskPlant.Paulo);
        await paulo.Go($"/sites/{DeskPlant.Site}/changes/{Change}");
        await paulo.Page.GetByRole(AriaRole.Link, new() { Name = "For the facilitator" }).ClickAsync();
        await Expect(paulo.Page.Locator("#says")).ToContainTextAsync("A cloth at each nozzle");
        await paulo.IsFine("change.facilitating");
        await paulo.Reflows();
        await paulo.Page.Locator("summary").Filter(new() { HasText = "Answer Inês Carvalho" }).ClickAsync();
        await paulo.Page.Locator("textarea[name=answer]").FillAsync("They come on Monday");
        await paulo.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await paulo.Button("Answer Inês Carvalho").ClickAsync();
        await Expect(paulo.Page.Locator("#says")).ToContainTextAsync("They come on Monday");
        Assert.Empty(paulo.Faults);
    }
}
