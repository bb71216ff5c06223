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

    /// <summary>What the record alone shows, without whom people named.</summary>
    public LayeredNetwork Record()
    {
        var record = new LayeredNetwork(Corrected.Nodes);
        foreach (var (layer, network) in Corrected.Layers.Where(one => one.Key != nameof(Layer.Nomination)))
            record.Add(layer, network);
        return record;
    }

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

        var record = new Dictionary<string, Network>();
        Network? nominations = null;
        var observed = new Dictionary<Layer, Network>();
        foreach (var (layer, list) in contacts.OrderBy(one => one.Key))
        {
            var exposed = layer == Layer.Teaching ? ByOffice(people.Length, list) : Exposure.Of(people.Length, list, Able(layer, list, presence));
            observed[layer] = exposed.Observed();
            if (layer == Layer.Work)
                continue;
            // Whom somebody names is their own choice altogether; nothing has to be taken out of it.
            var own = exposure && layer != Layer.Nomination ? exposed.Corrected() : observed[layer];
            if (own.Arcs == 0)
                continue;
            if (layer == Layer.Nomination)
                nominations = own.Reweighted((_, _, _) => 1);
            else
                record[layer.ToString()] = own;
        }

        var layers = new LayeredNetwork(nodes);
        foreach (var (layer, one) in LayerScale.ToProbabilities(record).OrderBy(one => Enum.Parse<Layer>(one.Key)))
            layers.Add(layer, one);
        if (nominations is not null)
            layers.Add(nameof(Layer.Nomination), nominations);

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

    /// <summary>The same with another worth of the layers: as it was learned at the site. What a nomination is worth stays.</summary>
    public SiteNetwork Worth(IReadOnlyDictionary<string, double> worth, double nomination)
    {
        var network = new SiteNetwork(People, Corrected)
        {
            Combined = Corrected.Combine(new Dictionary<string, double>(worth) { [nameof(Layer.Nomination)] = nomination }),
            Contacts = Contacts,
        };
        foreach (var (layer, one) in _observed)
            network._observed[layer] = one;
        return network;
    }

    /// <summary>
    /// Who teaches and assesses is often given the task: then they teach everybody, and nobody has turned to them. What is expected of each is as much of what somebody was taught as
    /// of what all others were taught; presence has no part in it.
    /// </summary>
    private static Exposure ByOffice(int people, List<Contact> contacts)
    {
        var taught = contacts.GroupBy(contact => contact.From).ToDictionary(one => one.Key, one => one.GroupBy(contact => contact.To).ToDictionary(to => to.Key, to => to.Sum(contact => contact.Weight)));
        var office =
            from to in contacts.Select(contact => contact.To).Distinct()
            from one in taught
            let others = one.Value.Sum(other => other.Key == to ? 0 : other.Value)
            where others > 0
            select new Presence(to, one.Key, others);
        return Exposure.Of(people, contacts.Select(contact => contact with { Place = contact.To }), office);
    }

    /// <summary>Not everybody who is there may be the second person: nobody is expected to be who never was.</summary>
    private static IEnumerable<Presence> Able(Layer layer, List<Contact> contacts, List<Presence> presence)
    {
        if (layer != Layer.SecondPerson)
            return presence;
        var able = contacts.Select(contact => contact.From).ToHashSet();
        return presence.Where(one => able.Contains(one.Person));
    }

    /// <summary>Whom others turn to: where somebody ends who goes from person to person, each time to one of those who influence them.</summary>
    public double[] TurnedTo() => PageRank.Of(Combined.Reversed());

    private static bool IsForgotten(SitePerson person, DateTimeOffset at) => person.ForgottenUpTo is { } upTo && at <= upTo;
}
