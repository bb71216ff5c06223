using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Serving;
using Groundswell.Work.SetAside;

namespace Groundswell.Delivering;

/// <summary>The server's time.</summary>
public sealed record StationContacted(DateTimeOffset Now);

public sealed record SettleLate(string Reason);

/// <summary>Stations that were on their own: their clocks, what they kept, and settling what was refused of it.</summary>
public static class LateActApi
{
    private const int LongestBody = 512 * 1024;

    public static void MapDelivering(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Stations");
        group.MapPost("/station/contact", Contact).ForAll().WithMetadata(new Passive())
            .WithSummary("The server's time.");
        group.MapPost("/station/late/{act}", Take).ForAll().RequireRateLimiting(RateLimits.LateActs).WithMetadata(new Passive(), new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LongestBody))
            .WithSummary("Hand in an act that the station could not send when it was done. The receipt says that it is recorded or set aside.");
        group.MapPost("/sites/{site}/set-aside/{setAside}/enter", Settle).For(SetAsideActs.Settling)
            .WithSummary("Enter an act set aside as a late entry of who did it, with the reason.");
    }

    /// <summary>The station's own clock is measured with this call as with every other: by the time that its header tells.</summary>
    private static IResult Contact(HttpContext http, TimeProvider time, Problems problems) =>
        DeviceOf(http) is null ? problems.Of(new NotAtStation()) : Results.Ok(new StationContacted(time.GetUtcNow()));

    private static async Task<IResult> Take(string act, LateAct late, HttpContext http, LateActs acts, Problems problems)
    {
        if (DeviceOf(http) is not { } station)
            return problems.Of(new NotAtStation());
        var (receipt, refusal) = await acts.Take(act, late, station, http.RequestAborted);
        return refusal is null ? Results.Ok(receipt) : problems.Of(refusal);
    }

    private static async Task<IResult> Settle(string site, string setAside, SettleLate asked, HttpContext http, LateActs acts, Problems problems)
    {
        if (!Id<SetAsideAct>.TryParse(setAside, null, out var id))
            return problems.Of(new SetAsideUnknown(new Id<SetAsideAct>(setAside)));
        return await acts.Settle(site, id, asked.Reason, http.Caller()!, http.RequestAborted) is { } refusal ? problems.Of(refusal) : Results.NoContent();
    }

    private static StationDevice? DeviceOf(HttpContext http) => http.Features.Get<Shown>()?.Device;
}
