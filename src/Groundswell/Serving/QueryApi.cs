using Groundswell.Identifying;

namespace Groundswell.Serving;

/// <summary>Every question as an HTTP call: GET below /api, denied unless the asker's grants at the site allow it (<see cref="EndpointRights"/>).</summary>
/// <remarks>How a request is bound to what a question asks for is worked out when somebody first asks it: for all of them it would take a good part of a start.</remarks>
public static class QueryApi
{
    public static void Map(IEndpointRouteBuilder api, Queries queries)
    {
        foreach (var question in queries.All)
        {
            RouteEndpointBuilder? made = null;
            var answer = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(question.Handler, Binding(made!)).RequestDelegate);
            var asked = api.MapGet(question.Path, http => answer.Value(http));
            asked.Add(endpoint =>
            {
                made = (RouteEndpointBuilder)endpoint;
                endpoint.Metadata.Add(question.Handler.Method);
                RequestDelegateFactory.InferMetadata(question.Handler.Method, Binding(made, endpoint));
            });
            asked.WithSummary(question.Summary)
                .WithMetadata(question.Rights)
                .ProducesProblem(StatusCodes.Status401Unauthorized)
                .ProducesProblem(StatusCodes.Status403Forbidden);
            if (question.AlsoOfStations)
                asked.AlsoToStations();
        }
    }

    private static RequestDelegateFactoryOptions Binding(RouteEndpointBuilder made, EndpointBuilder? told = null) => new()
    {
        ServiceProvider = made.ApplicationServices,
        RouteParameterNames = made.RoutePattern.Parameters.Select(parameter => parameter.Name),
        DisableInferBodyFromParameters = true,
        EndpointBuilder = told,
    };
}
