using Groundswell.Deciding;
using Groundswell.Demonstration.Cast;
using Groundswell.Materials.Definitions;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Demonstration.Days;

/// <summary>What follows when a job is done: rework, the end of the order, its output's lot.</summary>
internal sealed class OrderEnd(PlantLife life, CastPerson person, ShopJob job)
{
    private static readonly string[] Again = ["30", "40"];

    public async Task Run()
    {
        var order = job.Order;
        if (job.Output.Rework > 0)
        {
            await Rework(order);
            return;
        }

        if (job.Result == "scrap" && life.Shop.Present.Find(one => one.Duty is Duty.LineLead or Duty.Supervisor) is { } lead)
        {
            await life.Ask(lead, new CloseOrderShort(new(order.Id), 0, "scrapped at the test bench"));
            life.Shop.Remove(order);
            return;
        }

        if (life.Shop.Jobs.Any(other => other.Order == order && !other.Ended))
            return;
        await life.Timeline.For(TimeSpan.FromMinutes(1));
        var good = life.Shop.Jobs.Where(other => other.Order == order).Select(other => other.Output.Good).LastOrDefault(some => some > 0, order.Quantity);
        await IntoLot(order, good);
        var ended = await life.Ask(person, new CompleteOrder(new(order.Id)));
        if (ended.Receipt is not null)
            life.Shop.Remove(order);
    }

    /// <summary>Back to assembly, and to the test bench again.</summary>
    private async Task Rework(ShopOrder order)
    {
        if (life.Shop.Present.Find(one => one.Duty is Duty.LineLead or Duty.Supervisor) is not { } lead)
            return;
        order.Reworked = true;
        var before = job.Id;
        foreach (var operation in Again)
        {
            var repeated = JobIds.Of(new Id<Order>(order.Id), operation, 2);
            var answer = await life.Ask(lead, new RepeatOperation(new(job.Id), operation, repeated, job.Output.Rework, "noise at the test bench"));
            if (answer.Receipt is null || order.Content.FindOperation(operation) is not { } again)
                return;
            life.Shop.Add(new ShopJob(repeated.Value, order, again, again.Equipment!.Code, before));
            before = repeated.Value;
        }

        foreach (var later in life.Shop.Jobs.Where(other => other.Order == order && other.Before.Contains(job.Id) && !Again.Contains(other.Operation.Id)))
            later.Before.Add(before);
    }

    private async Task IntoLot(ShopOrder order, decimal good)
    {
        var made = order.Content.Makes;
        var serial = life.Plant.Materials.First(material => material.Id == made.Material.Value).Tracking == MaterialTracking.Serial;
        var lot = serial ? $"SN-{order.Id}" : $"LOT-{order.Id}";
        var registered = await life.Ask(person, new Materials.Lots.RegisterLot(new(lot), made.Material, made.Unit, job.WorkCenter), job.WorkUnit);
        if (registered.Receipt is null)
            return;
        await life.Ask(person, new AssignOutputLot(new(order.Id), new(lot)), job.WorkUnit);
        if (!serial)
            life.Shop.Lots.Add(new ShopLot(lot, made.Material.Value, made.Unit, good) { Usable = !life.Plant.UnderGmp });
    }
}
