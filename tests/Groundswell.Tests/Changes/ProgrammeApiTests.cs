using System.Net;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Tests.Identifying;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Changes;

/// <summary>Over HTTP: a change's story, its pilots, its gate at a site, and the programme, whose cells say what the gate says.</summary>
public sealed class ProgrammeApiTests
{
    private const string Password = "blue mixer at dawn";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_done_with_a_change_is_in_its_story_its_gate_and_its_cell_and_on_pages_for_whom_they_are()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator(underGmp: false);
        await server.Take(new AddArea(new("HALL"), "Hall") { Site = "MUC" });
        await server.Take(new AddWorkCenter(new("MIX"), "Mixing", new("HALL")) { Site = "MUC" });
        await server.Take(new DefineShiftCalendar(ShiftCalendar.OfSite, [new Shift("E", "Early", new(6, 0), new(14, 0), Enum.GetValues<Weekday>())], []) { Site = "MUC" });
        await server.Take(new RegisterPerson(new("O-1"), [Function.Operations]) { Site = "MUC" });
        var (change, pilot) = (new Id<Change>("one-list"), new Id<Pilot>("one-list.1"));
        await server.Take(new OpenChange(change, "One list", "Two are written") { Site = "MUC" });
        await server.Take(new DescribeChange(change, "One list", "Two are written each shift", false) { Site = "MUC" });
        await server.Take(new SayReach(change, new ChangeReach(["MUC"], [], [Function.Operations])) { Site = "MUC" });
        await server.Take(new SayEffects(change, [new ChangeEffect("All shifts", "Less to write")]) { Site = "MUC" });
        await server.Take(new SayBenefit(change, Function.Operations, "Less to write", "Minutes a shift") { Site = "MUC" });
        await server.Take(new BringInChange(change) { Site = "MUC" });
        await server.Take(new SaySiteReach(change, [new("MIX")], ["E"]) { Site = "MUC" });
        await server.Take(new OpenPilotGroup(pilot, change) { Site = "MUC" });
        await server.Take(new InviteToPilot(pilot, new("O-1")) { Site = "MUC" });
        var mes = await server.NewPerson(root, "M-1", Password, (Role.MesLeader, null));
        var worker = await server.NewPerson(root, "O-1", Password, (Role.Operator, "MUC"));
        await worker.Done("/commands/join-pilot-group", new { id = Guid.CreateVersion7(), site = "MUC", pilot = pilot.Value });
        await Arrived(server);

        var story = await mes.Read("/changes/one-list/story");
        Assert.Equal(
            ["BenefitSaid", "BroughtIn", "Described", "EffectsSaid", "GroupOpened", "Joined", "Opened", "PlacesSaid", "ReachSaid"],
            story.EnumerateArray().Select(line => line.GetProperty("kind").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal("Gathering", Assert.Single((await mes.Read("/changes/one-list/pilots")).EnumerateArray()).GetProperty("status").GetString());

        var gate = await worker.Read("/sites/MUC/changes/one-list/readiness");
        var missing = gate.GetProperty("conditions").EnumerateArray().Where(one => !one.GetProperty("isMet").GetBoolean()).Select(one => one.GetProperty("code").GetString()).ToList();
        Assert.Contains("coverage", missing);
        Assert.Contains("heard.Quality", missing);

        var programme = await mes.Read("/programme");
        var cell = programme.GetProperty("changes")[0].GetProperty("cells")[0];
        Assert.Equal(missing, cell.GetProperty("missing").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("BroughtIn", cell.GetProperty("status").GetString());
        Assert.Equal("MUC", programme.GetProperty("sites")[0].GetProperty("site").GetString());
        using (var refused = await worker.Get("/programme"))
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        foreach (var (who, page, says) in new[]
        {
            (worker, "../changes/one-list", "Less to write"), (worker, "../sites/MUC/changes/one-list", "Nobody who carries it is named"),
            (worker, "../sites/MUC/pilots/one-list.1", "Person O-1"), (mes, "../programme", "One list"), (mes, "../changes", "Begin a change"),
        })
        {
            using var shown = await who.Get(page);
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
            Assert.Contains(says, WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync(Stop)), StringComparison.Ordinal);
        }
    }

    private static async Task Arrived(Groundswelling server)
    {
        var progress = server.Services.GetRequiredService<IViewsProgress>();
        foreach (var log in await server.Services.GetRequiredService<Journal>().Logs(Stop))
            Assert.True(await progress.WaitFor(log.Log, log.Size, TimeSpan.FromSeconds(30), Stop));
    }
}
