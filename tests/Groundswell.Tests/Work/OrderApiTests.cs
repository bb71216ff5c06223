using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.Plant;
using Groundswell.Tests.Identifying;

namespace Groundswell.Tests.Work;

/// <summary>An order from its creation to its whole history over HTTP, with what goes wrong on the way: an exception, a short lot, a call for help.</summary>
public sealed class OrderApiTests
{
    private const string Password = "blue mixer at dawn";

    private static readonly WorkMasterContent Content = new(
        "Hand rub", new MadeMaterial(new("RUB"), 10, "L"),
        [
            new Operation(
                "mix", "Mix",
                [
                    new Step("temperature", "Temperature", new EnterNumber("Cel", Limits: new Limits("20 Cel", "25 Cel")),
                        Exceptions: new ExceptionRule(ReleasedBy: [Role.QualityReviewer], ReleaseSigned: true)),
                    new Step("ethanol", "Ethanol", new ConsumeMaterial("eth", "60 L")),
                    new Step("reviewed", "Reviewed", new SignStep("reviewed", [Role.QualityReviewer])),
                ],
                new EquipmentRequirement(EquipmentLevel.WorkCenter, "MIX")),
        ],
        [new BillLine("eth", new("ETH"), 6, "L")],
        []);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_run_with_an_exception_a_short_lot_and_a_call_for_help_and_its_history_tells_all_of_it()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator(underGmp: false);
        await Plant(server);
        var lead = await Signer(server, root, "L-1", Role.LineLead);
        var quality = await Signer(server, root, "Q-1", Role.QualityReviewer);
        var worker = await server.NewPerson(root, "O-1", Password, (Role.Operator, "MUC"));
        server.Time.Step(TimeSpan.FromMinutes(20));

        await lead.Done("/commands/create-order", Command(new { order = "4711", workMaster = "RUB", quantity = 100, unit = "L" }));
        await lead.Done("/commands/release-order", Command(new { order = "4711" }));
        await worker.Done("/commands/start-job", Command(new { job = "4711.mix", workUnit = "M1", occurredAt = server.Time.GetUtcNow().AddMinutes(-5) }));

        // Out of its limits: a reason, then somebody of Quality, signed.
        var hot = new { job = "4711.mix", step = "temperature", value = "30 Cel", reason = "Cooling began late" };
        Assert.Equal("step.reason-needed", await worker.Refused("/commands/complete-step", Command(new { job = "4711.mix", step = "temperature", value = "30 Cel" })));
        await worker.Done("/commands/complete-step", Command(hot));
        using (var stopped = await worker.Post("/commands/complete-step", Command(new { job = "4711.mix", step = "ethanol", lot = "L-1" })))
        {
            var problem = JsonElement.Parse(await stopped.Content.ReadAsStringAsync(Stop));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "step.exception-open"), (stopped.StatusCode, problem.GetProperty("code").GetString()));
            Assert.Contains("QualityReviewer", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal("exception.unsigned", await quality.Refused("/commands/release-exception", Command(new { job = "4711.mix", number = 1, reason = "Validated to 32" })));
        await SignedDone(quality, "release-exception", Command(new { job = "4711.mix", number = 1, reason = "Validated to 32" }), "Q-1", "released");

        // Help: called from the step, taken by somebody else, solved.
        await worker.Done("/commands/raise-help-call", Command(new { call = "C-1", about = "material", workCenter = "MIX", job = "4711.mix", step = "ethanol" }));
        await lead.Done("/commands/take-help-call", Command(new { call = "C-1", answering = "OnDuty" }));
        await lead.Done("/commands/answer-help-call", Command(new { call = "C-1", solved = true }));
        await worker.Done("/commands/close-help-call", Command(new { call = "C-1", solved = true }));

        // A lot that the record thinks too small: a lead signs at the worker's page, and signs nobody out.
        Assert.Equal("material-lot.short", await worker.Refused("/commands/complete-step", Command(new { job = "4711.mix", step = "ethanol", lot = "L-1" })));
        await SignedDone(worker, "complete-step", Command(new { job = "4711.mix", step = "ethanol", lot = "L-1", reason = "Weighed: there is enough" }), "L-1", "approved");
        await SignedDone(worker, "complete-step", Command(new { job = "4711.mix", step = "reviewed" }), "Q-1", "reviewed");

        await worker.Done("/commands/complete-job", Command(new { job = "4711.mix", output = new { good = 100 } }));
        await worker.Done("/commands/complete-order", Command(new { order = "4711" }));

        JsonElement history = default;
        for (var tries = 0; history.ValueKind != JsonValueKind.Array || history.GetArrayLength() < 18; tries++)
        {
            Assert.True(tries < 500, $"The history has not all: {history}");
            await Task.Delay(20, Stop);
            history = await worker.Read("/sites/MUC/orders/4711/history");
        }

        Assert.Equal(
            [
                "order.created", "order.released", "job.planned", "job.started", "step.completed", "exception.raised", "exception.released", "help-call.raised",
                "help-call.taken", "help-call.answered", "help-call.closed", "step.completed", "material-lot.consumed", "exception.raised", "step.completed",
                "job.output-reported", "job.completed", "order.completed",
            ],
            history.EnumerateArray().Select(entry => entry.GetProperty("name").GetString()!));
        Assert.Equal([3], history.EnumerateArray().Index().Where(entry => entry.Item.GetProperty("late").GetBoolean()).Select(entry => entry.Index));
        var consumed = history[12].GetProperty("event").GetProperty("override");
        Assert.Equal(("L-1", "short"), (consumed.GetProperty("by").GetString(), consumed.GetProperty("rules")[0].GetString()));
        Assert.Equal("Typed", history[11].GetProperty("source").GetString());
        using var none = await worker.Get("/sites/MUC/orders/4712/history");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task What_is_said_to_have_happened_is_judged_by_the_rights_of_now_and_of_then()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator(underGmp: false);
        await Plant(server);
        var before = server.Time.GetUtcNow();
        server.Time.Step(TimeSpan.FromMinutes(10));
        var lead = await server.NewPerson(root, "L-1", Password, (Role.LineLead, "MUC"));
        server.Time.Step(TimeSpan.FromMinutes(10));
        var create = new { order = "4711", workMaster = "RUB", quantity = 100, unit = "L" };

        Assert.Equal("door.not-allowed", await lead.Refused("/commands/create-order", Command(create, occurredAt: before)));
        await lead.Done("/commands/create-order", Command(create, occurredAt: before.AddMinutes(15)));
        await root.Done("/commands/withdraw-role", new { id = Guid.CreateVersion7(), account = "L-1", role = "LineLead", atSite = "MUC", reason = "Moves on" });

        var hold = new { order = "4711", reason = "Doubt" };
        Assert.Equal("door.not-allowed", await lead.Refused("/commands/hold-order", Command(hold)));
        Assert.Equal("door.not-allowed", await lead.Refused("/commands/hold-order", Command(hold, occurredAt: before.AddMinutes(16))));
    }

    private static async Task Plant(Groundswelling server)
    {
        await server.Take(new AddArea(new("H1"), "Hall") { Site = "MUC" });
        await server.Take(new AddWorkCenter(new("MIX"), "Mixing", new("H1")) { Site = "MUC" });
        await server.Take(new AddWorkUnit(new("M1"), "Mixer", new("MIX")) { Site = "MUC" });
        await server.Take(new DefineMaterial(new("ETH"), "Ethanol", "L", MaterialTracking.Lot));
        await server.Take(new DefineMaterial(new("RUB"), "Hand rub", "L", MaterialTracking.Lot));
        await server.Take(new ReceiveLot(new("L-1"), new("ETH"), 50, "L") { Site = "MUC" });
        var master = new Id<WorkMaster>("RUB");
        await server.Take(new TakeOverVersion(master, Content, "SOP-7"));
        await server.Take(new RecordBaseline(master, [new BaselineVersion(master.Version(1))], "SOP-7") { Site = "MUC" });
    }

    private static async Task<Browser> Signer(Groundswelling server, Browser root, string person, Role role)
    {
        var browser = await server.NewPerson(root, person, Password, (role, "MUC"));
        await browser.Done("/signing/policy/accept", new { version = "1", password = Password });
        return browser;
    }

    private static async Task SignedDone(Browser browser, string act, JsonObject command, string signer, string meaning)
    {
        var hash = (await browser.Done($"/signing/preview/{act}", command)).GetProperty("contentHash").GetString();
        command["signatures"] = new JsonArray(new JsonObject
        {
            ["signer"] = signer,
            ["meaning"] = meaning,
            ["contentHash"] = hash,
            ["password"] = Password,
        });
        await browser.Done($"/commands/{act}", command);
    }

    private static JsonObject Command(object fields, DateTimeOffset? occurredAt = null)
    {
        var command = JsonSerializer.SerializeToNode(fields)!.AsObject();
        (command["id"], command["site"], command["source"]) = (Guid.CreateVersion7().ToString(), "MUC", "Typed");
        if (occurredAt is not null)
            command["occurredAt"] = occurredAt;
        return command;
    }
}
