using System.Diagnostics;
using Groundswell.Benchmarks.Record;
using Groundswell.Deciding;
using Groundswell.Work.Orders;

namespace Groundswell.Benchmarks.Served;

/// <summary>A server is started over a large record: how long until it answers a question, and how much memory it has then.</summary>
internal static class StartBenchmark
{
    public static async Task Run(int entries, int runs, string? given, CancellationToken stop)
    {
        var folder = given ?? Directory.CreateTempSubdirectory("groundswell-start-").FullName;
        try
        {
            string[] place = ["--data", folder, "--signing-key", Path.Combine(folder, "signing.key")];
            string person;
            await using (var server = await ServedPlant.Start(place, stop))
            {
                using var plant = await TrialPlant.Make(server, 1, stop);
                person = plant.People[0];
            }

            var order = await FilledRecord.Fill(folder, entries, views: true, stop);
            var (took, resident) = (new List<double>(), new List<double>());
            for (var run = 1; run <= runs; run++)
            {
                var (first, cpu, after, later) = await Answer(place, person, order, stop);
                took.Add(first);
                resident.Add(after);
                Figures.Print($"start run {run}: the first answer after {first:N2} s ({cpu:N2} s of processor time), {after:N0} MB resident; after 2,000 more {later:N0} MB");
            }

            Figures.Print($"start with {entries:N0} entries: {took.Median():N2} s (at most 2), {resident.Median():N0} MB resident (at most 300)");
            Directory.Delete(Path.Combine(folder, "views"), recursive: true);
            var (built, _, building, _) = await Answer(place, person, order, stop);
            Figures.Print($"start without views: commands are taken at once, questions are answered after {built:N1} s, {building:N0} MB resident then");
        }
        finally
        {
            if (given is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>Seconds from starting the process to the first answer, processor time until then, and megabytes in memory then and after more questions.</returns>
    private static async Task<(double Seconds, double Cpu, double Resident, double Later)> Answer(string[] place, string person, Id<Order> order, CancellationToken stop)
    {
        await using var server = await ServedPlant.Start(place, stop);
        using var client = await Client.At(server.Address, person, stop);
        var question = $"sites/{TrialPlant.Site}/orders/{order}";
        while ((await client.Ask(question, stop)).Status != 200)
            await Task.Delay(10, stop);
        var took = Stopwatch.GetElapsedTime(server.StartedAt).TotalSeconds;
        var (cpu, resident) = (server.Cpu.TotalSeconds, server.Resident() / 1e6);
        for (var i = 0; i < 2_000; i++)
            await client.Read(question, stop);
        return (took, cpu, resident, server.Resident() / 1e6);
    }
}
