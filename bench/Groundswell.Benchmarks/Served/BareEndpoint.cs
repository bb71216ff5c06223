using System.Diagnostics;
using Groundswell.Deciding;
using Groundswell.Serving;
using Groundswell.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Groundswell.Benchmarks.Served;

/// <summary>
/// What the web server and the load could do at most: an endpoint that reads a step's completion and answers a receipt, and does nothing between; and
/// one that answers as many bytes as it is asked for.
/// </summary>
internal sealed class BareEndpoint : IAsyncDisposable
{
    private readonly Process _process;

    private BareEndpoint(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it in a process of its own, as the plant's server has one.</summary>
    public static async Task<BareEndpoint> Start(CancellationToken stop)
    {
        var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", typeof(BareEndpoint).Assembly.Location, "http", "bare"]) { RedirectStandardOutput = true })!;
        return new BareEndpoint(process, new Uri((await process.StandardOutput.ReadLineAsync(stop))!));
    }

    public static async Task Serve(CancellationToken stop)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapPost("/api/commands/complete-step", async (HttpContext http) =>
        {
            var asked = await http.Request.ReadFromJsonAsync(WorkJson.Default.CompleteStep, http.RequestAborted);
            return Results.Ok(new CommandReceipt(asked!.Id, Logs.OfSite(asked.Site), 1, 1, TimeProvider.System.GetUtcNow(), false));
        });
        app.MapGet("/bytes/{count:int}", (int count) => Results.Bytes(new byte[count], "text/html; charset=utf-8"));
        await app.StartAsync(stop);
        Console.WriteLine(app.Urls.Single());
        await app.WaitForShutdownAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
