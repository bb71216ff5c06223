using System.Globalization;
using Groundswell.CommandLine;
using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Serving;
using Groundswell.Work.Orders;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Benchmarks.Served;

/// <summary>A record as plants come to have one: orders assembled and mixed by many at once, every entry decided and recorded through the door.</summary>
internal static class FilledRecord
{
    private const int Workers = 32;

    /// <summary>Fills a data folder's record up to a number of entries, and its views with it where they are wanted.</summary>
    /// <returns>An order that is in it.</returns>
    public static async Task<Id<Order>> Fill(string folder, int entries, bool views, CancellationToken stop)
    {
        var settings = new HostSettings(folder) { Journal = new JournalOptions { Kind = RecordKind.Trial } };
        await using var server = await GroundswellHost.Build(settings, null, stop);
        var people = Enumerable.Range(0, Workers).Select(i => string.Create(CultureInfo.InvariantCulture, $"P-{i:D3}")).ToList();
        if (await server.Services.GetRequiredService<ISites>().Find(TrialPlant.Site, stop) is null)
            await SetUp(server, people, stop);

        var journal = server.Services.GetRequiredService<Journal>();
        var before = await Size(journal, stop);
        var enough = before >= entries;
        var orders = 0;
        await Task.WhenAll(people.Select((person, number) => Task.Run(
            async () =>
            {
                var caller = new Caller(person, [new Grant(Role.LineLead, Function.Operations, TrialPlant.Site)]);
                while (!enough)
                {
                    var count = Interlocked.Increment(ref orders);
                    await Order(Numbered(before, count), (number * 7 + count) % TrialMasters.Lots, count % 4 == 0, caller);
                    if (count % 100 == 0)
                        enough = await Size(journal, stop) >= entries;
                }
            },
            stop)));
        if (views)
            await PlantServer.CatchUp(server, stop);
        return Numbered(before, 1);

        async Task Order(Id<Order> order, int lot, bool mixing, Caller caller)
        {
            if (mixing)
                await TrialOrders.Mix(order, command => Do(server, command, caller, stop));
            else
                await TrialOrders.Assemble(order, lot, () => ValueTask.FromResult(TrialOrders.JobsOf(order)), (command, _) => Do(server, command, caller, stop));
        }
    }

    private static Id<Order> Numbered(long before, int count) => new(string.Create(CultureInfo.InvariantCulture, $"F{before}-{count:D7}"));

    private static async Task SetUp(WebApplication server, List<string> people, CancellationToken stop)
    {
        var system = Caller.System("benchmark");
        await Do(server, new OpenSite(new Id<Site>(TrialPlant.Site), "Site one", "Europe/Berlin", false), system, stop);
        foreach (var command in TrialMasters.Plant(people))
            await Do(server, command, system, stop);
    }

    private static async ValueTask Do(WebApplication server, Command command, Caller caller, CancellationToken stop)
    {
        var whole = command with { Id = Guid.CreateVersion7() };
        if (whole is SiteCommand of)
            whole = of with { Site = TrialPlant.Site };
        if ((await server.Services.GetRequiredService<Door>().Take(whole, caller, stop)).Refusal is { } refusal)
            throw new InvalidOperationException($"{command} was refused: {refusal}");
    }

    private static async Task<long> Size(Journal journal, CancellationToken stop) => (await journal.Logs(stop)).Sum(log => log.Size);
}
