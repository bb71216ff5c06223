using System.Security.Cryptography;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;
using Groundswell.Materials.Definitions;
using Groundswell.Record.Attachments;

namespace Groundswell.Tests.Masters;

/// <summary>The WHO's hand-rub formulation (Guide to Local Production, formulation 1, 10 L), with a step of every kind.</summary>
internal static class HandRub
{
    public static Id<WorkMaster> Master { get; } = new("hand-rub");
    public static Id<WorkMasterVersion> First { get; } = Master.Version(1);
    public static Id<WorkMasterVersion> Second { get; } = Master.Version(2);
    public static Id<MaterialDefinition> Rub { get; } = new("HR-1");
    public static Id<MaterialDefinition> Ethanol { get; } = new("ETH-96");
    public static Id<MaterialDefinition> Peroxide { get; } = new("HP-3");
    public static Id<MaterialDefinition> Glycerol { get; } = new("GLY-98");
    public static Id<MaterialDefinition> Glycerol99 { get; } = new("GLY-99");
    public static Id<MaterialDefinition> Water { get; } = new("AQ-P");
    public static Id<MaterialDefinition> Residue { get; } = new("HR-R");

    public static IReadOnlyList<MaterialDefinition> Materials { get; } =
        [.. new[] { Rub, Ethanol, Peroxide, Glycerol, Glycerol99, Water, Residue }.Select(Definition)];

    /// <summary>The picture that a step shows.</summary>
    public static byte[] Picture { get; } = new byte[20481];

    public static Step Weigh { get; } = new(
        "ethanol",
        "Add ethanol",
        new ConsumeMaterial("eth", "ethanol_per_batch * (order.quantity / 10 L)", new Tolerance(0.5m, 0.5m, Percent: true), Scan: true),
        Instruction: new Dictionary<string, string> { ["en"] = "Pour the ethanol into the vessel up to the mark.", ["de"] = "Ethanol bis zur Marke einfüllen." },
        Hazard: new Dictionary<string, string> { ["en"] = "Highly flammable: no open flame." },
        Attachments: [new AttachmentReference("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Picture)), Picture.Length, "image/jpeg", "mark.jpg")],
        Critical: true,
        Exceptions: new ExceptionRule(NotTaken: true, [Role.QualityReviewer, Role.Supervisor], ReleaseSigned: true),
        Names: new Dictionary<string, string> { ["de"] = "Ethanol zugeben" });

    public static Step Temperature { get; } = new("temperature", "Temperature", new EnterNumber("Cel", "20 Cel", new Limits("15 Cel", "25 Cel"), 1));

    public static Operation Mixing { get; } = new(
        "mixing",
        "Mixing",
        [
            new Step("clean", "Vessel is clean", new CheckEquipment(
                [EquipmentCheck.Clean, EquipmentCheck.Cleared], new EquipmentRequirement(EquipmentLevel.EquipmentClass, "vessel"), Scan: true)),
            Temperature,
            Weigh,
            new Step("peroxide", "Add hydrogen peroxide", new ConsumeMaterial("h2o2")),
            new Step("glycerol", "Add glycerol", new ConsumeMaterial("gly", Tolerance: new Tolerance(2, 2))),
            new Step("water", "Top up", new ConsumeMaterial("aq")),
            new Step("stir", "Stir", new RunTimer(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), "water")),
            new Step("seen", "Second person has seen the quantities", new ConfirmBySecondPerson(["ethanol", "peroxide"], "weighing", ByElectronicSignature: true)),
        ],
        new EquipmentRequirement(EquipmentLevel.WorkCenter, "MIX"),
        [],
        ["mixing"],
        TimeSpan.FromMinutes(20),
        new Duration(TimeSpan.FromMinutes(45)),
        ["mixing"],
        new Dictionary<string, string> { ["de"] = "Mischen" });

    public static Operation Filling { get; } = new(
        "filling",
        "Filling",
        [
            new Step("assay", "Ethanol content", new EnterNumber("%", null, new Limits("75 %", "85 %"))),
            new Step("deviation", "Deviation from 80 %", new Calculate("assay - 80 %", "%", new Limits("-5 %", "5 %"), 1)),
            new Step("look", "Appearance", new EnterChoice(
            [
                new Choice("clear", new Dictionary<string, string> { ["en"] = "Clear", ["de"] = "Klar" }),
                new Choice("cloudy", OutOfLimit: true),
            ])),
            new Step("remark", "What was seen", new EnterText(200), When: "look = \"cloudy\"", Optional: true),
            new Step("labelled", "Labels are on", new EnterYesNo(true)),
            new Step("expiry", "Expiry date", new EnterDate(WithTime: false, new Limits("@2026-01-01"))),
            new Step("photo", "Photo of the pallet", new TakePhoto(2)),
            new Step("output", "Bottles", new ReportOutput(Rub, "L", [OutputKind.Good, OutputKind.Rejected], new Id<ReasonList>("scrap"))),
            new Step("rest", "Residue", new ReportOutput(Residue)),
            new Step("tidy", "Line is cleared", new Confirm()),
            new Step("sign", "Release of the batch", new SignStep(SignatureMeaning.Released, [Role.QualityApprover], ["output"])),
        ],
        new EquipmentRequirement(EquipmentLevel.WorkCenter, "FILL"),
        ["mixing"],
        Run: new Duration(TimeSpan.FromSeconds(30), 1));

    public static WorkMasterContent Content { get; } = new(
        "Hand rub, formulation 1",
        new MadeMaterial(Rub, 10, "L"),
        [Mixing, Filling],
        [
            new BillLine("eth", Ethanol, 8333, "mL"),
            new BillLine("h2o2", Peroxide, 417, "mL"),
            new BillLine("gly", Glycerol, 145, "mL", BillScaling.Fixed, [Glycerol99], "mixing"),
            new BillLine("aq", Water, 1105, "mL"),
        ],
        [new Parameter("ethanol_per_batch", "Ethanol for a batch", 8333, "mL")]);

    public static string Hash { get; } = ContentText.HashOf(Content);

    /// <summary>A version that waits for its approval: what happened until then.</summary>
    public static Groundswell.Record.Event[] InReview { get; } =
        [new VersionOpened(First, Master, 1, Content), new VersionSentToReview(First, 1, Hash, Content)];

    public static Groundswell.Record.Event[] Approved { get; } = [.. InReview, new VersionApproved(First, Hash, [Signed("Q-1", Hash)])];

    public static Signature Signed(string person, string hash, string meaning = SignatureMeaning.Approved) =>
        new(person, $"Person {person}", meaning, hash, "password", Story.Begin);

    /// <summary>Circumstances of somebody who has signed.</summary>
    public static Circumstances SignedBy(string person, string hash, string meaning = SignatureMeaning.Approved) =>
        Story.Someone with { Person = person, Signatures = [Signed(person, hash, meaning)] };

    /// <summary>The master with its first version as a draft.</summary>
    public static Groundswell.Record.Event[] MasterCreated { get; } =
        [new WorkMasterCreated(Master, Content.Name, Rub), new WorkMasterVersionOpened(Master, 1)];

    public static Groundswell.Record.Event[] Draft { get; } = [new VersionOpened(First, Master, 1, Content)];

    /// <summary>The content without anything that calls a step by its id, so that a step can become another one.</summary>
    public static WorkMasterContent WithoutExpressions { get; } = ContentChanges.Apply(
        Content,
        [
            new StepChanged(Weigh with { Does = new ConsumeMaterial("eth") }), new StepChanged(Content.FindStep("remark")! with { When = null }),
            new StepChanged(Content.FindStep("deviation")! with { Does = new Confirm() }),
        ]);

    public static WorkMasterContent WithoutExpressionsBut(string step, StepKind does) =>
        ContentChanges.Apply(WithoutExpressions, new StepChanged(WithoutExpressions.FindStep(step)! with { Does = does }));

    public static WorkMasterContent With(ContentChange change) => ContentChanges.Apply(Content, change);

    /// <summary>The content with one step put in the place of its likes.</summary>
    public static WorkMasterContent WithStep(string step, Func<Step, Step> change) => ContentChanges.Apply(Content, new StepChanged(change(Content.FindStep(step)!)));

    public static WorkMasterContent WithOperation(string operation, Func<Operation, Operation> change) =>
        ContentChanges.Apply(Content, new OperationChanged(change(Content.FindOperation(operation)!)));

    private static MaterialDefinition Definition(Id<MaterialDefinition> id) =>
        new(id, MaterialStatus.InUse, id.Value, "mL", MaterialTracking.Lot, true, 730);
}
