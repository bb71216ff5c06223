using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Groundswell.Benchmarks.Record;
using Groundswell.Benchmarks.Served;

namespace Groundswell.Benchmarks.Changes;

/// <summary>The programme of many changes at many sites, its page and its query over HTTP; beside an endpoint that answers as many bytes.</summary>
internal static class ProgrammeBenchmark
{
    private const int PageSize = 20;
    private const double MostMilliseconds = 100;

    public static System.CommandLine.Command Command
    {
        get
        {
            var changes = new Option<int>("--changes") { Description = "Changes.", DefaultValueFactory = _ => 1_000 };
            var sites = new Option<int>("--sites") { Description = "Sites.", DefaultValueFactory = _ => 40 };
            var times = new Option<int>("--times") { Description = "How often each is asked for.", DefaultValueFactory = _ => 200 };
            var programme = new System.CommandLine.Command("programme", "The programme's page and query, one reader at a time and four at once; 99 of 100 are to be answered within 100 ms.") { changes, sites, times };
            programme.SetAction((given, stop) => Run(given.GetValue(changes), given.GetValue(sites), given.GetValue(times), stop));
            return programme;
        }
    }

    private static async Task Run(int changes, int sites, int times, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("groundswell-programme-").FullName;
        try
        {
            var since = Stopwatch.GetTimestamp();
            var entries = await FilledProgramme.Fill(folder, changes, sites, stop);
            Figures.Print($"{changes:N0} changes at {sites} sites, {entries:N0} entries, filled in {Stopwatch.GetElapsedTime(since).TotalSeconds:N0} s");
            await using var server = await ServedPlant.Start(["--data", folder, "--signing-key", Path.Combine(folder, "signing.key")], stop);
            await using var bare = await BareEndpoint.Start(stop);
            var credential = await TrialPlant.Leader(server, stop);
            var pages = Math.Max(1, changes / PageSize);
            foreach (var readers in (int[])[1, 4])
            {
                await Measure("page", page => $"/programme?page={page}", readers, server, bare, credential, pages, times, stop);
                await Measure("query", page => $"/api/programme?page={page}", readers, server, bare, credential, pages, times, stop);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(
        string name, Func<int, string> path, int readers, ServedPlant server, BareEndpoint bare, string credential, int pages, int times, CancellationToken stop)
    {
        var (waits, size) = await Ask(path, readers, server.Address, credential, pages, times, stop);
        var bytes = string.Create(CultureInfo.InvariantCulture, $"/bytes/{size}");
        var (least, _) = await Ask(_ => bytes, readers, bare.Address, credential, pages, times, stop);
        Figures.Print(
            $"{name}, {readers} at once: median {waits.Percentile(0.5):N1} ms, 99 % within {waits.Percentile(0.99):N1} ms (at most {MostMilliseconds:N0}), {size / 1e3:N0} kB; the same bytes alone median {least.Percentile(0.5):N2} ms, 99 % within {least.Percentile(0.99):N2} ms");
    }

    /// <summary>Each reader leafs through the whole programme, from a page of their own on.</summary>
    private static async Task<(List<double> Waits, int Size)> Ask(
        Func<int, string> path, int readers, Uri address, string credential, int pages, int times, CancellationToken stop)
    {
        var sizes = new int[readers];
        var waits = await Task.WhenAll(Enumerable.Range(0, readers).Select(async reader =>
        {
            using var client = await Client.At(address, credential, stop);
            await Task.Yield();
            var own = new List<double>();
            for (var time = -pages; time < times; time++)
            {
                var since = Stopwatch.GetTimestamp();
                var read = await client.Open(path((((reader * 13) + time + pages) % pages) + 1), stop);
                if (time < 0)
                    continue; // It warms up: every page once.
                own.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                sizes[reader] = Math.Max(sizes[reader], read.Length);
            }

            return own;
        }));
        return ([.. waits.SelectMany(own => own)], sizes.Max());
    }
}
