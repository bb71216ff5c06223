using Groundswell.Deciding;
using Groundswell.Serving;

namespace Groundswell.Identifying;

/// <summary>Marks an endpoint that anybody may call: signing in, and what is needed before.</summary>
public sealed class OpenToAll;

/// <summary>Marks an endpoint that everybody who is signed in may call, about themselves.</summary>
public sealed class ForOneself;

/// <summary>Marks an endpoint whose rights have to be held for all sites, not at some site.</summary>
public sealed class AtAllSites;

/// <summary>Who may call which endpoint, as it declares beside itself. Below /api, what declares nothing is denied.</summary>
internal sealed class EndpointRights(RequestDelegate next, Problems problems)
{
    public Task InvokeAsync(HttpContext http) => http.GetEndpoint() is { } endpoint && Refuses(http, endpoint) is { } refusal
        ? refusal.ExecuteAsync(http)
        : next(http);

    private IResult? Refuses(HttpContext http, Endpoint endpoint)
    {
        var declared = endpoint.Metadata;
        // An act's rights are asked by the door, which knows the command's site.
        if (declared.GetMetadata<OpenToAll>() is not null || declared.GetMetadata<Act>() is not null)
            return null;
        var rights = declared.GetMetadata<Rights>();
        if (rights is null && declared.GetMetadata<ForOneself>() is null)
            return http.Request.Path.StartsWithSegments("/api") ? problems.Of(new NotAllowed(http.Request.Path, null)) : null;
        if (http.Caller() is not { } caller)
            return problems.NotSignedIn(http);
        if (rights is null)
            return null;

        var site = http.GetRouteValue("site") as string;
        var allowed = site is not null || declared.GetMetadata<AtAllSites>() is not null
            ? rights.Allow(caller.Grants, site)
            : caller.Grants.Any(grant => rights.Allow([grant with { Site = null }], null));
        return allowed ? null : problems.Of(new NotAllowed(http.Request.Path, site));
    }
}

/// <summary>How an endpoint that is neither an act nor a question of a room declares who may call it.</summary>
internal static class DeclaredRights
{
    public static RouteHandlerBuilder ForAll(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new OpenToAll());

    public static RouteHandlerBuilder ForWhoIsSignedIn(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new ForOneself())
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    /// <summary>A path with <c>{site}</c> in it is about that site; another is about what all sites share.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, Rights rights) => endpoint
        .WithMetadata(rights, new AtAllSites())
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden);
}
