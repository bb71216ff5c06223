using Groundswell.Networks;
using Groundswell.Networks.Choosing;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Spread;

/// <summary>Which sites could begin, so that as many others as possible know one of them from their own people.</summary>
/// <param name="Ties">Which sites have people who work or have worked at both. That is all that is known of how sites know one another; it is no influence.</param>
/// <param name="First">In the order they were drawn or chosen.</param>
/// <param name="Reached">How many of the others know one of them.</param>
/// <param name="AtRandom">How many as many sites drawn at random would reach, on average.</param>
/// <param name="IsDrawn">No site knows another: the order is drawn, and what it shows later is as good as an experiment.</param>
/// <param name="Visitors">For each other site, from which of the first ones it can have champions as guests, two where there are two.</param>
public sealed record FirstSites(
    IReadOnlyList<string> Sites, IReadOnlyList<SiteTie> Ties, IReadOnlyList<string> First, int Reached, double AtRandom, bool IsDrawn, IReadOnlyList<SiteVisitors> Visitors);

/// <summary>Two sites know one another.</summary>
public sealed record SiteTie(string One, string Other);

/// <param name="From">Sites.</param>
public sealed record SiteVisitors(string Site, IReadOnlyList<string> From);

/// <summary>Chooses the first sites.</summary>
public static class SiteChooser
{
    private const int Draws = 200, Guests = 2;

    /// <param name="workedAt">Persons with the sites they work or have worked at.</param>
    public static FirstSites Choose(IReadOnlyList<string> sites, IEnumerable<IReadOnlyCollection<string>> workedAt, int first, ulong seed)
    {
        var nodes = new NodeTable(sites.Order(StringComparer.Ordinal));
        var builder = new NetworkBuilder(nodes.Ids.Count);
        var known = new SortedSet<(int, int)>();
        foreach (var places in workedAt)
        {
            int[] at = [.. places.Select(nodes.Find).Where(one => one >= 0).Distinct().Order()];
            for (var one = 0; one < at.Length; one++)
            {
                for (var other = one + 1; other < at.Length; other++)
                    known.Add((at[one], at[other]));
            }
        }

        foreach (var (one, other) in known)
        {
            builder.Add(one, other);
            builder.Add(other, one);
        }

        var network = builder.Build();
        var chance = new Chance(seed);
        var order = Enumerable.Range(0, nodes.Ids.Count).ToArray();
        var drawn = Enumerable.Range(0, Draws).Select(_ =>
        {
            chance.Shuffle(order.AsSpan());
            return Around(order[..Math.Min(first, order.Length)]);
        }).ToList();
        var size = Math.Clamp(first, 0, nodes.Ids.Count);
        var chosen = known.Count == 0 ? order[..size] : GroupChooser.Choose(new Coverage(network, Contacts: 1, Tie: 0.5), size, seed).Members;
        return new FirstSites(
            nodes.Ids,
            [.. known.Select(tie => new SiteTie(nodes.Ids[tie.Item1], nodes.Ids[tie.Item2]))],
            [.. chosen.Select(at => nodes.Ids[at])],
            Around(chosen),
            Math.Round(drawn.Average(), 1),
            known.Count == 0,
            [
                .. Enumerable.Range(0, nodes.Ids.Count).Where(at => !chosen.Contains(at)).Select(at => new SiteVisitors(
                    nodes.Ids[at], [.. chosen.OrderByDescending(one => network.HasArc(one, at)).Take(Guests).Select(one => nodes.Ids[one])])),
            ]);

        int Around(IReadOnlyCollection<int> begin) => Enumerable.Range(0, nodes.Ids.Count).Count(at => !begin.Contains(at) && begin.Any(one => network.HasArc(one, at)));
    }
}

/// <summary>Reads which sites know one another.</summary>
internal static class FirstSitesReading
{
    public static async Task<FirstSites> Read(ViewsDb views, int first, ulong seed, CancellationToken stop)
    {
        var sites = await views.Set<SiteRow>().AsNoTracking().Where(row => row.Status == nameof(SiteStatus.Open)).Select(row => row.Code).ToListAsync(stop);
        var rows = await views.Set<PersonRow>().AsNoTracking().Select(row => new { row.Id, row.Site }).ToListAsync(stop);
        return SiteChooser.Choose(sites, rows.GroupBy(row => row.Id, row => row.Site).Select(person => (IReadOnlyCollection<string>)[.. person]).Where(places => places.Count > 1), first, seed);
    }
}
