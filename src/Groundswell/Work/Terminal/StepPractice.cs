using Groundswell.Projecting;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Terminal;

/// <summary>Which version of a step each person did last: a terminal marks what has changed since.</summary>
public sealed class StepPractice : IProjection
{
    public string Name => "step-practice";

    public int Version => 2;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<StepPracticeRow>(row =>
        {
            row.ToTable("step_practice").HasKey(r => new { r.Site, r.Person, r.WorkMaster, r.Step });
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<JobVersionRow>().ToTable("job_version").HasKey(row => new { row.Site, row.Job });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case JobRebound e:
                tables.Of<JobVersionRow>().Put(new JobVersionRow { Site = fact.Site!, Job = e.Job.Value, Version = e.Version.Value });
                break;
            case JobPlanned e:
                tables.Of<JobVersionRow>().Put(new JobVersionRow { Site = fact.Site!, Job = e.Job.Value, Version = e.Version.Value });
                break;
            case StepCompleted e:
                var person = e.Signatures is [var signature, ..] ? signature.Signer : fact.Entry.Actor;
                var version = (await tables.Of<JobVersionRow>().Find(fact.Site!, e.Job.Value))?.Version
                    ?? throw new InvalidOperationException($"Job {e.Job} was never planned (entry {fact.Entry.Position} of {fact.Entry.Log}).");
                var master = version[..version.LastIndexOf('@')];
                var practice = tables.Of<StepPracticeRow>();
                var row = await practice.Find(fact.Site!, person, master, e.Step)
                    ?? new StepPracticeRow { Site = fact.Site!, Person = person, WorkMaster = master, Step = e.Step, Version = version };
                // What arrives late does not undo what was done since.
                if (row.At > fact.At)
                    break;
                (row.Version, row.At, row.Times) = (version, fact.At, row.Times + 1);
                practice.Put(row);
                break;
        }
    }
}

/// <summary>How a person did a step last.</summary>
public sealed class StepPracticeRow
{
    public required string Site { get; init; }
    public required string Person { get; init; }
    public required string WorkMaster { get; init; }
    public required string Step { get; init; }
    public required string Version { get; set; }
    public DateTimeOffset At { get; set; }
    public int Times { get; set; }
}

/// <summary>The version a job is of.</summary>
public sealed class JobVersionRow
{
    public required string Site { get; init; }
    public required string Job { get; init; }
    public required string Version { get; init; }
}
