using Groundswell.Materials.Definitions;

namespace Groundswell.Demonstration.Plants;

/// <summary>The discrete plant: gearboxes with serial numbers, in the north of Mexico.</summary>
internal static class GearboxPlant
{
    public static DemoPlant Make() => new(
        "MONTERREY", "Monterrey Gearworks", "America/Monterrey", UnderGmp: false, "M-", "MTY",
        [("es", 0.55), ("en", 0.2), ("pt", 0.1), ("zh", 0.1), ("de", 0.05)],
        [new("PREPARATION", "Preparation"), new("LINE", "Assembly line"), new("OUTBOUND", "Test and shipping")],
        [
            new("KITTING", "Kitting", "PREPARATION", "kitting", "Kitting", [("RACK-1", "Rack 1"), ("RACK-2", "Rack 2")]),
            new("SUBASSEMBLY", "Sub-assembly", "PREPARATION", "pressing", "Heating and pressing", [("PRESS-1", "Press 1"), ("PRESS-2", "Press 2"), ("PRESS-3", "Press 3")], ["press"]),
            new("ASSEMBLY", "Assembly", "LINE", "assembly", "Gearbox assembly", [("ASM-1", "Assembly bench 1"), ("ASM-2", "Assembly bench 2"), ("ASM-3", "Assembly bench 3"), ("ASM-4", "Assembly bench 4")]),
            new("TESTING", "Testing", "OUTBOUND", "testing", "Test bench", [("TEST-1", "Test bench 1"), ("TEST-2", "Test bench 2"), ("TEST-3", "Test bench 3")], ["test-bench"]),
            new("SHIPPING", "Shipping", "OUTBOUND", "shipping", "Boxing and shipping", [("SHIP-1", "Boxing table 1"), ("SHIP-2", "Boxing table 2")], [DemoRoutine.At]),
        ],
        "testing",
        [
            new("gearbox-gx40", "Gearbox GX40", "1", MaterialTracking.Serial, false, 0),
            new("shaft-set-gs40", "Shaft set GS40", "1", MaterialTracking.Lot, false, 0),
            new("housing-gx40", "Housing GX40", "1", MaterialTracking.Lot, false, 60),
            new("bearing-6206", "Bearing 6206", "1", MaterialTracking.Lot, false, 300),
            new("bearing-6206-c3", "Bearing 6206 C3", "1", MaterialTracking.Lot, false, 200),
            new("seal-35", "Shaft seal 35 mm", "1", MaterialTracking.Lot, false, 250),
            new("gear-oil-220", "Gear oil 220", "L", MaterialTracking.Lot, false, 200, 720),
            new("shaft-raw", "Shaft, ground", "1", MaterialTracking.Lot, false, 300),
            new("gear-raw", "Gear, hardened", "1", MaterialTracking.Lot, false, 300),
        ],
        [
            new("gearbox-gx40", "gearbox", 1, [1], 18, "GX", GearboxMasters.Gearbox, GearboxMasters.TwoStages, ["torque_1", "torque_2", "torque_stage"]),
            new("shaft-set-gs40", "shaft set", 10, [10, 20], 3, "GS", GearboxMasters.ShaftSet, null, []),
        ],
        new Dictionary<string, Reading>
        {
            ["gear_heat"] = new(162, 4, "Cel", 0),
            ["gear_seat"] = new(17, 9, "um", 0),
            ["bearing_heat"] = new(110, 4.4, "Cel", 0),
            ["press_force"] = new(22, 1.75, "kN", 1),
            ["runout"] = new(15, 6.3, "um", 0),
            ["torque_stage"] = new(25, 1.1, "N.m", 1),
            ["torque_1"] = new(48, 1.25, "N.m", 1),
            ["torque_2"] = new(48, 1.25, "N.m", 1),
            ["backlash"] = new(121, 16.5, "um", 0),
            ["speed"] = new(1500, 14, "rpm", 0),
            ["vibration"] = new(1.6, 0.52, "mm/s", 2),
            ["oil_temperature"] = new(58, 5.5, "Cel", 0),
        },
        ["material", "machine", "quality", "instruction"]);
}
