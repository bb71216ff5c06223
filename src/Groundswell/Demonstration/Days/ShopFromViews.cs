using Groundswell.Deciding;
using Groundswell.Demonstration.Plants;
using Groundswell.Masters;
using Groundswell.Materials.Lots;
using Groundswell.Projecting;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Demonstration.Days;

/// <summary>Finds out from the views what there is to do: when a demonstration is taken up again, and when somebody real has made an order.</summary>
internal static class ShopFromViews
{
    /// <summary>Takes in every open order and job that is not known yet, and what others have ended.</summary>
    public static async Task Orders(PlantLife life, ViewsDb views, CancellationToken stop)
    {
        var rows = await views.Set<JobRow>().AsNoTracking()
            .Where(row => row.Site == life.Site && row.Status != JobStatus.Completed && row.Status != JobStatus.Cancelled)
            .OrderBy(row => row.Planned).ToListAsync(stop);
        foreach (var row in rows.Where(row => row.WorkCenter is not null && life.Shop.Find(row.Job) is null))
        {
            if (await OrderOf(life, row, views, stop) is not { } order || order.Content.FindOperation(row.Operation) is not { } operation)
                continue;
            var job = row.Repeats is { } repeats
                ? new ShopJob(row.Job, order, operation, row.WorkCenter!, repeats)
                : new ShopJob(row.Job, order, operation, row.WorkCenter!, [.. order.Content.Before(operation).Select(before => JobIds.Of(new(order.Id), before).Value)]);
            await life.Refresh(job, stop);
            life.Shop.Add(job);
        }

        var open = rows.Select(row => row.Job).ToHashSet(StringComparer.Ordinal);
        foreach (var job in life.Shop.Jobs.Where(job => !job.Busy && !job.Ended && job.WorkUnit is not null && !open.Contains(job.Id)).ToList())
            await life.Refresh(job, stop);
    }

    /// <summary>Takes in the lots that there are.</summary>
    public static async Task Lots(PlantLife life, ViewsDb views, CancellationToken stop)
    {
        var materials = life.Plant.Materials.Select(material => material.Id).ToList();
        var rows = await views.Set<LotRow>().AsNoTracking()
            .Where(row => row.Site == life.Site && materials.Contains(row.Material) && row.Quantity > 0).OrderBy(row => row.Since).ToListAsync(stop);
        foreach (var row in rows.Where(row => !row.Lot.StartsWith("SN-", StringComparison.Ordinal)))
        {
            // Finished goods that were released have left.
            var made = life.Plant.Materials.First(material => material.Id == row.Material).Delivery == 0;
            if (!made || row.Restricted || !life.Plant.UnderGmp)
                life.Shop.Lots.Add(new ShopLot(row.Lot, row.Material, row.Unit, row.Quantity) { Usable = !row.Restricted });
        }
    }

    private static async Task<ShopOrder?> OrderOf(PlantLife life, JobRow job, ViewsDb views, CancellationToken stop)
    {
        if (life.Shop.Orders.TryGetValue(job.Order, out var known))
            return known;
        var row = await views.Set<OrderRow>().AsNoTracking().FirstOrDefaultAsync(one => one.Site == life.Site && one.Order == job.Order, stop);
        // Rounds are done from beginning to end by whoever has begun one.
        if (row is not { Version: { } released, HeldFor: null } || Routines.All.Any(routine => routine.Id == row.WorkMaster))
            return null;
        var version = await life.Reading(stop).Shared(new Id<WorkMasterVersion>(released));
        var order = new ShopOrder(
            row.Order, life.Plant.Masters.FirstOrDefault(master => master.Id == row.WorkMaster), version.Content, version.Number, row.Quantity,
            row.Due ?? row.CreatedAt)
        {
            Reworked = job.Repeats is not null,
        };
        return life.Shop.Orders[order.Id] = order;
    }
}
