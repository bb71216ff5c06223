using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Demonstration;

/// <summary>Where there is a demonstration, and nowhere else: anybody may stand at any terminal; their browser becomes its device, and the plant's people leave it to them.</summary>
internal static class DemoPages
{
    private const string Floor = "/floor";

    public static void Map(IEndpointRouteBuilder pages) => pages.MapPost("/demo/terminal", Stand).ForAll();

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
}
