using System.Text.Json.Serialization;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Standings;
using Groundswell.Networks;
using Groundswell.Networks.Measures;

namespace Groundswell.Influence.Owning;

/// <summary>What is read of somebody, told to them and to nobody else.</summary>
/// <param name="Ties">With whom, each way and layer by layer: only with people who take part as well, since it is theirs as much.</param>
/// <param name="WasNamed">At least three have named them. Who and how many is told to nobody.</param>
/// <param name="Named">Whom they named themselves in this quarter.</param>
public sealed record OwnInfluence(
    TakingPart TakingPart, bool Volunteers, DateTimeOffset? ForgottenUpTo, int Policy, bool IsOn, IReadOnlyList<OwnTie> Ties, OwnStanding? Standing, bool WasNamed, Named? Named);

/// <param name="Outward">From them to the other: they helped, taught, were named.</param>
/// <param name="Times">How often, whatever its age.</param>
/// <param name="Entries">Positions in the site's log of the entries that show it, newest first, at most fifty.</param>
public sealed record OwnTie(string With, Layer Layer, bool Outward, int Times, DateTimeOffset LastAt, IReadOnlyList<long> Entries);

/// <summary>Roughly where they stand among those who take part: never a rank, since nine of ten repetitions with other luck are far apart.</summary>
/// <param name="Expert">Asked when something does not work.</param>
/// <param name="Trusted">Their word counts.</param>
/// <param name="Reach">How far something goes that begins with them.</param>
public sealed record OwnStanding(Band Expert, Band Trusted, Band Reach);

[JsonConverter(typeof(JsonStringEnumConverter<Band>))]
public enum Band
{
    /// <summary>Too little was recorded to say anything.</summary>
    NotEnough = 1,

    /// <summary>Like most.</summary>
    Middle,

    /// <summary>Among the upper quarter, nine times of ten.</summary>
    Upper,
}

/// <summary>Where somebody stands, with its uncertainty: the contacts are drawn anew, many times.</summary>
public static class Bands
{
    private const int Draws = 60, LeastContacts = 10, LeastNamed = 3;
    private const double UpperFrom = 0.75;

    public static OwnStanding Of(SiteReading reading, string person)
    {
        var evidence = reading.Evidence;
        var own = evidence.Contacts.Where(one => one.From == person && one.Layer != Layer.Work).ToList();
        if (own.Count(one => one.Layer != Layer.Nomination) < LeastContacts && own.Count(one => one.Layer == Layer.Nomination) < LeastNamed)
            return new OwnStanding(Band.NotEnough, Band.NotEnough, Band.NotEnough);
        var at = reading.OfThoseTakingPart.Find(person);
        var (expert, trusted, reach) = (new List<double>(), new List<double>(), new List<double>());
        Shown[] again = [.. evidence.Contacts.Where(one => one.Layer != Layer.Work)];
        for (var draw = 0; draw < Draws; draw++)
        {
            var chance = new Chance(1, (ulong)draw);
            var drawn = Enumerable.Range(0, again.Length).Select(_ => again[chance.Below(again.Length)]).ToList();
            var network = SiteNetwork.Of(evidence with { Contacts = drawn }, reading.Rules, one => one.TakesPart);
            expert.Add(Place(network, at, nameof(Layer.Help), nameof(Layer.Teaching)));
            trusted.Add(Place(network, at, nameof(Layer.Nomination), nameof(Layer.Help)));
            reach.Add(PlaceOf(DiffusionCentrality.Of(network.Combined, passing: 1, rounds: 4), at, network));
        }

        return new OwnStanding(BandOf(expert), BandOf(trusted), BandOf(reach));
    }

    private static double Place(SiteNetwork network, int at, params string[] layers)
    {
        var worth = layers.Where(network.Corrected.Layers.ContainsKey).ToDictionary(layer => layer, _ => 1.0);
        return worth.Count == 0 ? 0 : PlaceOf(PageRank.Of(network.Corrected.Combine(worth).Reversed()), at, network);
    }

    /// <summary>The share of those who take part whom they are above.</summary>
    private static double PlaceOf(double[] score, int at, SiteNetwork network)
    {
        var others = Enumerable.Range(0, score.Length).Where(other => other != at && network.People[other].TakesPart).ToList();
        return others.Count == 0 ? 0 : others.Count(other => score[other] < score[at]) / (double)others.Count;
    }

    private static Band BandOf(List<double> places) => places.Order().ElementAt(places.Count / 10) >= UpperFrom ? Band.Upper : Band.Middle;
}
