using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Delivering;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Lots;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;
using Groundswell.Work.Terminal;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work.Terminal;

/// <summary>The terminal advises, the door decides: both say the same of the same. Without node these are skipped; the browser tests run the same modules.</summary>
public sealed class AdviceTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly Step[] Steps =
    [
        new("gloves", "Put on gloves", new Confirm()),
        new("temperature", "Temperature", new EnterNumber("Cel", Limits: new Limits("20 Cel", "25 Cel"), Decimals: 1)),
        new("strict", "Pressure", new EnterNumber("bar", Limits: new Limits(High: "2 bar")), Exceptions: new ExceptionRule(NotTaken: true)),
        new("warm", "Cool down", new Confirm(), When: "temperature > 24 Cel"),
        new("clear", "Is it clear?", new EnterYesNo(true)),
        new("colour", "Colour", new EnterChoice([new Choice("blue"), new Choice("red", OutOfLimit: true)])),
        new("seen", "What do you see?", new EnterText()),
        new("double", "Twice", new Calculate("temperature * 2", "Cel", Decimals: 1)),
        new("ethanol", "Ethanol", new ConsumeMaterial("ethanol", Tolerance: new Tolerance(1, 1, Percent: true), Scan: true)),
    ];

    private static readonly WorkMasterVersion Version = StateAfter<WorkMasterVersion>(TakenOver with
    {
        Content = Content with { Operations = [Content.Operations[0] with { Steps = Steps, Qualifications = null }, Content.Operations[1]] },
    });

    private static readonly Circumstances Worker = Someone with { Person = "P-1" };

    private static readonly MaterialLot[] Lots =
    [
        StateAfter<MaterialLot>(new MaterialLotReceived(new("L-1"), new("ETHANOL-96"), 250, "L")),
        StateAfter<MaterialLot>(new MaterialLotReceived(new("L-2"), new("LABEL"), 250, "L")),
        StateAfter<MaterialLot>(new MaterialLotReceived(new("L-3"), new("ETHANOL-96"), 250, "L", ExpiresOn: new DateOnly(2026, 1, 31))),
        StateAfter<MaterialLot>(new MaterialLotReceived(new("L-4"), new("ETHANOL-96"), 10, "L")),
        StateAfter<MaterialLot>(new MaterialLotReceived(new("L-5"), new("ETHANOL-96"), 250, "L"), new MaterialLotRestricted(new("L-5"), "Doubt")),
    ];

    private static readonly (string Step, object Entry, CompleteStep Asked)[] Cases =
    [
        Case("gloves", new { }, new CompleteStep(Mix, "gloves")),
        .. from text in new[] { "22", "22.5", "22.50", "25", "25.1", "19.9", "22.55", "-3" } select Number("temperature", text, "Cel"),
        Number("strict", "2", "bar"),
        Number("strict", "2.1", "bar"),
        Case("clear", new { value = true }, new CompleteStep(Mix, "clear", "true")),
        Case("clear", new { value = false }, new CompleteStep(Mix, "clear", "false")),
        Case("colour", new { value = "blue" }, new CompleteStep(Mix, "colour", "\"blue\"")),
        Case("colour", new { value = "red" }, new CompleteStep(Mix, "colour", "\"red\"")),
        Case("colour", new { value = "green" }, new CompleteStep(Mix, "colour", "\"green\"")),
        Case("seen", new { value = "Blasen, \"klein\"" }, new CompleteStep(Mix, "seen", Expressions.Value.Of("Blasen, \"klein\"").ToString())),
        Case("double", new { }, new CompleteStep(Mix, "double")),
        .. from quantity in new[] { "83.33", "84", "90", "0" } select Material("L-1", quantity),
        Material("L-2", "83.33"),
        Material("L-3", "83.33"),
        Material("L-4", "83.33"),
        Material("L-5", "83.33"),
    ];

    [Fact]
    public async Task What_the_terminal_advises_is_what_the_door_decides()
    {
        var advised = await Ask([.. Cases.Select(one => new { ask = "judge", sheet = SheetBefore(one.Step), step = one.Step, entry = one.Entry, at = Worker.At })]);

        for (var i = 0; i < Cases.Length; i++)
        {
            var (step, entry, asked) = Cases[i];
            var decision = CompleteStep.Decide(
                asked, JobBefore(step), OrderAfter(), Version, [], Person.Unknown, WorkUnit.Unknown, Lots.FirstOrDefault(lot => lot.Id == asked.Lot),
                Account.Unknown, [], [], Worker with { Source = Record.Source.Scanned });
            var code = advised[i]!["code"]?.GetValue<string>();
            Assert.True(decision.Refusal?.Code == code, $"{step} {JsonSerializer.Serialize(entry)}: the door {decision.Refusal?.Code ?? "takes it"}, the terminal {code ?? "takes it"}");
            if (decision.Refusal is null && decision.Events.Select(one => one.Event).OfType<StepCompleted>().Single() is { Value: { } value, Quantity: null })
                Assert.Equal(value, advised[i]!["value"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task What_waits_to_be_sent_counts_as_done()
    {
        var done = new { act = "complete-step", job = Mix.Value, person = "P-1", command = """{"step":"gloves","occurredAt":"2026-03-02T07:00:00Z"}""" };
        var measured = new { act = "complete-step", job = Mix.Value, person = "P-1", command = """{"step":"temperature","occurredAt":"2026-03-02T07:00:00Z"}""", effect = new { value = "24.5 Cel" } };
        var paused = new { act = "pause-job", job = Mix.Value, person = "P-1", command = """{"reason":"break"}""" };
        var sheet = SheetBefore("gloves");

        var answers = await Ask(
            new { ask = "next", sheet }, new { ask = "next", sheet, waiting = new object[] { done } },
            new { ask = "next", sheet, waiting = new object[] { done, measured, paused } }, new { ask = "holds", sheet = SheetBefore("strict"), when = "temperature > 24 Cel" });

        Assert.Equal(["gloves", "temperature", "strict"], answers.Take(3).Select(answer => answer!["next"]!.GetValue<string>()));
        Assert.Contains("warm", answers[2]!["open"]!.AsArray().Select(step => step!.GetValue<string>()));
        Assert.Equal("Paused", answers[2]!["status"]!.GetValue<string>());
        Assert.False(answers[3]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_seal_made_in_the_browser_holds_at_the_server()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var act = new LateAct(Guid.CreateVersion7(), "0195f2c8a1b27cc39d0f8d5b6f6f6f6f", """{"job":"4711.010","note":"Grüße, 你好"}""", -250, "");

        var answer = await Ask(new
        {
            ask = "seal",
            key = Convert.ToBase64String(key),
            act = new { id = act.Id, session = act.Session, act = "complete-step", offset = act.OffsetMilliseconds, command = act.Command },
        });

        var made = act with { Seal = answer[0]!.GetValue<string>() };
        Assert.True(made.IsSealedBy(key, "complete-step"));
        Assert.False(made.IsSealedBy(key, "skip-step"));
        Assert.False((made with { OffsetMilliseconds = 0 }).IsSealedBy(key, "complete-step"));
        Assert.False((made with { Seal = "no seal" }).IsSealedBy(key, "complete-step"));
    }

    [Fact]
    public async Task Every_word_is_there_in_every_language()
    {
        var answers = await Ask(
            new { ask = "words", languages = new[] { "en", "de", "es", "pt", "zh" } },
            new { ask = "shown", language = "de", literal = "1234.50 mL" }, new { ask = "shown", language = "en", literal = "22.5 Cel" });

        Assert.Empty(answers[0]!.AsArray());
        Assert.Equal(["1\u202f234,50 mL", "22.5 °C"], answers.Skip(1).Select(answer => answer!.GetValue<string>()));
    }

    private static (string, object, CompleteStep) Case(string step, object entry, CompleteStep asked) => (step, entry, asked);

    private static (string, object, CompleteStep) Number(string step, string text, string unit) => (step, new { value = text }, new CompleteStep(Mix, step, $"{text} {unit}"));

    private static (string, object, CompleteStep) Material(string lot, string quantity) => (
        "ethanol", new { lot, value = quantity, scanned = true },
        new CompleteStep(Mix, "ethanol", Lot: new Id<MaterialLot>(lot), Quantity: decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture)));

    private static readonly Dictionary<string, string?> Values = new()
    {
        ["gloves"] = null,
        ["temperature"] = "22 Cel",
        ["strict"] = "1 bar",
        ["clear"] = "true",
        ["colour"] = "\"blue\"",
        ["seen"] = "\"x\"",
        ["double"] = "44 Cel",
    };

    /// <summary>The job with everything before this step done.</summary>
    private static Job JobBefore(string step) => MixAfter(
        [MixStarted, .. Steps.TakeWhile(one => one.Id != step).Where(one => Values.ContainsKey(one.Id)).Select(one => new StepCompleted(Mix, one.Id, Values[one.Id]))]);

    private static JobSheet SheetBefore(string step)
    {
        var (job, content) = (JobBefore(step), Version.Content);
        var names = ContentNames.Of(content);
        var shared = new SharedSheet(
            "MUC", "Europe/Berlin", 1,
            new SheetJob(
                job.Id.Value, job.Status, job.Phase, job.Operation, job.Quantity, job.Unit, "MIX", job.WorkUnit?.Value, job.Crew, job.Output, null, job.StartedAt,
                job.Steps, 0, job.OpenExceptions, job.Reports),
            new SheetOrder("4711", content.Name, "HAND-RUB", VersionId.Value, 100, "L", true, null, null), content.Operations[0],
            new SheetExpressions(
                names.Inputs.ToDictionary(name => name.Key, name => name.Value.ToString()), names.Constants.ToDictionary(name => name.Key, name => name.Value.ToString()),
                new Dictionary<string, string> { ["order.quantity"] = "100 L" }),
            new Dictionary<string, SheetLine> { ["ethanol"] = new("ETHANOL-96", "Ethanol 96 %", 83.33m, "L", [], []) },
            [.. Lots.Select(lot => new SheetLot(lot.Id.Value, lot.Material.Value, lot.Quantity, lot.Unit, lot.ExpiresOn, lot.Restricted, null))], [], [], [], []);
        return new JobSheet(shared, Worker.At, new Dictionary<string, SheetPerson>());
    }

    private static async Task<JsonNode?[]> Ask(params object[] questions)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(questions, Web), TestContext.Current.CancellationToken);
        try
        {
            return [.. (await Node(Path.Combine(Here(), "advice.mjs"), Path.Combine(Here(), "../../../../src/Groundswell/wwwroot/js/floor"), file))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> Node(params string[] arguments)
    {
        Process? node = null;
        try
        {
            node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("node is not installed.");
        }

        using (node)
        {
            var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(node.ExitCode == 0, await errors);
            return output;
        }
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
