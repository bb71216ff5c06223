using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;
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

    /// <summary>Reasons are shaped where people read them, and what becomes of them is told in words wherever two versions stand side by side.</summary>
    [Fact]
    public async Task A_member_shapes_the_reasons_and_each_that_came_went_or_is_said_otherwise_is_told()
    {
        var (change, pilot, capping) = (new Id<Change>("foam-too"), new Id<Pilot>("foam-too"), new Id<WorkMaster>("CAPPING"));
        await plant.Shared(new DefineReasonList(new("scrap"), "Scrap", ReasonUse.Scrap, [Of("dent", "Dent"), Of("cap", "Cap missing")]));
        await plant.At(new ActivateReasonList(new("scrap")));
        await plant.Shared(new TakeOverVersion(capping, Capping, "SOP-9"));
        await plant.At(new OpenChange(change, "Foam is a reason too", "We write it under dents"), DeskPlant.Helena);
        await plant.At(new OpenChangeDraft(change, capping), DeskPlant.Helena);
        await plant.At(new OpenPilotGroup(pilot, change), DeskPlant.Paulo);
        await plant.At(new InviteToPilot(pilot, new(DeskPlant.Ines)), DeskPlant.Paulo);
        await plant.At(new JoinPilotGroup(pilot), DeskPlant.Ines);

        await using var ines = await plant.Sit(DeskPlant.Ines);
        await ines.Go($"/sites/{DeskPlant.Site}/pilots/{pilot}/draft/{capping.Version(2)}");
        await Expect(ines.Page.Locator("#step-out")).ToContainTextAsync("Dent · Cap missing");
        await ines.Page.Locator("summary").Filter(new() { HasText = "Change the reasons" }).ClickAsync();
        await ines.Page.GetByLabel("dent", new() { Exact = true }).FillAsync("");
        await ines.Page.GetByLabel("cap", new() { Exact = true }).FillAsync("Cap is not on");
        await ines.Page.GetByLabel("Another reason").First.FillAsync("Foam");
        await ines.Button("Change the reasons: Scrap").ClickAsync();
        await Expect(ines.Page.Locator("#step-out")).ToContainTextAsync("Cap is not on · Foam");
        await Tells(ines, "Scrap, as the site uses it");
        await ines.IsFine("draft.reasons");
        await ines.Reflows();

        // As a reviewer reads it: what is other, and what can be chosen from then on.
        await using var rita = await plant.Sit(DeskPlant.Rita);
        await rita.Go($"/masters/{capping}/difference?from=1&to=2");
        await Tells(rita, "Scrap");
        await rita.IsFine("difference.reasons");
        await rita.Go($"/masters/{capping}/versions/2");
        await Expect(rita.Page.Locator("#step-out")).ToContainTextAsync("Scrap, version 2: Cap is not on · Foam");
        Assert.Empty(ines.Faults);
        Assert.Empty(rita.Faults);
    }

    private static async Task Tells(Desk desk, string before)
    {
        foreach (var (what, was, now) in new[]
            {
                ("List of reasons", before, "Scrap, version 2"), ("Reason added", "", "Foam"), ("Reason taken out", "Dent", ""), ("Reason in other words (English)", "Cap missing", "Cap is not on"),
            })
        {
            var row = desk.Page.Locator(".difference tr").Filter(new() { Has = desk.Page.GetByRole(AriaRole.Rowheader, new() { NameString = what, Exact = true }) });
            await Expect(row.Locator(".was")).ToContainTextAsync(was);
            await Expect(row.Locator(".now")).ToContainTextAsync(now);
        }
    }

    private static Reason Of(string code, string english) => new(code, new Dictionary<string, string> { ["en"] = english });

    private static WorkMasterContent Capping => new(
        "Capping", new MadeMaterial(new("HAND-RUB-80"), 10, "L"),
        [new Operation("010", "Cap", [new("out", "Say what came out", new ReportOutput(Reasons: new("scrap")))], new EquipmentRequirement(EquipmentLevel.WorkCenter, "FILL"))], [], []);

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
