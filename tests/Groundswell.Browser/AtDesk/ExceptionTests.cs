using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

public sealed class ExceptionTests(DeskPlant plant)
{
    private const string Exceptions = $"/sites/{DeskPlant.Site}/exceptions";

    [Fact]
    public async Task A_lead_releases_what_needs_no_signature_and_signs_what_does()
    {
        await Mixed("40100");
        await plant.At(new CompleteStep(new("40100.010"), "warmth", "27.4 Cel", Reason: "Meter was warm"), DeskPlant.Ines);
        await using var desk = await plant.Sit(DeskPlant.Helena);
        await desk.Go("/me");
        await desk.IsFine("me.policy", tablet: false);
        await desk.Page.Locator("form[action='/me/signature-policy'] [name=password]").FillAsync(DeskPlant.Password);
        await desk.Button("I accept the policy").ClickAsync();
        await Expect(desk.Page.GetByText("You have accepted version 1.")).ToBeVisibleAsync();
        await desk.Go(Exceptions);
        await desk.IsFine("exceptions");
        await Waiting(desk, "40100.010-1").GetByLabel("Why?").FillAsync("Assay decides");
        await Waiting(desk, "40100.010-1").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Waiting(desk, "40100.010-1")).ToHaveCountAsync(0);

        await plant.At(new CompleteStep(new("40100.010"), "volume", "423 mL", Reason: "Cold"), DeskPlant.Ines);
        await Waiting(desk, "40100.010-2").GetByLabel("Why?").FillAsync("Warmed up since");
        await Waiting(desk, "40100.010-2").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Waiting(desk, "40100.010-2").Locator(".signing")).ToContainTextAsync("Warmed up since");
        await desk.IsFine("exceptions.signing");
        await desk.Page.Keyboard.TypeAsync("not my password");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(Waiting(desk, "40100.010-2").GetByRole(AriaRole.Alert)).ToContainTextAsync("did not prove who they are");
        await desk.Page.Locator("[name=signature-password]").FillAsync(DeskPlant.Password);
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(Waiting(desk, "40100.010-2")).ToHaveCountAsync(0);
        Assert.Equal(2, (await plant.Recorded("job-40100.010")).Count(name => name == "exception.released"));
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task Who_may_not_release_reads_who_may()
    {
        await Mixed("40200");
        await plant.At(new CompleteStep(new("40200.010"), "warmth", "28 Cel", Reason: "Meter was warm"), DeskPlant.Ines);
        await using var desk = await plant.Sit(DeskPlant.Ines);
        await desk.Go(Exceptions);

        await Expect(Waiting(desk, "40200.010-1")).ToContainTextAsync("Can be released by: Line lead.");
        await Expect(Waiting(desk, "40200.010-1").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    private static ILocator Waiting(Desk desk, string exception) => desk.Page.Locator($"[id='exception-{exception}']");

    private async Task Mixed(string order)
    {
        await plant.At(new CreateOrder(new(order), DeskPlant.HandRub, 10, "L"));
        await plant.At(new ReleaseOrder(new(order)));
        await plant.At(new StartJob(new($"{order}.010"), new("V-204")), DeskPlant.Ines);
        await plant.At(new CompleteStep(new($"{order}.010"), "gloves"), DeskPlant.Ines);
    }
}
