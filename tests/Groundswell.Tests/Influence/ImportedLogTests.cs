using System.Runtime.CompilerServices;
using Groundswell.CommandLine;
using Groundswell.Deciding;
using Groundswell.Influence;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Maps;
using Groundswell.Influence.Policies;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Groundswell.Tests.Influence;

/// <summary>A real plant's log, taken over: what the room shows from the first minute, and what it says that log can't tell.</summary>
public sealed class ImportedLogTests : IDisposable
{
    private static readonly string Log = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "..", "shared", "data", "production-log", "Production_first60.csv"));

    private readonly string _folder = Directory.CreateTempSubdirectory("groundswell-imported-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(DisplayName = "A real log shows its network and coverage from the first minute, and what it can't tell (skipped where the reference data is absent)")]
    public async Task A_real_log_shows_its_network_and_coverage_from_the_first_minute_and_what_it_cannot_tell()
    {
        Assert.SkipUnless(File.Exists(Log), "The reference data is not beside the project: docs/production-log.md tells where anyone can get it.");
        var (output, error) = (new StringWriter(), new StringWriter());
        var data = Path.Combine(_folder, "plant");
        var code = await Running.Run(
            Commands.All(), ["import", "production-log", Log, "--site", "SHOP", "--data", data, "--signing-key", Path.Combine(_folder, "signing.key")], output, error);
        Assert.True(code == 0, $"{error}");

        await using var server = await GroundswellHost.Build(
            new HostSettings(data) { Urls = ["http://127.0.0.1:0"] }, builder => builder.Logging.ClearProviders(), Stop);
        await server.StartAsync(Stop);
        foreach (var log in await server.Services.GetRequiredService<Journal>().Logs(Stop))
            Assert.True(await server.Services.GetRequiredService<IViewsProgress>().WaitFor(log.Log, log.Size, TimeSpan.FromSeconds(60), Stop));
        await using var scope = server.Services.CreateAsyncScope();
        var read = await scope.ServiceProvider.GetRequiredService<InfluenceReading>().Of("SHOP", Stop);
        var facilitator = Caller.System("test") with { Person = "F-1", Grants = [new Grant(Role.Facilitator, null, "SHOP")] };
        var (map, refusal) = await InfluenceQueries.MapFor(
            "SHOP", facilitator, scope.ServiceProvider.GetRequiredService<InfluenceReading>(), server.Services.GetRequiredService<Looking>(), Stop);

        Assert.Null(refusal);
        Assert.True(read.Evidence.IsOnlyPast);
        Assert.All(read.Evidence.Contacts, one => Assert.Equal(Layer.Work, one.Layer));
        Assert.NotEmpty(map!.Groups);
        Assert.All(map.Groups, group => Assert.True(group.People >= InfluenceRules.LeastGroup));
        Assert.NotEmpty(map.Ties);
        Assert.All(map.Ties, tie => Assert.Equal(Layer.Work, tie.Layer));
        Assert.Contains(map.Reach, reach => reach is { How: ChosenHow.WellByWork, Once: > 0.5 });
        // Routing is told as routing: nobody's influence is read out of it, with or without a policy.
        Assert.True(read.OfGroups.IsEmpty && read.OfThoseTakingPart.IsEmpty);
        Assert.Equal([MapLimit.NoPolicy, MapLimit.OnlyPastWork, MapLimit.NoCalls, MapLimit.NoAttendance, MapLimit.NoReportingLine], map.Limits);
        await server.StopAsync(Stop);
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
