using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;

namespace Groundswell.Browser.Floor;

/// <summary>The WHO's hand rub, mixed at a station: two versions, so that something has changed; and a short job with a step of every kind.</summary>
internal static class FloorMasters
{
    public static readonly Id<WorkMaster> HandRub = new("HAND-RUB-80");
    public static readonly Id<WorkMaster> Every = new("EVERY-KIND");

    private static Dictionary<string, string> Say(string en, string de, string zh) => new() { ["en"] = en, ["de"] = de, ["zh"] = zh };

    public static WorkMasterContent Mixing(bool later) => new(
        "Hand rub 80 %", new MadeMaterial(new("HAND-RUB-80"), 10, "L"),
        [new Operation("010", "Dispense", Steps(later), new EquipmentRequirement(EquipmentLevel.EquipmentClass, "vessel"), Qualifications: ["MIXING"], Names: Say("Dispense", "Einwaage", "配料"))],
        [
            new BillLine("ethanol", new("ETHANOL-96"), 8333, "mL"), new BillLine("peroxide", new("H2O2-3"), 417, "mL"),
            new BillLine("glycerol", new("GLYCEROL-98"), 145, "mL"),
        ],
        []);

    private static Step[] Steps(bool later) =>
    [
        new("gloves", "Put on gloves and goggles", new Confirm(), Say("Nitrile gloves, goggles, coat closed", "Nitrilhandschuhe, Schutzbrille, Kittel zu", "戴丁腈手套和护目镜，扣好工作服"),
            Names: Say("Put on gloves and goggles", "Handschuhe und Schutzbrille anlegen", "戴手套和护目镜")),
        new("vessel", "Check vessel V-201", new CheckEquipment([EquipmentCheck.InService, EquipmentCheck.Clean]),
            Names: Say("Check vessel V-201", "Ansatzbehälter V-201 prüfen", "检查容器 V-201")),
        new("room_temperature", "Measure the room temperature", new EnterNumber("Cel", Limits: new Limits("18 Cel", "25 Cel"), Decimals: 1),
            Say("Read the wall thermometer", "Wandthermometer ablesen", "读取墙上的温度计"), Exceptions: new ExceptionRule(ReleasedBy: [Role.LineLead], ReleaseSigned: true),
            Names: Say("Measure the room temperature", "Raumtemperatur messen", "测量室温")),
        new("ethanol", "Weigh ethanol 96 % into the vessel", new ConsumeMaterial("ethanol", Tolerance: new Tolerance(1, 1, Percent: true), Scan: true),
            Say("Vessel on the scale, set to zero\nPour slowly\nClose the drum at once", "Behälter auf die Waage, auf null stellen\nLangsam eingießen\nFass sofort verschließen", "把容器放在秤上，归零\n慢慢倒入\n立即盖好桶"),
            Say("Highly flammable: no sparks", "Leicht entzündbar: keine Funken", "极易燃：禁止火花"),
            Names: Say("Weigh ethanol 96 % into the vessel", "Ethanol 96 % in den Ansatzbehälter einwiegen", "把 96 % 乙醇称入容器")),
        new("peroxide", "Weigh hydrogen peroxide 3 % into the vessel",
            new EnterNumber("mL", Target: "417 mL", Limits: later ? new Limits("413 mL", "421 mL") : new Limits("405 mL", "429 mL"), Decimals: 0),
            later
                ? Say("Vessel on the scale, set to zero\nPour; go slowly from 400\nClose the canister at once", "Behälter auf die Waage, auf null stellen\nEingießen; ab 400 langsam\nKanister sofort verschließen", "把容器放在秤上，归零\n倒入；从 400 起放慢\n立即盖好")
                : Say("Measure in the cylinder\nPour into the vessel", "Im Messzylinder abmessen\nIn den Behälter gießen", "用量筒量取\n倒入容器"),
            Exceptions: new ExceptionRule(ReleasedBy: [Role.LineLead]), Critical: true,
            Names: Say("Weigh hydrogen peroxide 3 % into the vessel", "Wasserstoffperoxidlösung 3 % in den Ansatzbehälter einwiegen", "把 3 % 过氧化氢称入容器")),
        new("cool", "Cool the vessel", new Confirm(), When: "room_temperature > 23 Cel", Names: Say("Cool the vessel", "Behälter kühlen", "冷却容器")),
        new("clear", "Is the mixture clear?", new EnterYesNo(true), Names: Say("Is the mixture clear?", "Ist die Mischung klar?", "混合液是否澄清？")),
        new("checked", "Somebody else checks the amounts", new ConfirmBySecondPerson(["peroxide"]), Names: Say("Somebody else checks the amounts", "Jemand anderes prüft die Mengen", "由他人核对数量")),
        new("label", "Label the vessel", new Confirm(), Names: Say("Label the vessel", "Behälter kennzeichnen", "给容器贴标签")),
    ];

    /// <summary>As long a job as there are.</summary>
    public static WorkMasterContent Long(int steps) => new(
        "Long job", new MadeMaterial(new("HAND-RUB-80"), 10, "L"),
        [new Operation("010", "All of it", [.. Enumerable.Range(1, steps).Select(i => new Step(
            FormattableString.Invariant($"s{i}"), FormattableString.Invariant($"Step {i}: weigh part {i} into the vessel"),
            new EnterNumber("mL", Target: "417 mL", Limits: new Limits("413 mL", "421 mL")),
            Say("Vessel on the scale, set to zero\nPour; go slowly from 400\nClose the canister at once", "Behälter auf die Waage, auf null stellen\nEingießen; ab 400 langsam\nKanister sofort verschließen", "把容器放在秤上，归零\n倒入；从 400 起放慢\n立即盖好")))],
            new EquipmentRequirement(EquipmentLevel.EquipmentClass, "vessel"))], [], []);

    /// <summary>A step of each kind that the mixing does not have.</summary>
    public static WorkMasterContent OfEveryKind() => new(
        "Every kind", new MadeMaterial(new("HAND-RUB-80"), 10, "L"),
        [new Operation("010", "All of it",
        [
            new("colour", "Which colour has the cap?", new EnterChoice([new Choice("blue", Say("Blue", "Blau", "蓝")), new Choice("red", Say("Red", "Rot", "红"), OutOfLimit: true)])),
            new("seen", "Say what you see", new EnterText(200)),
            new("use_by", "Date on the label", new EnterDate()),
            new("wait", "Let it rest", new RunTimer(TimeSpan.FromSeconds(2))),
            new("volume", "Volume", new EnterNumber("mL")),
            new("twice", "Twice the volume", new Calculate("volume * 2", "mL", new Limits(High: "1000 mL"), 0)),
            new("extra", "Wipe the bench", new Confirm(), Optional: true),
            new("result", "Say what came out", new ReportOutput()),
            new("signed", "Sign for the batch", new SignStep("performed")),
        ], new EquipmentRequirement(EquipmentLevel.EquipmentClass, "vessel"))], [], []);

    /// <summary>One step: what came out, with the reasons of a list for what did not come out good.</summary>
    public static WorkMasterContent Reasoned(string list) => new(
        "Capping", new MadeMaterial(new("HAND-RUB-80"), 10, "L"),
        [new Operation("010", "Cap", [new("out", "Say what came out", new ReportOutput(Kinds: [OutputKind.Good, OutputKind.Rejected], Reasons: new(list)))], new EquipmentRequirement(EquipmentLevel.EquipmentClass, "vessel"))], [], []);

    /// <summary>A photo, and somebody else who signs that it was seen.</summary>
    public static WorkMasterContent Photographed() => new(
        "Photographed", new MadeMaterial(new("HAND-RUB-80"), 10, "L"),
        [new Operation("010", "All of it",
        [
            new("seal", "Photograph the seal", new TakePhoto()),
            new("witnessed", "Somebody else signs for the seal", new ConfirmBySecondPerson(["seal"], ByElectronicSignature: true)),
            new("label", "Label the vessel", new Confirm()),
        ], new EquipmentRequirement(EquipmentLevel.EquipmentClass, "vessel"))], [], []);
}
