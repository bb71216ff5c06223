using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Serving;

namespace Groundswell.Showing;

/// <summary>Marks an endpoint that answers a person's browser, not a program.</summary>
public sealed class IsPage;

/// <summary>What a person sees who may not open a page: where to sign in, or that this is not for them.</summary>
internal static class PageRefusals
{
    public static IResult Of(HttpContext http, Refusal? refusal)
    {
        if (refusal is NotAllowed)
            return new Looked(Page.NotAllowed());
        var way = http.WhyNobody() is SessionLocked ? "/unlock" : "/sign-in";
        // A form that was sent is not sent again by itself: whoever signs in may be another person.
        var path = HttpMethods.IsGet(http.Request.Method) && http.Request.Path != "/"
            ? $"{way}?then={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}"
            : way;
        if (!http.Request.Headers.ContainsKey("HX-Request"))
            return Page.GoTo(path);
        // htmx would take the sign-in page into a part of this one.
        http.Response.Headers["HX-Redirect"] = path;
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    private sealed class Looked(IResult page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await httpContext.RequestServices.GetRequiredService<Viewer>().Look(httpContext);
            await page.ExecuteAsync(httpContext);
        }
    }
}
