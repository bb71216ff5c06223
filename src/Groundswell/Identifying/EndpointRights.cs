using Groundswell.Deciding;
using Groundswell.Serving;

namespace Groundswell.Identifying;

/// <summary>Marks an endpoint that anybody may call: signing in, and what is needed before.</summary>
public sealed class OpenToAll;

/// <summary>Marks an endpoint that everybody who is signed in may call, about themselves.</summary>
public sealed class ForOneself;

/// <summary>Who may call an endpoint that is neither an act nor a question of a room.</summary>
internal static class EndpointRights
{
    public static RouteHandlerBuilder ForAll(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new OpenToAll());

    public static RouteHandlerBuilder ForWhoIsSignedIn(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new ForOneself())
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .AddEndpointFilter((call, next) => call.HttpContext.Caller() is null
            ? ValueTask.FromResult<object?>(ProblemsOf(call).NotSignedIn(call.HttpContext))
            : next(call));

    /// <summary>A path with <c>{site}</c> in it is about that site.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, Rights rights) => endpoint
        .WithMetadata(rights)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .AddEndpointFilter((call, next) =>
        {
            var http = call.HttpContext;
            var site = http.GetRouteValue("site") as string;
            if (http.Caller() is not { } caller)
                return ValueTask.FromResult<object?>(ProblemsOf(call).NotSignedIn(http));
            return rights.Allow(caller.Grants, site)
                ? next(call)
                : ValueTask.FromResult<object?>(ProblemsOf(call).Of(new NotAllowed(http.Request.Path, site)));
        });

    private static Problems ProblemsOf(EndpointFilterInvocationContext call) => call.HttpContext.RequestServices.GetRequiredService<Problems>();
}
