using System.Net.Http.Json;
using System.Text.Json;
using Groundswell.Record;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.Floor;

/// <summary>A terminal on its own: no network, no server, the page loaded anew, the browser closed; and what the record says afterwards.</summary>
public sealed class OfflineTests
{
    private const string Job = "10482.010";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_network_work_goes_on_and_everything_is_recorded_once_as_of_when_it_was_done()
    {
        await using var plant = await FloorPlant.Open();
        await using var tablet = await AtTheJob(plant);
        await tablet.Kept();

        // The network goes; two steps.
        await tablet.Context.SetOfflineAsync(true);
        await tablet.Confirm();
        await Expect(tablet.Page.Locator(".notice")).ToContainTextAsync("1 act is not yet recorded");
        await tablet.On("vessel");
        await tablet.Confirm();

        // The page is loaded anew, without network.
        await tablet.Page.ReloadAsync();
        await tablet.On("room_temperature");
        await Expect(tablet.Page.Locator(".notice")).ToContainTextAsync("2 acts are not yet recorded");
        await tablet.Page.Locator("#reading").FillAsync("21.5");
        await tablet.Confirm();
        await tablet.On("ethanol");

        // The server goes too; the browser is closed and opened again.
        await plant.StopServer();
        await tablet.Reopen();
        await tablet.Show();
        await tablet.On("ethanol");
        await tablet.Scan("ET-2611-07");
        await tablet.Page.Locator("#reading").FillAsync("8333");
        await tablet.Confirm();
        await tablet.On("peroxide");
        await Expect(tablet.Page.Locator(".notice")).ToContainTextAsync("4 acts are not yet recorded");
        await tablet.Shot("offline");

        // Nothing of it is recorded; then the server is there again.
        await plant.Start();
        Assert.Equal(["job.planned", "job.dispatched", "job.started"], (await plant.Entries($"job-{Job}")).Select(entry => entry.Name));
        await Expect(tablet.Page.Locator(".notice")).ToHaveCountAsync(0, new() { Timeout = 40_000 });

        var entries = await plant.EntriesOf(Job, 7);
        Assert.Equal(["step.completed", "step.completed", "step.completed", "step.completed"], entries.Skip(3).Select(entry => entry.Name));
        Assert.Equal(entries.Select(entry => entry.OccurredAt).Order(), entries.Select(entry => entry.OccurredAt));
        Assert.All(entries.Skip(3), entry =>
        {
            Assert.Equal((FloorPlant.Ines, "ST-1"), (entry.Actor, entry.Station));
            Assert.True(entry.OccurredAt < entry.RecordedAt);
        });
        Assert.Equal(Source.Scanned, entries[6].Source);
        await tablet.On("peroxide");
        Assert.Empty(tablet.Faults);
    }

    [Fact]
    public async Task After_hours_on_its_own_the_record_has_the_hours()
    {
        await using var plant = await FloorPlant.Open();
        await using var tablet = await AtTheJob(plant);
        await tablet.Kept();
        await tablet.Page.Clock.InstallAsync();
        await tablet.Context.SetOfflineAsync(true);
        var lost = plant.Clock.GetUtcNow();
        await tablet.Confirm();
        await tablet.On("vessel");

        // Three hours: the screen has locked itself, and the PIN opens it without the server.
        await Pass(plant, tablet, TimeSpan.FromHours(3));
        await tablet.Page.Locator("[data-view=locked]").WaitForAsync();
        await tablet.Page.Locator("#pin").FillAsync("000000");
        await tablet.Enter();
        await Expect(tablet.Page.Locator("#why")).ToBeVisibleAsync();
        await tablet.Page.Locator("#pin").FillAsync(FloorPlant.Pin);
        await tablet.Enter();
        await tablet.On("vessel");
        await tablet.Confirm();
        await tablet.On("room_temperature");
        await Pass(plant, tablet, TimeSpan.FromHours(2));
        await tablet.Context.SetOfflineAsync(false);

        var entries = await plant.EntriesOf(Job, 5);
        Assert.InRange(entries[3].OccurredAt - lost, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.InRange(entries[4].OccurredAt - lost, TimeSpan.FromHours(3), TimeSpan.FromHours(3.1));
        Assert.InRange(entries[4].RecordedAt - lost, TimeSpan.FromHours(5), TimeSpan.FromHours(5.1));
    }

    [Fact]
    public async Task What_is_refused_on_arrival_is_set_aside_and_settled_by_a_lead()
    {
        await using var plant = await FloorPlant.Open();
        await using var tablet = await AtTheJob(plant);
        await tablet.Kept();
        await tablet.Page.Clock.InstallAsync();
        await tablet.Context.SetOfflineAsync(true);
        await tablet.Confirm();
        await tablet.On("vessel");

        // Meanwhile the job is held at a desk: longer after than clocks are off at a busy machine.
        await Pass(plant, tablet, TimeSpan.FromSeconds(30));
        using var desk = await plant.Desk();
        await Post(desk, "/api/commands/hold-job", new { id = Guid.CreateVersion7(), site = FloorPlant.Site, job = Job, reason = "quality.doubt" });
        await tablet.Context.SetOfflineAsync(false);

        await Expect(tablet.Page.Locator(".notice")).ToContainTextAsync("One of your acts could not be recorded", new() { Timeout = 40_000 });
        await tablet.Page.Locator(".notice .tap").ClickAsync();
        await tablet.Shot("set-aside");
        await Expect(tablet.Page.Locator(".list")).ToContainTextAsync("Put on gloves");
        var aside = (await desk.GetFromJsonAsync<JsonElement>($"/api/sites/{FloorPlant.Site}/set-aside?waiting=true", Stop)).EnumerateArray().Single();
        Assert.Equal((FloorPlant.Ines, "job.not-running", "gloves"), (aside.GetProperty("doneBy").GetString(), aside.GetProperty("refusal").GetString(), aside.GetProperty("step").GetString()));
        var page = await desk.GetStringAsync($"/sites/{FloorPlant.Site}/set-aside", Stop);
        Assert.Contains("Step done <small>Put on gloves and goggles</small>", page, StringComparison.Ordinal);
        Assert.Contains($"/sites/{FloorPlant.Site}/orders/10482/record", page, StringComparison.Ordinal);
        await Post(desk, "/api/commands/release-held-job", new { id = Guid.CreateVersion7(), site = FloorPlant.Site, job = Job, reason = "No doubt left" });
        await Post(desk, "/api/commands/resume-job", new { id = Guid.CreateVersion7(), site = FloorPlant.Site, job = Job });
        await Post(desk, $"/api/sites/{FloorPlant.Site}/set-aside/{aside.GetProperty("setAside").GetString()}/enter", new { reason = "Seen on the batch sheet" });

        var entries = await plant.EntriesOf(Job, 7);
        Assert.Equal(("step.completed", FloorPlant.Ines), (entries[6].Name, entries[6].Actor));
        Assert.True(entries[6].OccurredAt < entries[3].OccurredAt, "The step was done before the job was held.");
        var record = await desk.GetStringAsync($"/sites/{FloorPlant.Site}/orders/10482/record", Stop);
        Assert.Contains("1 act was set aside.", record, StringComparison.Ordinal);
        Assert.Contains("Entered late", record, StringComparison.Ordinal);
        Assert.Contains("Seen on the batch sheet", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_badges_in_or_is_the_second_person_without_network()
    {
        await using var plant = await FloorPlant.Open();
        await using var tablet = await AtTheJob(plant);
        await tablet.Context.SetOfflineAsync(true);
        await tablet.Confirm();
        await tablet.On("vessel");

        await tablet.Page.Locator(".crew").ClickAsync();
        await tablet.Page.Locator("[data-card=BADGE]").ClickAsync();

        await Expect(tablet.Page.Locator(".say")).ToContainTextAsync("Nobody can badge in without network");
        await Expect(tablet.Page.Locator("#pin")).ToHaveCountAsync(0);
    }

    /// <summary>Time passes at the plant and at its tablet.</summary>
    private static async Task Pass(FloorPlant plant, Tablet tablet, TimeSpan time)
    {
        plant.Clock.Step(time);
        await tablet.Page.Clock.FastForwardAsync((long)time.TotalMilliseconds);
    }

    private static async Task<Tablet> AtTheJob(FloorPlant plant)
    {
        var tablet = await Tablet.Open(plant);
        await tablet.Show();
        await tablet.Page.Locator("#badge").WaitForAsync();
        await tablet.BadgeIn(FloorPlant.Ines);
        await tablet.Page.Locator("[data-view=queue]").WaitForAsync();
        await tablet.Scan("10482");
        await tablet.On("gloves");
        return tablet;
    }

    private static async Task Post(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }
}
