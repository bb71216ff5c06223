using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

public sealed class OrderTests(DeskPlant plant)
{
    private const string Orders = $"/sites/{DeskPlant.Site}/orders";

    [Fact]
    public async Task A_planner_creates_releases_and_dispatches_an_order_with_the_keyboard_alone()
    {
        await using var desk = await plant.Sit(DeskPlant.Paulo);
        await desk.Go($"{Orders}/new");
        await desk.IsFine("order.new");
        await desk.Page.Keyboard.TypeAsync("30100");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.TypeAsync("Hand rub");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.TypeAsync("250.5");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.TypeAsync("L");
        await desk.Page.Keyboard.PressAsync("Enter");

        await desk.Page.WaitForURLAsync($"**{Orders}/30100");
        await Expect(desk.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Recorded");
        await desk.Button("Release order").PressAsync("Enter");
        await Expect(desk.Page.Locator("#jobs tbody tr")).ToHaveCountAsync(3);

        await desk.Page.Locator("#jobs tbody tr").First.Locator("summary", new() { HasText = "Dispatch" }).PressAsync("Enter");
        await desk.Page.Locator("#jobs tbody tr").First.GetByLabel("Place in the queue").FillAsync("2");

        // The page still says that the release was recorded: only the answer tells the next.
        await desk.Page.RunAndWaitForResponseAsync(() => desk.Page.Keyboard.PressAsync("Enter"), answer => answer.Request.Method == "POST");
        await Expect(desk.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Recorded");

        Assert.Equal(["order.created", "order.released"], await plant.Recorded("order-30100"));
        Assert.Equal(["job.planned", "job.dispatched"], await plant.Recorded("job-30100.010"));
        await desk.IsFine("order");
        await desk.Reflows();
    }

    [Fact]
    public async Task What_is_refused_is_said_at_its_field_and_what_was_entered_stays()
    {
        await using var desk = await plant.Sit(DeskPlant.Paulo);
        await desk.Go($"{Orders}/new");
        await desk.Page.GetByLabel("Order number").FillAsync("10482");
        await desk.Page.GetByLabel("Makes").SelectOptionAsync("HAND-RUB-80");
        await desk.Page.GetByLabel("Quantity").FillAsync("12");
        await desk.Page.GetByLabel("Unit", new() { Exact = true }).FillAsync("L");
        await desk.Button("Create order").ClickAsync();

        await Expect(desk.Page.GetByLabel("Order number")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(desk.Page.GetByLabel("Order number")).ToBeFocusedAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("10482");
        await Expect(desk.Page.GetByLabel("Quantity")).ToHaveValueAsync("12");
        await desk.IsFine("order.refused", tablet: false);
    }

    [Fact]
    public async Task A_form_that_is_refused_on_the_page_stays_open_there()
    {
        await plant.At(new CreateOrder(new("30200"), DeskPlant.HandRub, 10, "L"));
        await using var desk = await plant.Sit(DeskPlant.Paulo);
        await desk.Go($"{Orders}/30200");
        await desk.Page.Locator("summary", new() { HasText = "Split order" }).ClickAsync();
        await desk.Page.GetByLabel("Quantity that goes on by itself").FillAsync("99");
        await desk.Button("Split order").ClickAsync();

        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(desk.Page.GetByLabel("Quantity that goes on by itself")).ToHaveValueAsync("99");
        await desk.Page.GetByLabel("Quantity that goes on by itself").FillAsync("4");
        await desk.Button("Split order").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Recorded");
        Assert.Equal(["order.created", "order.split"], await plant.Recorded("order-30200"));
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task A_lead_holds_a_job_and_lets_it_go_on()
    {
        await plant.At(new CreateOrder(new("30300"), DeskPlant.HandRub, 10, "L"));
        await plant.At(new ReleaseOrder(new("30300")));
        await plant.At(new StartJob(new("30300.010"), new("V-204")), DeskPlant.Ines);
        await using var desk = await plant.Sit(DeskPlant.Helena);
        await desk.Go($"{Orders}/30300");
        await desk.Page.Locator("summary", new() { HasText = "Hold job" }).ClickAsync();
        await desk.Page.Locator("#jobs").GetByLabel("Why?").FillAsync("Smells burnt");
        await desk.Button("Hold job").ClickAsync();

        await Expect(desk.Page.Locator("#jobs")).ToContainTextAsync("Held: Smells burnt");
        await desk.Page.Locator("summary", new() { HasText = "Let it go on" }).ClickAsync();
        await desk.Page.Locator("#jobs").GetByLabel("Why?").FillAsync("Nose was wrong");
        await desk.Button("Let it go on").ClickAsync();
        await Expect(desk.Page.Locator("#jobs")).ToContainTextAsync("Paused");
        Assert.Equal(["job.planned", "job.started", "job.held", "job.paused"], await plant.Recorded("job-30300.010"));
    }

    [Fact]
    public async Task The_list_is_filtered_by_its_address_and_the_filter_is_there_again()
    {
        await using var desk = await plant.Sit(DeskPlant.Helena);
        await desk.Go(Orders);
        await Expect(desk.Page.Locator(".orders tbody")).ToContainTextAsync("10491");
        await desk.IsFine("orders");
        await desk.Reflows();

        await desk.Page.GetByLabel("Show").SelectOptionAsync("Late");
        await desk.Button("Filter").ClickAsync();
        await desk.Page.WaitForURLAsync("**show=Late**");
        await Expect(desk.Page.Locator(".orders tbody tr")).ToHaveCountAsync(1);

        await desk.Go("/");
        await desk.Go(Orders);
        Assert.Contains("show=Late", desk.Page.Url, StringComparison.Ordinal);
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Clear" }).ClickAsync();
        await Expect(desk.Page.Locator(".orders tbody")).ToContainTextAsync("10482");
    }

    [Fact]
    public async Task The_list_hears_of_what_is_done_elsewhere()
    {
        await plant.At(new CreateOrder(new("30400"), DeskPlant.HandRub, 10, "L"));
        await using var desk = await plant.Sit(DeskPlant.Helena);
        await desk.Go($"{Orders}?find=30400&show=All");
        await Expect(desk.Page.Locator(".orders tbody")).ToContainTextAsync("To release");

        await plant.At(new ReleaseOrder(new("30400")));

        await Expect(desk.Page.Locator(".orders tbody")).ToContainTextAsync("0 of 3 done");
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task An_operator_sees_an_order_and_none_of_a_planners_acts()
    {
        await using var desk = await plant.Sit(DeskPlant.Ines);
        await desk.Go($"{Orders}/10490");

        await Expect(desk.Heading("10490, Hand rub 80 %")).ToBeVisibleAsync();
        await Expect(desk.Button("Release order")).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator("summary")).ToHaveCountAsync(0);
        var answer = await desk.Go($"{Orders}/new");
        Assert.Equal(403, answer!.Status);
    }

    [Fact]
    public async Task An_orders_page_follows_its_jobs_by_itself()
    {
        await plant.At(new CreateOrder(new("30700"), DeskPlant.HandRub, 10, "L"));
        await plant.At(new ReleaseOrder(new("30700")));
        await using var desk = await plant.Sit(DeskPlant.Paulo);
        await desk.Go($"{Orders}/30700");
        await Expect(desk.Page.Locator("#jobs tbody tr").First).ToContainTextAsync("Waiting");

        await plant.At(new StartJob(new("30700.010"), new("V-204")), DeskPlant.Ines);

        // The page looks by itself twice a minute: what is there sooner it has heard of.
        await Expect(desk.Page.Locator("#jobs tbody tr").First).ToContainTextAsync("Running", new() { Timeout = 15_000 });
        await plant.At(new HoldJob(new("30700.010"), "quality.doubt"));
    }

    [Fact]
    public async Task Without_a_number_an_order_gets_the_next_one_and_without_a_unit_the_masters()
    {
        await plant.At(new CreateOrder(new("30800"), DeskPlant.HandRub, 10, "L"));
        await plant.At(new SplitOrder(new("30800"), 4, new("30800-B")));
        await using var desk = await plant.Sit(DeskPlant.Paulo);
        await desk.Go($"{Orders}/new");
        await desk.Page.GetByLabel("Makes").SelectOptionAsync("HAND-RUB-80");
        await desk.Page.GetByLabel("Quantity").FillAsync("20");
        await desk.Button("Create order").ClickAsync();

        await Expect(desk.Heading("30801, Hand rub 80 %")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator(".figures")).ToContainTextAsync("20 L");
    }
}
