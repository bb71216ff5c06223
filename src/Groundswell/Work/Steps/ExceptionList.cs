using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Steps;

/// <summary>Everything that was not as a master asks, with who released it: what Quality reviews by exception.</summary>
public sealed class ExceptionList : IProjection
{
    public string Name => "exceptions";

    public int Version => 2;

    public void Shape(ModelBuilder tables) => tables.Entity<ExceptionRow>(row =>
    {
        row.ToTable("exception").HasKey(r => new { r.Site, r.Job, r.Number });
        row.HasIndex(r => new { r.Site, r.Waiting });
        row.Property(r => r.RaisedBy).NamesAPerson();
        row.Property(r => r.ReleasedBy).NamesAPerson();
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var exceptions = tables.Of<ExceptionRow>();
        switch (fact.Event)
        {
            case ExceptionRaised e:
                exceptions.Put(new ExceptionRow
                {
                    Site = fact.Site!,
                    Job = e.Job.Value,
                    Number = e.Number,
                    Step = e.Step.Length == 0 ? null : e.Step,
                    Kind = e.Kind,
                    Detail = e.Detail,
                    Told = e.Told is null ? null : JsonSerializer.Serialize(e.Told, WorkJson.Default.Saying),
                    Reason = e.Reason,
                    RaisedBy = fact.Entry.Actor,
                    RaisedAt = fact.At,
                    Waiting = e.ReleasedBy is { Count: > 0 },
                });
                break;
            case ExceptionReleased e:
                var row = await exceptions.Find(fact.Site!, e.Job.Value, e.Number)
                    ?? throw new InvalidOperationException($"Exception {e.Number} of job {e.Job} was never raised (entry {fact.Entry.Position}).");
                (row.Waiting, row.ReleasedBy, row.ReleasedAt, row.ReleaseReason) = (false, e.Signature?.Signer ?? fact.Entry.Actor, fact.At, e.Reason);
                exceptions.Put(row);
                break;
        }
    }

    public static void List(Queries queries) =>
        queries.Add("/sites/{site}/exceptions", "What was not as a master asks; only what waits to be released, where waiting is true.", Rights.Everyone, Of);

    private static async Task<Ok<List<ExceptionRow>>> Of(string site, bool? waiting, ViewsDb views, CancellationToken stop)
    {
        var rows = views.Set<ExceptionRow>().AsNoTracking().Where(row => row.Site == site);
        if (waiting is not null)
            rows = rows.Where(row => row.Waiting == waiting);
        return TypedResults.Ok(await rows.OrderByDescending(row => row.RaisedAt).Take(1_000).ToListAsync(stop));
    }
}

/// <summary>An exception as lists show it.</summary>
public sealed class ExceptionRow
{
    public required string Site { get; init; }
    public required string Job { get; init; }
    public required int Number { get; init; }

    /// <summary>Null where it is about the whole job.</summary>
    public string? Step { get; init; }

    public required ExceptionKind Kind { get; init; }

    /// <summary>In English.</summary>
    public required string Detail { get; init; }

    /// <summary>The same by its code and values, as JSON; null in what was raised before it was kept.</summary>
    public string? Told { get; init; }

    public required string Reason { get; init; }
    public required string RaisedBy { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>Work waits until somebody releases it.</summary>
    public required bool Waiting { get; set; }

    public string? ReleasedBy { get; set; }
    public DateTimeOffset? ReleasedAt { get; set; }
    public string? ReleaseReason { get; set; }
}
