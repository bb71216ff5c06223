using System.Net;
using Groundswell.Identifying;
using Groundswell.Serving;

namespace Groundswell.Demonstration;

/// <summary>What a server does where its record is a demonstration's: it is reached from this machine alone, and its plants live.</summary>
internal static class Demonstrating
{
    /// <exception cref="DemoNotLocalException">An address is another one than this machine's own.</exception>
    public static void RefuseOthers(IEnumerable<string> urls)
    {
        foreach (var url in urls)
        {
            if (!IsLocal(url))
                throw new DemoNotLocalException(url);
        }
    }

    public static void AddDemonstration(this WebApplicationBuilder builder, HostSettings settings)
    {
        RefuseOthers(settings.Urls);
        if (settings.Journal.Time is not DemoClock clock)
            return;
        var folder = new DemoFolder(settings.DataFolder);
        builder.Services
            .AddSingleton(clock)
            .AddSingleton(folder)
            .AddSingleton(_ => new DemoSignIns(new Company(folder.Read().Seed)))
            .AddSingleton<ITrialPeople>(services => services.GetRequiredService<DemoSignIns>())
            .AddSingleton<DemoLife>()
            .AddHostedService(services => services.GetRequiredService<DemoLife>());
        // The console says what to open, once there is something to see.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // A crew that stops moving is bad; a server that goes away with it is worse.
        builder.Services.Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
    }

    /// <summary>Whatever address it listens on by whatever configuration: nobody else is answered, and nobody before the plants are there.</summary>
    public static void UseDemonstration(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.WriteAsync("A demonstration answers on its own machine only.", http.RequestAborted);
            return;
        }

        if (http.RequestServices.GetService<DemoLife>() is { Ready.IsCompleted: false } life)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "2";
            http.Response.Headers["Refresh"] = "2";
            await http.Response.WriteAsync(
                FormattableString.Invariant($"Groundswell is {life.At.Doing}: {life.At.Share:P0}. This page comes back by itself."), http.RequestAborted);
            return;
        }

        await next(http);
    });

    private static bool IsLocal(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}

/// <summary>A demonstration was to be served beyond its own machine.</summary>
public sealed class DemoNotLocalException(string url)
    : Exception($"This is a demonstration: made-up people whose passwords everybody knows. It is served on this machine only, not at {url}. Try http://localhost:5080.");
