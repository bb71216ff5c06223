using Groundswell.Deciding;

namespace Groundswell.Serving;

/// <summary>Every question as an HTTP call: GET below /api, denied unless the asker's grants at the site allow it.</summary>
public static class QueryApi
{
    public static void Map(IEndpointRouteBuilder api, Queries queries)
    {
        foreach (var question in queries.All)
        {
            api.MapGet(question.Path, question.Handler)
                .WithSummary(question.Summary)
                .WithMetadata(question.Rights)
                .ProducesProblem(StatusCodes.Status401Unauthorized)
                .ProducesProblem(StatusCodes.Status403Forbidden)
                .AddEndpointFilter((call, next) => Ask(question, call, next));
        }
    }

    private static async ValueTask<object?> Ask(Question question, EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        var problems = http.RequestServices.GetRequiredService<Problems>();
        if (http.Caller() is not { } caller)
            return problems.NotSignedIn(http);

        var site = http.GetRouteValue("site") as string;
        var allowed = question.Path.Contains("{site}", StringComparison.Ordinal)
            ? question.Rights.Allow(caller.Grants, site)
            : caller.Grants.Any(grant => question.Rights.Allow([grant with { Site = null }], null));
        return allowed ? await next(call) : problems.Of(new NotAllowed(question.Path, site));
    }
}
