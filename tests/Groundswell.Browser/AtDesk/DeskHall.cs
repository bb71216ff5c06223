using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;

namespace Groundswell.Browser.AtDesk;

/// <summary>Work under way in the hall: something of every state.</summary>
internal static class DeskHall
{
    public static async Task Work(DeskPlant plant)
    {
        foreach (var order in new[] { "10471", "10477", "10478", "10480", "10482", "10483", "10485" })
        {
            await plant.At(new CreateOrder(new(order), DeskPlant.HandRub, 500, "L", TimeProvider.System.GetUtcNow().AddHours(2), 5, $"ERP-{order}"), DeskPlant.Paulo);
            await plant.At(new ReleaseOrder(new(order)), DeskPlant.Paulo);
        }

        await plant.At(new CreateOrder(new("10490"), DeskPlant.HandRub, 200, "L", TimeProvider.System.GetUtcNow().AddDays(2)), DeskPlant.Paulo);
        await plant.At(new CreateOrder(new("10491"), DeskPlant.HandRub, 200, "L", TimeProvider.System.GetUtcNow().AddDays(-1)), DeskPlant.Paulo);

        await plant.At(new StartJob(new("10482.010"), new("V-201")), DeskPlant.Ines);
        await plant.At(new CompleteStep(new("10482.010"), "gloves"), DeskPlant.Ines);
        await plant.At(new StartJob(new("10483.010"), new("V-202"), JobPhase.Setup), DeskPlant.Ines);
        await plant.At(new StartJob(new("10485.010"), new("V-203")), DeskPlant.Ines);
        await plant.At(new PauseJob(new("10485.010"), "Glycerol lot still under test"), DeskPlant.Ines);
        await plant.At(new StartJob(new("10477.020"), new("F-1")), DeskPlant.Ines);
        await plant.At(new ReportOutput(new("10477.020"), new Output(312, 4, Reason: "cap")), DeskPlant.Ines);
        await plant.At(new StartJob(new("10478.020"), new("F-2")), DeskPlant.Ines);
        await plant.At(new SuspendJob(new("10478.020"), "P-1 takes no more bottles"), DeskPlant.Ines);
        await plant.At(new StartJob(new("10471.030"), new("P-1")), DeskPlant.Ines);
        await plant.At(new ChangePhase(new("10471.030"), JobPhase.Breakdown, "Label jam, third this week"), DeskPlant.Ines);
        await plant.At(new StartJob(new("10480.030"), new("P-2")), DeskPlant.Ines);
        await plant.At(new RaiseHelpCall(new("C-1"), "material", new("MIX"), new("10485.010"), Remark: "Which glycerol lot may I use?"), DeskPlant.Ines);
        await plant.At(new RaiseHelpCall(new("C-2"), "machine", new("PACK"), new("10471.030"), Remark: "Labels jam again at the peel edge."), DeskPlant.Ines);
        await plant.At(new TakeHelpCall(new("C-2"), Answering.OnDuty), DeskPlant.Helena);

        // One that is through mixing, with everything a record can have: a value out of limits that was released, and a correction.
        await plant.At(new StartJob(new("10471.010"), new("V-204")), DeskPlant.Ines);
        await plant.At(new CompleteStep(new("10471.010"), "gloves"), DeskPlant.Ines);
        await plant.At(new CompleteStep(new("10471.010"), "warmth", "27.4 Cel", Reason: "Meter was warm"), DeskPlant.Ines);
        await plant.At(new ReleaseException(new("10471.010"), 1, "Within what the assay allows"), DeskPlant.Helena);
    }
}
