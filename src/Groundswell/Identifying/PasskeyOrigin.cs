using Microsoft.AspNetCore.Identity;

namespace Groundswell.Identifying;

/// <summary>From which pages a passkey's answer is taken (WebAuthn level 2, 7.1 step 9 and 7.2 step 13).</summary>
internal static class PasskeyOrigin
{
    /// <param name="domain">The name passkeys belong to; null: the host of each request.</param>
    public static Func<PasskeyOriginValidationContext, ValueTask<bool>> IsOurs(string? domain) => asked => ValueTask.FromResult(
        !asked.CrossOrigin
        && Uri.TryCreate(asked.Origin, UriKind.Absolute, out var origin)
        && IsAt(origin, domain ?? asked.HttpContext.Request.Host.Host));

    /// <summary>At the domain or below it, by https; the machine itself may be reached without.</summary>
    private static bool IsAt(Uri origin, string domain) =>
        (origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && origin.Host == "localhost"))
        && (string.Equals(origin.Host, domain, StringComparison.OrdinalIgnoreCase)
            || origin.Host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase));
}
