using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Lots;
using Groundswell.Plant;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Orders;

/// <summary>What can be done with orders, by whom, and what each decision reads.</summary>
internal static class OrderActs
{
    private static readonly Rights Planning = Rights.Of(Role.Planner, Role.LineLead, Role.Supervisor, Role.Integration);
    private static readonly Rights Leading = Rights.Of(Role.LineLead, Role.Supervisor, Role.Planner, Role.Integration);
    private static readonly Rights Holding = Rights.Of(Role.LineLead, Role.Supervisor, Role.Planner, Role.QualityReviewer, Role.QualityApprover);
    private static readonly Rights Handling =
        Rights.Of(Role.Operator, Role.LineLead, Role.Supervisor, Role.MaterialsHandler, Role.Planner, Role.Integration);

    public static void List(Acts acts)
    {
        var json = WorkJson.Default;
        acts.Add(() => json.CreateOrder, "Say what is to be made, how much of it, and by when.", Planning, async (create, read, _) =>
            CreateOrder.Decide(create, await read.Of(create.Order), await read.Shared(create.WorkMaster)).On(create.Order));
        acts.Add(() => json.ChangeOrder, "Give an order another due time or priority.", Planning, change => change.Order, ChangeOrder.Decide);
        acts.Add(() => json.ReleaseOrder, "Let work on an order begin, with the version that the site runs.", Planning, Release);
        acts.Add(() => json.RebindOrder, "Let the jobs of an order that are not begun follow the version that was launched for work in progress too.", Leading, Rebind);
        acts.Add(() => json.HoldOrder, "Hold an order.", Holding, async (hold, read, circumstances) =>
            HoldOrder.Decide(hold, await read.Of(hold.Order), await HoldLifting.AccountOf(circumstances, read), circumstances).On(hold.Order));
        acts.Add(() => json.ResumeOrder, "Let a held order go on.", Holding, async (resume, read, circumstances) =>
            ResumeOrder.Decide(resume, await read.Of(resume.Order), await HoldLifting.AccountOf(circumstances, read), circumstances).On(resume.Order));
        acts.Add(() => json.SplitOrder, "Let part of an order go on as an order of its own.", Planning, async (split, read, _) =>
            SplitOrder.Decide(split, await read.Of(split.Order), await read.Of(split.Into)).On(split.Order));
        acts.Add(() => json.AssignLot, "Set a lot aside for an order.", Handling, async (assign, read, _) =>
        {
            var order = await read.Of(assign.Order);
            return AssignLot.Decide(assign, order, await VersionOf(order, read), await read.Of(assign.Lot)).On(assign.Order);
        });
        acts.Add(() => json.UnassignLot, "Take back a lot that was set aside.", Handling, unassign => unassign.Order, UnassignLot.Decide);
        acts.Add(() => json.AssignOutputLot, "Say into which lot an order's output goes.", Handling, async (assign, read, _) =>
        {
            var order = await read.Of(assign.Order);
            return AssignOutputLot.Decide(assign, order, await VersionOf(order, read), await read.Of(assign.Lot)).On(assign.Order);
        });
        acts.Add(() => json.CompleteOrder, "End an order whose jobs are done.", Handling, async (complete, read, circumstances) =>
        {
            var order = await read.Of(complete.Order);
            var (jobs, versions, assigned, output) = await ToEnd(order, read);
            return CompleteOrder.Decide(complete, order, versions, jobs, assigned, output, circumstances).On(complete.Order);
        });
        acts.Add(() => json.CloseOrderShort, "End an order with less than was ordered.", Leading, async (close, read, circumstances) =>
        {
            var order = await read.Of(close.Order);
            var (jobs, versions, assigned, output) = await ToEnd(order, read);
            return CloseOrderShort.Decide(close, order, versions, jobs, assigned, output, circumstances).On(close.Order);
        });
        acts.Add(() => json.CancelOrder, "Give an order up.", Planning, async (cancel, read, _) =>
        {
            var order = await read.Of(cancel.Order);
            return CancelOrder.Decide(cancel, order, await JobsOf(order, read)).On(cancel.Order);
        });
    }

    private static async ValueTask<Decision> Release(ReleaseOrder release, Reading read, Circumstances circumstances)
    {
        var order = await read.Of(release.Order);
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(release.Order);
        var runs = await read.Of(EffectiveVersion.IdOf(order.WorkMaster));
        var site = await read.Shared(new Id<Site>(release.Site));
        var calendar = await read.Of(ShiftCalendar.OfSite);
        var given = runs.For(ReleaseOrder.Asked(release.WorkCenter, release.PlannedStart, site, calendar, circumstances));
        var version = given is null ? WorkMasterVersion.Unknown : await read.Shared(given.Version);
        var decision = ReleaseOrder.Decide(release, order, runs, version, site, calendar, circumstances);

        // Each job's stream is begun here: it has to have none yet.
        foreach (var operation in version.Content.Operations)
            await read.Of(JobIds.Of(release.Order, operation.Id));

        return decision.On(release.Order);
    }

    private static async ValueTask<Decision> Rebind(RebindOrder rebind, Reading read, Circumstances circumstances)
    {
        var order = await read.Of(rebind.Order);
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(rebind.Order);
        var runs = await read.Of(EffectiveVersion.IdOf(order.WorkMaster));
        var given = RebindOrder.GivenNow(order, runs, circumstances.Now);
        return RebindOrder.Decide(
            rebind, order, runs, await VersionOf(order, read), given is null ? WorkMasterVersion.Unknown : await read.Shared(given.Version),
            await JobsOf(order, read), circumstances).On(rebind.Order);
    }

    private static async ValueTask<WorkMasterVersion> VersionOf(Order order, Reading read) =>
        order.Version is { } version ? await read.Settled(version) : WorkMasterVersion.Unknown;

    private static async ValueTask<(IReadOnlyList<Job> Jobs, IReadOnlyList<WorkMasterVersion> Versions, IReadOnlyList<MaterialLot> Assigned, MaterialLot? Output)>
        ToEnd(Order order, Reading read)
    {
        var jobs = await JobsOf(order, read);
        var versions = new List<WorkMasterVersion>(1);
        foreach (var version in jobs.Select(job => job.Version).Distinct())
            versions.Add(await read.Settled(version));
        var assigned = new List<MaterialLot>(order.Assigned.Length);
        foreach (var lot in order.Assigned)
            assigned.Add(await read.Of(lot.Lot));
        return (jobs, versions, assigned, order.OutputLot is { } output ? await read.Of(output) : null);
    }

    private static async ValueTask<IReadOnlyList<Job>> JobsOf(Order order, Reading read)
    {
        var jobs = new List<Job>(order.Jobs.Length);
        foreach (var job in order.Jobs)
            jobs.Add(await read.Of(job));
        return jobs;
    }
}
