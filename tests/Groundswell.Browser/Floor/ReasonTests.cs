using Groundswell.Changes.Hearings;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Reasons;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.ReasonLists;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.Floor;

/// <summary>The reasons that can be chosen at the terminal are those of the version that the order was released with, and what is other about them is told.</summary>
public sealed class ReasonTests
{
    private static readonly Id<WorkMaster> Capping = new("CAPPING");
    private static readonly Id<ReasonList> Scrap = new("scrap");
    private static readonly Id<Change> Change = new("foam-too");
    private static readonly Id<Pilot> Pilot = new("foam-too.1");

    [Fact]
    public async Task An_operator_chooses_from_the_list_of_the_orders_own_version_and_sees_what_is_other_about_it()
    {
        await using var plant = await FloorPlant.Open();
        await plant.Take(new DefineReasonList(Scrap, "Scrap", ReasonUse.Scrap, [Of("dent", "Dent", "Delle"), Of("cap", "Cap missing", "Verschluss fehlt")]));
        await plant.At(new ActivateReasonList(Scrap));
        await plant.Runs(Capping, FloorMasters.Reasoned("scrap"));
        await plant.NewOrder("40001", Capping);
        await Tries(plant, [Of("cap", "Cap is not on", "Verschluss fehlt"), Of("foam", "Foam", "Schaum")]);
        await plant.NewOrder("40002", Capping);
        await using var tablet = await Tablet.Open(plant);
        await tablet.Show();
        await tablet.Page.Locator("#badge").WaitForAsync();
        await tablet.BadgeIn(FloorPlant.Ines);
        await tablet.Page.Locator("[data-view=queue]").WaitForAsync();

        // Released before the pilot: what the site uses, whatever its work center tries meanwhile.
        await Rejects(tablet, "40001", "Dent", "Cap missing");
        await Expect(tablet.Page.Locator(".changed")).ToHaveCountAsync(0);
        await tablet.Button("Dent").ClickAsync();
        await tablet.Confirm();
        await tablet.Page.Locator("[data-view=finish]").WaitForAsync();
        await tablet.Confirm();
        await tablet.Page.Locator("[data-view=job]").WaitForAsync();
        await tablet.Confirm();
        await tablet.Page.Locator("[data-view=queue]").WaitForAsync();

        // Released in it: what its group has made of the list; what is other about it stands beside it.
        await Rejects(tablet, "40002", "Cap is not on", "Foam");
        await Expect(tablet.Page.Locator(".changed")).ToContainTextAsync("Cap missing");
        await tablet.Page.Locator(".changed button").ClickAsync();
        await Expect(tablet.Page.Locator(".say table")).ToContainTextAsync("Reason");
        foreach (var (before, after) in new[] { ("Cap missing", "Cap is not on"), ("nothing", "Foam"), ("Dent", "nothing") })
            await Expect(tablet.Page.Locator(".say tbody tr").Filter(new() { HasText = before }).Filter(new() { HasText = after })).ToHaveCountAsync(1);
        await tablet.Shot("reasons-both");
        Assert.Empty(await tablet.Faulty());
        await tablet.Confirm();
        await tablet.Button("Foam").ClickAsync();
        await tablet.Confirm();
        await tablet.Page.Locator("[data-view=finish]").WaitForAsync();

        Assert.Contains("\"reason\":\"dent\"", await ReportedOf(plant, "40001.010"), StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"foam\"", await ReportedOf(plant, "40002.010"), StringComparison.Ordinal);
        Assert.Empty(tablet.Faults);
    }

    /// <summary>Says at an order's step that one is bad, and sees the reasons that there are to choose from.</summary>
    private static async Task Rejects(Tablet tablet, string order, params string[] reasons)
    {
        await tablet.Scan(order);
        await tablet.On("out");
        await tablet.Page.Locator("#good").FillAsync("9");
        await tablet.Page.Locator("#rejected").FillAsync("1");
        await Expect(tablet.Page.Locator(".choices .answer")).ToHaveTextAsync(reasons);
        await tablet.Settled();
        await tablet.Shot($"reasons-{order}");
        Assert.Empty(await tablet.Faulty());
    }

    /// <summary>From the opened change to its pilot, which has begun.</summary>
    private static async Task Tries(FloorPlant plant, IReadOnlyList<Reason> reasons)
    {
        var draft = Capping.Version(2);
        await plant.At(new OpenChange(Change, "Foam is a reason too", "We write it under dents"), FloorPlant.Helena);
        await plant.At(new OpenChangeDraft(Change, Capping), FloorPlant.Helena);
        await plant.At(new SayReach(Change, new ChangeReach([FloorPlant.Site], [new("MIX")], [Function.Operations])), FloorPlant.Helena);
        await plant.At(new SayEffects(Change, [new ChangeEffect("All shifts", "True figures", "Nothing")]), FloorPlant.Helena);
        await plant.At(new SayBenefit(Change, Function.Operations, "We know what to mend", "Rejects"), FloorPlant.Helena);
        await plant.At(new RecordListeningSession(Change, Function.Operations, [new(FloorPlant.Ines)], "Looking for a reason", "The list is ours"), FloorPlant.Helena);
        await plant.At(new NameKpi(Change, Function.Operations, "Rejects", "Of all", KpiDirection.Lower), FloorPlant.Helena);
        await plant.At(new OpenPilotGroup(Pilot, Change), FloorPlant.Helena);
        foreach (var member in new[] { FloorPlant.Ines, FloorPlant.Rui, FloorPlant.MeiLin })
        {
            await plant.At(new InviteToPilot(Pilot, new(member)), FloorPlant.Helena);
            await plant.At(new JoinPilotGroup(Pilot), member);
        }

        await plant.At(new ShapeReasonList(Change, Pilot, Scrap, 0, reasons), FloorPlant.Rui);
        await plant.At(new FreezeRevision(Change, Pilot, draft, 2), FloorPlant.Rui);
        var today = DateOnly.FromDateTime(plant.Clock.GetUtcNow().UtcDateTime);
        var plan = new PilotPlan(
            [new("CAPPING@2.1")], [new("MIX")], [FloorPlant.Ines, FloorPlant.Rui], today, today.AddDays(9),
            [new PilotRule("bad", PilotRuleKind.Stop, "Half is bad", "jobs >= 2 and yield < 0.5"), new PilotRule("good", PilotRuleKind.Exit, "Three went well", "jobs >= 3 and yield >= 0.95")]);
        await plant.At(new PlanPilot(Pilot, plan), FloorPlant.Ines);
        await plant.At(new StartPilot(Pilot), FloorPlant.Ines);
    }

    private static async Task<string> ReportedOf(FloorPlant plant, string job) =>
        string.Join('\n', (await plant.Entries($"job-{job}")).Where(entry => entry.Name == "job.output-reported").Select(entry => System.Text.Encoding.UTF8.GetString(entry.Payload.Span)));

    private static Reason Of(string code, string english, string german) => new(code, new Dictionary<string, string> { ["en"] = english, ["de"] = german });
}
