using Groundswell.Identifying;

namespace Groundswell.Serving;

/// <summary>Every question as an HTTP call: GET below /api, denied unless the asker's grants at the site allow it (<see cref="EndpointRights"/>).</summary>
public static class QueryApi
{
    public static void Map(IEndpointRouteBuilder api, Queries queries)
    {
        foreach (var question in queries.All)
        {
            var asked = api.MapGet(question.Path, question.Handler)
                .WithSummary(question.Summary)
                .WithMetadata(question.Rights)
                .ProducesProblem(StatusCodes.Status401Unauthorized)
                .ProducesProblem(StatusCodes.Status403Forbidden);
            if (question.AlsoOfStations)
                asked.AlsoToStations();
        }
    }
}
