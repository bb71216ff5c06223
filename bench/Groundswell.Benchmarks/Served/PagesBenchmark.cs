using System.Diagnostics;
using System.Globalization;
using Groundswell.Benchmarks.Record;
using Groundswell.Deciding;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;

namespace Groundswell.Benchmarks.Served;

/// <summary>A line board with two hundred jobs at forty work units, and the terminal's page, read by many while work goes on.</summary>
internal static class PagesBenchmark
{
    private const int Jobs = 200;

    /// <summary>Asked of both pages.</summary>
    private const int PerSecond = 1_000;

    private static int _orders = 10_000;

    public static async Task Run(int clients, int seconds, int runs, bool postgres, CancellationToken stop)
    {
        await using var server = await TrialServer.Start(postgres, stop);
        await using var bare = await BareEndpoint.Start(stop);
        using var plant = await TrialPlant.Make(server.Plant, clients + 1, stop);
        var (readers, toBare) = (new List<Client>(), new List<Client>());
        foreach (var person in plant.People)
        {
            readers.Add(await Client.At(server.Plant.Address, person, stop));
            toBare.Add(await Client.At(bare.Address, person, stop));
        }

        var worker = readers[^1];
        readers.RemoveAt(clients);
        for (var order = 0; order < Jobs / TrialMasters.Operations; order++)
            await Start(worker, order, order % TrialMasters.UnitsPerCenter, stop);
        foreach (var (name, path) in ((string, string)[])[("board", $"/sites/{TrialPlant.Site}/board"), ("terminal", "/floor")])
            await Measure(name, path, readers, toBare[..clients], worker, server.Plant, seconds, runs, stop);
        foreach (var client in (Client[])[.. readers, .. toBare, worker])
            client.Dispose();
    }

    private static async Task Measure(
        string name, string path, List<Client> readers, List<Client> toBare, Client worker, ServedPlant plant, int seconds, int runs, CancellationToken stop)
    {
        var size = (await readers[0].Open(path, stop)).Length;
        var bytes = string.Create(CultureInfo.InvariantCulture, $"/bytes/{size}");
        await AsFastAsAnswered(readers, path, seconds, stop); // until everything is compiled as it stays
        await AsFastAsAnswered(toBare, bytes, seconds, stop);
        var (reached, limits) = (new List<double>(), new List<double>());
        for (var run = 1; run <= runs; run++)
        {
            var cpu = plant.Cpu;
            using var working = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var work = Work(worker, working.Token);
            var (rate, done) = await AsFastAsAnswered(readers, path, seconds, stop);
            await working.CancelAsync();
            await work;
            reached.Add(rate);
            var used = (plant.Cpu - cpu).TotalMicroseconds / done;
            limits.Add((await AsFastAsAnswered(toBare, bytes, seconds, stop)).Rate);
            Figures.Print($"{name} run {run}: {rate:N0}/s ({used:N0} µs of the server's processor time each), {size / 1e3:N0} kB; the same bytes alone {limits[^1]:N0}/s");
        }

        var waits = await AtAPace(readers, path, worker, seconds, stop);
        Figures.Print($"{name}: {reached.Median():N0}/s (at least {PerSecond:N0}); limit {limits.Median():N0}; ratio {reached.Median() / limits.Median():P0}; at {waits.Count / (double)seconds:N0}/s median {waits.Percentile(0.5):N2} ms, 99 % within {waits.Percentile(0.99):N2} ms (at most 50)");
    }

    private static async Task<(double Rate, int Done)> AsFastAsAnswered(List<Client> readers, string path, int seconds, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        var done = (await Task.WhenAll(readers.Select(async reader =>
        {
            await Task.Yield();
            var own = 0;
            for (; Stopwatch.GetElapsedTime(since).TotalSeconds < seconds; own++)
                await reader.Open(path, stop);
            return own;
        }))).Sum();
        return (done / Stopwatch.GetElapsedTime(since).TotalSeconds, done);
    }

    /// <summary>Pages are asked for at a steady pace, whether or not those before were answered: a page's wait begins when it was to be asked for.</summary>
    private static async Task<List<double>> AtAPace(List<Client> readers, string path, Client worker, int seconds, CancellationToken stop)
    {
        using var working = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var work = Work(worker, working.Token);
        var between = readers.Count / (double)PerSecond;
        var since = Stopwatch.GetTimestamp();
        var waits = (await Task.WhenAll(readers.Select(async (reader, number) =>
        {
            var own = new List<double>();
            for (var index = 0; ; index++)
            {
                var due = (index + ((double)number / readers.Count)) * between;
                if (due >= seconds)
                    return own;
                if (due - Stopwatch.GetElapsedTime(since).TotalSeconds is > 0 and var early)
                    await Task.Delay(TimeSpan.FromSeconds(early), stop);
                await reader.Open(path, stop);
                own.Add((Stopwatch.GetElapsedTime(since).TotalSeconds - due) * 1000);
            }
        }))).SelectMany(own => own).ToList();
        await working.CancelAsync();
        await work;
        return waits;
    }

    /// <summary>Ten steps a second are completed meanwhile, so that the board is another one again and again.</summary>
    private static async Task Work(Client worker, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var step in await Start(worker, Interlocked.Increment(ref _orders), 0, CancellationToken.None))
            {
                await worker.Do(step, CancellationToken.None);
                await Task.Delay(100, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stop.IsCancellationRequested)
                    return;
            }
        }
    }

    private static async Task<IEnumerable<CompleteStep>> Start(Client person, int number, int unit, CancellationToken stop)
    {
        var order = new Id<Order>(string.Create(CultureInfo.InvariantCulture, $"P{number:D5}"));
        await TrialOrders.StartMixing(order, async command => await person.Do(command with { Site = TrialPlant.Site }, stop), unit);
        return TrialOrders.StepsOf(order);
    }
}
