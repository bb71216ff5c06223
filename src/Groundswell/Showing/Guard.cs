using Microsoft.AspNetCore.Antiforgery;

namespace Groundswell.Showing;

/// <summary>Keeps other sites' forms out.</summary>
public static class Guard
{
    /// <summary>Refuses every write to these pages that does not carry our own form's token.</summary>
    /// <remarks>The framework only marks a bad token; it refuses by itself only where a form field is bound.</remarks>
    public static RouteGroupBuilder GuardWrites(this RouteGroupBuilder pages)
    {
        pages.WithMetadata(new RequireAntiforgeryTokenAttribute());
        return pages.AddEndpointFilter(async (call, next) =>
            call.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
                ? Results.BadRequest()
                : await next(call));
    }
}
