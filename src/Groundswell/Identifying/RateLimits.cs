using System.Globalization;
using System.Threading.RateLimiting;
using Groundswell.Deciding;
using Groundswell.Serving;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Groundswell.Identifying;

/// <summary>How often secrets are tried, and how much a station hands in.</summary>
/// <remarks>
/// An enrolled station is known by its device and has a limit of its own: a hall of them behind one address is not one guesser, and one of them that
/// guesses does not lock the others out. Whoever shows no device that is one counts by address.
/// </remarks>
internal static class RateLimits
{
    /// <summary>The limit of what a station hands in that it kept.</summary>
    public const string LateActs = "late-acts";

    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (rejected, _) =>
        {
            var http = rejected.HttpContext;
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
                http.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            var isLate = http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == LateActs;
            return new ValueTask(http.RequestServices.GetRequiredService<Problems>()
                .Of(isLate ? new TooManyLateActs() : new TooManyAttempts()).ExecuteAsync(http));
        };
        limits.AddPolicy(SignInApi.Limit, http => RateLimitPartition.GetFixedWindowLimiter(WhoAsks(http), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = OptionsOf(http).AttemptsPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));
        limits.AddPolicy(LateActs, http => RateLimitPartition.GetTokenBucketLimiter(WhoAsks(http), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = OptionsOf(http).LateActsAtOnce,
            TokensPerPeriod = OptionsOf(http).LateActsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));
    });

    private static string WhoAsks(HttpContext http) => http.Features.Get<Shown>()?.Device is { } device
        ? $"device {device.Id}"
        : http.Connection.RemoteIpAddress?.ToString() ?? "local";

    private static IdentifyingOptions OptionsOf(HttpContext http) => http.RequestServices.GetRequiredService<IOptions<IdentifyingOptions>>().Value;
}

/// <summary>More attempts from this address, or at this station, than a person makes.</summary>
public sealed record TooManyAttempts() : Refusal("sign-in.too-many-attempts");

/// <summary>The station hands in more than people can have done there.</summary>
public sealed record TooManyLateActs() : Refusal("late-act.too-many");
