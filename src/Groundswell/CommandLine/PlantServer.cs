using System.CommandLine;
using Groundswell.Identifying.Storing;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Serving;

namespace Groundswell.CommandLine;

/// <summary>Puts a server together over the place that a command names: to serve it, or to work on it without listening.</summary>
internal static class PlantServer
{
    /// <param name="urls">Where it listens once it is started.</param>
    public static Task<WebApplication> Over(
        ParseResult parsed, RecordPlace place, SigningKeyPlace key, IReadOnlyList<string> urls, CancellationToken stop) =>
        Over(parsed, place, key, urls, null, stop);

    /// <param name="certificate">What https addresses among them show.</param>
    public static async Task<WebApplication> Over(
        ParseResult parsed, RecordPlace place, SigningKeyPlace key, IReadOnlyList<string> urls, ServerCertificate? certificate, CancellationToken stop)
    {
        if (certificate is null && urls.FirstOrDefault(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) is { } secure)
            throw new CommandFailedException(ExitCode.Usage, $"{secure} needs --certificate FILE.");
        var journal = await DemoPlace.Options(place, stop) ?? new JournalOptions();
        var settings = place switch
        {
            RecordPlace.Folder folder => new HostSettings(folder.Path) { Urls = urls },
            RecordPlace.Database database => new HostSettings(Directory.GetCurrentDirectory())
            {
                Urls = urls,
                Views = ViewsPlace.Database(database.Connection),
                Directory = DirectoryPlace.InPostgres(database.Connection),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(place)),
        };
        return await GroundswellHost.Build(
            settings with { Certificate = certificate, Journal = journal, OpenRecord = async cancel => (await key.Open(parsed, place, journal, cancel)).Journal }, null, stop);
    }

    /// <summary>Folds what is new into the views, without listening.</summary>
    public static async Task CatchUp(WebApplication server, CancellationToken stop)
    {
        var projector = server.Services.GetRequiredService<Projector>();
        await projector.StartAsync(stop);
        foreach (var log in await server.Services.GetRequiredService<Journal>().Logs(stop))
        {
            while (!await projector.WaitFor(log.Log, log.Size, TimeSpan.FromSeconds(5), stop))
            {
                if (projector.Status.Failure is { } failure)
                    throw new CommandFailedException(ExitCode.Wrong, $"The views stand still before entry {failure.Position} of {failure.Log}: {failure.Why}");
            }
        }
    }
}
