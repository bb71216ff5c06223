using System.Globalization;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Stories;
using Groundswell.CommandLine;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Serving;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Benchmarks.Changes;

/// <summary>
/// A record of many changes at many sites. Sites are opened through the door; what happened to the changes is appended to the journal as they would have left it: of four sites one
/// has launched a change and worked by it, one has it launched and withdrawn, one has brought it in, and one has not.
/// </summary>
internal static class FilledProgramme
{
    public const string Line = "LINE-1";
    private const int JobsOfEach = 6, AtOnce = 250;

    private static readonly string Hash = new('0', 64);

    /// <returns>How many entries there are.</returns>
    public static async Task<long> Fill(string folder, int changes, int sites, CancellationToken stop)
    {
        var settings = new HostSettings(folder) { Journal = new JournalOptions { Kind = RecordKind.Trial } };
        await using var server = await GroundswellHost.Build(settings, null, stop);
        var journal = server.Services.GetRequiredService<Journal>();
        var codec = server.Services.GetRequiredService<EventCodec>();
        var door = server.Services.GetRequiredService<Door>();
        for (var site = 0; site < sites; site++)
        {
            await Do(door, new OpenSite(new Id<Site>(SiteOf(site)), $"Site {site}", "Etc/UTC", false), stop);

            // With the first command a site's log is opened.
            await Do(door, new AddArea(new("HALL"), "Hall") { Site = SiteOf(site) }, stop);
        }

        foreach (var some in Enumerable.Range(0, changes).Chunk(AtOnce))
            await Append(journal, Logs.Enterprise, some.Select(change => codec.Write(IdOf(change).Stream, new ChangeOpened(IdOf(change), $"Change {change}", "Two were kept", SiteOf(0), false))), stop);
        for (var site = 0; site < sites; site++)
        {
            foreach (var some in Enumerable.Range(0, changes).Chunk(AtOnce))
            {
                // Each of a master's jobs is somebody else's: what fewer than five do is told of nobody.
                foreach (var own in some.SelectMany(change => At(site, change)).GroupBy(one => one.Job).OrderBy(own => own.Key))
                    await Append(journal, Logs.OfSite(SiteOf(site)), own.Select(one => codec.Write(one.Stream, one.Event)), stop, own.Key);
            }
        }

        await PlantServer.CatchUp(server, stop);
        return (await journal.Logs(stop)).Sum(log => log.Size);
    }

    /// <summary>What happened to a change at a site, with the job it belongs to; 0: to none.</summary>
    private static IEnumerable<(string Stream, Event Event, int Job)> At(int site, int change)
    {
        if ((site + change) % 4 == 3)
            yield break;
        var (id, master) = (IdOf(change), new Id<WorkMaster>(string.Create(CultureInfo.InvariantCulture, $"master-{change}")));
        var here = SiteChange.IdOf(id).Stream;
        var line = new Id<WorkCenter>(Line);
        yield return (here, new ChangeBroughtIn(id, site == 0 ? BroughtInBy.Origin : BroughtInBy.Pull), 0);
        yield return (here, new SiteReachSaid(id, [line], ["E", "L"]), 0);
        yield return (here, new AffectedFound(id, []), 0);
        yield return (Hearing.IdOf(id).Stream, new ListeningSessionHeld(id, Function.Operations, [new("P-1")], "Two lists", "One list"), 0);
        if ((site + change) % 4 == 2)
            yield break;
        yield return (here, new LaunchAsked(id, "P-1", [master.Version(2)]), 0);
        yield return (here, new StepLaunched(id, "P-1", [line]), 0);
        yield return (EffectiveVersion.IdOf(master).Stream, new VersionLaunched(master, master.Version(2), Hash, id.Value, new ProvisionScope([line])), 0);
        for (var job = 1; job <= JobsOfEach; job++)
        {
            var order = new Id<Order>(string.Create(CultureInfo.InvariantCulture, $"o-{change}-{job}"));
            var made = new Id<Job>($"{order}.1");
            yield return (order.Stream, new OrderCreated(order, master, 10, "pcs"), job);
            yield return (made.Stream, new JobPlanned(made, order, master.Version(2), "10", 10, "pcs", line), job);
            yield return (made.Stream, new JobCompleted(made), job);
        }

        if ((site + change) % 4 == 1)
            yield return (here, new LaunchWithdrawn(id, "Two people wait for each other"), JobsOfEach + 1);
    }

    private static async Task Append(Journal journal, string log, IEnumerable<NewEntry> entries, CancellationToken stop, int person = 0)
    {
        foreach (var some in entries.Chunk(AtOnce))
        {
            var answer = await journal.Append(
                new Append
                {
                    Log = log,
                    Command = Guid.CreateVersion7(),
                    Actor = string.Create(CultureInfo.InvariantCulture, $"P-{person}"),
                    Source = Source.Imported,
                    OccurredAt = TimeProvider.System.GetUtcNow(),
                    TimeZone = "Etc/UTC",
                    Entries = some,
                },
                stop);
            if (answer is not Receipt)
                throw new InvalidOperationException($"The record did not take it: {answer}.");
        }
    }

    private static async Task Do(Door door, Command command, CancellationToken stop)
    {
        var caller = Caller.System("benchmark");
        if ((await door.Take(command with { Id = Guid.CreateVersion7() }, caller with { Grants = [.. caller.Grants, new Grant(Role.MesLeader, null, null)] }, stop)).Refusal is { } refusal)
            throw new InvalidOperationException($"{command} was refused: {refusal}");
    }

    private static Id<Change> IdOf(int change) => new(string.Create(CultureInfo.InvariantCulture, $"change-{change}"));

    private static string SiteOf(int site) => string.Create(CultureInfo.InvariantCulture, $"S{site:D2}");
}
