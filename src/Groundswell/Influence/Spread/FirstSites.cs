using Groundswell.Networks;
using Groundswell.Networks.Choosing;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Spread;

/// <summary>Which sites could begin, so that as many others as possible know one of them from their own people.</summary>
/// <param name="Ties">Which sites have people who work or have worked at both. That is all that is known of how sites know one another; it is no influence.</param>
/// <param name="First">In the order they were drawn or chosen. Where it is about a change, only sites that are ready for it.</param>
/// <param name="Reached">How many of the others know one of them, or one where it runs already.</param>
/// <param name="AtRandom">How many as many sites drawn at random would reach, of the same ones.</param>
/// <param name="IsDrawn">No site knows another: the order is drawn, and what it shows later is as good as an experiment.</param>
/// <param name="Visitors">For each other site, from which of the first ones it can have champions as guests, two where there are two.</param>
/// <param name="Change">What it is about; null: about nothing yet, and readiness is left out.</param>
/// <param name="Readiness">What each site's gate says of that change; null where it is about none.</param>
public sealed record FirstSites(
    IReadOnlyList<string> Sites, IReadOnlyList<SiteTie> Ties, IReadOnlyList<string> First, int Reached, double AtRandom, bool IsDrawn, IReadOnlyList<SiteVisitors> Visitors,
    string? Change = null, IReadOnlyList<SiteReadiness>? Readiness = null);

/// <summary>Two sites know one another.</summary>
public sealed record SiteTie(string One, string Other);

/// <param name="From">Sites.</param>
public sealed record SiteVisitors(string Site, IReadOnlyList<string> From);

/// <summary>Chooses the first sites.</summary>
public static class SiteChooser
{
    private const int Draws = 200, Guests = 2;

    /// <param name="workedAt">Persons with the sites they work or have worked at.</param>
    /// <param name="readiness">Of the change it is about: only who is ready can begin, and where it runs already counts. Null: every site could.</param>
    public static FirstSites Choose(
        IReadOnlyList<string> sites, IEnumerable<IReadOnlyCollection<string>> workedAt, int first, ulong seed, string? change = null, IReadOnlyList<SiteReadiness>? readiness = null)
    {
        // Of those that would do as well it is drawn who begins: nobody is first by their letter.
        var chance = new Chance(seed);
        string[] drawnOrder = [.. sites.Order(StringComparer.Ordinal)];
        chance.Shuffle(drawnOrder.AsSpan());
        var nodes = new NodeTable(drawnOrder);
        var network = Knowing(nodes, workedAt, out var known);
        var stages = readiness?.ToDictionary(one => one.Site, one => one.Stage);
        int[] begun = [.. nodes.Ids.Index().Where(one => stages?.GetValueOrDefault(one.Item) == SiteStage.Begun).Select(one => one.Index)];
        int[] able = [.. nodes.Ids.Index().Where(one => stages is null || stages.GetValueOrDefault(one.Item) == SiteStage.Ready).Select(one => one.Index)];
        var size = Math.Clamp(first, 0, able.Length);
        var order = (int[])able.Clone();
        var drawn = Enumerable.Range(0, Draws).Select(_ =>
        {
            chance.Shuffle(order.AsSpan());
            return Around([.. begun, .. order[..size]]);
        }).ToList();
        // Where further ones add nobody who knows them, they are drawn.
        var best = known.Count == 0 || size == 0
            ? []
            : GroupChooser.Choose(
                new Coverage(network, Contacts: 1, Tie: 0.5) { Eligible = [.. Enumerable.Range(0, nodes.Ids.Count).Select(able.Contains)], Already = begun }, size, seed).Members;
        int[] chosen = [.. best.Concat(able.Except(best)).Take(size)];
        int[] have = [.. chosen, .. begun];
        return new FirstSites(
            [.. nodes.Ids.Order(StringComparer.Ordinal)],
            [.. known.Select(tie => Tie(nodes.Ids[tie.Item1], nodes.Ids[tie.Item2])).OrderBy(tie => tie.One, StringComparer.Ordinal).ThenBy(tie => tie.Other, StringComparer.Ordinal)],
            [.. chosen.Select(at => nodes.Ids[at])],
            Around(have),
            Math.Round(drawn.Average(), 1),
            known.Count == 0,
            [
                .. Enumerable.Range(0, nodes.Ids.Count).Where(at => !have.Contains(at)).OrderBy(at => nodes.Ids[at], StringComparer.Ordinal).Select(at => new SiteVisitors(
                    nodes.Ids[at], [.. have.OrderByDescending(one => network.HasArc(one, at)).Take(Guests).Select(one => nodes.Ids[one])])),
            ],
            change, readiness);

        int Around(IReadOnlyCollection<int> begin) => Enumerable.Range(0, nodes.Ids.Count).Count(at => !begin.Contains(at) && begin.Any(one => network.HasArc(one, at)));

        static SiteTie Tie(string one, string other) => string.CompareOrdinal(one, other) < 0 ? new SiteTie(one, other) : new SiteTie(other, one);
    }

    private static Network Knowing(NodeTable nodes, IEnumerable<IReadOnlyCollection<string>> workedAt, out SortedSet<(int, int)> known)
    {
        known = [];
        foreach (var places in workedAt)
        {
            int[] at = [.. places.Select(nodes.Find).Where(one => one >= 0).Distinct().Order()];
            for (var one = 0; one < at.Length; one++)
            {
                for (var other = one + 1; other < at.Length; other++)
                    known.Add((at[one], at[other]));
            }
        }

        var builder = new NetworkBuilder(nodes.Ids.Count);
        foreach (var (one, other) in known)
        {
            builder.Add(one, other);
            builder.Add(other, one);
        }

        return builder.Build();
    }
}

/// <summary>Reads which sites know one another, and how ready they are.</summary>
internal static class FirstSitesReading
{
    /// <param name="change">What it is about; null: nothing yet.</param>
    /// <returns>Null where there is no such change.</returns>
    public static async Task<FirstSites?> Read(ViewsDb views, ISiteReadiness gates, int first, ulong seed, string? change, CancellationToken stop)
    {
        var readiness = change is null ? null : await gates.Of(change, stop);
        if (change is not null && readiness is null)
            return null;
        var sites = await views.Set<SiteRow>().AsNoTracking().Where(row => row.Status == nameof(SiteStatus.Open)).Select(row => row.Code).ToListAsync(stop);
        var rows = await views.Set<PersonRow>().AsNoTracking().Select(row => new { row.Id, row.Site }).ToListAsync(stop);
        return SiteChooser.Choose(
            sites, rows.GroupBy(row => row.Id, row => row.Site).Select(person => (IReadOnlyCollection<string>)[.. person]).Where(places => places.Count > 1), first, seed, change, readiness);
    }
}
