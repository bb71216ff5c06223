using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.People.Persons;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;

namespace Groundswell.Work.Jobs;

/// <summary>What can be done with jobs, by whom, and what each decision reads.</summary>
internal static class JobActs
{
    private static readonly Rights Working = Rights.Of(Role.Operator, Role.LineLead, Role.Supervisor, Role.MaterialsHandler, Role.Integration);
    private static readonly Rights Leading = Rights.Of(Role.LineLead, Role.Supervisor, Role.Planner, Role.Integration);
    private static readonly Rights Holding = Rights.Of(Role.LineLead, Role.Supervisor, Role.QualityReviewer, Role.QualityApprover);

    public static void List(Acts acts)
    {
        var json = WorkJson.Default;
        acts.Add(() => json.DispatchJob, "Put a job into a work center's queue.", Leading, async (dispatch, read, _) =>
        {
            var job = await read.Of(dispatch.Job);
            return DispatchJob.Decide(
                dispatch, job, await OrderOf(job, read), await VersionOf(job, read), await read.Of(dispatch.WorkCenter),
                dispatch.WorkUnit is { } unit ? await read.Of(unit) : null).On(dispatch.Job);
        });
        acts.Add(() => json.StartJob, "Begin a job at a work unit.", Working, Start);
        acts.Add(() => json.JoinJob, "Work on a job that somebody else has begun.", Working, async (join, read, circumstances) =>
        {
            var job = await read.Of(join.Job);
            var order = await OrderOf(job, read);
            return JoinJob.Decide(
                join, job, order, await VersionOf(job, read), await PersonOf(circumstances, read), await RunsOf(job, order, read), circumstances).On(join.Job);
        });
        acts.Add(() => json.LeaveJob, "Leave a job to the others who work on it.", Working, leave => leave.Job, LeaveJob.Decide);
        acts.Add(() => json.ChangePhase, "Say that a job is being set up, runs, or has broken down.", Working, change => change.Job, ChangePhase.Decide);
        acts.Add(() => json.PauseJob, "Stop one's own work for a while.", Working, pause => pause.Job, PauseJob.Decide);
        acts.Add(() => json.HoldJob, "Stop a job until a lead or Quality lets it go on.", Holding, async (hold, read, circumstances) =>
            HoldJob.Decide(hold, await read.Of(hold.Job), await HoldLifting.AccountOf(circumstances, read), circumstances).On(hold.Job));
        acts.Add(() => json.ReleaseHeldJob, "Let a held job go on.", Holding, async (release, read, circumstances) => ReleaseHeldJob.Decide(
            release, await read.Of(release.Job), await HoldLifting.AccountOf(circumstances, read), circumstances).On(release.Job));
        acts.Add(() => json.SuspendJob, "Say that something outside has stopped a job.", Working, suspend => suspend.Job, SuspendJob.Decide);
        acts.Add(() => json.ResumeJob, "Go on with a paused or suspended job.", Working, async (resume, read, circumstances) =>
        {
            var job = await read.Of(resume.Job);
            var order = await OrderOf(job, read);
            return ResumeJob.Decide(
                resume, job, order, await VersionOf(job, read), await PersonOf(circumstances, read), await RunsOf(job, order, read), circumstances).On(resume.Job);
        });
        acts.Add(() => json.ReportOutput, "Report what came out of a job.", Working, async (report, read, _) =>
        {
            var job = await read.Of(report.Job);
            var version = await VersionOf(job, read);
            var (shared, own) = await OutputReasons.Read(version, job.Operation, read);
            return ReportOutput.Decide(report, job, version, shared, own).On(report.Job);
        });
        acts.Add(() => json.CorrectOutput, "Put a wrong report right.", Working, async (correct, read, _) =>
        {
            var job = await read.Of(correct.Job);
            var version = await VersionOf(job, read);
            var (shared, own) = await OutputReasons.Read(version, job.Operation, read);
            return CorrectOutput.Decide(correct, job, version, shared, own).On(correct.Job);
        });
        acts.Add(() => json.CompleteJob, "End a job.", Working, async (complete, read, _) =>
        {
            var job = await read.Of(complete.Job);
            var version = await VersionOf(job, read);
            var (shared, own) = await OutputReasons.Read(version, job.Operation, read);
            return CompleteJob.Decide(complete, job, await OrderOf(job, read), version, await OthersOf(job, read), shared, own).On(complete.Job);
        });
        acts.Add(() => json.ReopenJob, "Take a completed job up again.", Leading, async (reopen, read, circumstances) =>
        {
            var job = await read.Of(reopen.Job);
            var order = await OrderOf(job, read);
            return ReopenJob.Decide(
                reopen, job, order, await VersionOf(job, read), await PersonOf(circumstances, read), await RunsOf(job, order, read), circumstances).On(reopen.Job);
        });
        acts.Add(() => json.RepeatOperation, "Do an operation again, for what has to be reworked.", Leading, async (repeat, read, _) =>
        {
            var after = await read.Of(repeat.After);
            return RepeatOperation.Decide(repeat, after, await read.Of(repeat.As), await OrderOf(after, read), await VersionOf(after, read)).On(repeat.As);
        });
        acts.Add(() => json.SplitJob, "Let part of a job go on as a job of its own.", Leading, async (split, read, _) =>
        {
            var job = await read.Of(split.Job);
            return SplitJob.Decide(split, job, await read.Of(split.Into), await OrderOf(job, read)).On(split.Job);
        });
    }

    private static async ValueTask<Decision> Start(StartJob start, Reading read, Circumstances circumstances)
    {
        var job = await read.Of(start.Job);
        var order = await OrderOf(job, read);
        var version = await VersionOf(job, read);
        var before = new List<Job>();
        if (version.Content.FindOperation(job.Operation) is { } operation)
        {
            foreach (var earlier in version.Content.Before(operation))
                before.Add(await read.Of(JobIds.Of(job.Order, earlier)));
        }

        return StartJob.Decide(
            start, job, order, version, await read.Of(start.WorkUnit), await PersonOf(circumstances, read), before, await RunsOf(job, order, read),
            circumstances).On(start.Job);
    }

    /// <summary>What gave the job its version; of what a site began with, nothing is asked that is not in the order.</summary>
    private static ValueTask<EffectiveVersion> RunsOf(Job job, Order order, Reading read) =>
        order.GivenFor(job.Version) is { Source: VersionSource.Launch or VersionSource.Pilot or VersionSource.Push }
            ? read.Of(EffectiveVersion.IdOf(order.WorkMaster))
            : ValueTask.FromResult(EffectiveVersion.Unknown);

    internal static ValueTask<Order> OrderOf(Job job, Reading read) =>
        job.Status == JobStatus.Unknown ? ValueTask.FromResult(Order.Unknown) : read.Of(job.Order);

    internal static ValueTask<WorkMasterVersion> VersionOf(Job job, Reading read) =>
        job.Status == JobStatus.Unknown ? ValueTask.FromResult(WorkMasterVersion.Unknown) : read.Settled(job.Version);

    internal static ValueTask<Person> PersonOf(Circumstances circumstances, Reading read) => read.Of(new Id<Person>(circumstances.Person));

    /// <summary>The jobs of the order's other operations whose values the version's expressions use; most versions use none.</summary>
    internal static async ValueTask<IReadOnlyList<Job>> OthersOf(Job job, Reading read)
    {
        if (job.Status == JobStatus.Unknown)
            return [];
        var others = new List<Job>();
        foreach (var operation in ForeignValues.UsedBy((await read.Settled(job.Version)).Content, job.Operation))
            others.Add(await read.Of(JobIds.Of(job.Order, operation)));
        return others;
    }
}
