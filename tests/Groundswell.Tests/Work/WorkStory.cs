using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Accounts;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Work;

/// <summary>A small plant that the tests of orders and jobs share: hand rub, mixed and then filled.</summary>
internal static class WorkStory
{
    public static readonly Id<WorkMaster> Master = new("HAND-RUB");
    public static readonly Id<WorkMasterVersion> VersionId = Master.Version(1);
    public static readonly Id<Order> OrderNo = new("4711");
    public static readonly Id<Job> Mix = new("4711.010");
    public static readonly Id<Job> Fill = new("4711.020");
    public static readonly Id<WorkCenter> Filling = new("FILL");
    public static readonly Id<WorkUnit> Mixer = new("M2");
    public static readonly Id<WorkUnit> Filler = new("F1");

    public static readonly WorkMasterContent Content = new(
        "Hand rub",
        new MadeMaterial(new Id<MaterialDefinition>("HAND-RUB"), 10, "L"),
        [
            new Operation("010", "Mix", [], new EquipmentRequirement(EquipmentLevel.EquipmentClass, "mixer"), Qualifications: ["MIXING"]),
            new Operation("020", "Fill", [], new EquipmentRequirement(EquipmentLevel.WorkCenter, "FILL"), ReworkTo: ["020"]),
        ],
        [
            new BillLine("ethanol", new Id<MaterialDefinition>("ETHANOL-96"), 8.333m, "L"),
            new BillLine("label", new Id<MaterialDefinition>("LABEL"), 1, "{#}", BillScaling.Fixed),
        ],
        []);

    public static readonly VersionTakenOver TakenOver = new(VersionId, Master, 1, Content, "hash", "SOP-7");
    public static readonly WorkMasterVersion HandRub = StateAfter<WorkMasterVersion>(TakenOver);
    public static readonly EffectiveVersion Runs = StateAfter<EffectiveVersion>(new BaselineRecorded(Master, [new VersionInUse(VersionId, "hash")], "SOP-7", []));
    public static readonly Site Munich = StateAfter<Site>(new SiteOpened(new Id<Site>("MUC"), "Munich", "Europe/Berlin", false));

    public static readonly OrderCreated Created = new(OrderNo, Master, 100, "L");
    public static readonly VersionGiven Given = new(VersionSource.Baseline, 1, ShiftDate: new DateOnly(2026, 3, 2));
    public static readonly OrderReleased Released = new(OrderNo, VersionId, [Mix, Fill], Given);
    public static readonly JobPlanned MixPlanned = new(Mix, OrderNo, VersionId, "010", 100, "L");
    public static readonly JobPlanned FillPlanned = new(Fill, OrderNo, VersionId, "020", 100, "L", Filling);
    public static readonly JobStarted MixStarted = new(Mix, Mixer, JobPhase.Run);
    public static readonly JobStarted FillStarted = new(Fill, Filler, JobPhase.Run);

    /// <summary>An account that holds no role.</summary>
    public static readonly Account Nobody = Account.Unknown;

    /// <summary>The account of P-17 with one role at the site.</summary>
    public static Account AccountWith(Role role) => StateAfter<Account>(
        new AccountOpened(new("P-17"), AccountHolder.Person), new RoleGranted(new("P-17"), role, null, "MUC"));

    public static Order OrderAfter(params Event[] more) => StateAfter<Order>([Created, Released, .. more]);

    public static Job MixAfter(params Event[] more) => StateAfter<Job>([MixPlanned, .. more]);

    public static Job FillAfter(params Event[] more) => StateAfter<Job>([FillPlanned, .. more]);
}
