using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Identifying.SigningIn;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Demonstration;

/// <summary>
/// Where there is a demonstration, and nowhere else: anybody may be anybody, and stand at any terminal; their browser becomes its device, and the plant's
/// people leave it to them.
/// </summary>
internal static class DemoPages
{
    private const string Floor = "/floor";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/demo/terminal", Stand).ForAll();
        pages.MapPost("/demo/sign-in", Be).ForAll();
    }

    private static async Task<IResult> Stand([FromForm] string terminal, HttpContext http, StationDevices devices, TimeProvider time)
    {
        if (terminal.Split('/') is not [var site, var station])
            return Page.NothingHere();
        var (_, token, refusal) = await devices.Make(site, station, Caller.System("demonstration"), http.RequestAborted);
        if (refusal is not null)
            return Page.NothingHere();
        StationApi.Remember(http, token, time);
        return Page.GoTo(Floor);
    }

    /// <summary>The form goes on to the sign-in as it is. Who came to look keeps their own language, whatever those they look as read.</summary>
    private static IResult Be([FromForm] string language, HttpContext http)
    {
        SignInPages.Remember(http, language);
        return Results.Redirect("/sign-in", preserveMethod: true);
    }
}
