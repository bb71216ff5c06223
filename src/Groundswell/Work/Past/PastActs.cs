using Groundswell.Deciding;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Past;

/// <summary>Taking over what was done before: a right of its own, for machine accounts alone.</summary>
internal static class PastActs
{
    private static readonly Rights Importing = Rights.Of(Role.Integration);

    public static void List(Acts acts)
    {
        var json = WorkJson.Default;
        acts.Add(() => json.RecordPastExecution, "Take over a piece of work that was done before.", Importing, async (past, read, circumstances) =>
        {
            var job = await read.Of(past.Job);
            return RecordPastExecution.Decide(
                past, job, await JobActs.OrderOf(job, read), await read.Of(past.WorkUnit), await read.Of(past.Person),
                await read.Of(PastUse.Of(past.WorkUnit)), await read.Of(PastUse.Of(past.Person)), circumstances).On(past.Job);
        });
        acts.Add(() => json.RecordPastJob, "Say that an order taken over had an operation that its version does not have.", Importing, async (past, read, _) =>
            RecordPastJob.Decide(past, await read.Of(past.Order), await read.Of(past.Job)).On(past.Order));
        acts.Add(() => json.RecordPastCompletion, "Say that an order taken over had been completed.", Importing, async (past, read, _) =>
        {
            var order = await read.Of(past.Order);
            var jobs = new List<Job>();
            foreach (var job in order.Jobs)
                jobs.Add(await read.Of(job));
            return RecordPastCompletion.Decide(past, order, jobs).On(past.Order);
        });
    }
}
