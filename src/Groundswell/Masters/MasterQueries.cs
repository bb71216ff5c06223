using System.Text;
using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters;

/// <summary>A version as lists show it: all but its content.</summary>
/// <param name="Site">The code of the site whose variant it is; null: it is of the core.</param>
/// <param name="Core">The core version that the variant was last brought in line with.</param>
/// <param name="Why">Why the site has adapted the core.</param>
public sealed record VersionSummary(
    string Version, int Number, VersionStatus Status, int Revision, string? BasedOn, DateTimeOffset OpenedAt, DateTimeOffset? SentToReviewAt,
    DateTimeOffset? ApprovedAt, string? ApprovedBy, string? ContentHash, string? Site = null, string? Core = null, string? Why = null);

/// <summary>A work master with its versions.</summary>
public sealed record WorkMasterWhole(WorkMasterRow WorkMaster, IReadOnlyList<VersionSummary> Versions);

/// <summary>A version with its content.</summary>
public sealed record VersionWhole(string WorkMaster, VersionSummary Summary, string? Evidence, WorkMasterContent Content);

/// <summary>What the API answers about masters.</summary>
internal static class MasterQueries
{
    private const int MostAtOnce = 1000;

    /// <summary>GET /masters: by id, at most <paramref name="take"/> after <paramref name="after"/>.</summary>
    public static async Task<Ok<List<WorkMasterRow>>> All(
        ViewsDb views, CancellationToken stop, string? material = null, string? @class = null, string? after = null, int take = MostAtOnce)
    {
        var masters = views.Set<WorkMasterRow>().AsNoTracking();
        if (material is not null)
            masters = masters.Where(row => row.Material == material);
        if (@class is not null)
            masters = masters.Where(row => row.Class == @class);
        if (after is not null)
            masters = masters.Where(row => row.Id.CompareTo(after) > 0);
        return TypedResults.Ok(await masters.OrderBy(row => row.Id).Take(Math.Clamp(take, 1, MostAtOnce)).ToListAsync(stop));
    }

    /// <summary>GET /masters/{master}</summary>
    public static async Task<Results<Ok<WorkMasterWhole>, NotFound>> One(string master, ViewsDb views, CancellationToken stop)
    {
        if (await views.Set<WorkMasterRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == master, stop) is not { } found)
            return TypedResults.NotFound();
        return TypedResults.Ok(new WorkMasterWhole(found, await VersionsOf(master, views, stop)));
    }

    /// <summary>A master's versions by number, without what they say.</summary>
    internal static Task<List<VersionSummary>> VersionsOf(string master, ViewsDb views, CancellationToken stop) =>
        views.Set<WorkMasterVersionRow>().AsNoTracking().Where(row => row.WorkMaster == master).OrderBy(row => row.Number)
            .Select(row => new VersionSummary(
                row.Version, row.Number, row.Status, row.Revision, row.BasedOn, row.OpenedAt, row.SentToReviewAt, row.ApprovedAt, row.ApprovedBy,
                row.ContentHash, row.Site, row.Core, row.Why))
            .ToListAsync(stop);

    /// <summary>GET /masters/{master}/versions/{number}</summary>
    public static async Task<Results<Ok<VersionWhole>, NotFound>> Whole(string master, int number, ViewsDb views, CancellationToken stop)
    {
        if (await Find(master, number, views, stop) is not { } row)
            return TypedResults.NotFound();
        var summary = new VersionSummary(
            row.Version, row.Number, row.Status, row.Revision, row.BasedOn, row.OpenedAt, row.SentToReviewAt, row.ApprovedAt, row.ApprovedBy, row.ContentHash,
            row.Site, row.Core, row.Why);
        return TypedResults.Ok(new VersionWhole(row.WorkMaster, summary, row.Evidence, ContentText.Read(row.Content)));
    }

    /// <summary>GET /masters/{master}/versions/{number}/content: the bytes that are hashed and signed.</summary>
    public static async Task<Results<FileContentHttpResult, NotFound>> Text(string master, int number, ViewsDb views, CancellationToken stop) =>
        await Find(master, number, views, stop) is { } row
            ? TypedResults.File(Encoding.UTF8.GetBytes(row.Content), "application/json")
            : TypedResults.NotFound();

    /// <summary>GET /masters/{master}/difference?from=1&amp;to=2</summary>
    public static async Task<Results<Ok<VersionDifference>, NotFound>> Difference(string master, int from, int to, ViewsDb views, CancellationToken stop) =>
        await Find(master, from, views, stop) is { } before && await Find(master, to, views, stop) is { } after
            ? TypedResults.Ok(DifferenceOf.Contents(ContentText.Read(before.Content), ContentText.Read(after.Content)))
            : TypedResults.NotFound();

    private static Task<WorkMasterVersionRow?> Find(string master, int number, ViewsDb views, CancellationToken stop)
    {
        var version = new Id<WorkMaster>(master).Version(number).Value;
        return views.Set<WorkMasterVersionRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Version == version, stop);
    }
}
