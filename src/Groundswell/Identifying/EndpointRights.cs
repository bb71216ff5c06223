using Groundswell.Deciding;
using Groundswell.Serving;
using Groundswell.Showing;

namespace Groundswell.Identifying;

/// <summary>Marks an endpoint that anybody may call: signing in, and what is needed before.</summary>
public sealed class OpenToAll;

/// <summary>Marks an endpoint that everybody who is signed in may call, about themselves.</summary>
public sealed class ForOneself;

/// <summary>Marks an endpoint whose rights have to be held for all sites, not at some site.</summary>
public sealed class AtAllSites;

/// <summary>Marks an endpoint that also answers a site's enrolled stations with nobody badged in: a board on a wall, a terminal that waits.</summary>
public sealed class OpenToStations;

/// <summary>Who may call which endpoint, as it declares beside itself. Below /api, and of pages, what declares nothing is denied.</summary>
internal sealed class EndpointRights(RequestDelegate next, Problems problems)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not { } endpoint || Refuses(http, endpoint) is not { } refused)
            return next(http);
        var answer = endpoint.Metadata.GetMetadata<IsPage>() is not null ? PageRefusals.Of(http, refused.Why)
            : refused.Why is { } refusal ? problems.Of(refusal)
            : problems.NotSignedIn(http);
        return answer.ExecuteAsync(http);
    }

    /// <summary>Whether rights declared by an endpoint are among someone's grants.</summary>
    /// <param name="site">The site in its path; null where there is none.</param>
    public static bool Allow(EndpointMetadataCollection declared, Rights rights, Caller caller, string? site) =>
        site is not null || declared.GetMetadata<AtAllSites>() is not null
            ? rights.Allow(caller.Grants, site)
            : caller.Grants.Any(grant => rights.Allow([grant with { Site = null }], null));

    private static Refused? Refuses(HttpContext http, Endpoint endpoint)
    {
        var declared = endpoint.Metadata;
        // An act's rights are asked by the door, which knows the command's site.
        if (declared.GetMetadata<OpenToAll>() is not null || declared.GetMetadata<Act>() is not null)
            return null;
        var rights = declared.GetMetadata<Rights>();
        if (rights is null && declared.GetMetadata<ForOneself>() is null)
        {
            return http.Request.Path.StartsWithSegments("/api") || declared.GetMetadata<IsPage>() is not null
                ? new Refused(new NotAllowed(http.Request.Path, null))
                : null;
        }

        var site = http.GetRouteValue("site") as string;
        if (declared.GetMetadata<OpenToStations>() is not null
            && http.Features.Get<Shown>()?.Device is { } device && string.Equals(device.Site, site, StringComparison.OrdinalIgnoreCase))
            return null;
        if (http.Caller() is not { } caller)
            return new Refused(null);
        return rights is null || Allow(declared, rights, caller, site) ? null : new Refused(new NotAllowed(http.Request.Path, site));
    }

    /// <param name="Why">Null: nobody is signed in.</param>
    private sealed record Refused(Refusal? Why);
}

/// <summary>How an endpoint that is neither an act nor a question of a room declares who may call it.</summary>
public static class DeclaredRights
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

    /// <summary>Whoever has one of these rights at the site in the path; at any site, where the path has none.</summary>
    public static RouteHandlerBuilder OpenTo(this RouteHandlerBuilder endpoint, Rights rights) => endpoint.WithMetadata(rights);

    /// <summary>The same, and a station of that site with nobody badged in.</summary>
    public static TEndpoint AlsoToStations<TEndpoint>(this TEndpoint endpoint)
        where TEndpoint : IEndpointConventionBuilder => endpoint.WithMetadata(new OpenToStations());
}
