using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Benchmarks.Served;

/// <summary>What the benchmarks' plant makes, where, and from what.</summary>
internal static class TrialMasters
{
    /// <summary>Made of two components in four operations, without steps.</summary>
    public static readonly Id<WorkMaster> Assembly = new("ASSEMBLY");

    /// <summary>Four operations that may go on side by side, ten steps each.</summary>
    public static readonly Id<WorkMaster> Mixing = new("MIXING");

    public const int Operations = 4;
    public const int Lots = 20;
    public const string Piece = "{#}";

    public static readonly Id<MaterialDefinition> Finished = new("FG");
    private static readonly Id<MaterialDefinition> Batch = new("BATCH");
    private static readonly string[] Components = ["C1", "C2"];

    private static readonly Id<Area> Hall = new("HALL");

    /// <summary>The steps of an operation of <see cref="Mixing"/>, with a value that is right.</summary>
    public static readonly IReadOnlyList<(Step Step, string? Value)> Steps =
    [
        (new Step("cleared", "Is the line cleared?", new EnterYesNo(true)), "true"),
        (new Step("vessel", "Which vessel?", new EnterChoice([new Choice("V-1"), new Choice("V-2"), new Choice("none", OutOfLimit: true)])), "\"V-1\""),
        (new Step("poured", "Pour the liquid in", new Confirm(), new Dictionary<string, string> { ["en"] = "Pour slowly, up to the mark." }), null),
        (new Step("temperature", "Temperature", new EnterNumber("Cel", "20 Cel", new Limits("15 Cel", "25 Cel"), 1)), "20.5 Cel"),
        (new Step("net", "Net weight", new EnterNumber("kg", "12.5 kg", new Limits("target * 98 %", "target * 102 %"), 3), Critical: true), "12.482 kg"),
        (new Step("gross", "Gross weight", new EnterNumber("kg", null, new Limits("{0}net"), 3)), "13.1 kg"),
        (new Step("tare", "Tare", new Calculate("{0}gross - {0}net", "kg", new Limits("0.1 kg", "2 kg"), 3)), null),
        (new Step("stirred", "Stir again", new Confirm(), When: "{0}temperature > 18 Cel"), null),
        (new Step("remark", "What did you see?", new EnterText(200)), "\"clear, no lumps\""),
        (new Step("done", "Close the vessel", new Confirm()), null),
    ];

    /// <summary>A step's id in one of the operations.</summary>
    public static string StepId(int operation, int step) => Prefix(operation) + Steps[step].Step.Id;

    public static string OperationId(int operation) => string.Create(CultureInfo.InvariantCulture, $"{(operation + 1) * 10:D3}");

    public static Id<WorkUnit> Unit(int operation) => new(string.Create(CultureInfo.InvariantCulture, $"U{operation + 1}"));

    /// <summary>Where as many work at once as a hall has room for.</summary>
    public const int UnitsPerCenter = 10;

    /// <summary>One of the work units of an operation's work center.</summary>
    public static Id<WorkUnit> Unit(int operation, int number) =>
        number == 0 ? Unit(operation) : new(string.Create(CultureInfo.InvariantCulture, $"U{operation + 1}-{number}"));

    public static Id<MaterialLot> Lot(string component, int number) => new(string.Create(CultureInfo.InvariantCulture, $"{component}-{number:D2}"));

    /// <summary>All that makes the plant, in an order in which it can be done.</summary>
    public static IEnumerable<Command> Plant(IEnumerable<string> people) =>
    [
        At(new AddArea(Hall, "Hall")),
        .. Enumerable.Range(0, Operations).SelectMany(i => (Command[])
        [
            At(new AddWorkCenter(Center(i), $"Center {i + 1}", Hall)),
            .. Enumerable.Range(0, UnitsPerCenter).Select(number => At(new AddWorkUnit(Unit(i, number), $"Unit {i + 1}-{number}", Center(i), []))),
        ]),
        At(new DefineShiftCalendar(ShiftCalendar.OfSite, [Shift("E", 6, 14), Shift("L", 14, 22), Shift("N", 22, 6)])),
        new DefineMaterial(Finished, "Finished good", Piece, MaterialTracking.Lot),
        new DefineMaterial(Batch, "Batch", "kg", MaterialTracking.Lot),
        .. Components.Select(component => new DefineMaterial(new(component), component, Piece, MaterialTracking.Lot)),
        .. Components.SelectMany(component => Enumerable.Range(0, Lots).Select(i =>
            At(new ReceiveLot(Lot(component, i), new(component), 1_000_000, Piece)))),
        new TakeOverVersion(Assembly, AssemblyContent, "benchmark"),
        new TakeOverVersion(Mixing, MixingContent, "benchmark"),
        .. ((Id<WorkMaster>[])[Assembly, Mixing]).Select(master => At(new RecordBaseline(master, [new BaselineVersion(master.Version(1))], "benchmark"))),
        .. people.Select(person => At(new RegisterPerson(new(person), [Function.Operations], "A", "rotating 3", ["en"]))),
    ];

    private static WorkMasterContent AssemblyContent => new(
        "Assembly", new MadeMaterial(Finished, 1, Piece),
        [.. Enumerable.Range(0, Operations).Select(i => new Operation(OperationId(i), $"Operation {i + 1}", [], Anywhere(i)))],
        [new BillLine("C1", new("C1"), 2, Piece), new BillLine("C2", new("C2"), 1, Piece)],
        []);

    private static WorkMasterContent MixingContent => new(
        "Mixing", new MadeMaterial(Batch, 10, "kg"),
        [.. Enumerable.Range(0, Operations).Select(i => new Operation(OperationId(i), $"Operation {i + 1}", [.. Steps.Select(step => Of(i, step.Step))], Anywhere(i), []))],
        [], []);

    private static EquipmentRequirement Anywhere(int operation) => new(EquipmentLevel.WorkCenter, Center(operation).Value);

    private static Id<WorkCenter> Center(int operation) => new(string.Create(CultureInfo.InvariantCulture, $"W{operation + 1}"));

    /// <summary>The step as the operation has it: ids are unique in a version, and expressions call them.</summary>
    private static Step Of(int operation, Step step) => step with
    {
        Id = Prefix(operation) + step.Id,
        When = step.When?.Replace("{0}", Prefix(operation), StringComparison.Ordinal),
        Does = step.Does switch
        {
            EnterNumber { Limits: { } limits } number => number with { Limits = limits with { Low = limits.Low?.Replace("{0}", Prefix(operation), StringComparison.Ordinal) } },
            Calculate calculate => calculate with { Expression = calculate.Expression.Replace("{0}", Prefix(operation), StringComparison.Ordinal) },
            var other => other,
        },
    };

    private static string Prefix(int operation) => string.Create(CultureInfo.InvariantCulture, $"o{operation + 1}_");

    private static Shift Shift(string code, int from, int to) => new(code, code, new TimeOnly(from, 0), new TimeOnly(to, 0), Enum.GetValues<Weekday>());

    private static Command At(SiteCommand command) => command with { Site = TrialPlant.Site };
}
