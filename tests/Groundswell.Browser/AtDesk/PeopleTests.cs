using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

/// <summary>People, their qualifications and their presence, as leads and supervisors work with them.</summary>
public sealed class PeopleTests(DeskPlant plant)
{
    private const string People = $"/sites/{DeskPlant.Site}/people";

    [Fact]
    public async Task A_supervisor_registers_a_person_with_the_keyboard_alone_and_says_what_they_do()
    {
        await using var desk = await plant.Sit(DeskPlant.Susana);
        await desk.Go($"{People}/new");
        await desk.IsFine("people.new");
        await desk.Page.Keyboard.TypeAsync("P-501");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.TypeAsync("Rui Matos");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.PressAsync("Space"); // Operations
        await desk.Page.GetByLabel("Team", new() { Exact = true }).FocusAsync();
        await desk.Page.Keyboard.TypeAsync("Mixing A");
        await desk.Page.Keyboard.PressAsync("Enter");

        await desk.Page.WaitForURLAsync($"**{People}/P-501");
        await Expect(desk.Heading("Rui Matos")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByText("No shift")).ToBeVisibleAsync();
        await desk.Page.Locator("summary", new() { HasText = "Change functions" }).PressAsync("Enter");
        await desk.Page.Locator("#assign-shiftPattern").FillAsync("early");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Recorded");
        await Expect(desk.Page.GetByText("No shift")).ToHaveCountAsync(0);

        Assert.Equal(["person.registered", "person.assigned"], await plant.Recorded("person-P-501"));
        await desk.IsFine("person");
        await desk.Reflows();
    }

    [Fact]
    public async Task A_line_lead_grants_a_qualification_and_sees_the_gap_close()
    {
        await plant.Shared(new DefineQualification(new("FORKLIFT"), "Forklift", null, 24));
        await plant.At(new RegisterPerson(new("P-511"), [Function.Operations], "Yard", "late"));
        await plant.At(new SetCoverage(new("FORKLIFT"), 1, 1, "Yard"));
        await using var desk = await plant.Sit(DeskPlant.Helena);
        await desk.Go($"/sites/{DeskPlant.Site}/qualifications?team=Yard");
        await Expect(desk.Page.Locator("#matrix")).ToContainTextAsync("0 of 1");
        await Expect(desk.Page.Locator("#matrix")).ToContainTextAsync("1 missing");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "P-511" }).ClickAsync();

        await desk.Page.Locator("summary", new() { HasText = "Grant a qualification" }).ClickAsync();
        await desk.Page.Locator("#grant-qualification").SelectOptionAsync("FORKLIFT");
        await desk.Page.Locator("#grant-assessedBy").FillAsync("P-511");
        await desk.Button("Grant a qualification").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync(); // Nobody assesses themselves.
        await desk.Page.Locator("#grant-assessedBy").FillAsync(DeskPlant.Helena);
        await desk.Button("Grant a qualification").ClickAsync();
        await Expect(desk.Page.Locator("#qualifications")).ToContainTextAsync("Forklift");
        await Expect(desk.Page.Locator("#qualifications")).ToContainTextAsync("Helena Brandt");

        await desk.Go($"/sites/{DeskPlant.Site}/qualifications?team=Yard");
        await Expect(desk.Page.Locator("#matrix")).ToContainTextAsync("1 of 1");
        await desk.Go($"/sites/{DeskPlant.Site}/qualifications?show=All");
        await desk.IsFine("qualifications");
        await desk.Reflows();
        Assert.Equal(["person.registered", "qualification.granted"], await plant.Recorded("person-P-511"));
    }

    [Fact]
    public async Task What_needs_attention_stands_on_top_of_the_people()
    {
        await plant.Shared(new DefineQualification(new("SOLVENT"), "Solvents"));
        await plant.At(new RegisterPerson(new("P-521"), [Function.Operations]));
        await plant.At(new GrantQualification(new("P-521"), new("SOLVENT"), new(DeskPlant.Helena), ExpiresAt: TimeProvider.System.GetUtcNow().AddDays(10)));
        await using var desk = await plant.Sit(DeskPlant.Helena);
        await desk.Go($"{People}?show=Here");

        await Expect(desk.Page.Locator("#attention")).ToContainTextAsync("have no shift");
        await Expect(desk.Page.Locator("#attention")).ToContainTextAsync("within 60 days");
        await Expect(desk.Page.Locator("#attention")).Not.ToContainTextAsync("session");
        await Expect(desk.Page.Locator("#people")).ToContainTextAsync("Inês Carvalho");
        await desk.IsFine("people");
        await desk.Reflows();

        await desk.Page.GetByLabel("Find").FillAsync("carval");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Page.Locator("#people tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_supervisor_records_who_came_and_corrects_it()
    {
        await plant.At(new RegisterPerson(new("P-531"), [Function.Operations], "Yard", "late"));
        await using var desk = await plant.Sit(DeskPlant.Susana);
        await desk.Go($"/sites/{DeskPlant.Site}/attendance");
        await desk.Page.Locator("#arrive-person").FillAsync("P-531");
        await desk.Page.Locator("#arrive-shift").SelectOptionAsync("A");
        await desk.Button("Record that they came").ClickAsync();
        await Expect(desk.Page.Locator("#stays")).ToContainTextAsync("P-531");
        await desk.IsFine("attendance");
        await desk.Page.Locator("#stays tr", new() { HasText = "P-531" }).GetByRole(AriaRole.Link).ClickAsync();
        await desk.Button("Record that they went").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Recorded");
        await desk.Page.Locator("#stays tr", new() { HasText = "P-531" }).GetByRole(AriaRole.Link).ClickAsync();
        await desk.Page.GetByLabel("Came").FillAsync("");
        await desk.Page.GetByLabel("Went").FillAsync("");
        await desk.Page.GetByLabel("Why?").FillAsync("Was on leave");
        await desk.Button("Correct").ClickAsync();

        await Expect(desk.Page.Locator("#stays")).ToContainTextAsync("Was not here");
        await desk.Reflows();
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task A_planner_sees_people_and_is_offered_nothing_that_is_not_theirs()
    {
        await using var desk = await plant.Sit(DeskPlant.Paulo);
        await desk.Go($"{People}/{DeskPlant.Ines}");

        await Expect(desk.Heading("Inês Carvalho")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator("aside.acts summary")).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator("#qualifications")).ToHaveCountAsync(0);
        Assert.Equal(403, (await desk.Go($"/sites/{DeskPlant.Site}/attendance"))!.Status);
        Assert.Equal(403, (await desk.Go("/accounts"))!.Status);
    }

    [Fact]
    public async Task A_thousand_people_are_still_a_page_at_once()
    {
        await plant.Shared(new DefineQualification(new("CRANE"), "Crane"));
        for (var n = 0; n < 1_000; n++)
            await plant.At(new RegisterPerson(new($"T-{n:0000}"), [Function.Operations], $"Crew {n % 20}", "early"));
        await using var desk = await plant.Sit(DeskPlant.Helena);
        await desk.Go($"{People}?show=Here");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await desk.Go($"{People}?show=Here&team=");
        var list = clock.Elapsed;
        clock.Restart();
        await desk.Go($"/sites/{DeskPlant.Site}/qualifications?show=All");
        TestContext.Current.SendDiagnosticMessage("{0}", $"1,000 people: list {list.TotalMilliseconds:0} ms, matrix {clock.Elapsed.TotalMilliseconds:0} ms");

        await Expect(desk.Page.Locator("#matrix tbody tr")).ToHaveCountAsync(100);
        await Expect(desk.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages of the list" })).ToContainTextAsync("1 to 100");
        // A loaded machine is slow, not wrong: an order of magnitude is what this holds.
        Assert.True(list < TimeSpan.FromSeconds(5), $"{list}");
    }
}
