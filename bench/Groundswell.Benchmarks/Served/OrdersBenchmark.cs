using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Groundswell.Benchmarks.Record;
using Groundswell.Deciding;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Benchmarks.Served;

/// <summary>
/// Whole orders of ten pieces: created, released, two lots set aside, four operations started and finished, the finished lot registered and put on the
/// order, the order completed, which books what was used and made. Fifteen acts, each durable, and one question: which jobs the order has.
/// </summary>
internal static class OrdersBenchmark
{
    private const int Acts = 15;

    /// <param name="counts">How many clients at once, one number after the other.</param>
    public static async Task Run(int[] counts, int seconds, int runs, bool postgres, CancellationToken stop)
    {
        await using var server = await TrialServer.Start(postgres, stop);
        using var plant = await TrialPlant.Make(server.Plant, counts.Max(), stop);
        var people = new List<Orderer>();
        foreach (var person in plant.People)
            people.Add(new Orderer(await Client.At(server.Plant.Address, person, stop), people.Count));

        await For(people, seconds, stop); // until everything is compiled as it stays
        foreach (var count in counts)
        {
            var reached = new List<double>();
            for (var run = 1; run <= runs; run++)
            {
                var cpu = server.Plant.Cpu;
                var (rate, done) = await For(people[..count], seconds, stop);
                reached.Add(rate);
                Figures.Print($"w1 with {count} run {run}: {rate:N0} orders/s ({(server.Plant.Cpu - cpu).TotalMilliseconds / done:N2} ms of the server's processor time each)");
            }

            var limit = postgres
                ? await PostgresLimitLoop.Run(20_000 * count, count, count, stop)
                : LimitLoop.Run(20_000 * count, count, count);
            Figures.Print($"w1 with {count}: {reached.Median():N0} orders/s = {reached.Median() * Acts:N0} acts/s{(count == 8 ? " (at least 300 orders/s, aim 600)" : "")}; bare appends of one row each, {count} at once: {limit:N0}/s = {limit / Acts:N0} orders/s; ratio {reached.Median() * Acts / limit:P0}");
        }

        Figures.Print($"w1: {server.Plant.Resident() / 1e6:N0} MB resident");
        foreach (var person in people)
            person.Dispose();
    }

    private static async Task<(double Rate, int Done)> For(List<Orderer> people, int seconds, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(people.Select(async person =>
        {
            await Task.Yield();
            var orders = 0;
            for (; Stopwatch.GetElapsedTime(since).TotalSeconds < seconds; orders++)
                await person.Order(stop);
            return orders;
        }));
        return (done.Sum() / Stopwatch.GetElapsedTime(since).TotalSeconds, done.Sum());
    }

    /// <summary>One client: makes orders one after the other, each act when the one before it was answered.</summary>
    private sealed class Orderer(Client client, int number) : IDisposable
    {
        private int _orders;

        public Task Order(CancellationToken stop)
        {
            var count = _orders++;
            var order = new Id<Order>(string.Create(CultureInfo.InvariantCulture, $"A{number}-{count:D7}"));
            return TrialOrders.Assemble(
                order, (number * 7 + count) % TrialMasters.Lots,
                async () => JobsOf(await client.Read($"sites/{TrialPlant.Site}/orders/{order}", stop)),
                async (command, wait) => await client.Do(command with { Site = TrialPlant.Site }, stop, wait));
        }

        public void Dispose() => client.Dispose();

        private static IReadOnlyList<Id<Job>> JobsOf(ReadOnlyMemory<byte> answer)
        {
            using var read = JsonDocument.Parse(answer);
            return [.. read.RootElement.GetProperty("jobs").EnumerateArray().Select(job => new Id<Job>(job.GetProperty("job").GetString()!))];
        }
    }
}
