using Groundswell.Deciding;
using Groundswell.Demonstration.Cast;
using Groundswell.Demonstration.Plants;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Demonstration.Days;

/// <summary>Keeps the plant in orders: the planner by day, a supervisor or lead otherwise.</summary>
internal sealed class Planning(PlantLife life)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(25);

    public async Task Run()
    {
        await life.Timeline.For(TimeSpan.FromMinutes(2));
        while (true)
        {
            if ((life.Shop.Here(Duty.Planner) ?? life.Shop.Here(Duty.Supervisor) ?? life.Shop.Here(Duty.LineLead)) is { } planner)
            {
                foreach (var master in life.Plant.Masters)
                {
                    // A newcomer who looks in after the first hour finds a full board; later orders come one by one.
                    for (var missing = master.Open - life.Shop.Orders.Values.Count(order => order.Master == master); missing > 0; missing--)
                        await Order(planner, master);
                }
            }

            await life.Timeline.For(Pause);
        }
    }

    private async Task Order(CastPerson planner, DemoMaster master)
    {
        var id = life.NextId(master.OrderPrefix);
        var quantity = life.Luck.Of(master.Sizes);
        var due = life.Now + TimeSpan.FromHours(life.Luck.Whole(16, 60));
        var unit = life.Plant.Materials.First(material => material.Id == master.Id).Unit;
        var created = await life.Ask(planner, new CreateOrder(
            new(id), new Id<WorkMaster>(master.Id), quantity, unit, due, life.Luck.Whole(1, 3), FormattableString.Invariant($"SO-{life.Luck.Whole(40_000, 49_999)}")));
        if (created.Receipt is null)
            return;
        await life.Timeline.For(TimeSpan.FromMinutes(life.Luck.Between(0.5, 3)));
        var runs = life.Peek(EffectiveVersion.IdOf(new Id<WorkMaster>(master.Id)))?.Provisions.LastOrDefault(given => given.WithdrawnAt is null);
        if (runs is null || life.Version(runs.Version) is not { } version || (await life.Ask(planner, new ReleaseOrder(new(id)))).Receipt is null)
            return;
        var order = new ShopOrder(id, master, version.Content, version.Number, quantity, due);
        life.Shop.Orders[id] = order;
        foreach (var operation in version.Content.Operations)
            life.Shop.Add(JobOf(order, operation));

        // Only what can begin at once is given a place in the queue.
        var first = version.Content.Operations[0];
        await life.Ask(planner, new DispatchJob(JobIds.Of(new(id), first.Id), new(first.Equipment!.Code), life.Luck.Whole(1, 9) * 10));
    }

    public static ShopJob JobOf(ShopOrder order, Operation operation) => new(
        JobIds.Of(new(order.Id), operation.Id).Value, order, operation, operation.Equipment!.Code,
        [.. order.Content.Before(operation).Select(before => JobIds.Of(new(order.Id), before).Value)]);
}
