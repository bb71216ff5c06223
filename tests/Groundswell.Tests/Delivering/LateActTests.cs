using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.People.Qualifications;
using Groundswell.Record;
using Groundswell.Work.SetAside;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Delivering;

public sealed class LateActTests
{
    private static readonly object Start = new { job = LatePlant.Job, workUnit = "M2" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_done_without_network_is_recorded_once_as_of_when_it_was_done()
    {
        await using var plant = await LatePlant.Open();
        var begun = plant.Now;
        plant.Server.Time.Step(TimeSpan.FromHours(3));
        var id = Guid.CreateVersion7();

        for (var time = 0; time < 3; time++)
            Assert.False((await plant.HandIn("start-job", Start, begun.AddMinutes(10), id)).GetProperty("setAside").GetBoolean());
        Assert.Null(await plant.SetAsideFor("complete-step", new { job = LatePlant.Job, step = "gloves" }, begun.AddMinutes(12)));

        var entries = await EntriesOf(plant, $"job-{LatePlant.Job}");
        Assert.Equal(["job.planned", "job.started", "step.completed"], entries.Select(entry => entry.Name));
        Assert.Equal((begun.AddMinutes(12), plant.Now, "P-17", "ST-1"), (entries[2].OccurredAt, entries[2].RecordedAt, entries[2].Actor, entries[2].Station));
    }

    [Fact]
    public async Task A_station_hands_in_no_more_than_people_can_have_done()
    {
        await using var plant = await LatePlant.Open(("LateActsAtOnce", "3"), ("LateActsPerSecond", "1"));
        var answers = new List<System.Net.HttpStatusCode>();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await plant.Station.Post("/station/late/start-job", new { id = Guid.CreateVersion7(), session = "x", command = "{}", offsetMilliseconds = 0, seal = "" });
            answers.Add(answer.StatusCode);
            if (answer.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
                Assert.Equal("late-act.too-many", await Identifying.Browser.CodeOf(answer));
        }

        Assert.Contains(System.Net.HttpStatusCode.OK, answers);
        Assert.True(answers.Count(status => status == System.Net.HttpStatusCode.TooManyRequests) >= 10, string.Join(", ", answers));
    }

    [Fact]
    public async Task A_clock_that_jumps_with_each_contact_is_not_an_entry_each_time()
    {
        await using var plant = await LatePlant.Open();
        for (var i = 0; i < 10; i++)
        {
            plant.Station.DeviceTime = plant.Now.AddSeconds(100 * i);
            await plant.Station.Done("/station/contact", new { });
        }

        Assert.Single(await EntriesOf(plant, "station-ST-1"), entry => entry.Name == "station.clock-measured");
    }

    [Fact]
    public async Task The_same_act_sent_at_once_and_again_from_the_queue_is_recorded_once()
    {
        await using var plant = await LatePlant.Open();
        var id = Guid.CreateVersion7();
        var command = LatePlant.Command(Start, id, plant.Now);

        await plant.Station.Done("/commands/start-job", JsonElement.Parse(command));
        var late = await plant.Station.Done("/station/late/start-job", plant.Sealed("start-job", command, id));

        Assert.False(late.GetProperty("setAside").GetBoolean());
        Assert.Equal(2, (await EntriesOf(plant, $"job-{LatePlant.Job}")).Count);
    }

    [Fact]
    public async Task What_is_refused_is_set_aside_whole_and_entered_when_nothing_stands_in_its_way()
    {
        await using var plant = await LatePlant.Open(("IdleMinutes", "600"), ("BadgeIdleMinutes", "600"));
        var begun = plant.Now;
        plant.Server.Time.Step(TimeSpan.FromHours(1));
        var id = Guid.CreateVersion7();

        var receipt = await plant.HandIn("complete-step", new { job = LatePlant.Job, step = "gloves" }, begun.AddMinutes(12), id);
        var again = await plant.HandIn("complete-step", new { job = LatePlant.Job, step = "gloves" }, begun.AddMinutes(12), id);

        Assert.Equal("job.not-running", receipt.GetProperty("refusal").GetString());
        Assert.Equal(LatePlant.Job, receipt.GetProperty("facts").GetProperty("job").GetString());
        Assert.True(again.GetProperty("setAside").GetBoolean());
        var aside = (await EntriesOf(plant, $"set-aside-{id:N}")).Single();
        Assert.Equal(("act.set-aside", "P-17"), (aside.Name, aside.Actor));
        Assert.Equal(receipt.GetProperty("facts").GetRawText(), JsonElement.Parse(aside.Payload.Span).GetProperty("facts").GetString());
        var settle = $"/sites/MUC/set-aside/{id:N}/enter";
        Assert.Equal("job.not-running", await plant.Lead.Refused(settle, new { reason = "Start was lost" }));
        Assert.Null(await plant.SetAsideFor("start-job", Start, begun.AddMinutes(10)));
        Assert.Equal("work.reason-missing", await plant.Lead.Refused(settle, new { reason = " " }));
        Assert.Equal("door.not-allowed", await plant.Station.Refused(settle, new { reason = "I say so" }));
        await plant.Lead.Done(settle, new { reason = "Start was lost" });

        Assert.Equal("set-aside.settled", await plant.Lead.Refused(settle, new { reason = "Again" }));
        var step = (await EntriesOf(plant, $"job-{LatePlant.Job}"))[^1];
        Assert.Equal(("step.completed", "P-17", begun.AddMinutes(12)), (step.Name, step.Actor, step.OccurredAt));
        Assert.Equal(["act.set-aside", "set-aside.entered"], (await EntriesOf(plant, $"set-aside-{id:N}")).Select(entry => entry.Name));
    }

    [Fact]
    public async Task A_lead_rejects_with_a_reason()
    {
        await using var plant = await LatePlant.Open();
        var id = Guid.CreateVersion7();
        await plant.HandIn("complete-step", new { job = LatePlant.Job, step = "gloves" }, plant.Now, id);
        object Reject(string reason) => new { id = Guid.CreateVersion7(), site = "MUC", setAside = $"{id:N}", reason };

        Assert.Equal("work.reason-missing", await plant.Lead.Refused("/commands/reject-set-aside", Reject("")));
        Assert.Equal("door.not-allowed", await plant.Station.Refused("/commands/reject-set-aside", Reject("No")));
        await plant.Lead.Done("/commands/reject-set-aside", Reject("Done again at the other mixer"));

        Assert.Equal("set-aside.settled", await plant.Lead.Refused("/commands/reject-set-aside", Reject("Twice")));
        Assert.Equal("set-aside.unknown", await plant.Lead.Refused(
            "/commands/reject-set-aside", new { id = Guid.CreateVersion7(), site = "MUC", setAside = "no-such", reason = "x" }));
    }

    [Fact]
    public async Task Rights_qualifications_and_the_account_are_judged_as_they_were_when_it_was_done()
    {
        await using var plant = await LatePlant.Open();
        var before = plant.Now.AddMinutes(5);
        plant.Server.Time.Step(TimeSpan.FromMinutes(30));
        await plant.Root.Done("/commands/withdraw-role", new { id = Guid.CreateVersion7(), account = "P-17", role = "Operator", atSite = "MUC" });
        plant.Server.Time.Step(TimeSpan.FromMinutes(30));

        Assert.Null(await plant.SetAsideFor("start-job", Start, before));
        Assert.Equal("door.not-allowed", await plant.SetAsideFor("complete-step", new { job = LatePlant.Job, step = "gloves" }, plant.Now));
    }

    [Fact]
    public async Task A_qualification_that_ended_meanwhile_held_when_the_work_was_begun()
    {
        await using var plant = await LatePlant.Open();
        var before = plant.Now.AddMinutes(5);
        plant.Server.Time.Step(TimeSpan.FromMinutes(30));
        await plant.Server.Take(new Groundswell.People.Qualifications.WithdrawQualification(new("P-17"), new("MIXING"), "Retraining") { Site = "MUC" });
        plant.Server.Time.Step(TimeSpan.FromMinutes(30));

        Assert.Equal("job.not-qualified", await plant.SetAsideFor("start-job", Start, plant.Now));
        Assert.Null(await plant.SetAsideFor("start-job", Start, before));
    }

    [Fact]
    public async Task What_can_not_have_been_is_set_aside()
    {
        await using var plant = await LatePlant.Open();
        var begun = plant.Now;
        plant.Server.Time.Step(TimeSpan.FromHours(1));

        Assert.Equal("time.in-future", await plant.SetAsideFor("start-job", Start, plant.Now.AddMinutes(1)));
        Assert.Equal("late-act.outside-session", await plant.SetAsideFor("start-job", Start, begun.AddMinutes(-10)));
        Assert.Equal("late-act.outside-session", await plant.SetAsideFor("start-job", Start, null));
        Assert.Equal("late-act.unreadable", await plant.SetAsideFor("no-such-act", Start, begun));
        Assert.Equal("late-act.unreadable", await plant.SetAsideFor("start-job", new { job = 4711 }, begun));
        Assert.Equal("late-act.unreadable", await plant.SetAsideFor("set-act-aside", Start, begun));
        // A field that the command does not have is a value that nobody would know was lost.
        Assert.Equal("late-act.unreadable", await plant.SetAsideFor("start-job", new { job = "4711.010", workUnit = "M2", fase = "Setup" }, begun));
    }

    [Fact]
    public async Task An_act_without_the_seal_of_its_session_is_nobodys_and_can_only_be_rejected()
    {
        await using var plant = await LatePlant.Open();
        var (anasSession, anasKey) = (plant.Session, plant.Key);
        await plant.BadgeIn("P-18");
        var id = Guid.CreateVersion7();
        var command = LatePlant.Command(Start, id, plant.Now);

        var forged = await plant.Station.Done("/station/late/start-job", plant.Sealed("start-job", command, id, plant.Key, anasSession));
        var changed = Guid.CreateVersion7();
        var sealedAct = JsonSerializer.SerializeToNode(plant.Sealed("start-job", LatePlant.Command(Start, changed, plant.Now), changed, anasKey, anasSession))!;
        sealedAct["command"] = command;
        var tampered = await plant.Station.Done("/station/late/start-job", sealedAct);

        Assert.Equal("late-act.not-proved", forged.GetProperty("refusal").GetString());
        Assert.Equal("late-act.not-proved", tampered.GetProperty("refusal").GetString());
        Assert.Equal("system:stations", (await EntriesOf(plant, $"set-aside-{id:N}")).Single().Actor);
        Assert.Equal("set-aside.not-proved", await plant.Lead.Refused($"/sites/MUC/set-aside/{id:N}/enter", new { reason = "Surely hers" }));
    }

    [Fact]
    public async Task Nobody_is_the_second_person_without_network()
    {
        await using var plant = await LatePlant.Open();
        await plant.HandIn("start-job", Start, plant.Now);
        await plant.HandIn("complete-step", new { job = LatePlant.Job, step = "gloves" }, plant.Now);
        await plant.HandIn("complete-step", new { job = LatePlant.Job, step = "temperature", value = "22 Cel" }, plant.Now);
        await plant.Server.Take(new GrantQualification(new("P-18"), new("MIXING"), new("P-17")) { Site = LatePlant.Site });
        await plant.BadgeIn("P-18");

        Assert.Equal("step.second-person-late", await plant.SetAsideFor("complete-step", new { job = LatePlant.Job, step = "checked" }, plant.Now));
        await plant.Station.Done("/commands/complete-step", new { id = Guid.CreateVersion7(), site = "MUC", job = LatePlant.Job, step = "checked" });
    }

    [Fact]
    public async Task Acts_of_someone_who_has_badged_out_since_are_taken()
    {
        await using var plant = await LatePlant.Open();
        var begun = plant.Now;
        plant.Server.Time.Step(TimeSpan.FromMinutes(10));
        await plant.Station.Done("/station/badge-out", new { });
        plant.Server.Time.Step(TimeSpan.FromMinutes(10));

        Assert.Null(await plant.SetAsideFor("start-job", Start, begun.AddMinutes(1)));
        Assert.Equal("late-act.outside-session", await plant.SetAsideFor("complete-step", new { job = LatePlant.Job, step = "gloves" }, plant.Now));
    }

    [Fact]
    public async Task Acts_of_another_site_or_of_a_locked_account_are_set_aside_once()
    {
        await using var plant = await LatePlant.Open();
        var id = Guid.CreateVersion7();
        var elsewhere = LatePlant.Command(Start, id, plant.Now).Replace("\"MUC\"", "\"BER\"", StringComparison.Ordinal);
        await plant.Root.Done("/commands/lock-account", new { id = Guid.CreateVersion7(), account = "P-17", reason = "Lost her badge" });
        plant.Server.Time.Step(TimeSpan.FromMinutes(1));

        var ofOther = await plant.Station.Done("/station/late/start-job", plant.Sealed("start-job", elsewhere, id));

        Assert.Equal("late-act.of-other-site", ofOther.GetProperty("refusal").GetString());
        Assert.Equal("late-act.without-account", await plant.SetAsideFor("start-job", Start, plant.Now));
        Story.Given<SetAsideAct>(new ActSetAside(new("A-1"), "start-job", "P-17"))
            .When(aside => SetActAside.Decide(new(new("A-1"), "start-job", "P-17", null, "", 0, "{}", false, "x", "x"), aside)).Refused(new SetAsideThere());
    }

    [Fact]
    public async Task A_station_is_told_the_time()
    {
        await using var plant = await LatePlant.Open();
        using var stranger = plant.Server.NewBrowser();

        Assert.Equal(plant.Now, (await plant.Station.Done("/station/contact", new { })).GetProperty("now").GetDateTimeOffset());
        Assert.Equal("station.not-enrolled", await stranger.Refused("/station/contact", new { }));
    }

    private static async Task<IReadOnlyList<Entry>> EntriesOf(LatePlant plant, string stream) =>
        await plant.Server.Services.GetRequiredService<Journal>().ReadStream(Logs.OfSite(LatePlant.Site), stream, 1, Stop);
}
