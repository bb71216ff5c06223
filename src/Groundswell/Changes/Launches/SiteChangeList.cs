using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Launches;

/// <summary>How far each change has come at each site: the cells of the programme.</summary>
public sealed class SiteChangeList : IProjection
{
    private const int Most = 40_000;

    public string Name => "site-changes";

    public int Version => 3;

    public void Shape(ModelBuilder tables) => tables.Entity<SiteChangeRow>(row =>
    {
        row.ToTable("site_change").HasKey(r => new { r.Site, r.Change });
        row.HasIndex(r => r.Change);
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case ChangeBroughtIn e:
                tables.Of<SiteChangeRow>().Put(new SiteChangeRow
                {
                    Site = fact.Site!,
                    Change = e.Change.Value,
                    Way = e.Way,
                    Status = SiteChangeStatus.BroughtIn,
                    BroughtInAt = fact.At,
                    Since = fact.At,
                });
                break;
            case SiteReachSaid e:
                await Change(e.Change, row => (row.ReachSaidAt, row.AffectedFoundAt) = (fact.Entry.RecordedAt, null));
                break;
            case AffectedFound e:
                await Change(e.Change, row => row.AffectedFoundAt = fact.Entry.RecordedAt);
                break;
            case LaunchAsked e:
                await Turn(e.Change, SiteChangeStatus.Asked, row => (row.LaunchedAt, row.UseShare, row.UseFallen, row.UseLookedAt) = (null, null, null, null));
                break;
            case StepLaunched e:
                await Turn(e.Change, SiteChangeStatus.Launched, row =>
                {
                    row.LaunchedAt ??= fact.Entry.RecordedAt;
                    row.GuardedSince ??= fact.Entry.RecordedAt;
                });
                break;
            case LaunchPaused e:
                await Turn(e.Change, SiteChangeStatus.Paused, row =>
                    (row.Why, row.Guard, row.GuardWas, row.GuardIs, row.GuardedSince) = (e.Reason, e.Guard, e.Was, e.Is, null));
                break;
            case LaunchResumed e:
                await Turn(e.Change, SiteChangeStatus.Launched, row =>
                    (row.Why, row.Guard, row.GuardWas, row.GuardIs, row.GuardedSince) = (null, null, null, null, fact.Entry.RecordedAt));
                break;
            case LaunchWithdrawn e:
                await Turn(e.Change, SiteChangeStatus.Withdrawn, row => (row.Why, row.GraceUntil, row.GuardedSince) = (e.Reason, null, null));
                break;
            case LaunchFellBack e:
                await Turn(e.Change, SiteChangeStatus.FellBack, row => (row.GraceUntil, row.GuardedSince) = (null, null));
                break;
            case GraceBegan e:
                await Change(e.Change, row => row.GraceUntil = e.Until);
                break;
            case GraceEnded e:
                await Change(e.Change, row => row.GraceUntil = null);
                break;
            case UseLookedAt e:
                await Change(e.Change, row => (row.UseShare, row.UseFallen, row.UseLookedAt) = (e.Share, e.Fallen, fact.Entry.RecordedAt));
                break;
            case UseNotTold e:
                await Change(e.Change, row => row.UseLookedAt = fact.Entry.RecordedAt);
                break;
        }

        ValueTask Turn(Id<Change> change, SiteChangeStatus status, Action<SiteChangeRow>? also = null) => Change(change, row =>
        {
            (row.Status, row.Since) = (status, fact.At);
            also?.Invoke(row);
        });

        ValueTask Change(Id<Change> change, Action<SiteChangeRow> to) => tables.Of<SiteChangeRow>().Change(fact, to, fact.Site!, change.Value);
    }

    public static void List(Queries queries) => queries.Add(
        "/changes/{change}/sites", "How far a change has come at each site.", Rights.Everyone,
        async Task<Ok<List<SiteChangeRow>>> (string change, ViewsDb views, CancellationToken stop) => TypedResults.Ok(
            await views.Set<SiteChangeRow>().AsNoTracking().Where(row => row.Change == change).OrderBy(row => row.Site).Take(Most).ToListAsync(stop)));
}

/// <summary>A change at a site.</summary>
public sealed class SiteChangeRow
{
    public required string Site { get; init; }
    public required string Change { get; init; }
    public required BroughtInBy Way { get; init; }
    public required SiteChangeStatus Status { get; set; }
    public required DateTimeOffset BroughtInAt { get; init; }

    /// <summary>Since when it stands so.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>When it was said last where it touches work.</summary>
    public DateTimeOffset? ReachSaidAt { get; set; }

    /// <summary>When the record was asked last who works there; null where it was not since that was said.</summary>
    public DateTimeOffset? AffectedFoundAt { get; set; }

    public DateTimeOffset? LaunchedAt { get; set; }
    public DateTimeOffset? GraceUntil { get; set; }

    /// <summary>Why it is paused or withdrawn.</summary>
    public string? Why { get; set; }

    /// <summary>What was worse than before and paused it; null where a person did, or it is not paused.</summary>
    public LaunchGuard? Guard { get; set; }

    public decimal? GuardWas { get; set; }
    public decimal? GuardIs { get; set; }

    /// <summary>From when on it is compared with before: when it began, or last went on. Null while it does not run.</summary>
    public DateTimeOffset? GuardedSince { get; set; }

    /// <summary>The share of work on it, six weeks after the launch; null before, and where fewer than five people work by it.</summary>
    public decimal? UseShare { get; set; }

    /// <summary>It was less than the policy asks for.</summary>
    public bool? UseFallen { get; set; }

    public DateTimeOffset? UseLookedAt { get; set; }
}
