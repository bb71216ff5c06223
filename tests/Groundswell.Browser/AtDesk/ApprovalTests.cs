using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

public sealed class ApprovalTests(DeskPlant plant)
{
    [Fact]
    public async Task A_draft_is_sent_returned_reviewed_approved_and_commissioned_each_step_by_whom_it_is_for()
    {
        var master = new Id<WorkMaster>("WM-LIFE");
        await plant.Draft(master, MasterContents.EveryKind("A whole life"));
        await using var engineer = await plant.Sit(DeskPlant.Edgar);
        await engineer.Go("/masters/WM-LIFE/versions/1");
        await engineer.IsFine("version.draft");
        await engineer.Page.GetByLabel("What reviewers should know").FillAsync("First one");
        await engineer.Button("Send to review").ClickAsync();
        await Expect(engineer.Page.Locator(".head .mark")).ToContainTextAsync("In review");

        // Who wrote it does not judge it.
        await Expect(engineer.Button("Approve version")).ToHaveCountAsync(0);

        await using var quality = await plant.Sit(DeskPlant.Rita);
        await DeskPlant.Accepts(quality);
        await quality.Go("/masters");
        await Expect(quality.Page.Locator(".attention")).ToContainTextAsync("reviewed and approved");
        await quality.Page.Locator(".attention").GetByRole(AriaRole.Link, new() { Name = "reviewed and approved" }).ClickAsync();
        await quality.Page.GetByRole(AriaRole.Link, new() { Name = "A whole life" }).Last.ClickAsync();
        await quality.Page.GetByRole(AriaRole.Link, new() { Name = "Version 1", Exact = true }).First.ClickAsync();
        await quality.IsFine("version.in-review");
        await quality.Page.Locator("summary", new() { HasText = "Return to draft" }).ClickAsync();
        await quality.Page.GetByLabel("Why?").FillAsync("Step 4 needs a wider limit");
        await quality.Button("Return to draft").ClickAsync();
        await Expect(quality.Page.Locator(".head .mark")).ToContainTextAsync("Draft");
        await Expect(quality.Page.GetByText("Step 4 needs a wider limit")).ToBeVisibleAsync();

        await plant.Shared(new SendToReview(master.Version(1)), DeskPlant.Edgar);
        await quality.Go("/masters/WM-LIFE/versions/1");
        await quality.Page.Locator("summary", new() { HasText = "Sign that it was reviewed" }).ClickAsync();
        await quality.Page.GetByLabel("Remark").FillAsync("Read against SOP-7");
        await quality.Button("Sign that it was reviewed").ClickAsync();
        await Signs(quality, "Rita Horn");

        await using var approver = await plant.Sit(DeskPlant.Quirin);
        await DeskPlant.Accepts(approver);
        await approver.Go("/masters/WM-LIFE/versions/1");
        await Expect(approver.Page.GetByText("Read against SOP-7")).ToBeVisibleAsync();
        await approver.Button("Approve version").PressAsync("Enter");

        // The signing moment: all that is signed, and the content it is bound to, stand on the page.
        var version = await plant.Version(master, 1);
        await Expect(approver.Page.Locator(".signing")).ToContainTextAsync(version.ContentHash![..16]);
        await Expect(approver.Page.Locator(".signing")).ToContainTextAsync("A whole life");
        await approver.IsFine("version.signing");
        await approver.Page.Keyboard.TypeAsync("not my password");
        await approver.Page.Keyboard.PressAsync("Enter");
        await Expect(approver.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("did not prove who they are");
        await Signs(approver, "Quirin Adler");
        await Expect(approver.Page.Locator(".head .mark")).ToContainTextAsync("Approved");
        Assert.Equal(
            ["version.opened", "draft.edited", "version.sent-to-review", "version.returned-to-draft", "version.sent-to-review", "version.reviewed", "version.approved"],
            await plant.Recorded(master.Version(1).Stream, Logs.Enterprise));

        await using var lead = await plant.Sit(DeskPlant.Sofia);
        await DeskPlant.Accepts(lead);
        await lead.Go($"/sites/{DeskPlant.Site}/masters/WM-LIFE");
        await Expect(lead.Page.GetByText("no order of this master can be released here yet")).ToBeVisibleAsync();
        await lead.IsFine("site-master.none");
        await lead.Page.GetByLabel("Remark").FillAsync("Mixers are ready");
        await lead.Button("Ask to use a version here").ClickAsync();
        await Expect(lead.Page.Locator(".signing")).ToContainTextAsync("Mixers are ready");
        await Signs(lead, "Sofia Lima");
        await Expect(lead.Page.Locator(".waits")).ToContainTextAsync("Sofia Lima");

        await approver.Go($"/sites/{DeskPlant.Site}/masters/WM-LIFE");
        await approver.IsFine("site-master.asked");
        await approver.Button("Commission version").ClickAsync();
        await Signs(approver, "Quirin Adler");
        await Expect(approver.Page.Locator(".about").First).ToContainTextAsync("at every work center");
        await approver.Go("/masters/WM-LIFE");
        await Expect(approver.Page.Locator(".about")).ToContainTextAsync("Commissioning");
        await approver.IsFine("master");
        await approver.Reflows();
        Assert.Equal(["version.commissioning-asked", "version.commissioned"], await plant.Recorded("effective-version-WM-LIFE"));

        // Retired while it runs: the list says so.
        await approver.Go("/masters/WM-LIFE/versions/1");
        await approver.Page.Locator("summary", new() { HasText = "Retire version" }).ClickAsync();
        await approver.Page.GetByLabel("Why?").FillAsync("Ethanol supplier changed");
        await approver.Button("Retire version").ClickAsync();
        await Expect(approver.Page.Locator(".head .mark")).ToContainTextAsync("Retired");
        await approver.Go("/masters?show=RetiredRunning");
        await Expect(approver.Page.Locator(".masters-list tbody")).ToContainTextAsync("A whole life");
        Assert.Empty(approver.Faults);
        Assert.Empty(engineer.Faults);
    }

    [Fact]
    public async Task A_reviewer_sees_at_once_what_changed()
    {
        var master = new Id<WorkMaster>("WM-DIFF");
        var content = MasterContents.EveryKind("Before and after");
        await plant.Material();
        await plant.Shared(new TakeOverVersion(new("WM-DIFF"), content, "SOP-9"));
        await plant.Shared(new OpenDraft(master), DeskPlant.Edgar);
        var second = master.Version(2);
        var gloves = content.FindStep("gloves")!;
        var warmth = content.FindStep("warmth")!;
        await plant.Shared(new ChangeStep(second, gloves with { Instruction = new Dictionary<string, string> { ["en"] = "Blue nitrile gloves, two fresh pairs." } }), DeskPlant.Edgar);
        await plant.Shared(new ChangeStep(second, warmth with { Does = (EnterNumber)warmth.Does with { Limits = new Limits("18 Cel", "24 Cel") } }), DeskPlant.Edgar);
        await plant.Shared(new RemoveStep(second, "note"), DeskPlant.Edgar);
        await plant.Shared(new MoveStep(second, "clean", null, null), DeskPlant.Edgar);
        await plant.Shared(new AddStep(second, "020", new Step("wipe", "Wipe the nozzles", new Confirm()), "ready"), DeskPlant.Edgar);
        await plant.Shared(new SendToReview(second), DeskPlant.Edgar);

        await using var quality = await plant.Sit(DeskPlant.Rita);
        await quality.Go("/masters/WM-DIFF/difference?from=1&to=2");
        var table = quality.Page.Locator(".document");
        await Expect(table.Locator("tr", new() { HasText = "High limit" })).ToContainTextAsync("25 Cel");
        await Expect(table.Locator("tr", new() { HasText = "High limit" }).Locator("ins")).ToHaveTextAsync("24 Cel");
        await Expect(table.Locator("tr", new() { HasText = "Instruction (English)" }).Locator("ins").First).ToContainTextAsync("two");
        await Expect(table.Locator("tr.element", new() { HasText = "Wipe the nozzles" })).ToContainTextAsync("Added");
        await Expect(table.Locator("tr.element", new() { HasText = "Note anything odd" })).ToContainTextAsync("Taken out");
        await Expect(table.Locator("tr.element", new() { HasText = "Check the vessel" })).ToContainTextAsync("Moved");
        await Expect(quality.Page.Locator(".verdict")).ToContainTextAsync("At least a change of parameter");
        await quality.IsFine("difference");
        await quality.Reflows();
        await quality.Go("/masters/WM-DIFF/versions/2");
        await Expect(quality.Page.Locator("ins", new() { HasText = "24 Cel" })).ToBeVisibleAsync();
        Assert.Empty(quality.Faults);
    }

    [Fact]
    public async Task A_version_is_signed_with_a_passkey()
    {
        var master = new Id<WorkMaster>("WM-KEY");
        await plant.Draft(master, MasterContents.EveryKind("Signed by passkey"));
        await plant.Shared(new SendToReview(master.Version(1)), DeskPlant.Edgar);
        await using var quality = await plant.Sit(DeskPlant.Rita);
        await DeskPlant.Accepts(quality);
        await quality.HasPasskey();
        await quality.Go("/masters/WM-KEY/versions/1");
        await quality.Page.Locator("summary", new() { HasText = "Sign that it was reviewed" }).ClickAsync();
        await quality.Button("Sign that it was reviewed").ClickAsync();
        await quality.Button("Sign with a passkey, as Rita Horn").ClickAsync();

        await Expect(quality.Page.Locator("table", new() { HasText = "Of exactly" })).ToContainTextAsync("Rita Horn");
        Assert.Contains("version.reviewed", await plant.Recorded(master.Version(1).Stream, Logs.Enterprise));
        Assert.Empty(quality.Faults);
    }

    [Fact]
    public async Task An_operator_reads_masters_and_is_offered_none_of_an_engineers_acts()
    {
        await plant.Draft(new("WM-READ"), MasterContents.EveryKind("To be read"));
        await using var desk = await plant.Sit(DeskPlant.Ines);
        await desk.Go("/masters/WM-READ/versions/1");
        await Expect(desk.Page.Locator(".acts form")).ToHaveCountAsync(0);
        await Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Edit draft" })).ToHaveCountAsync(0);
        var refused = await desk.Go("/masters/WM-READ/versions/1/edit");
        Assert.Equal(403, refused!.Status);
    }

    private static async Task Signs(Desk desk, string name)
    {
        await desk.Page.Locator("[name=signature-password]").FillAsync(DeskPlant.Password);
        await desk.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^Sign: .*, as {name}$") }).ClickAsync();
        await Expect(desk.Page.Locator(".said")).ToContainTextAsync("Recorded");
    }
}
