using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Adoption;

/// <summary>
/// Which versions the work of each shift was really done by, read from how it was executed: jobs that were completed, which of them were recorded as they
/// were done, and which of them whole. No person is in what is shown; who worked on a version is kept only to count them, once each.
/// </summary>
public sealed class AdoptionByShift : IProjection
{
    public string Name => "adoption";

    public int Version => 2;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<AdoptionShiftRow>(row =>
        {
            row.ToTable("adoption_shift").HasKey(r => new { r.Site, r.WorkMaster, r.Version, r.WorkCenter, r.Date, r.Shift });
            row.HasIndex(r => new { r.WorkMaster, r.Version });
        });
        tables.Entity<AdoptionPersonRow>(row =>
        {
            row.ToTable("adoption_person").HasKey(r => new { r.Site, r.WorkMaster, r.Version, r.WorkCenter, r.Shift, r.Person });
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<AdoptionOrderRow>().ToTable("adoption_order").HasKey(r => new { r.Site, r.Order });
        tables.Entity<AdoptionJobRow>(row =>
        {
            row.ToTable("adoption_job").HasKey(r => new { r.Site, r.Job });
            row.HasIndex(r => new { r.Site, r.WorkMaster, r.EndedAt });
        });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var jobs = tables.Of<AdoptionJobRow>();
        switch (fact.Event)
        {
            case OrderCreated e:
                tables.Of<AdoptionOrderRow>().Put(new AdoptionOrderRow { Site = fact.Site!, Order = e.Order.Value, WorkMaster = e.WorkMaster.Value });
                break;
            case JobPlanned e when await tables.Of<AdoptionOrderRow>().Find(fact.Site!, e.Order.Value) is { } order:
                jobs.Put(new AdoptionJobRow
                {
                    Site = fact.Site!,
                    Job = e.Job.Value,
                    WorkMaster = order.WorkMaster,
                    Version = e.Version.Value,
                    WorkCenter = e.WorkCenter?.Value ?? "",
                    Live = true,
                    Whole = true,
                });
                break;
            case JobRebound e:
                await Change(e.Job, job => (job.Version, job.WorkCenter) = (e.Version.Value, e.WorkCenter?.Value ?? ""));
                break;
            case JobDispatched e:
                await Change(e.Job, job => job.WorkCenter = e.WorkCenter.Value);
                break;
            case JobStarted e:
                await Change(e.Job, Seen);
                break;
            case StepCompleted e:
                await Change(e.Job, Seen);
                break;
            case StepSkipped e:
                await Change(e.Job, job => job.Whole = false);
                break;
            case StepForced e:
                await Change(e.Job, job => job.Whole = false);
                break;
            case JobOutputReported e:
                await Change(e.Job, Entered);
                break;
            case ExceptionRaised e:
                await Change(e.Job, job => job.Exceptions++);
                break;
            case HelpCallRaised { Job: { } job }:
                await Change(job, row => row.HelpCalls++);
                break;
            case JobReopened e:
                await Change(e.Job, job => job.EndedAt = null);
                break;
            case JobCompleted e when await jobs.Find(fact.Site!, e.Job.Value) is { } job:
                Seen(job);
                job.EndedAt = fact.At;
                jobs.Put(job);
                await Count(job);
                break;
        }

        async ValueTask Change(Id<Job> id, Action<AdoptionJobRow> change)
        {
            if (await jobs.Find(fact.Site!, id.Value) is not { } job)
                return;
            change(job);
            jobs.Put(job);
        }

        // What was copied or entered afterwards was not done by the version; the sheet beside it was.
        void Seen(AdoptionJobRow job)
        {
            Entered(job);
            job.Live &= !IsAfterwards();
        }

        void Entered(AdoptionJobRow job)
        {
            job.Entries++;
            job.LateEntries += IsAfterwards() ? 1 : 0;
        }

        bool IsAfterwards() => fact.Entry.IsLate() || fact.Entry.Source is Source.Imported or Source.Transcribed;

        async ValueTask Count(AdoptionJobRow job)
        {
            var (date, shift) = ShiftOf(fact.Entry);
            var shifts = tables.Of<AdoptionShiftRow>();
            var row = await shifts.Find(fact.Site!, job.WorkMaster, job.Version, job.WorkCenter, date, shift)
                ?? new AdoptionShiftRow { Site = fact.Site!, WorkMaster = job.WorkMaster, Version = job.Version, WorkCenter = job.WorkCenter, Date = date, Shift = shift };
            row.Jobs++;
            row.Live += job.Live ? 1 : 0;
            row.LiveAndWhole += job is { Live: true, Whole: true } ? 1 : 0;
            shifts.Put(row);

            var people = tables.Of<AdoptionPersonRow>();
            if (await people.Find(fact.Site!, job.WorkMaster, job.Version, job.WorkCenter, shift, fact.Entry.Actor) is null)
            {
                people.Put(new AdoptionPersonRow
                {
                    Site = fact.Site!,
                    WorkMaster = job.WorkMaster,
                    Version = job.Version,
                    WorkCenter = job.WorkCenter,
                    Shift = shift,
                    Person = fact.Entry.Actor,
                    FirstDate = date,
                });
            }
        }
    }

    /// <summary>The date and code of the entry's shift; its day and no code outside every shift.</summary>
    private static (DateOnly Date, string Shift) ShiftOf(Entry entry) =>
        entry.Shift?.Split(' ', 2) is [var date, var code] && DateOnly.TryParseExact(date, "yyyy-MM-dd", out var day)
            ? (day, code)
            : (DateOnly.FromDateTime(entry.OccurredAt.UtcDateTime), "");
}

/// <summary>Jobs completed in one shift at one work center by one version.</summary>
public sealed class AdoptionShiftRow
{
    public required string Site { get; init; }
    public required string WorkMaster { get; init; }
    public required string Version { get; init; }
    public required string WorkCenter { get; init; }
    public required DateOnly Date { get; init; }

    /// <summary>The shift's code; empty outside every shift.</summary>
    public required string Shift { get; init; }

    public int Jobs { get; set; }

    /// <summary>Those recorded as they were done.</summary>
    public int Live { get; set; }

    /// <summary>Those of them in which no step was left out or forced.</summary>
    public int LiveAndWhole { get; set; }
}

/// <summary>That somebody completed a job by a version: to count people, and to ask those whose work a change touches what they think of it.</summary>
public sealed class AdoptionPersonRow
{
    public required string Site { get; init; }
    public required string WorkMaster { get; init; }
    public required string Version { get; init; }
    public required string WorkCenter { get; init; }
    public required string Shift { get; init; }
    public required string Person { get; init; }
    public required DateOnly FirstDate { get; init; }
}

/// <summary>The master an order makes by.</summary>
public sealed class AdoptionOrderRow
{
    public required string Site { get; init; }
    public required string Order { get; init; }
    public required string WorkMaster { get; init; }
}

/// <summary>What a job has been so far.</summary>
public sealed class AdoptionJobRow
{
    public required string Site { get; init; }
    public required string Job { get; init; }
    public required string WorkMaster { get; init; }
    public required string Version { get; set; }
    public required string WorkCenter { get; set; }
    public required bool Live { get; set; }
    public required bool Whole { get; set; }

    /// <summary>What was entered of its work: its start, its steps, its output, its end.</summary>
    public int Entries { get; set; }

    /// <summary>Those of them that were entered or copied afterwards.</summary>
    public int LateEntries { get; set; }

    public int Exceptions { get; set; }
    public int HelpCalls { get; set; }

    /// <summary>When it was completed; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
