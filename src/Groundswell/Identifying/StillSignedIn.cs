using Groundswell.Deciding;

namespace Groundswell.Identifying;

/// <summary>Asks again, while an answer goes on, what was asked when it began: whether whoever asked may have it.</summary>
public sealed class StillSignedIn(Sessions sessions, StationDevices devices)
{
    /// <summary>Who the request is from now; null where its session has ended or is locked, or the account may not any more.</summary>
    public async ValueTask<Caller?> Caller(HttpContext http, CancellationToken stop)
    {
        if (http.Features.Get<Shown>() is not { Session: { } session } shown)
            return null;
        if (session.Kind == SessionKind.Badge && !(shown.Device is { } device && await devices.Stands(device, stop)))
            return null;
        return (await sessions.AdmitStill(session, stop)).Caller;
    }

    /// <summary>Whether it comes from a device that stands for one of the site's stations.</summary>
    public async ValueTask<bool> IsStationOf(string site, HttpContext http, CancellationToken stop) =>
        http.Features.Get<Shown>()?.Device is { } device && string.Equals(device.Site, site, StringComparison.OrdinalIgnoreCase) && await devices.Stands(device, stop);
}
