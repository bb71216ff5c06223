using Groundswell.Deciding;
using Groundswell.Serving;

namespace Groundswell.Identifying;

/// <summary>What a request shows of who it is from.</summary>
/// <param name="Device">The enrolled station it comes from.</param>
/// <param name="Session">The session it names, also where that is locked.</param>
/// <param name="Refusal">Why nobody is signed in, where something was shown.</param>
public sealed record Shown(StationDevice? Device, LiveSession? Session, Refusal? Refusal);

/// <summary>Marks an endpoint whose calls are not a use of the session: news that wait for hours, a clock that asks each minute.</summary>
public sealed class Passive
{
    /// <summary>The same, said by the caller.</summary>
    public const string Header = "Groundswell-Passive";
}

/// <summary>Finds out whom a request is from: a machine by its key, a person by their session, or one of those badged in at a station.</summary>
public sealed class SignedIn(RequestDelegate next, Sessions sessions, StationDevices devices, DeviceClocks clocks)
{
    public const string SessionCookie = "groundswell";
    public const string StationCookie = "groundswell-station";

    /// <summary>At a station: the session that acts. In a form it is a field.</summary>
    public const string ActingHeader = "X-Acting";

    public const string ActingField = "acting";

    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext http)
    {
        var device = Token.TryParse(http.Request.Cookies[StationCookie], out var station) ? await devices.Find(station, http.RequestAborted) : null;
        if (device is not null && http.Request.Headers.TryGetValue(DeviceClocks.Header, out var said))
            await clocks.Measure(device, said, http.RequestAborted);
        var admission = await Admit(http, device);
        if (admission.Caller is { } caller)
        {
            http.Is(caller);
            http.User = admission.Session!.Principal;
        }

        http.Features.Set(new Shown(device, admission.Session, admission.Refusal));
        if (admission.Refusal is { } refusal)
            http.IsNobody(refusal);
        await next(http);
    }

    private async ValueTask<Admission> Admit(HttpContext http, StationDevice? device)
    {
        var stop = http.RequestAborted;
        var passive = http.Request.Headers.ContainsKey(Passive.Header) || http.GetEndpoint()?.Metadata.GetMetadata<Passive>() is not null;
        var authorization = http.Request.Headers.Authorization.ToString();
        if (authorization.Length > 0)
        {
            return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && Token.TryParse(authorization[Bearer.Length..].Trim(), out var key)
                ? await sessions.Admit(key, passive, stop)
                : new SessionOver();
        }

        // Whoever says who acts means nobody else: where that does not hold, no other session steps in.
        if (await Acting(http, device) is { } acting)
            return device is null ? new NotAtStation() : await sessions.AdmitAt(device, acting, passive, stop);
        return Token.TryParse(http.Request.Cookies[SessionCookie], out var token) ? await sessions.Admit(token, passive, stop) : default;
    }

    private static async ValueTask<string?> Acting(HttpContext http, StationDevice? device)
    {
        if (http.Request.Headers.TryGetValue(ActingHeader, out var header))
            return header.ToString();
        if (device is null || !http.Request.HasFormContentType)
            return null;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return form.TryGetValue(ActingField, out var field) ? field.ToString() : null;
    }
}
