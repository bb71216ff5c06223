using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Groundswell.Projecting;

/// <summary>What the API says of the views themselves.</summary>
public static class ViewsQueries
{
    public static void List(Queries queries) =>
        queries.Add("/views", "How far the views are behind the record.", Rights.Everyone, State);

    /// <summary>GET /views</summary>
    public static async Task<Ok<ViewsState>> State(Projector projector, Journal journal, CancellationToken stop)
    {
        var sizes = await journal.Logs(stop);
        var positions = projector.Positions;
        return TypedResults.Ok(new ViewsState(
            projector.Status, [.. sizes.Select(log => new LogState(log.Log, positions.GetValueOrDefault(log.Log), log.Size))]));
    }
}

/// <param name="Status">What the node that answers is doing.</param>
public sealed record ViewsState(ViewsStatus Status, IReadOnlyList<LogState> Logs);

/// <param name="InViews">Up to this position the views have it.</param>
/// <param name="InRecord">Up to this position the record has it.</param>
public sealed record LogState(string Log, long InViews, long InRecord);
