namespace Groundswell.Showing;

/// <summary>The filter someone used last on a list: it is in the page's address, and there again when they come back without one.</summary>
public static class KeptFilter
{
    /// <param name="list">Whose filter: a word of the cookie's name.</param>
    /// <returns>The address with the filter of last time; null where the page is to be shown as it was asked for.</returns>
    public static string? Of(string list, HttpContext http)
    {
        var name = $"groundswell-{list}";
        if (http.Request.QueryString.Value is { Length: > 0 } asked)
        {
            http.Response.Cookies.Append(name, asked, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = http.Request.IsHttps,
                Path = http.Request.Path,
                MaxAge = TimeSpan.FromDays(90),
            });
            return null;
        }

        return http.Request.Cookies[name] is ['?', ..] kept ? http.Request.Path + kept : null;
    }
}
