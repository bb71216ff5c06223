using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

/// <summary>The plant itself, its terminals, shifts and files, as engineers and administrators work with them.</summary>
public sealed class PlantPageTests(DeskPlant plant)
{
    private const string Site = $"/sites/{DeskPlant.Site}";

    [Fact]
    public async Task An_engineer_adds_a_work_center_and_a_work_unit_with_the_keyboard_alone()
    {
        await using var desk = await plant.Sit(DeskPlant.Erik);
        await desk.Go($"{Site}/plant");
        await desk.Page.Locator("summary", new() { HasText = "Add a work center" }).PressAsync("Enter");
        await desk.Page.Locator("#center-workCenter").FillAsync("WASH");
        await desk.Page.Locator("#center-name").FillAsync("Washing");
        await desk.Page.Locator("#center-area").SelectOptionAsync("H1");
        await desk.Page.Locator("#center-name").PressAsync("Enter");
        // The news may show it before the answer has come, which then takes the place of the page.
        await Expect(desk.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Recorded");
        await Expect(desk.Page.Locator("#plant")).ToContainTextAsync("Washing");
        await desk.Page.Locator("summary", new() { HasText = "Add a work unit" }).PressAsync("Enter");
        await desk.Page.Locator("#unit-workUnit").FillAsync("W-1");
        await desk.Page.Locator("#unit-name").FillAsync("Washer 1");
        await desk.Page.Locator("#unit-workCenter").SelectOptionAsync("WASH");
        await desk.Page.Locator("#unit-name").PressAsync("Enter");
        await Expect(desk.Page.Locator("#plant")).ToContainTextAsync("Washer 1");
        await desk.IsFine("plant");
        await desk.Reflows();

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Washer 1" }).ClickAsync();
        await desk.Page.Locator("summary", new() { HasText = "Take out of service" }).ClickAsync();
        await desk.Page.Locator("#out-reason").FillAsync("Pump leaks");
        await desk.Button("Take out of service").ClickAsync();
        await Expect(desk.Page.GetByText("Pump leaks")).ToBeVisibleAsync();
        await desk.IsFine("place");
        await desk.Button("Return to service").ClickAsync();
        await Expect(desk.Page.GetByText("In use").First).ToBeVisibleAsync();

        Assert.Equal(["work-unit.added", "work-unit.taken-out-of-service", "work-unit.returned-to-service"], await plant.Recorded("work-unit-W-1"));
    }

    [Fact]
    public async Task A_terminal_is_enrolled_at_a_desk_and_its_device_enters_the_code()
    {
        await using var desk = await plant.Sit(DeskPlant.Erik);
        await desk.Go($"{Site}/stations");
        await desk.Page.GetByLabel("Id").FillAsync("T-07");
        await desk.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mixing, left");
        await desk.Page.GetByLabel("Work center").SelectOptionAsync("MIX");
        await desk.Button("Enroll terminal").ClickAsync();
        await Expect(desk.Page.GetByText("No device yet")).ToBeVisibleAsync();
        await desk.Button("Make a code for the device").ClickAsync();
        var code = await desk.Page.Locator(".secret code").InnerTextAsync();
        await desk.IsFine("station.code");

        await using var device = await plant.Sit(null, Screen.Tablet);
        await device.Go("/floor/enroll");
        await device.IsFine("station.enroll", tablet: false);
        await device.Page.GetByLabel("Code").FillAsync("XXXXX-XXXXX-XXXXX-XXXXX");
        await device.Page.Keyboard.PressAsync("Enter");
        await Expect(device.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await device.Page.GetByLabel("Code").FillAsync(code.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal));
        await device.Page.Keyboard.PressAsync("Enter");
        await device.Page.WaitForURLAsync("**/floor");
        Assert.Contains(await device.Page.Context.CookiesAsync(), cookie => cookie.Name == "groundswell-station");

        // The code is used up.
        await using var other = await plant.Sit(null);
        await other.Go("/floor/enroll");
        await other.Page.GetByLabel("Code").FillAsync(code);
        await other.Page.Keyboard.PressAsync("Enter");
        await Expect(other.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();

        await desk.Go($"{Site}/stations");
        await Expect(desk.Page.Locator("tr", new() { HasText = "T-07" })).Not.ToContainTextAsync("No device yet");
        await desk.IsFine("stations");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Mixing, left" }).ClickAsync();
        await desk.Page.Locator("summary", new() { HasText = "Withdraw terminal" }).ClickAsync();
        await desk.Page.GetByLabel("Why?").FillAsync("Broken screen");
        await desk.Button("Withdraw terminal").ClickAsync();
        await Expect(desk.Page.GetByText("Out of use")).ToBeVisibleAsync();
        Assert.Equal("station.withdrawn", (await plant.Recorded("station-T-07"))[^1]);
    }

    [Fact]
    public async Task A_calendar_gets_another_day_and_what_overlaps_is_refused_with_what_was_entered()
    {
        await using var desk = await plant.Sit(DeskPlant.Erik);
        await desk.Go($"{Site}/calendar");
        await desk.IsFine("calendar");
        await desk.Page.Locator("#day-0-date").FillAsync("2030-12-25");
        await desk.Page.Locator("#day-0-reason").FillAsync("Christmas");
        await desk.Button("Record calendar").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Recorded");
        await desk.Page.Locator("#shift-1-code").FillAsync("B");
        await desk.Page.Locator("#shift-1-start").FillAsync("06:00");
        await desk.Page.Locator("#shift-1-end").FillAsync("14:00");
        await desk.Page.GetByRole(AriaRole.Group, new() { Name = "Shift 2" }).GetByLabel("Mon").CheckAsync();
        await desk.Button("Record calendar").ClickAsync();

        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A");
        await Expect(desk.Page.Locator("#shift-1-code")).ToHaveValueAsync("B");
        await Expect(desk.Page.GetByRole(AriaRole.Group, new() { Name = "Shift 2" }).GetByLabel("Mon")).ToBeCheckedAsync();
        await desk.Reflows();
    }

    [Fact]
    public async Task A_file_of_orders_is_checked_shown_recorded_and_the_second_time_changes_nothing()
    {
        const string faulty = "order;work-master;quantity;unit\n90001;HAND-RUB-80;1,5;L\n90002;NONE;5;L\n";
        const string right = "order,work-master,quantity,unit,due\n90001,HAND-RUB-80,1.5,L,2030-01-31 14:00\n90002,HAND-RUB-80,5,L,\n";
        await using var desk = await plant.Sit(DeskPlant.Paulo);
        await desk.Go($"{Site}/files?kind=orders");
        await desk.IsFine("files");
        await Send(desk, faulty);
        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("comma");
        await desk.IsFine("files.faults");
        await desk.Reflows();
        Assert.Empty(await plant.Recorded("order-90002"));

        await Send(desk, right);
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("2 new");
        await desk.IsFine("files.preview");
        await desk.Button("Record all of it").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("2 entries recorded");
        await Send(desk, right);
        await Expect(desk.Page.GetByText("The file says what is recorded already.")).ToBeVisibleAsync();
        Assert.Equal(["order.created"], await plant.Recorded("order-90001"));
        Assert.Empty(desk.Faults);
    }

    private static async Task Send(Desk desk, string file)
    {
        await desk.Page.GetByLabel("What is in it").SelectOptionAsync("orders");
        await desk.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "orders.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await desk.Button("Check file").ClickAsync();
    }
}
