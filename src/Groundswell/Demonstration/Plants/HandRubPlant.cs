using Groundswell.Materials.Definitions;

namespace Groundswell.Demonstration.Plants;

/// <summary>The process plant: alcoholic hand rub under good manufacturing practice, on Lake Constance.</summary>
internal static class HandRubPlant
{
    public static DemoPlant Make() => new(
        "LINDAU", "Lindau Hand Hygiene", "Europe/Berlin", UnderGmp: true, "L-", "LIN",
        [("de", 0.45), ("en", 0.2), ("pt", 0.12), ("es", 0.1), ("zh", 0.13)],
        [new("MAKING", "Dispensing and mixing"), new("QUALITY", "Laboratory"), new("FINISHING", "Filling and packing")],
        [
            new("DISPENSING", "Dispensing", "MAKING", "weighing", "Weighing and dispensing", [("BOOTH-1", "Booth 1"), ("BOOTH-2", "Booth 2"), ("BOOTH-3", "Booth 3")], ["balance"]),
            new("MIXING", "Mixing", "MAKING", "mixing", "Mixing vessels", [("VESSEL-1", "Vessel 1"), ("VESSEL-2", "Vessel 2"), ("VESSEL-3", "Vessel 3")], ["vessel"]),
            new("LABORATORY", "Laboratory", "QUALITY", "analysis", "Analysis of hand rub", [("BENCH-1", "Bench 1"), ("BENCH-2", "Bench 2")]),
            new("FILLING", "Filling", "FINISHING", "filling", "Filling lines", [("LINE-1", "Filling line 1"), ("LINE-2", "Filling line 2"), ("LINE-3", "Filling line 3")]),
            new("PACKING", "Packing", "FINISHING", "packing", "Packing and labels", [("PACK-1", "Packing table 1"), ("PACK-2", "Packing table 2")], [DemoRoutine.At]),
        ],
        "analysis",
        [
            new("hand-rub-ethanol", "Hand rub, ethanol 80 %", "L", MaterialTracking.Lot, true, 0, 730),
            new("hand-rub-isopropanol", "Hand rub, isopropyl alcohol 75 %", "L", MaterialTracking.Lot, true, 0, 730),
            new("ethanol-96", "Ethanol 96 %", "mL", MaterialTracking.Lot, true, 4_000_000, 1_095),
            new("isopropanol-99-8", "Isopropyl alcohol 99.8 %", "mL", MaterialTracking.Lot, true, 2_500_000, 1_095),
            new("hydrogen-peroxide-3", "Hydrogen peroxide 3 %", "mL", MaterialTracking.Lot, true, 250_000, 365),
            new("glycerol-98", "Glycerol 98 %", "mL", MaterialTracking.Lot, true, 100_000, 730),
            new("water-purified", "Purified water", "mL", MaterialTracking.Lot, true, 600_000, 30),
            new("bottle-500", "Bottle 500 mL with cap", "1", MaterialTracking.Lot, false, 12_000),
        ],
        [
            new("hand-rub-ethanol", "hand rub", 10, [200, 300, 400], 7, "HE", HandRubMasters.Ethanol, HandRubMasters.Tightened, ["stir", "strength", "second_check", "reading_corrected"]),
            new("hand-rub-isopropanol", "hand rub", 10, [150, 200], 4, "HI", HandRubMasters.Isopropanol, null, []),
        ],
        new Dictionary<string, Reading>
        {
            ["balance_check"] = new(1000, 0.21, "g", 1),
            ["temperature"] = new(20.4, 2.0, "Cel", 1),
            ["strength"] = new(0, 1.9, "%", 1),
            ["volume"] = new(0.99, 0.012, "L", 1, OfOrder: true),
            ["alcohol_assay"] = new(0, 1.8, "%", 2),
            ["peroxide_assay"] = new(0.125, 0.0105, "%", 3),
            ["fill_1"] = new(502, 3.1, "mL", 1),
            ["fill_2"] = new(502, 3.1, "mL", 1),
            ["fill_3"] = new(502, 3.1, "mL", 1),
            ["cap_torque"] = new(1.5, 0.11, "N.m", 2),
            ["packed_bottles"] = new(1.94, 0.02, "1", 0, OfOrder: true),
        },
        ["material", "machine", "quality", "instruction"]);
}
