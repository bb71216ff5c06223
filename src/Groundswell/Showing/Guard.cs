using Microsoft.AspNetCore.Antiforgery;

namespace Groundswell.Showing;

/// <summary>Keeps other sites' forms out.</summary>
public static class Guard
{
    /// <summary>Asks of every write to these pages that it carries our own form's token.</summary>
    public static RouteGroupBuilder GuardWrites(this RouteGroupBuilder pages) => pages.WithMetadata(new RequireAntiforgeryTokenAttribute());

    /// <summary>Refuses what does not carry it, before anything of the form is read.</summary>
    /// <remarks>The framework only marks a bad token, and lets whoever then reads the form fail.</remarks>
    public static IApplicationBuilder UseWriteGuard(this IApplicationBuilder app) => app.UseAntiforgery().Use(async (http, next) =>
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        else
            await next(http);
    });
}
