using Groundswell.Influence.Policies;
using Groundswell.Networks;
using Groundswell.Networks.EventLogs;
using Groundswell.Networks.Measures;

namespace Groundswell.Influence.Layers;

/// <summary>
/// The informal network of a site, layer by layer, out of what the record shows. Of each layer there is what was observed, and what is left when rota and routing are taken
/// out (adoption by exposure: how often somebody would have been the one if all who were there had done it in turn).
/// </summary>
public sealed class SiteNetwork
{
    private readonly Dictionary<Layer, Network> _observed = [];

    private SiteNetwork(IReadOnlyList<SitePerson> people, LayeredNetwork corrected) => (People, Corrected) = (people, corrected);

    /// <summary>In the order of the nodes.</summary>
    public IReadOnlyList<SitePerson> People { get; }

    /// <summary>How often each did something for another, weighed by age.</summary>
    public IReadOnlyDictionary<Layer, Network> Observed => _observed;

    /// <summary>The layers of influence as probabilities, by their names.</summary>
    public LayeredNetwork Corrected { get; }

    /// <summary>All layers of influence as one, by the worth the site's policy gives each.</summary>
    public required Network Combined { get; init; }

    /// <summary>How many contacts each layer has, whatever their age.</summary>
    public required IReadOnlyDictionary<Layer, int> Contacts { get; init; }

    public int Find(string person) => Corrected.Nodes.Find(person);

    /// <summary>Whether there is anything to read influence from.</summary>
    public bool IsEmpty => Combined.Arcs == 0;

    /// <param name="rules">Worth, half-life and retention.</param>
    /// <param name="takesPart">Of whom ties are looked at.</param>
    /// <param name="exposure">False takes contacts as they are: for comparison.</param>
    public static SiteNetwork Of(SiteEvidence evidence, InfluenceRules rules, Func<SitePerson, bool> takesPart, bool exposure = true, Effort? effort = null)
    {
        SitePerson[] people = [.. evidence.People.OrderBy(person => person.Id, StringComparer.Ordinal)];
        var nodes = new NodeTable(people.Select(person => person.Id));
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var oldest = evidence.At - rules.Retention;
        var counted = new Dictionary<Layer, int>();
        var contacts = new Dictionary<Layer, List<Contact>>();
        var looksAt = Array.ConvertAll(people, person => takesPart(person));
        foreach (var shown in evidence.Contacts)
        {
            var (from, to) = (nodes.Find(shown.From), nodes.Find(shown.To));
            if (from < 0 || to < 0 || from == to || !looksAt[from] || !looksAt[to] || shown.Worth <= 0)
                continue;
            // How work went is told of any time, such as of years that were taken over from another system; it is nobody's influence.
            if (shown.Layer != Layer.Work && (shown.At < oldest || shown.At > evidence.At))
                continue;
            if (IsForgotten(people[from], shown.At) || IsForgotten(people[to], shown.At))
                continue;
            // What one's own manager teaches and assesses is theirs to do.
            if (shown.Layer == Layer.Teaching && people[to].ReportsTo == people[from].Id)
                continue;
            if (!contacts.TryGetValue(shown.Layer, out var list))
                contacts[shown.Layer] = list = [];
            counted[shown.Layer] = counted.GetValueOrDefault(shown.Layer) + 1;
            // A nomination holds as it is as long as its round is kept: nobody is named a little less each day.
            var worth = shown.Layer is Layer.Nomination or Layer.Work ? shown.Worth : shown.Worth * LayerScale.Aged(evidence.At - shown.At, rules.HalfLife);
            list.Add(new Contact(PlaceOf(shown.Shift), from, to, worth));
        }

        var presence = evidence.Stays
            .Select(stay => (Place: places.GetValueOrDefault(stay.Shift, -1), Person: nodes.Find(stay.Person), stay.Hours))
            .Where(stay => stay is { Place: >= 0, Person: >= 0, Hours: > 0 } && looksAt[stay.Person])
            .Select(stay => new Presence(stay.Place, stay.Person, stay.Hours)).ToList();

        var layers = new LayeredNetwork(nodes);
        var observed = new Dictionary<Layer, Network>();
        foreach (var (layer, list) in contacts.OrderBy(one => one.Key))
        {
            var exposed = Exposure.Of(people.Length, list, presence);
            observed[layer] = exposed.Observed();
            if (layer == Layer.Work)
                continue;
            // Whom somebody names is their own choice altogether; nothing has to be taken out of it.
            var own = exposure && layer != Layer.Nomination ? exposed.Corrected() : observed[layer];
            if (own.Arcs > 0)
                layers.Add(layer.ToString(), layer == Layer.Nomination ? own.Reweighted((_, _, _) => 1) : LayerScale.ToProbabilities(own));
        }

        var network = new SiteNetwork(people, layers)
        {
            Combined = layers.Combine(rules.Worth.ToDictionary(one => one.Key.ToString(), one => (double)one.Value)),
            Contacts = counted,
        };
        foreach (var (layer, one) in observed)
            network._observed[layer] = one;
        return network;

        int PlaceOf(string shift)
        {
            if (!places.TryGetValue(shift, out var place))
                places[shift] = place = places.Count;
            return place;
        }
    }

    /// <summary>Whom others turn to: where somebody ends who goes from person to person, each time to one of those who influence them.</summary>
    public double[] TurnedTo() => PageRank.Of(Combined.Reversed());

    private static bool IsForgotten(SitePerson person, DateTimeOffset at) => person.ForgottenUpTo is { } upTo && at <= upTo;
}
