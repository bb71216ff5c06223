using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;

namespace Groundswell.Browser.AtDesk;

/// <summary>Masters that tests write from.</summary>
internal static class MasterContents
{
    /// <summary>A content with steps of every kind.</summary>
    public static WorkMasterContent EveryKind(string name) => new(
        name, new MadeMaterial(new("HAND-RUB-80"), 10, "L"),
        [
            new Operation(
                "010", "Mix",
                [
                    new("gloves", "Put on gloves", new Confirm(), new Dictionary<string, string> { ["en"] = "Blue nitrile gloves, a fresh pair.", ["de"] = "Blaue Nitrilhandschuhe, ein frisches Paar." }, new Dictionary<string, string> { ["en"] = "Ethanol is highly flammable." }),
                    new("clean", "Check the vessel", new CheckEquipment([EquipmentCheck.InService, EquipmentCheck.Clean])),
                    new("ethanol", "Weigh the ethanol", new ConsumeMaterial("eth", Tolerance: new Tolerance(1, 1, true))),
                    new("warmth", "Measure the temperature", new EnterNumber("Cel", "20 Cel", new Limits("18 Cel", "25 Cel"), 1), Exceptions: new ExceptionRule(ReleasedBy: [Role.LineLead])),
                    new("cool", "Let it cool", new RunTimer(TimeSpan.FromMinutes(5)), When: "warmth > 22 Cel"),
                    new("looks", "How does it look?", new EnterChoice([new Choice("clear"), new Choice("cloudy", OutOfLimit: true)]), Critical: true),
                    new("dense", "Work out the density", new Calculate("order.quantity / 1 L * 1 kg", "kg")),
                    new("seen", "Second person confirms", new ConfirmBySecondPerson(["ethanol"])),
                    new("signed", "Sign the mixing", new SignStep("performed")),
                ],
                new EquipmentRequirement(EquipmentLevel.WorkCenter, "MIX"), After: []),
            new Operation(
                "020", "Fill",
                [
                    new("ready", "Is the line clear?", new EnterYesNo(true)),
                    new("use_by", "Read the date on the bottles", new EnterDate()),
                    new("note", "Note anything odd", new EnterText(), Optional: true),
                    new("photo", "Photograph the first bottle", new TakePhoto()),
                    new("count", "Say what came out", new ReportOutput()),
                ],
                new EquipmentRequirement(EquipmentLevel.WorkCenter, "FILL")),
        ],
        [new BillLine("eth", new("ETH-96"), 8333, "mL")],
        [new Parameter("strength", "Strength of the ethanol", 96, "%")]);

    /// <summary>One operation with so many steps.</summary>
    public static WorkMasterContent Long(string name, int steps) => new(
        name, new MadeMaterial(new("HAND-RUB-80"), 10, "L"),
        [
            new Operation(
                "010", "Mix",
                [.. Enumerable.Range(1, steps).Select(number => number % 3 == 0
                    ? new Step($"value_{number}", $"Read value {number}", new EnterNumber("Cel", Limits: new Limits("18 Cel", "25 Cel")), new Dictionary<string, string> { ["en"] = $"Read the meter at port {number} and wait until it stands still." })
                    : new Step($"do_{number}", $"Do thing {number}", new Confirm(), new Dictionary<string, string> { ["en"] = $"Turn valve {number} to the left until it clicks, then look at the gauge." }))],
                new EquipmentRequirement(EquipmentLevel.WorkCenter, "MIX")),
        ],
        [], []);

    /// <summary>A master whose first version is a draft that says this.</summary>
    public static async Task Draft(this DeskPlant plant, Id<WorkMaster> master, WorkMasterContent content, string person = DeskPlant.Edgar)
    {
        await plant.Material();
        await plant.Shared(new CreateWorkMaster(master, content.Name, new("HAND-RUB-80"), 10), person);
        await plant.Shared(new ReplaceDraft(master.Version(1), 1, content), person);
    }

    /// <summary>What the contents above use up. Defined once for all tests.</summary>
    public static Task Material(this DeskPlant plant) => plant.Once("ETH-96", () => plant.Shared(new DefineMaterial(new("ETH-96"), "Ethanol 96 %", "mL", MaterialTracking.Lot)));
}
