using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Jobs;

/// <summary>What waits, runs and is stopped at each work center; and, for each job, the times it spent in setup, run and breakdown.</summary>
public sealed class JobBoard : IProjection
{
    public string Name => "jobs";

    public int Version => 3;

    public void Shape(ModelBuilder tables) => tables.Entity<JobRow>(row =>
    {
        row.ToTable("job").HasKey(r => new { r.Site, r.Job });
        row.HasIndex(r => new { r.Site, r.Order });
        row.HasIndex(r => new { r.Site, r.WorkCenter, r.Status });
        row.Property(r => r.Crew).NamesAPerson();
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case JobPlanned e:
                tables.Of<JobRow>().Put(new JobRow
                {
                    Site = fact.Site!,
                    Job = e.Job.Value,
                    Order = e.Order.Value,
                    Operation = e.Operation,
                    Version = e.Version.Value,
                    Quantity = e.Quantity,
                    Unit = e.Unit,
                    WorkCenter = e.WorkCenter?.Value,
                    Repeats = e.Repeats?.Value,
                    Status = JobStatus.Planned,
                    Planned = fact.Entry.Position,
                    Since = fact.At,
                });
                break;
            case JobRebound e:
                await Change(e.Job, row => (row.Version, row.WorkCenter) = (e.Version.Value, e.WorkCenter?.Value));
                break;
            case JobDispatched e:
                await Change(e.Job, row => (row.WorkCenter, row.WorkUnit, row.Sequence) = (e.WorkCenter.Value, e.WorkUnit?.Value, e.Sequence));
                break;
            case JobStarted e:
                await Change(e.Job, row =>
                {
                    (row.WorkUnit, row.StartedAt, row.Crew) = (e.WorkUnit.Value, fact.At, fact.Entry.Actor);
                    Turn(row, JobStatus.Running, e.Phase, null);
                });
                break;
            case JobJoined e:
                await Change(e.Job, row => row.Crew = string.Join(' ', [.. People(row), e.Person]));
                break;
            case JobLeft e:
                await Change(e.Job, row => row.Crew = string.Join(' ', People(row).Where(person => person != e.Person)));
                break;
            case JobPhaseChanged e:
                await Change(e.Job, row => Turn(row, row.Status, e.Phase, e.Reason));
                break;
            case JobPaused e:
                await Change(e.Job, row => Turn(row, JobStatus.Paused, row.Phase, e.Reason));
                break;
            case JobHeld e:
                await Change(e.Job, row => Turn(row, JobStatus.Held, row.Phase, e.Reason));
                break;
            case JobSuspended e:
                await Change(e.Job, row => Turn(row, JobStatus.Suspended, row.Phase, e.Reason));
                break;
            case JobResumed e:
                await Change(e.Job, row =>
                {
                    row.Crew = string.Join(' ', People(row).Append(fact.Entry.Actor).Distinct());
                    Turn(row, JobStatus.Running, row.Phase, null);
                });
                break;
            case JobOutputReported e:
                await Change(e.Job, row => Count(row, e.Output, 1));
                break;
            case JobOutputCorrected e:
                await Change(e.Job, row =>
                {
                    Count(row, e.From, -1);
                    Count(row, e.To, 1);
                });
                break;
            case JobSplit e:
                await Change(e.Job, row => row.Quantity -= e.Quantity);
                break;
            case JobCompleted e:
                await Change(e.Job, row => Turn(row, JobStatus.Completed, row.Phase, null));
                break;
            case JobReopened e:
                await Change(e.Job, row =>
                {
                    (row.EndedAt, row.Crew) = (null, fact.Entry.Actor);
                    Turn(row, JobStatus.Running, row.Phase, null);
                });
                break;
            case JobCancelled e:
                await Change(e.Job, row => Turn(row, JobStatus.Cancelled, row.Phase, e.Reason));
                break;
        }

        ValueTask Change(Id<Job> job, Action<JobRow> change) => tables.Of<JobRow>().Change(fact, change, fact.Site!, job.Value);

        void Turn(JobRow row, JobStatus status, JobPhase phase, string? reason)
        {
            var spent = (long)Math.Max(0, (fact.At - row.Since).TotalSeconds);
            if (row.Status == JobStatus.Running)
            {
                _ = row.Phase switch
                {
                    JobPhase.Setup => row.SetupSeconds += spent,
                    JobPhase.Breakdown => row.BreakdownSeconds += spent,
                    _ => row.RunSeconds += spent,
                };
            }

            if (status is JobStatus.Completed or JobStatus.Cancelled)
                (row.EndedAt, row.Crew) = (fact.At, null);
            (row.Status, row.Phase, row.Reason, row.Since) = (status, phase, reason, fact.At);
        }
    }

    public static void List(Queries queries)
    {
        queries.Add("/sites/{site}/work-centers/{workCenter}/jobs", "What waits, runs and is stopped at a work center.", Rights.Everyone, At);
        queries.Add("/sites/{site}/jobs/{job}", "A job as it stands.", Rights.Everyone, One);
    }

    private static async Task<Ok<List<JobRow>>> At(string site, string workCenter, ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<JobRow>().AsNoTracking()
            .Where(row => row.Site == site && row.WorkCenter == workCenter && row.Status != JobStatus.Completed && row.Status != JobStatus.Cancelled)
            .OrderBy(row => row.Sequence == null).ThenBy(row => row.Sequence).ThenBy(row => row.Planned).ToListAsync(stop));

    private static async Task<Results<Ok<JobRow>, NotFound>> One(string site, string job, ViewsDb views, CancellationToken stop) =>
        await views.Set<JobRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Job == job, stop) is { } row
            ? TypedResults.Ok(row)
            : TypedResults.NotFound();

    private static void Count(JobRow row, Output output, int sign)
    {
        row.Good += sign * output.Good;
        row.Rejected += sign * output.Rejected;
        row.Rework += sign * output.Rework;
        row.Review += sign * output.Review;
    }

    private static string[] People(JobRow row) => row.Crew?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>A job as boards show it.</summary>
public sealed class JobRow
{
    public required string Site { get; init; }
    public required string Job { get; init; }
    public required string Order { get; init; }
    public required string Operation { get; init; }

    /// <summary>The version of the work master that it is done by.</summary>
    public required string Version { get; set; }

    public required decimal Quantity { get; set; }
    public required string Unit { get; init; }
    public string? WorkCenter { get; set; }
    public string? WorkUnit { get; set; }
    public int? Sequence { get; set; }
    public string? Repeats { get; init; }
    public required JobStatus Status { get; set; }
    public JobPhase Phase { get; set; }

    /// <summary>Why it is stopped, or what broke.</summary>
    public string? Reason { get; set; }

    /// <summary>Who works on it now: persons' ids, separated by spaces.</summary>
    public string? Crew { get; set; }

    public decimal Good { get; set; }
    public decimal Rejected { get; set; }
    public decimal Rework { get; set; }
    public decimal Review { get; set; }
    public long SetupSeconds { get; set; }
    public long RunSeconds { get; set; }
    public long BreakdownSeconds { get; set; }

    /// <summary>The position of the entry that planned it: jobs of an order stand in this order.</summary>
    public required long Planned { get; init; }

    /// <summary>Since when it is in this status and phase.</summary>
    public required DateTimeOffset Since { get; set; }

    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}
