using System.Net;
using Groundswell.Deciding;
using Groundswell.Identifying;

namespace Groundswell.Serving;

/// <summary>GET /metrics, for Prometheus and what reads like it.</summary>
internal static class MetricsApi
{
    private static readonly Rights Reading = Rights.Of(Role.Administrator, Role.Integration);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/metrics", Text).ForAll().ExcludeFromDescription();

    private static IResult Text(HttpContext http, MeterReadings readings, Problems problems)
    {
        if (!IsLocal(http) && http.Caller()?.Grants.Any(grant => Reading.Roles.Contains(grant.Role)) != true)
            return http.Caller() is null ? problems.NotSignedIn(http) : problems.Of(new NotAllowed("/metrics", null));
        return Results.Text(readings.Text(), "text/plain; version=0.0.4; charset=utf-8");
    }

    /// <summary>From this very machine, and not handed on by a proxy that answers others.</summary>
    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");
}
