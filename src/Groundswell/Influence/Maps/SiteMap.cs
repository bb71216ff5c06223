using System.Text.Json.Serialization;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Layers;
using Groundswell.Networks;
using Groundswell.Networks.Choosing;

namespace Groundswell.Influence.Maps;

/// <summary>A site's network, group by group. Nothing in it is about a person.</summary>
/// <param name="Policy">The version of the policy it is read under; 0: none, and only how work goes is told.</param>
/// <param name="Withheld">Groups nothing is told of, because it would tell something of a few people.</param>
/// <param name="Uncounted">How many people belong to no group something is told of, or are not to be counted.</param>
/// <param name="Limits">What this record can't tell.</param>
public sealed record SiteMap(
    DateTimeOffset At, int Policy, IReadOnlyList<MapGroup> Groups, IReadOnlyList<MapTie> Ties, IReadOnlyList<FormalTie> Formal, IReadOnlyList<MapLayer> Layers,
    IReadOnlyList<ReachOfFew> Reach, IReadOnlyList<string> Withheld, int Uncounted, IReadOnlyList<MapLimit> Limits);

/// <param name="Number">Its place in the list, which ties name.</param>
/// <param name="People">Never fewer than five.</param>
/// <param name="AllButFew">It is everybody of the group, of whom fewer than five may not be counted: nobody is to be found to take part.</param>
public sealed record MapGroup(int Number, string Name, int People, bool AllButFew);

/// <summary>How close two groups are in a layer: of all pairs with one person in each, how many have a tie, to the nearest twentieth, so that no single tie shows.</summary>
/// <param name="From">Whose people help, teach or are named.</param>
public sealed record MapTie(Layer Layer, int From, int To, double Share);

/// <summary>How many of one group report to somebody in another.</summary>
public sealed record FormalTie(int From, int To, int People);

/// <param name="Contacts">How often, rounded to the hundred.</param>
/// <param name="External">Of the ties, the share that leads out of a group: how far a layer connects groups.</param>
public sealed record MapLayer(Layer Layer, int Contacts, double External);

/// <summary>How many chosen people would be in touch with how many: chosen well, at random, and the formal line.</summary>
/// <param name="Once">Share of people with one contact at least, to the nearest twentieth.</param>
/// <param name="Twice">Share with two.</param>
public sealed record ReachOfFew(ChosenHow How, int People, double Once, double Twice);

[JsonConverter(typeof(JsonStringEnumConverter<ChosenHow>))]
public enum ChosenHow
{
    Well = 1,
    AtRandom,

    /// <summary>All with rank together, where they are five or more.</summary>
    ByRank,

    /// <summary>By how work goes from hand to hand: who meets whom, and no influence.</summary>
    WellByWork,
}

/// <summary>Something that can't be seen in this record.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MapLimit>))]
public enum MapLimit
{
    /// <summary>No policy holds: whom people turn to is not read at all.</summary>
    NoPolicy = 1,

    /// <summary>Nobody takes part, or too few for anything to be told.</summary>
    TooFewTakePart,

    /// <summary>Nobody has called for help or answered: who helps whom is unknown.</summary>
    NoCalls,

    /// <summary>Nobody was named: whose word counts is unknown.</summary>
    NoNominations,

    /// <summary>It is not known who was there when: rota and routing can't be taken out.</summary>
    NoAttendance,

    /// <summary>Nobody reports to anybody: the formal line is unknown.</summary>
    NoReportingLine,

    /// <summary>All there is is work that was taken over: who worked on what after whom.</summary>
    OnlyPastWork,
}

/// <summary>Draws the map from what may be told.</summary>
public static class MapDrawing
{
    private const int Draws = 200;
    private static readonly double[] Shares = [0.03, 0.05, 0.1, 0.15, 0.2];

    public static SiteMap Of(SiteReading reading, MayBeTold told)
    {
        var network = reading.OfGroups;
        // How work goes is told of everybody who does not object, whatever they take part in.
        var work = SiteNetwork.Of(reading.Evidence with { Contacts = [.. reading.Evidence.Contacts.Where(one => one.Layer == Layer.Work)] }, reading.Rules, person => !person.Objects);
        var groupOf = network.People.Select(person => told.Cells.ToList().FindIndex(cell => cell.Members.Contains(person.Id))).ToArray();
        var groups = told.Cells.Select((cell, at) => (Name: cell.Name, At: at, Number: told.NumberOf(cell))).Select(cell => new MapGroup(cell.At, cell.Name, cell.Number.People, cell.Number.AllButFew)).ToList();
        var ranked = told.NumberOf(
            network.People.Where((person, at) => person.HasRank && groupOf[at] >= 0).Count(), network.People.Count(person => person.HasRank && told.HasGroup(person.Group))).People;
        var layers = network.Corrected.Layers.Select(one => (Enum.Parse<Layer>(one.Key), one.Value)).ToList();
        if (work.Observed.TryGetValue(Layer.Work, out var hands))
            layers.Add((Layer.Work, hands));
        return new SiteMap(
            reading.Evidence.At,
            reading.Policy.IsOn ? reading.Policy.Version : 0,
            groups,
            [.. layers.SelectMany(layer => Ties(layer.Item1, layer.Value, groupOf, groups))],
            Formal(reading, told),
            [.. layers.Select(layer => new MapLayer(layer.Item1, Hundreds((layer.Item1 == Layer.Work ? work : network).Contacts.GetValueOrDefault(layer.Item1)), Outside(layer.Value, groupOf)))],
            [
                .. Reach(network, groupOf, told.Number.People, told.Chosen is [true] ? ranked : null),
                .. hands is null || groups.Count == 0 ? [] : ReachBy(work, hands.Undirected(), groupOf, Sizes(told.Number.People, work), ChosenHow.WellByWork, tie: 0),
            ],
            [.. told.Withheld.Select(cell => cell.Name)],
            network.People.Count - told.Number.People,
            Limits(reading, network));
    }

    private static IEnumerable<MapTie> Ties(Layer layer, Network network, int[] groupOf, List<MapGroup> groups)
    {
        var ties = new double[groups.Count, groups.Count];
        for (var from = 0; from < network.Nodes; from++)
        {
            foreach (var to in network.Successors(from))
            {
                if (groupOf[from] >= 0 && groupOf[to] >= 0)
                    ties[groupOf[from], groupOf[to]]++;
            }
        }

        for (var one = 0; one < groups.Count; one++)
        {
            for (var other = 0; other < groups.Count; other++)
            {
                double pairs = groups[one].People * (groups[other].People - (one == other ? 1 : 0));
                var share = Math.Round(20 * ties[one, other] / pairs) / 20;
                if (share > 0)
                    yield return new MapTie(layer, one, other, share);
            }
        }
    }

    private static double Outside(Network network, int[] groupOf)
    {
        var (outside, all) = (0, 0);
        for (var from = 0; from < network.Nodes; from++)
        {
            foreach (var to in network.Successors(from))
            {
                if (groupOf[from] < 0 || groupOf[to] < 0)
                    continue;
                all++;
                outside += groupOf[from] == groupOf[to] ? 0 : 1;
            }
        }

        return all == 0 ? 0 : Math.Round(20.0 * outside / all) / 20;
    }

    /// <summary>Of everybody of the groups that are told of, counted or not: who reports to whom everybody knows.</summary>
    private static List<FormalTie> Formal(SiteReading reading, MayBeTold told)
    {
        var people = reading.Evidence.People.ToDictionary(person => person.Id, person => told.Cells.ToList().FindIndex(cell => cell.Groups.Contains(person.Group)));
        return
        [
            .. from person in reading.Evidence.People
               where person.ReportsTo is not null
               let one = people[person.Id]
               let other = people.GetValueOrDefault(person.ReportsTo!, -1)
               where one >= 0 && other >= 0
               group person by (one, other) into tie
               orderby tie.Key
               select new FormalTie(tie.Key.one, tie.Key.other, tie.Count()),
        ];
    }

    /// <summary>Chosen well and at random, always the same number; and all with rank together, since of each of them it is known who they are.</summary>
    /// <param name="people">Of how many it is told.</param>
    /// <param name="withRank">How many are said to have rank; null where nothing may be told of them.</param>
    private static List<ReachOfFew> Reach(SiteNetwork network, int[] groupOf, int people, int? withRank)
    {
        if (network.IsEmpty || groupOf.All(group => group < 0))
            return [];
        int[] all = [.. Enumerable.Range(0, groupOf.Length).Where(at => groupOf[at] >= 0)];
        int[] ranked = withRank is null ? [] : [.. all.Where(at => network.People[at].HasRank)];
        int[] sizes = [.. Sizes(people, network).Concat(withRank is { } more and > 0 ? [more] : Array.Empty<int>()).Distinct().Order()];
        var found = ReachBy(network, network.Combined, groupOf, sizes, ChosenHow.Well, tie: 0.1);
        var coverage = CoverageOf(network.Combined, groupOf, tie: 0.1);
        if (withRank is { } said && ranked.Length > 0)
            found.Add(Of(ChosenHow.ByRank, said, coverage.Reach(ranked)));
        foreach (var size in sizes)
        {
            var draws = Enumerable.Range(0, Draws).Select(draw =>
            {
                var order = (int[])all.Clone();
                new Chance(1, (ulong)draw).Shuffle(order.AsSpan());
                return coverage.Reach(order.Take(size));
            }).ToList();
            found.Add(new ReachOfFew(ChosenHow.AtRandom, size, Rounded(draws.Average(one => one.ShareOnce)), Rounded(draws.Average(one => one.ShareFully))));
        }

        return found;
    }

    private static int[] Sizes(int people, SiteNetwork network) =>
        [.. Shares.Select(share => Math.Max(1, (int)Math.Round(share * people))).Distinct().Where(size => size < network.People.Count)];

    private static List<ReachOfFew> ReachBy(SiteNetwork network, Network influence, int[] groupOf, int[] sizes, ChosenHow how, double tie)
    {
        var coverage = CoverageOf(influence, groupOf, tie);
        return [.. sizes.Where(size => size < network.People.Count).Select(size => Of(how, size, GroupChooser.Choose(coverage, size, seed: 1).Reached))];
    }

    private static Coverage CoverageOf(Network influence, int[] groupOf, double tie) => new(influence, Contacts: 2, Tie: tie)
    {
        Worth = [.. groupOf.Select(group => group >= 0 ? 1.0 : 0)],
        Eligible = [.. groupOf.Select(group => group >= 0)],
    };

    private static ReachOfFew Of(ChosenHow how, int size, Reached reached) => new(how, size, Rounded(reached.ShareOnce), Rounded(reached.ShareFully));

    private static List<MapLimit> Limits(SiteReading reading, SiteNetwork network)
    {
        var limits = new List<MapLimit>();
        var evidence = reading.Evidence;
        if (!reading.Policy.IsOn)
            limits.Add(MapLimit.NoPolicy);
        else if (network.IsEmpty)
            limits.Add(MapLimit.TooFewTakePart);
        if (evidence.IsOnlyPast)
            limits.Add(MapLimit.OnlyPastWork);
        if ((evidence.IsOnlyPast || reading.Policy.IsOn) && evidence.Contacts.All(one => one.Layer != Layer.Help))
            limits.Add(MapLimit.NoCalls);
        if (reading.Policy.IsOn && evidence.Contacts.All(one => one.Layer != Layer.Nomination))
            limits.Add(MapLimit.NoNominations);
        if (evidence.IsOnlyPast || evidence.Stays.Count == 0)
            limits.Add(MapLimit.NoAttendance);
        if (evidence.People.All(person => person.ReportsTo is null))
            limits.Add(MapLimit.NoReportingLine);
        return limits;
    }

    private static int Hundreds(int count) => (int)(Math.Round(count / 100.0) * 100);

    /// <summary>To the nearest twentieth, so that no single tie shows.</summary>
    private static double Rounded(double share) => Math.Round(20 * share) / 20;
}
