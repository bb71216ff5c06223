using System.Text.Json;
using Groundswell.Plant;
using Groundswell.Tests.Delivering;
using Groundswell.Tests.Identifying;

namespace Groundswell.Tests.Work.Terminal;

/// <summary>What a terminal is given to work by itself.</summary>
public sealed class JobSheetTests
{
    private const string Sheet = $"/sites/{LatePlant.Site}/jobs/{LatePlant.Job}/sheet";

    private static readonly object Start = new { job = LatePlant.Job, workUnit = "M2" };

    [Fact]
    public async Task A_job_sheet_has_all_that_it_takes_to_go_on_alone()
    {
        await using var plant = await LatePlant.Open();
        await plant.HandIn("start-job", Start, plant.Now);
        await plant.HandIn("complete-step", new { job = LatePlant.Job, step = "gloves" }, plant.Now);

        var sheet = await plant.Station.Read(Sheet);

        Assert.Equal(["gloves", "temperature", "checked", "label"], sheet.GetProperty("operation").GetProperty("steps").EnumerateArray().Select(Id));
        Assert.Equal("number Cel", sheet.GetProperty("expressions").GetProperty("names").GetProperty("temperature").GetString());
        Assert.Equal("10 L", sheet.GetProperty("expressions").GetProperty("values").GetProperty("order.quantity").GetString());
        var job = sheet.GetProperty("job");
        Assert.Equal(("Running", "M2", "P-17"), (job.GetProperty("status").GetString(), job.GetProperty("workUnit").GetString(), job.GetProperty("crew")[0].GetString()));
        Assert.Equal("P-17", job.GetProperty("steps").GetProperty("gloves").GetProperty("by").GetString());
        var ana = sheet.GetProperty("people").GetProperty("P-17");
        Assert.Contains("complete-step", ana.GetProperty("acts").EnumerateArray().Select(act => act.GetString()));
        Assert.DoesNotContain("hold-job", ana.GetProperty("acts").EnumerateArray().Select(act => act.GetString()));
        Assert.True(ana.GetProperty("qualifications").TryGetProperty("MIXING", out _));
        Assert.Contains("P-18", sheet.GetProperty("releasers").EnumerateArray().Select(one => one.GetProperty("person").GetString()));
        Assert.Equal("Europe/Berlin", sheet.GetProperty("timeZone").GetString());
    }

    [Fact]
    public async Task A_sheet_is_for_who_has_a_grant_at_the_site_and_of_a_job_that_is_there()
    {
        await using var plant = await LatePlant.Open();
        using var unknown = await plant.Station.Get($"/sites/{LatePlant.Site}/jobs/9999.010/sheet");
        using var stranger = plant.Server.NewBrowser();
        using var nobody = await stranger.Get(Sheet);

        Assert.Equal("job.unknown", await Browser.CodeOf(unknown));
        Assert.Equal("door.not-signed-in", await Browser.CodeOf(nobody));
    }

    [Fact]
    public async Task A_stations_queue_says_what_each_can_begin_and_why_not()
    {
        await using var plant = await LatePlant.Open();
        const string queue = $"/sites/{LatePlant.Site}/stations/ST-1/queue";
        await plant.Seen();

        var anas = (await plant.Station.Read(queue)).GetProperty("jobs").EnumerateArray().Single();
        await plant.BadgeIn("P-18");
        var leas = (await plant.Station.Read(queue)).GetProperty("jobs").EnumerateArray().Single();

        Assert.Equal((LatePlant.Job, JsonValueKind.Null, "M2"), (anas.GetProperty("job").GetString(), anas.GetProperty("refusal").ValueKind, anas.GetProperty("startAt")[0].GetString()));
        Assert.Equal("job.not-qualified", leas.GetProperty("refusal").GetString());
        using var unknown = await plant.Station.Get($"/sites/{LatePlant.Site}/stations/ST-9/queue");
        Assert.Equal("station.not-in-use", await Browser.CodeOf(unknown));
    }

    [Fact]
    public async Task A_queue_says_of_a_work_unit_that_is_down_that_it_is_out_of_service()
    {
        await using var plant = await LatePlant.Open();
        await plant.Server.Take(new TakeWorkUnitOutOfService(new("M2"), "tool") { Site = LatePlant.Site });
        await plant.Seen();

        var waiting = (await plant.Station.Read($"/sites/{LatePlant.Site}/stations/ST-1/queue")).GetProperty("jobs").EnumerateArray().Single();

        Assert.Equal("work-unit.not-in-service", waiting.GetProperty("refusal").GetString());
        Assert.Equal(0, waiting.GetProperty("startAt").GetArrayLength());
    }

    private static string? Id(JsonElement step) => step.GetProperty("id").GetString();
}
