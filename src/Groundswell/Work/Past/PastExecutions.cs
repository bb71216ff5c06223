using Groundswell.Projecting;
using Groundswell.Work.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Past;

/// <summary>Every piece of work that was taken over, a line each, as filed: what counts twice in the source counts twice here.</summary>
public sealed class PastExecutions : IProjection
{
    public string Name => "past-executions";

    public int Version => 1;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<PastExecutionRow>(row =>
        {
            row.ToTable("past_execution").HasKey(r => new { r.Site, r.Position });
            row.HasIndex(r => new { r.Site, r.Order });
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<PastJobRow>().ToTable("past_job").HasKey(r => new { r.Site, r.Job });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case JobPlanned e:
                tables.Of<PastJobRow>().Put(new PastJobRow { Site = fact.Site!, Job = e.Job.Value, Order = e.Order.Value });
                break;
            case PastExecutionRecorded e:
                var job = await tables.Of<PastJobRow>().Find(fact.Site!, e.Job.Value)
                    ?? throw new InvalidOperationException($"Job {e.Job} was never planned (entry {fact.Entry.Position} of {fact.Entry.Log}).");
                tables.Of<PastExecutionRow>().Add(new PastExecutionRow
                {
                    Site = fact.Site!,
                    Position = fact.Entry.Position,
                    Order = job.Order,
                    Job = e.Job.Value,
                    WorkUnit = e.WorkUnit.Value,
                    Person = e.Person.Value,
                    Phase = e.Phase,
                    From = e.From,
                    To = e.To,
                    Good = e.Output.Good,
                    Rejected = e.Output.Rejected,
                    Review = e.Output.Review,
                    Reworked = e.Reworked,
                    Activity = e.Activity,
                    Line = e.Line,
                    Remarks = string.Join(' ', e.Remarks),
                });
                break;
        }
    }
}

/// <summary>A piece of work that was taken over.</summary>
public sealed class PastExecutionRow
{
    public required string Site { get; init; }
    public required long Position { get; init; }
    public required string Order { get; init; }
    public required string Job { get; init; }
    public required string WorkUnit { get; init; }
    public required string Person { get; init; }
    public required JobPhase Phase { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public required decimal Good { get; init; }
    public required decimal Rejected { get; init; }
    public required decimal Review { get; init; }
    public required bool Reworked { get; init; }

    /// <summary>In the source's own words.</summary>
    public required string Activity { get; init; }

    /// <summary>The line of the source.</summary>
    public required int Line { get; init; }

    /// <summary>Codes, separated by spaces.</summary>
    public required string Remarks { get; init; }
}

/// <summary>Which order a job belongs to.</summary>
public sealed class PastJobRow
{
    public required string Site { get; init; }
    public required string Job { get; init; }
    public required string Order { get; init; }
}
