using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

public sealed class AuthoringTests(DeskPlant plant)
{
    [Fact]
    public async Task An_engineer_begins_a_master_and_writes_its_steps_with_the_keyboard_alone()
    {
        await using var desk = await plant.Sit(DeskPlant.Edgar);
        var keys = desk.Page.Keyboard;
        await desk.Go("/masters/new");
        await desk.IsFine("master.new", tablet: false);
        await Type(keys, "WM-KEYS", "Hand gel");
        await keys.TypeAsync("Hand rub 80");
        await keys.PressAsync("Tab");
        await Type(keys, "20", "Liquids");
        await keys.PressAsync("Enter");
        await desk.Page.WaitForURLAsync("**/masters/WM-KEYS/versions/1/edit");
        await Expect(desk.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Recorded");

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Add operation" }).PressAsync("Enter");
        await Expect(desk.Page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await keys.TypeAsync("Mixing");
        await keys.PressAsync("Enter");
        await desk.Page.WaitForURLAsync("**/edit/operations/010");
        await desk.Page.GetByLabel("Code").PressSequentiallyAsync("MIX");
        // That the operation was recorded stands there already.
        await desk.Page.RunAndWaitForResponseAsync(() => keys.PressAsync("Enter"), answer => answer.Status == 303);
        await Saved(desk);

        foreach (var step in new[] { "Put on gloves", "Measure the temperature", "Look at it" })
        {
            await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Add step (Mixing)" }).PressAsync("Enter");
            await Expect(desk.Page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
            await keys.TypeAsync(step);
            await keys.PressAsync("Enter");
            await desk.Page.WaitForURLAsync("**/edit/steps/**");
        }

        // The last goes first: Alt and an arrow, with the focus staying on it.
        var last = desk.Page.Locator("#at-step-look_at_it");
        await last.FocusAsync();
        await Moves(desk, () => keys.PressAsync("Alt+ArrowUp"));
        await Expect(last).ToBeFocusedAsync();
        await Moves(desk, () => keys.PressAsync("Alt+ArrowUp"));
        await Expect(desk.Page.Locator(".outline ol ol a[id]").First).ToHaveAttributeAsync("id", "at-step-look_at_it");

        var version = await plant.Version(new("WM-KEYS"), 1);
        Assert.Equal(["look_at_it", "put_on_gloves", "measure_the_temperature"], version.Content.Operations[0].Steps.Select(step => step.Id));
        Assert.Equal(("MIX", 20m), (version.Content.Operations[0].Equipment!.Code, version.Content.Makes.Quantity));
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task A_fault_in_an_expression_is_shown_at_its_place_and_what_was_meant_stays()
    {
        await plant.Draft(new("WM-FAULT"), MasterContents.EveryKind("Hand rub with faults"));
        await using var desk = await plant.Sit(DeskPlant.Edgar);
        await desk.Go("/masters/WM-FAULT/versions/1/edit/steps/warmth");
        var high = desk.Page.GetByLabel("High limit");
        await high.FillAsync("25 Cel +");
        await desk.Page.RunAndWaitForResponseAsync(() => high.PressAsync("Tab"), answer => answer.Request.Method == "POST");

        // Told as soon as it is left, and nothing is recorded by that.
        await Expect(desk.Page.Locator("[id='fault-does.limits.high']")).ToContainTextAsync("A value is missing here");
        await Expect(high).ToHaveValueAsync("25 Cel +");
        Assert.Equal("25 Cel", ((EnterNumber)(await plant.Version(new("WM-FAULT"), 1)).Content.FindStep("warmth")!.Does).Limits!.High);

        await high.FillAsync("target + 5 g");
        await desk.Button("Save in the draft").ClickAsync();
        await Saved(desk);
        await Expect(high).ToHaveValueAsync("target + 5 g");
        await Expect(desk.Page.Locator("[id='fault-does.limits.high'] mark")).ToBeVisibleAsync();
        await desk.IsFine("master.edit.fault");

        await desk.Go("/masters/WM-FAULT/versions/1");
        await Expect(desk.Page.Locator(".faults")).ToContainTextAsync("Measure the temperature");
        await Expect(desk.Button("Send to review")).ToHaveCountAsync(0);
        await desk.Page.Locator(".fault-list a").First.ClickAsync();
        await high.FillAsync("target + 5 K");
        await desk.Button("Save in the draft").ClickAsync();
        await Expect(desk.Page.Locator("[id='fault-does.limits.high'] mark")).ToHaveCountAsync(0);
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task A_step_of_every_kind_is_written_and_comes_back_as_it_was()
    {
        var content = MasterContents.EveryKind("Every kind");
        await plant.Draft(new("WM-KINDS"), content);
        await using var desk = await plant.Sit(DeskPlant.Edgar);
        foreach (var step in content.Operations.SelectMany(operation => operation.Steps))
        {
            await desk.Go($"/masters/WM-KINDS/versions/1/edit/steps/{step.Id}");
            await desk.Page.GetByLabel("Name", new() { Exact = true }).FillAsync($"{step.Name} now");
            await desk.Button("Save in the draft").ClickAsync();
            await Saved(desk);
        }

        var after = (await plant.Version(new("WM-KINDS"), 1)).Content;
        foreach (var step in content.Operations.SelectMany(operation => operation.Steps))
        {
            var kept = after.FindStep(step.Id)!;
            Assert.Equal($"{step.Name} now", kept.Name);
            Assert.True(ContentText.Same(step, kept with { Name = step.Name }, MastersJson.Default.Step), step.Id);
        }

        await desk.IsFine("master.edit.signature");
        await desk.Go("/masters/WM-KINDS/versions/1/edit/steps/looks");
        await desk.IsFine("master.edit.choice", tablet: false);
        await desk.Go("/masters/WM-KINDS/versions/1/edit");
        await desk.IsFine("master.edit");
        await desk.Reflows();
    }

    [Fact]
    public async Task Another_kind_of_step_asks_for_other_things_and_keeps_what_was_typed()
    {
        await plant.Draft(new("WM-KIND"), MasterContents.EveryKind("Another kind"));
        await using var desk = await plant.Sit(DeskPlant.Edgar);
        await desk.Go("/masters/WM-KIND/versions/1/edit/new-step?operation=020&after=ready");
        await desk.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Weigh a bottle");
        await desk.Page.GetByLabel("Asks for").SelectOptionAsync("number");
        await Expect(desk.Page.GetByLabel("Low limit")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Weigh a bottle");
        await desk.Page.GetByLabel("Unit", new() { Exact = true }).FillAsync("g");
        await desk.Page.GetByLabel("Low limit").FillAsync("98 g");
        await desk.Button("Add to the draft").ClickAsync();
        await desk.Page.WaitForURLAsync("**/edit/steps/weigh_a_bottle");

        var fill = (await plant.Version(new("WM-KIND"), 1)).Content.FindOperation("020")!;
        Assert.Equal(["ready", "weigh_a_bottle"], fill.Steps.Take(2).Select(step => step.Id));
        Assert.Equal("98 g", ((EnterNumber)fill.Steps[1].Does).Limits!.Low);
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task Who_was_slower_is_told_so_and_loses_nothing()
    {
        var master = new Id<WorkMaster>("WM-TWO");
        await plant.Draft(master, MasterContents.EveryKind("Two at once"));
        await using var desk = await plant.Sit(DeskPlant.Edgar);
        await desk.Go("/masters/WM-TWO/versions/1/edit/steps/gloves");
        await desk.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Gloves and goggles");

        // What others do to the rest of the draft is in nobody's way.
        var other = (await plant.Version(master, 1)).Content.FindStep("note")!;
        await plant.Shared(new ChangeStep(master.Version(1), other with { Name = "Note what is odd" }), DeskPlant.Elena);
        await desk.Button("Save in the draft").ClickAsync();
        await Saved(desk);

        await desk.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Gloves, goggles, coat");
        var step = (await plant.Version(master, 1)).Content.FindStep("gloves")!;
        await plant.Shared(new ChangeStep(master.Version(1), step with { Name = "Two pairs of gloves" }), DeskPlant.Elena);
        await desk.Button("Save in the draft").ClickAsync();
        await Expect(desk.Page.Locator(".meanwhile")).ToContainTextAsync("Two pairs of gloves");
        await Expect(desk.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Gloves, goggles, coat");
        Assert.Equal("Two pairs of gloves", (await plant.Version(master, 1)).Content.FindStep("gloves")!.Name);
        await desk.IsFine("master.edit.meanwhile");

        await desk.Button("Save in the draft").ClickAsync();
        await Saved(desk);
        Assert.Equal("Gloves, goggles, coat", (await plant.Version(master, 1)).Content.FindStep("gloves")!.Name);

        // And where the step is gone altogether.
        await desk.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Gloves after all");
        await plant.Shared(new RemoveStep(master.Version(1), "gloves"), DeskPlant.Elena);
        await desk.Button("Save in the draft").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("no step 'gloves'");
        await Expect(desk.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Gloves after all");
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task A_picture_comes_in_by_its_hash_and_is_shown_to_the_operator()
    {
        await plant.Draft(new("WM-PICTURE"), MasterContents.EveryKind("With a picture"));
        await using var desk = await plant.Sit(DeskPlant.Edgar);
        await desk.Go("/masters/WM-PICTURE/versions/1/edit/steps/gloves");
        await desk.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "note.txt", MimeType = "image/png", Buffer = "no picture"u8.ToArray() });
        await desk.Button("Add picture or video").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("is no picture");

        var picture = await desk.Page.ScreenshotAsync();
        await desk.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "gloves.png", MimeType = "image/png", Buffer = picture });
        await desk.Button("Add picture or video").ClickAsync();
        await Expect(desk.Page.Locator(".pictures img")).ToBeVisibleAsync();
        Assert.True(await desk.Page.Locator(".pictures img").EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)"));
        var attachment = Assert.Single((await plant.Version(new("WM-PICTURE"), 1)).Content.FindStep("gloves")!.Attachments!);
        Assert.Equal((Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(picture)), "gloves.png"), (attachment.Hash, attachment.Name));
        await desk.IsFine("master.edit.picture", tablet: false);

        await desk.Go("/masters/WM-PICTURE/versions/1/preview");
        await Expect(desk.Page.Locator("main img")).ToBeVisibleAsync();
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task A_preview_is_worked_through_as_the_operator_would()
    {
        await plant.Draft(new("WM-TRY"), MasterContents.EveryKind("Tried out"));
        await using var desk = await plant.Sit(DeskPlant.Edgar);
        await desk.Go("/masters/WM-TRY/versions/1/preview");
        await Expect(desk.Heading("Put on gloves")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator("#preview")).ToContainTextAsync("nothing is recorded");
        await desk.IsFine("master.preview", tablet: true);
        await Primary(desk);
        await Expect(desk.Heading("Check the vessel")).ToBeVisibleAsync();
        var before = (await plant.Version(new("WM-TRY"), 1)).Revision;
        await desk.Page.Locator("#preview").GetByRole(AriaRole.Link, new() { Name = "Fill" }).ClickAsync();
        await Expect(desk.Heading("Is the line clear?")).ToBeVisibleAsync();
        Assert.Equal(before, (await plant.Version(new("WM-TRY"), 1)).Revision);
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task A_master_of_sixty_steps_is_edited_as_quickly_as_one_of_six()
    {
        await plant.Draft(new("WM-60"), MasterContents.Long("Sixty steps", 60));
        await using var desk = await plant.Sit(DeskPlant.Edgar);
        await desk.Go("/masters/WM-60/versions/1/edit/steps/value_30");
        await Expect(desk.Page.Locator(".outline ol ol a[id]")).ToHaveCountAsync(60);
        await desk.IsFine("master.edit.60", tablet: false);
        var sent = await desk.Page.EvaluateAsync<int>("performance.getEntriesByType('navigation')[0].transferSize");
        Assert.InRange(sent, 1, 150_000);

        await desk.Page.Locator("#at-step-value_30").FocusAsync();
        await Moves(desk, () => desk.Page.Keyboard.PressAsync("Alt+ArrowDown"));
        Assert.Equal("value_30", (await plant.Version(new("WM-60"), 1)).Content.Operations[0].Steps[30].Id);
    }

    private static async Task Type(IKeyboard keys, params string[] fields)
    {
        foreach (var field in fields)
        {
            await keys.TypeAsync(field);
            await keys.PressAsync("Tab");
        }
    }

    private static Task<IResponse> Moves(Desk desk, Func<Task> press) =>
        desk.Page.RunAndWaitForResponseAsync(press, answer => answer.Request.Method == "GET" && answer.Url.Contains("/edit", StringComparison.Ordinal));

    private static Task Saved(Desk desk) => Expect(desk.Page.Locator(".said")).ToContainTextAsync("Recorded");

    private static async Task Primary(Desk desk)
    {
        await Expect(desk.Page.Locator("body")).ToHaveAttributeAsync("data-settled", "");
        await desk.Page.Locator(".primary").ClickAsync();
    }
}
