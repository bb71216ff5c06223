using System.Diagnostics;
using System.Globalization;
using Groundswell.Benchmarks.Record;
using Groundswell.Deciding;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;

namespace Groundswell.Benchmarks.Served;

/// <summary>People complete steps of jobs that they have started, each at a connection of their own.</summary>
internal static class StepsBenchmark
{
    /// <summary>The most steps a second that jobs are made ready for.</summary>
    private const int Most = 24_000;

    /// <summary>What is on the way to the disk with 64 waiting is written in about so many at once.</summary>
    private const int RowsPerCommit = 16;

    private static int _orders;

    public static async Task Run(int clients, int seconds, int runs, bool postgres, CancellationToken stop)
    {
        await using var server = await TrialServer.Start(postgres, stop);
        await using var bare = await BareEndpoint.Start(stop);
        using var plant = await TrialPlant.Make(server.Plant, clients + 1, stop);
        var people = new List<Client>();
        var toBare = new List<Client>();
        foreach (var person in plant.People)
        {
            people.Add(await Client.At(server.Plant.Address, person, stop));
            toBare.Add(await Client.At(bare.Address, person, stop));
        }

        var observer = people[^1];
        people.RemoveAt(clients);
        toBare.RemoveAt(clients);
        await AsFastAsAnswered(people, await Ready(people, seconds, stop), seconds, stop); // until everything is compiled as it stays
        await AsFastAsAnswered(toBare, Made(clients, seconds), seconds, stop);

        var (reached, bareReached, appended) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 1; run <= runs; run++)
        {
            var ready = await Ready(people, seconds, stop);
            var cpu = server.Plant.Cpu;
            var lag = Observe(observer, seconds, stop);
            var (rate, done) = await AsFastAsAnswered(people, ready, seconds, stop);
            reached.Add(rate);
            var used = (server.Plant.Cpu - cpu).TotalMicroseconds / done;
            bareReached.Add((await AsFastAsAnswered(toBare, Made(clients, seconds), seconds, stop)).Rate);
            appended.Add(postgres ? await PostgresLimitLoop.Run(200_000, RowsPerCommit, clients, stop) : LimitLoop.Run(400_000, RowsPerCommit, clients));
            Figures.Print($"steps run {run}: {rate:N0}/s ({used:N0} µs of the server's processor time each); in the views within {(await lag).Percentile(1):N0} ms; the bare endpoint {bareReached[^1]:N0}/s, bare appends {appended[^1]:N0} rows/s; {server.Plant.Resident() / 1e6:N0} MB resident");
        }

        var limit = Math.Min(bareReached.Median(), appended.Median());
        Figures.Print($"steps: {reached.Median():N0}/s (at least 5,000, aim 10,000); limit {limit:N0}; ratio {reached.Median() / limit:P0}");
        await AtHalf(people, observer, reached.Median() / 2, seconds, stop);

        foreach (var client in (Client[])[.. people, .. toBare, observer])
            client.Dispose();
    }

    /// <summary>Each client's steps to complete, in jobs that it has started: enough for the time.</summary>
    private static Task<List<CompleteStep>[]> Ready(List<Client> people, int seconds, CancellationToken stop)
    {
        var orders = Math.Max(1, Most * seconds / TrialOrders.StepsOfMixing / people.Count);
        return Task.WhenAll(people.Select(async person =>
        {
            var steps = new List<CompleteStep>(orders * TrialOrders.StepsOfMixing);
            for (var order = 0; order < orders; order++)
                steps.AddRange(await Started(person, stop));
            return steps;
        }));
    }

    private static async Task<IEnumerable<CompleteStep>> Started(Client person, CancellationToken stop)
    {
        var order = new Id<Order>(string.Create(CultureInfo.InvariantCulture, $"M{Interlocked.Increment(ref _orders):D7}"));
        await TrialOrders.StartMixing(order, async command => await person.Do(command with { Site = TrialPlant.Site }, stop));
        return TrialOrders.StepsOf(order);
    }

    /// <summary>The same for an endpoint that does not care whether the jobs are there.</summary>
    private static List<CompleteStep>[] Made(int clients, int seconds) =>
    [
        .. Enumerable.Range(0, clients).Select(client => Enumerable.Range(0, 4 * Most * seconds / TrialOrders.StepsOfMixing / clients)
            .SelectMany(order => TrialOrders.StepsOf(new Id<Order>(string.Create(CultureInfo.InvariantCulture, $"B{client:D2}{order:D5}")))).ToList()),
    ];

    private static async Task<(double Rate, int Done)> AsFastAsAnswered(List<Client> clients, List<CompleteStep>[] ready, int seconds, CancellationToken stop)
    {
        var done = 0;
        var ended = false;
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(clients.Zip(ready, async (client, steps) =>
        {
            await Task.Yield();
            foreach (var step in steps)
            {
                if (ended)
                    return;
                await client.Do(step, stop);
                Interlocked.Increment(ref done);
                if (Stopwatch.GetElapsedTime(since).TotalSeconds >= seconds)
                    ended = true;
            }

            ended = true; // who has nothing left to do would make the others look slow
        }));
        return (done / Stopwatch.GetElapsedTime(since).TotalSeconds, done);
    }

    /// <summary>Steps come in at a steady pace, whether or not those before were answered: a step waits from when it was to be sent.</summary>
    private static async Task AtHalf(List<Client> people, Client observer, double perSecond, int seconds, CancellationToken stop)
    {
        var ready = await Ready(people, seconds, stop);
        var lag = Observe(observer, seconds, stop);
        var between = people.Count / perSecond;
        var since = Stopwatch.GetTimestamp();
        var waits = (await Task.WhenAll(people.Select(async (person, number) =>
        {
            var own = new List<double>();
            foreach (var (index, step) in ready[number].Index())
            {
                var due = (index + (double)number / people.Count) * between;
                if (due >= seconds)
                    break;
                if (due - Stopwatch.GetElapsedTime(since).TotalSeconds is > 0 and var early)
                    await Task.Delay(TimeSpan.FromSeconds(early), stop);
                await person.Do(step, stop);
                own.Add((Stopwatch.GetElapsedTime(since).TotalSeconds - due) * 1000);
            }

            return own;
        }))).SelectMany(own => own).ToList();
        var reached = waits.Count / Stopwatch.GetElapsedTime(since).TotalSeconds;
        Figures.Print($"steps at half load, {reached:N0}/s: median {waits.Percentile(0.5):N2} ms, 99 % within {waits.Percentile(0.99):N2} ms, longest {waits.Percentile(1):N2} ms (99 % within 50 ms); in the views within {(await lag).Percentile(1):N0} ms (at most 1,000)");
    }

    /// <summary>Completes a step ten times a second and waits until the views have it: how long after it was sent, in milliseconds.</summary>
    private static async Task<List<double>> Observe(Client observer, int seconds, CancellationToken stop)
    {
        var waits = new List<double>();
        var steps = new Queue<CompleteStep>();
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since).TotalSeconds < seconds;)
        {
            if (steps.Count == 0)
                steps = new Queue<CompleteStep>(await Started(observer, stop));
            var sent = Stopwatch.GetTimestamp();
            await observer.Do(steps.Dequeue(), stop, wait: true);
            waits.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            await Task.Delay(100, stop);
        }

        return waits;
    }
}
