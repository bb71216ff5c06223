using System.Globalization;

namespace Groundswell.Showing;

/// <summary>What the page after a form says of it: that it is recorded, and whether it is to be seen yet.</summary>
/// <remarks>It goes with the browser from the form to the page behind it, in a cookie that the page takes away again.</remarks>
public sealed record Said(DateTimeOffset RecordedAt, bool Seen)
{
    private const string Cookie = "groundswell-said";

    private static readonly CookieOptions Shortly = new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = TimeSpan.FromSeconds(30),
    };

    public static void Leave(HttpContext http, DateTimeOffset recordedAt, bool seen) =>
        http.Response.Cookies.Append(Cookie, $"{recordedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.{(seen ? 1 : 0)}", Shortly);

    internal static Said? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie]?.Split('.') is not [var at, var seen]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return null;
        http.Response.Cookies.Delete(Cookie);
        return new Said(DateTimeOffset.FromUnixTimeSeconds(seconds), seen == "1");
    }
}
