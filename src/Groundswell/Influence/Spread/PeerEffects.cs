using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Influence.Disclosures;
using Groundswell.Networks;
using Groundswell.Networks.Spreading;

namespace Groundswell.Influence.Spread;

/// <summary>Whether a change spread along ties. It is told of a site's people together, and never of one.</summary>
/// <param name="People">Of whom ties may be read.</param>
/// <param name="AllButFew">Of a group of which fewer than five are not counted all are said: nobody is to be found to take part.</param>
/// <param name="Adopters">How many of them have taken it up; null where those, or the others, are fewer than five.</param>
/// <param name="Effect">How much likelier, on the scale of logits, each further one who has it among those one turns to made taking it up; null where it can't be told.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="P">How often times dealt out anew within groups lie along ties as much. Likeness and shared surroundings lie along ties as well: a small one is no proof of a cause.</param>
/// <param name="Contacts">How many of those one turns to had it, on average, when one took it up: whether one was enough, or several were needed.</param>
/// <param name="Lacking">What there is too little of to tell; null where something is told.</param>
public sealed record PeerEffectShown(int People, int? Adopters, int Weeks, double? Effect, double? Error, double? P, double? Contacts, SpreadLacking? Lacking, bool AllButFew = false);

/// <summary>Why nothing can be told of how a change spread.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SpreadLacking>))]
public enum SpreadLacking
{
    /// <summary>There are no ties to look along.</summary>
    Ties = 1,

    /// <summary>Too few have taken it up, or too few have not: of fewer than five nothing is told.</summary>
    People,

    /// <summary>It is too early.</summary>
    Weeks,
}

/// <summary>Holds when people took something up against whom they turn to. Each asking is a look.</summary>
public sealed class PeerEffects(InfluenceReading reading, Looking looking)
{
    private const int LeastWeeks = 3;
    private const int LeastOthers = Policies.InfluenceRules.LeastGroup;

    /// <param name="first">By person, the day they first worked by it.</param>
    /// <param name="about">What it is about, for the record of looks.</param>
    public async Task<(PeerEffectShown? Shown, Refusal? Refusal)> Of(
        string site, IReadOnlyDictionary<string, DateOnly> first, DateOnly today, string about, Caller caller, CancellationToken stop)
    {
        var read = await reading.Of(site, stop);
        var told = await looking.Tell(read, LookedAt.Spread, "how a change spread", caller, stop, about);
        return told.Refusal is { } refusal ? (null, refusal) : (Told(read.Within(told), told, first, today), null);
    }

    public static PeerEffectShown Told(SiteReading read, MayBeTold told, IReadOnlyDictionary<string, DateOnly> first, DateOnly today)
    {
        var network = read.OfGroups;
        int[] people = [.. Enumerable.Range(0, network.People.Count).Where(at => told.Has(network.People[at].Id))];
        var ids = Array.ConvertAll(people, at => network.People[at].Id);
        var days = ids.Where(first.ContainsKey).Select(id => first[id]).ToList();
        var weeks = days.Count == 0 ? 0 : ((today.DayNumber - days.Min().DayNumber) / 7) + 1;
        var least = read.Least;
        var number = told.Number;
        var adopters = told.NumberOf(days.Count, read.Evidence.People.Count(person => first.ContainsKey(person.Id) && told.HasGroup(person.Group))).People;
        // Neither those who have it nor those who have not are to be found by what is told.
        if (days.Count < least || people.Length - days.Count is > 0 and < LeastOthers)
            return new PeerEffectShown(number.People, null, weeks, null, null, null, null, SpreadLacking.People, number.AllButFew);
        if (weeks < LeastWeeks)
            return Nothing(SpreadLacking.Weeks);

        var place = people.Index().ToDictionary(one => one.Item, one => one.Index);
        var builder = new NetworkBuilder(people.Length);
        foreach (var from in people)
        {
            foreach (var to in network.Combined.Successors(from))
            {
                if (place.TryGetValue(to, out var at) && network.Combined.Weight(from, to) >= Choosing.CandidateChooser.Tie)
                    builder.Add(place[from], at, network.Combined.Weight(from, to));
            }
        }

        var influence = builder.Build();
        if (influence.Arcs < people.Length / 2)
            return Nothing(SpreadLacking.Ties);
        int?[] adopted = [.. ids.Select(id => first.TryGetValue(id, out var day) ? ((day.DayNumber - days.Min().DayNumber) / 7) + 1 : (int?)null)];
        var groups = Grouping.By(ids.Select(id => told.Cells.First(cell => cell.Members.Contains(id)).Name));
        var effect = PeerEffect.Of(influence, adopted, weeks, seed: 1, strata: groups);
        int[] contacts = [.. ObservedThresholds.Of(influence, adopted).Contacts.Where(count => count >= 0)];
        return new PeerEffectShown(
            number.People, adopters, weeks, Finite(effect.Coefficient), Finite(effect.StandardError), Math.Round(effect.P, 3), contacts.Length < least ? null : Math.Round(contacts.Average(), 1), null, number.AllButFew);

        PeerEffectShown Nothing(SpreadLacking lacking) => new(number.People, adopters, weeks, null, null, null, null, lacking, number.AllButFew);

        static double? Finite(double value) => double.IsFinite(value) ? Math.Round(value, 2) : null;
    }
}
