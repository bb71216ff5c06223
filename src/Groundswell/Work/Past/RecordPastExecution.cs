using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Past;

/// <summary>Take over a piece of work that was done before: who did it, where, from when to when, and what came out.</summary>
/// <remarks>
/// Its rules are not those of live work: the past is told as it was, overlaps, odd quantities and all, and what is odd is said with it. It takes
/// a right of its own.
/// </remarks>
public sealed record RecordPastExecution(
    Id<Job> Job, Id<WorkUnit> WorkUnit, Id<Person> Person, JobPhase Phase, DateTimeOffset From, DateTimeOffset To, Output Output, bool Reworked,
    string Activity, int Line) : SiteCommand
{
    /// <param name="ofUnit">When the work unit was in use.</param>
    /// <param name="ofPerson">When the person was at work.</param>
    public static Decision Decide(
        RecordPastExecution past, Job job, Order order, WorkUnit workUnit, Person person, PastUse ofUnit, PastUse ofPerson, Circumstances circumstances)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(past.Job);
        // An order that was completed when it was taken over may have had more work, which a later file tells.
        if (order.Status is not (OrderStatus.Released or OrderStatus.Completed))
            return new JobOrderStopped(job.Order, order.Status, order.HeldFor);
        if (workUnit.InUse == InUse.Unknown)
            return new NotInUse(Plant.WorkUnit.Kind, past.WorkUnit.Value);
        if (person.Status == PersonStatus.Unknown)
            return new PastPersonUnknown(past.Person);
        if (past.To < past.From)
            return new PastTimesCrossed(past.From, past.To);
        if (past.To > circumstances.Now)
            return new TimeInFuture(past.To);
        if (past.Output.IsNegative)
            return new OutputUnfit(past.Output.Total);

        var recorded = new PastExecutionRecorded(
            past.Job, past.WorkUnit, past.Person, past.Phase, past.From, past.To, past.Output, past.Reworked, past.Activity, past.Line,
            [.. Remarks(past, job, ofUnit, ofPerson)]);
        return Decision.Of(recorded)
            .And(PastUse.Of(past.WorkUnit), new PastUseRecorded(PastUse.Of(past.WorkUnit), past.From, past.To))
            .And(PastUse.Of(past.Person), new PastUseRecorded(PastUse.Of(past.Person), past.From, past.To));
    }

    private static IEnumerable<string> Remarks(RecordPastExecution past, Job job, PastUse ofUnit, PastUse ofPerson)
    {
        if (past.From == past.To)
            yield return PastRemarks.NoTime;
        if (ofUnit.Overlaps(past.From, past.To))
            yield return PastRemarks.WorkUnitOverlap;
        if (ofPerson.Overlaps(past.From, past.To))
            yield return PastRemarks.PersonOverlap;
        if (past.Phase == JobPhase.Setup && past.Output.Good > 0)
            yield return PastRemarks.OutputDuringSetup;
        if (past.Phase == JobPhase.Run && past.Output.Total == 0)
            yield return PastRemarks.NoQuantity;
        if (job.Output.Good <= job.Quantity && (job.Output + past.Output).Good > job.Quantity)
            yield return PastRemarks.MoreThanOrdered;
    }
}

/// <summary>Say that an order that was taken over had been completed, and with how much; or that it was more than was known before.</summary>
public sealed record RecordPastCompletion(Id<Order> Order, decimal Good) : SiteCommand
{
    public static Decision Decide(RecordPastCompletion past, Order order, IReadOnlyList<Job> jobs)
    {
        if (order.Status != OrderStatus.Released && !(order.Ended is { } ended && ended.Good != past.Good))
            return new OrderNotReleased(past.Order, order.Status);
        if (past.Good < 0)
            return new OrderQuantityNotPositive(past.Good);

        return jobs.Where(job => !job.HasEnded).Aggregate(
            Decision.Of([new Decided(null, new OrderCompleted(past.Order, past.Good)) { Corrects = order.Ended?.Entry }]),
            (decision, job) => decision.And(job.Id, new JobCompleted(job.Id)));
    }
}

/// <summary>Nobody of this id was registered at the site.</summary>
public sealed record PastPersonUnknown(Id<Person> Person) : Refusal("past.person-unknown")
{
    public override string Field => "person";
}

/// <summary>It would have ended before it began.</summary>
public sealed record PastTimesCrossed(DateTimeOffset From, DateTimeOffset To) : Refusal("past.times-crossed")
{
    public override string Field => "to";
}
