using System.Text;
using Groundswell.Demonstration;
using Groundswell.Record;
using Groundswell.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Groundswell.Tests.Demonstration;

/// <summary>A demonstration of a test's own: made, and living on until it is disposed.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly SteppedTime _real = new(Now);
    private WebApplication? _app;

    public string Folder { get; } = Directory.CreateTempSubdirectory("groundswell-demo-").FullName;

    public IServiceProvider Services => _app!.Services;

    public Journal Journal => Services.GetRequiredService<Journal>();

    public DemoLife Life => Services.GetRequiredService<DemoLife>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Made with so many days of history, up to its last act.</summary>
    public static async Task<DemoServer> Make(ulong seed, double days)
    {
        var demo = new DemoServer();
        var begins = Now - TimeSpan.FromDays(days);
        new DemoFolder(demo.Folder).Write(new DemoState(seed, begins, Founded: false, Complete: false, Now, Now, 1));
        await demo.Start(begins);
        return demo;
    }

    /// <summary>Ended, and taken up again after so long.</summary>
    public async Task Restart(TimeSpan after)
    {
        await End();
        _real.Step(after);
        await using var journal = await Journal.OpenFolderForReading(DataFolder.Record(Folder), Stop);
        var state = new DemoFolder(Folder).Read();
        await Start(DemoFolder.Times(state, (await journal.NewestRecordedAt(Stop))!.Value, _real.GetUtcNow()).From);
    }

    /// <summary>Everything that its history recorded: a line an entry.</summary>
    public async Task<IReadOnlyList<string>> History()
    {
        var lines = new List<string>();
        foreach (var log in (await Journal.Logs(Stop)).OrderBy(log => log.Log, StringComparer.Ordinal))
        {
            lines.AddRange((await Entries(log.Log)).Where(entry => entry.OccurredAt < Now).Select(entry =>
                $"{log.Log} {entry.Position} {entry.Stream} {entry.Version} {entry.Name} {entry.OccurredAt:O} {entry.RecordedAt:O} {entry.Actor} {entry.Station} {entry.Shift} {entry.Command} {Said(log.Log, entry)}"));
        }

        return lines;
    }

    private static readonly HashSet<string> Confiding = ["influence.people-nominated", "champion.nominated", "ballot.cast", "say.given"];

    /// <summary>What is sealed is another ciphertext each time.</summary>
    private static string Said(string log, Entry entry) =>
        Groundswell.Deciding.Logs.IsOfPeople(log) && Confiding.Contains(entry.Name) ? "(sealed)" : Encoding.UTF8.GetString(entry.Payload.Span);

    /// <summary>All entries of a log.</summary>
    public async Task<IReadOnlyList<Entry>> Entries(string log)
    {
        var all = new List<Entry>();
        await foreach (var entries in Journal.ReadLog(log, 1, 5_000, Stop))
            all.AddRange(entries);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task End()
    {
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task Start(DateTimeOffset stands)
    {
        var settings = new HostSettings(Folder) { Journal = new JournalOptions { Kind = RecordKind.Demo, Time = new DemoClock(stands, _real) } };
        _app = await GroundswellHost.Build(
            settings,
            builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Logging.ClearProviders();
            },
            Stop);
        await _app.StartAsync(Stop);
        await Life.Ready.WaitAsync(TimeSpan.FromMinutes(3), Stop);
    }
}
