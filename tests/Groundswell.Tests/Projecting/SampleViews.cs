using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Tests.Projecting;

public enum SampleStatus
{
    Dispatched,
    Running,
    Held,
}

/// <summary>What runs, waits and is held: rows found and changed often, and removed at the end.</summary>
public sealed class SampleLineBoard : IProjection
{
    public string Name => "sample-line-board";

    public int Version { get; init; } = 1;

    public void Shape(ModelBuilder tables) => tables.Entity<SampleJobRow>(row =>
    {
        row.ToTable("sample_job").HasKey(r => new { r.Site, r.Job });
        row.HasIndex(r => new { r.Site, r.WorkUnit });
        row.Property(r => r.StartedBy).NamesAPerson();
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var jobs = tables.Of<SampleJobRow>();
        switch (fact.Event)
        {
            case JobDispatched e:
                jobs.Put(new SampleJobRow
                {
                    Site = fact.Site!,
                    Job = e.Job,
                    Order = e.Order,
                    Operation = e.Operation,
                    WorkUnit = e.WorkUnit,
                    Status = SampleStatus.Dispatched,
                    Since = fact.At,
                });
                break;
            case JobStarted e:
                await Change(e.Job, row => (row.Status, row.WorkUnit, row.StartedBy, row.Since) = (SampleStatus.Running, e.WorkUnit, fact.Entry.Actor, fact.At));
                break;
            case JobHeld e:
                await Change(e.Job, row => (row.Status, row.HeldFor, row.Since) = (SampleStatus.Held, e.Reason, fact.At));
                break;
            case JobResumed e:
                await Change(e.Job, row => (row.Status, row.HeldFor, row.Since) = (SampleStatus.Running, null, fact.At));
                break;
            case StepConfirmed e:
                await Change(e.Job, row => (row.Step, row.LastValue) = (e.Step, e.Value));
                break;
            case JobCompleted e:
                jobs.Remove(await Of(e.Job));
                break;
        }

        async ValueTask Change(string job, Action<SampleJobRow> change)
        {
            var row = await Of(job);
            change(row);
            jobs.Put(row);
        }

        async ValueTask<SampleJobRow> Of(string job) => await jobs.Find(fact.Site!, job)
            ?? throw new InvalidOperationException($"The job {job} was never dispatched.");
    }
}

public sealed class SampleJobRow
{
    public required string Site { get; init; }
    public required string Job { get; init; }
    public required string Order { get; init; }
    public required string Operation { get; init; }
    public required string WorkUnit { get; set; }
    public required SampleStatus Status { get; set; }
    public string? HeldFor { get; set; }
    public int? Step { get; set; }
    public decimal? LastValue { get; set; }
    public string? StartedBy { get; set; }
    public required DateTimeOffset Since { get; set; }
}

/// <summary>Everything that happened to an order: a row for each entry, never looked at again by the projection.</summary>
public sealed class SampleHistory : IProjection
{
    public string Name => "sample-history";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<SampleHistoryRow>(row =>
        row.ToTable("sample_history").HasKey(r => new { r.Site, r.Order, r.Position }));

    public ValueTask Apply(Fact fact, Tables tables)
    {
        var (order, text) = fact.Event switch
        {
            OrderReleased e => (e.Order, e.Material),
            JobDispatched e => (e.Order, e.WorkUnit),
            JobStarted e => (e.Order, e.WorkUnit),
            StepConfirmed e => (e.Order, e.Remark),
            LotConsumed e => (e.Order, e.Lot),
            LotProduced e => (e.Order, e.Lot),
            JobHeld e => (e.Order, e.Reason),
            JobResumed e => (e.Order, e.Job),
            JobCompleted e => (e.Order, e.Job),
            _ => (null, null),
        };
        if (order is null)
            return default;

        tables.Of<SampleHistoryRow>().Add(new SampleHistoryRow
        {
            Site = fact.Site!,
            Order = order,
            Position = fact.Entry.Position,
            What = fact.Entry.Name,
            At = fact.At,
            By = fact.Entry.Actor,
            Text = text,
        });
        return default;
    }
}

public sealed class SampleHistoryRow
{
    public required string Site { get; init; }
    public required string Order { get; init; }
    public required long Position { get; init; }
    public required string What { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public string? Text { get; init; }
}

/// <summary>How much of each lot there is: rows that are made where they are not there yet.</summary>
public sealed class SampleBalance : IProjection
{
    public string Name => "sample-balance";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<SampleLotRow>().ToTable("sample_lot").HasKey(r => new { r.Site, r.Lot });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case LotConsumed e:
                await Book(e.Lot, -e.Quantity);
                break;
            case LotProduced e:
                await Book(e.Lot, e.Quantity);
                break;
        }

        async ValueTask Book(string lot, decimal quantity)
        {
            var lots = tables.Of<SampleLotRow>();
            var row = await lots.Find(fact.Site!, lot) ?? new SampleLotRow { Site = fact.Site!, Lot = lot };
            row.Quantity += quantity;
            row.Bookings++;
            row.LastBooked = fact.At;
            lots.Put(row);
        }
    }
}

public sealed class SampleLotRow
{
    public required string Site { get; init; }
    public required string Lot { get; init; }
    public decimal Quantity { get; set; }
    public long Bookings { get; set; }
    public DateTimeOffset LastBooked { get; set; }
}
