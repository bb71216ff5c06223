using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Plant;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

/// <summary>A change on its pages: a lead shapes it, an operator joins, a champion wants to launch, Quality signs, the site lead looks at all of them.</summary>
public sealed class ChangePagesTests(DeskPlant plant)
{
    [Fact]
    public async Task A_lead_begins_a_change_brings_it_in_and_asks_an_operator_into_its_pilot_group()
    {
        await using var helena = await plant.Sit(DeskPlant.Helena);
        await helena.Go("/changes");
        await Unfold(helena, "Begin a change");
        await helena.Page.GetByLabel("Title").FillAsync("Gloves at the line");
        await helena.Page.GetByLabel("Why?").FillAsync("They are fetched from the store each time");
        await helena.Button("Begin a change").ClickAsync();
        await Expect(helena.Heading("Gloves at the line")).ToBeVisibleAsync();

        await Unfold(helena, "Say what it touches");
        await helena.Page.GetByLabel("Operations").First.CheckAsync();
        await helena.Button("Say what it touches").ClickAsync();
        await Expect(helena.Page.Locator("#story")).ToContainTextAsync("What it touches was said");
        await Unfold(helena, "Say who gains and who loses");
        await helena.Page.Locator("#effects-0-who").FillAsync("The store");
        await helena.Page.Locator("#effects-0-gains").FillAsync("Fewer interruptions");
        await helena.Button("Say who gains and who loses").ClickAsync();
        await Expect(helena.Page.Locator("#story")).ToContainTextAsync("Fewer interruptions");
        await helena.IsFine("change.story");
        await helena.Reflows();

        await helena.Page.GetByRole(AriaRole.Link, new() { Name = "At Maia" }).ClickAsync();
        await Expect(helena.Page.GetByText("The site has not brought this change in")).ToBeVisibleAsync();
        await helena.Button("Bring it to this site").ClickAsync();
        await Expect(helena.Page.Locator("#gate")).ToContainTextAsync("Nobody has said where it touches work here.");
        await Unfold(helena, "Say where it touches work here");
        await helena.Page.Locator("#places-workCenters-MIX").CheckAsync();
        await helena.Page.Locator("#places-shifts-A").CheckAsync();
        await helena.Button("Say where it touches work here").ClickAsync();
        await Expect(helena.Page.Locator("#gate")).ToContainTextAsync("Mixing, All day: nobody carries it.");
        await helena.IsFine("change.at-site");
        await helena.Reflows();

        await helena.Button("Begin a pilot group here").ClickAsync();
        await Expect(helena.Heading("Pilot: Gloves at the line")).ToBeVisibleAsync();
        await Unfold(helena, "Ask somebody in");
        await helena.Page.Locator("#invite-person").SelectOptionAsync(DeskPlant.Ines);
        await helena.Button("Ask somebody in").ClickAsync();
        await Expect(helena.Page.Locator(".group")).ToContainTextAsync("Inês Carvalho");

        await using var ines = await plant.Sit(DeskPlant.Ines);
        await ines.Page.GotoAsync(helena.Page.Url);
        await ines.IsFine("pilot");
        await ines.Button("Say yes to the group").ClickAsync();
        await Expect(ines.Page.Locator(".group")).ToContainTextAsync("member");
        await ines.Reflows();
        Assert.Empty(helena.Faults.Concat(ines.Faults));
    }

    [Fact]
    public async Task A_champion_reads_what_the_gate_lacks_quality_signs_the_measures_and_the_site_lead_sees_the_cell()
    {
        var change = new Id<Change>("one-cap");
        await plant.At(new OpenChange(change, "One cap for all", "Two caps are mixed up"), DeskPlant.Helena);
        await plant.At(new BringInChange(change), DeskPlant.Helena);
        await plant.At(new SaySiteReach(change, [new Id<WorkCenter>("PACK")], ["A"]), DeskPlant.Helena);
        await plant.At(new RecordListeningSession(change, Function.Operations, [new(DeskPlant.Ines)], "Two caps", "One cap"), DeskPlant.Helena);
        await plant.At(new NameKpi(change, Function.Operations, "Mixed caps", "Caps returned", KpiDirection.Lower), DeskPlant.Helena);
        await plant.At(new VolunteerAsChampion(), DeskPlant.Susana);
        await plant.At(new AcceptBeingChampion([new("PACK")], []), DeskPlant.Susana);
        await plant.At(new TakeUpChange(change), DeskPlant.Susana);

        await using var champion = await plant.Sit(DeskPlant.Susana);
        await champion.Go($"/sites/{DeskPlant.Site}/changes/one-cap");
        await Expect(champion.Page.Locator("#gate")).ToContainTextAsync("Packing, All day: 1 champion");
        await Expect(champion.Page.Locator("#gate")).ToContainTextAsync("No pilot group has accepted it.");
        await Expect(champion.Page.Locator(".acts .cannot")).ToContainTextAsync("Ask for the launch");

        await using var quality = await plant.Sit(DeskPlant.Mina);
        await DeskPlant.Accepts(quality);
        await quality.Go($"/sites/{DeskPlant.Site}/changes/one-cap");
        await Unfold(quality, "Sign the shared measures");
        await quality.Page.Locator("#sign-function").SelectOptionAsync("Operations");
        await quality.Button("Sign the shared measures").ClickAsync();
        await Expect(quality.Page.Locator(".signing")).ToContainTextAsync("Mixed caps");
        await quality.IsFine("change.signing");
        await quality.Page.Locator("[name=signature-password]").FillAsync(DeskPlant.Password);
        await quality.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Sign: .*, as Mina Rocha$") }).ClickAsync();
        await Expect(quality.Page.Locator("#gate")).ToContainTextAsync("signed by Mina Rocha");

        await using var lead = await plant.Sit(DeskPlant.Sofia);
        await lead.Go("/programme");
        var row = lead.Page.Locator("#programme tbody tr", new() { HasText = "One cap for all" });
        await Expect(row).ToContainTextAsync("ready");
        await lead.IsFine("programme");
        await lead.Reflows();
        await row.GetByRole(AriaRole.Link).Last.ClickAsync();
        await Expect(lead.Page.Locator("#gate")).ToBeVisibleAsync();
        await lead.Go($"/sites/{DeskPlant.Site}/wins");
        await Expect(lead.Page.GetByText("Nothing is launched here yet.")).ToBeVisibleAsync();
        await lead.IsFine("wins.none");
        Assert.Empty(champion.Faults.Concat(quality.Faults).Concat(lead.Faults));

        await using var operatorAtDesk = await plant.Sit(DeskPlant.Ines);
        var refused = await operatorAtDesk.Go("/programme");
        Assert.Equal(403, refused!.Status);
    }

    private static Task Unfold(Desk desk, string act) => desk.Page.Locator("summary", new() { HasText = act }).First.ClickAsync();
}
