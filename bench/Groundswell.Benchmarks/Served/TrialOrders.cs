using Groundswell.Deciding;
using Groundswell.Materials.Lots;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;

namespace Groundswell.Benchmarks.Served;

/// <summary>The acts that orders of the benchmarks' plant are made of, however they are sent.</summary>
internal static class TrialOrders
{
    public const int StepsOfMixing = TrialMasters.Operations * 10;

    /// <summary>Ten pieces, from creating the order to completing it, which books what was used and made: fifteen acts.</summary>
    /// <param name="lot">Which lot of both components is used.</param>
    /// <param name="jobs">Asks which jobs the order has, once it is released and has its lots.</param>
    /// <param name="act">Does an act; the last argument says that jobs are asked for next.</param>
    public static async Task Assemble(
        Id<Order> order, int lot, Func<ValueTask<IReadOnlyList<Id<Job>>>> jobs, Func<SiteCommand, bool, ValueTask> act)
    {
        var made = new Id<MaterialLot>($"FG-{order}");
        await act(new CreateOrder(order, TrialMasters.Assembly, 10, TrialMasters.Piece), false);
        await act(new ReleaseOrder(order), false);
        await act(new AssignLot(order, "C1", TrialMasters.Lot("C1", lot)), false);
        await act(new AssignLot(order, "C2", TrialMasters.Lot("C2", lot)), true);
        foreach (var (operation, job) in (await jobs()).Index())
        {
            await act(new StartJob(job, TrialMasters.Unit(operation)), false);
            await act(new CompleteJob(job, new Output(10)), false);
        }

        await act(new RegisterLot(made, TrialMasters.Finished, TrialMasters.Piece), false);
        await act(new AssignOutputLot(order, made), false);
        await act(new CompleteOrder(order), false);
    }

    /// <summary>Creates and releases an order of a batch and starts its jobs.</summary>
    /// <param name="unit">Which of its work center's work units each job is started at.</param>
    public static async Task StartMixing(Id<Order> order, Func<SiteCommand, ValueTask> act, int unit = 0)
    {
        await act(new CreateOrder(order, TrialMasters.Mixing, 10, "kg"));
        await act(new ReleaseOrder(order));
        foreach (var (operation, job) in JobsOf(order).Index())
            await act(new StartJob(job, TrialMasters.Unit(operation, unit)));
    }

    /// <summary>All steps of an order whose jobs were started.</summary>
    public static IEnumerable<CompleteStep> StepsOf(Id<Order> order) =>
        from job in JobsOf(order).Index()
        from step in Enumerable.Range(0, TrialMasters.Steps.Count)
        select new CompleteStep(job.Item, TrialMasters.StepId(job.Index, step), TrialMasters.Steps[step].Value) { Site = TrialPlant.Site };

    /// <summary>A batch's order from its beginning to its end.</summary>
    public static async Task Mix(Id<Order> order, Func<SiteCommand, ValueTask> act)
    {
        await StartMixing(order, act);
        foreach (var step in StepsOf(order))
            await act(step);
        foreach (var job in JobsOf(order))
            await act(new CompleteJob(job, new Output(10)));
        await act(new CompleteOrder(order));
    }

    public static IReadOnlyList<Id<Job>> JobsOf(Id<Order> order) =>
        [.. Enumerable.Range(0, TrialMasters.Operations).Select(operation => JobIds.Of(order, TrialMasters.OperationId(operation)))];
}
