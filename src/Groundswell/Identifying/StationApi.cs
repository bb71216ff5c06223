using Groundswell.Deciding;
using Groundswell.Serving;

namespace Groundswell.Identifying;

public sealed record BadgeIn(string Badge, string Pin);

/// <summary>Set another PIN, knowing the one before.</summary>
public sealed record ChangePin(string Badge, string Pin, string NewPin);

/// <param name="Code">Told once.</param>
public sealed record StationCodeIssued(string Station, string Code, DateTimeOffset ExpiresAt);

public sealed record StationCode(string Code);

/// <summary>Someone badged in at a station.</summary>
/// <param name="Session">What <c>X-Acting</c> names when they act.</param>
public sealed record BadgedIn(string Session, string Person, string? PrintedName, DateTimeOffset Since, bool Locked);

/// <summary>A station and who is badged in at it.</summary>
/// <param name="TimeZone">The site's clock; null where the device has only just become the station's.</param>
/// <param name="Trial">Whom one can be here, in a demonstration.</param>
public sealed record StationShown(string Site, string Station, IReadOnlyList<BadgedIn> People, string? TimeZone = null, TrialBadges? Trial = null);

/// <summary>Stations that several people work at: enrolling the device, badging in and out.</summary>
public static class StationApi
{
    /// <summary>A device is replaced sooner.</summary>
    private static readonly TimeSpan DeviceCookieFor = TimeSpan.FromDays(400);

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Stations");
        group.MapPost("/sites/{site}/stations/{station}/device", Enroll).For(Rights.Of(Role.Administrator, Role.Engineer))
            .WithSummary("Let this device stand for the station from now on.");
        group.MapPost("/sites/{site}/stations/{station}/code", IssueCode).For(Rights.Of(Role.Administrator, Role.Engineer))
            .WithSummary("Give out a code with which a device becomes the station's, once and within the hour.");
        group.MapPost("/station/device", ByCode).ForAll().RequireRateLimiting(SignInApi.Limit).WithSummary("Let this device stand for the station that the code was made for.");
        group.MapGet("/station", Show).ForAll().WithMetadata(new Passive()).WithSummary("This device's station, and who is badged in.");
        group.MapPost("/station/badge-in", In).ForAll().RequireRateLimiting(SignInApi.Limit).WithSummary("Badge in by badge and PIN.");
        group.MapPost("/station/badge-out", Out).ForAll().WithSummary("Badge out: whom X-Acting names.");
        group.MapPost("/station/pin", Change).ForAll().RequireRateLimiting(SignInApi.Limit).WithSummary("Set another PIN.");
    }

    private static async Task<IResult> Enroll(string site, string station, HttpContext http, StationDevices devices, TimeProvider time, Problems problems)
    {
        var (device, token, refusal) = await devices.Make(site, station, http.Caller()!, http.RequestAborted);
        if (refusal is not null)
            return problems.Of(refusal);
        Remember(http, token, time);
        return Results.Ok(new StationShown(device!.Site, device.Station, []));
    }

    private static async Task<IResult> IssueCode(string site, string station, StationCodes codes, HttpContext http, Problems problems)
    {
        var (code, expires, refusal) = await codes.Issue(site.ToUpperInvariant(), station, http.Caller()!, http.RequestAborted);
        return refusal is null ? Results.Ok(new StationCodeIssued(station, code!, expires)) : problems.Of(refusal);
    }

    private static async Task<IResult> ByCode(StationCode asked, StationCodes codes, HttpContext http, TimeProvider time, Problems problems)
    {
        var (device, token, refusal) = await codes.Use(asked.Code, http.RequestAborted);
        if (refusal is not null)
            return problems.Of(refusal);
        Remember(http, token, time);
        return Results.Ok(new StationShown(device!.Site, device.Station, []));
    }

    /// <summary>The browser that asks is the station's device from now on.</summary>
    internal static void Remember(HttpContext http, Token token, TimeProvider time) =>
        http.Response.Cookies.Append(SignedIn.StationCookie, token.ToString(), SignInApi.CookieFor(http, time.GetUtcNow() + DeviceCookieFor));

    private static async Task<IResult> Show(HttpContext http, Sessions sessions, Names names, ISites sites, Problems problems)
    {
        if (DeviceOf(http) is not { } device)
            return problems.Of(new NotAtStation());
        var open = (await sessions.OpenOnes(null, device.Id, http.RequestAborted)).Where(row => row.Kind == SessionKind.Badge).ToList();
        var people = new List<BadgedIn>();
        foreach (var row in open)
        {
            // As the session would be answered now: an account locked meanwhile is badged in no longer.
            if (await sessions.AdmitAt(device, row.Id, passive: true, http.RequestAborted) is { Refusal: null or SessionLocked } admission)
                people.Add(new BadgedIn(row.Id, row.Person, await names.Of(row.Person, http.RequestAborted), row.CreatedAt, admission.Refusal is not null));
        }

        return Results.Ok(new StationShown(
            device.Site, device.Station, people, (await sites.Find(device.Site, http.RequestAborted))?.TimeZone,
            http.RequestServices.GetService<ITrialPeople>()?.At(device.Site, device.Station)));
    }

    private static async Task<IResult> In(BadgeIn asked, HttpContext http, Badges badges, Sessions sessions, Problems problems)
    {
        var stop = http.RequestAborted;
        if (DeviceOf(http) is not { } device)
            return problems.Of(new NotAtStation());
        var proof = await badges.Prove(asked.Badge, asked.Pin, stop);
        if (proof.Refusal is { } refusal)
            return problems.Of(refusal);
        // Badged in twice is badged in once, anew.
        foreach (var before in (await sessions.OpenOnes(proof.Person, device.Id, stop)).Where(row => row.Kind == SessionKind.Badge))
            await sessions.End(before.Id, stop);
        var (session, _) = await sessions.Open(proof.Person!, SessionKind.Badge, device, stop);
        return Results.Ok(await SessionApi.Show(http, session) with { ActKey = Convert.ToBase64String(session.Row.ActKey!) });
    }

    private static async Task<IResult> Out(HttpContext http, Sessions sessions, Problems problems)
    {
        if (http.Features.Get<Shown>() is not { Session: { Kind: SessionKind.Badge } session, Refusal: null or SessionLocked })
            return problems.NotSignedIn(http);
        await sessions.End(session.Id, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> Change(ChangePin asked, HttpContext http, Badges badges, Problems problems)
    {
        if (DeviceOf(http) is null)
            return problems.Of(new NotAtStation());
        return await badges.Change(asked.Badge, asked.Pin, asked.NewPin, http.RequestAborted) is { } refusal
            ? problems.Of(refusal)
            : Results.NoContent();
    }

    private static StationDevice? DeviceOf(HttpContext http) => http.Features.Get<Shown>()?.Device;
}
