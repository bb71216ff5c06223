using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Policies;

namespace Groundswell.Influence.Disclosures;

/// <summary>What of a site's groups may be told: the answer of the door, which has recorded the look.</summary>
/// <param name="Cells">Those something may be told of.</param>
/// <param name="Withheld">Those nothing may be told of, because it would tell something of a few people.</param>
public sealed record MayBeTold(IReadOnlyList<Cell> Cells, IReadOnlyList<Cell> Withheld, Refusal? Refusal)
{
    /// <summary>Of chosen people, in the order they were asked about: whether what they come to together may be told.</summary>
    public IReadOnlyList<bool> Chosen { get; init; } = [];

    /// <summary>How many there are in each group, whether they are counted or not: that everybody knows. Where it is empty numbers are told as they are.</summary>
    public IReadOnlyDictionary<string, int> Heads { get; init; } = new Dictionary<string, int>();

    public int Least { get; init; } = InfluenceRules.LeastGroup;

    public bool Has(string person) => Cells.Any(cell => cell.Members.Contains(person));

    /// <summary>Whether something may be told of people of this group.</summary>
    public bool HasGroup(string group) => Cells.Any(cell => cell.Groups.Contains(group));

    /// <summary>Of how many people it is told.</summary>
    public ToldNumber NumberOf(Cell cell) => NumberOf(cell.Members.Count, cell.Groups.Sum(group => Heads.GetValueOrDefault(group)));

    /// <param name="all">How many there are, whether they are counted or not.</param>
    public ToldNumber NumberOf(int counted, int all) => Heads.Count == 0 ? new ToldNumber(counted, false) : ToldNumber.Of(counted, all, Least);

    /// <summary>Of all groups together.</summary>
    public ToldNumber Number => Cells.Select(NumberOf).Aggregate(default(ToldNumber), (one, other) => one + other);
}

/// <summary>Records a look before anything is told. There is no way to what is read of groups that goes round it.</summary>
public sealed class Looking(Door door, States states, ISites sites, TimeProvider time)
{
    /// <summary>Somebody else may have been told something in between: then it is asked again with what they know.</summary>
    private const int Tries = 3;

    /// <param name="people">Everybody it is about. They are cut by function and shift: how is not up to whoever asks.</param>
    /// <param name="counts">Who of them may be counted.</param>
    /// <param name="chosen">
    /// Given the groups that may be told of, the people of whom together something is to be told besides, each set by itself: a pilot group, those with rank. Holding one set against another must tell no
    /// more than holding groups does.
    /// </param>
    public async Task<MayBeTold> At(
        string site, LookedAt what, string purpose, IReadOnlyCollection<SitePerson> people, Func<SitePerson, bool> counts, Caller caller, CancellationToken stop, string? about = null,
        Func<MayBeTold, IReadOnlyList<IReadOnlyList<string>>>? chosen = null)
    {
        var policy = await new Reading(states, Logs.OfSite(site), stop).Of(InfluencePolicy.OfSite);
        var least = Math.Max(InfluenceRules.LeastGroup, policy.Content.LeastGroup);
        var marked = people.Where(counts).Select(person => (Person: person.Id, Mark: MarkOf(person, what), person.Group)).DistinctBy(one => one.Mark).ToList();
        var persons = marked.ToDictionary(one => one.Mark, one => one.Person);
        var marks = marked.ToDictionary(one => one.Person, one => one.Mark);
        var heads = people.CountBy(person => person.Group).ToDictionary();
        // Signs are of everybody's entries, whoever takes part in what.
        var cells = Partition.Of(marked.Select(one => (one.Mark, one.Group)), least, what == LookedAt.Signs ? null : heads);
        for (var attempt = 1; ; attempt++)
        {
            var told = await Before(site, what, stop);
            var (open, withheld) = Open(what, told, cells, least);
            var may = new MayBeTold([.. open.Select(Named)], [.. withheld.Select(Named)], null) { Heads = heads, Least = least };
            var sets = chosen?.Invoke(may).Select((set, at) => new Cell(at.ToString(CultureInfo.InvariantCulture), [.. set.Select(person => marks.GetValueOrDefault(person, person)).Distinct().Order(StringComparer.Ordinal)])).ToList() ?? [];
            var untold = Differencing.Withheld(told.SelectMany(one => one.ChosenSets).ToList(), sets, least);
            IReadOnlyList<Cell> tellable = [.. sets.Where(set => set.Members.Count >= least).Except(untold)];
            var look = new RecordLook(what, purpose, open, withheld.Count, about, tellable.Count == 0 ? null : tellable) { Id = Guid.CreateVersion7(), Site = site };
            var answer = await door.Take(look, caller with { Vouched = true }, stop);
            if (answer.Refusal is not WouldTellOfFew || attempt == Tries)
            {
                return answer.Refusal is { } refusal
                    ? new MayBeTold([], [.. cells.Select(Named)], refusal)
                    : may with { Chosen = [.. sets.Select(tellable.Contains)] };
            }
        }

        Cell Named(Cell cell) => cell with { Members = [.. cell.Members.Select(mark => persons.GetValueOrDefault(mark, mark))] };
    }

    /// <summary>
    /// Whoever has their ties deleted leaves all figures as if they had gone and somebody else had come. What is counted of work goes by the group an entry was made in, whatever came later.
    /// </summary>
    private static string MarkOf(SitePerson person, LookedAt what) => person.ForgottenUpTo is { } upTo && what != LookedAt.Signs
        ? string.Create(CultureInfo.InvariantCulture, $"{person.Id} since {upTo.UtcDateTime:O}")
        : person.Id;

    /// <summary>
    /// Each group as it is now; where that would give somebody away, as near to it as can be: without those who have joined since it was told last, or, where somebody has left, without as many others
    /// as it takes for nobody to tell who it was.
    /// </summary>
    internal static (IReadOnlyList<Cell> Open, IReadOnlyList<Cell> Withheld) Open(LookedAt what, IReadOnlyList<Told> told, IReadOnlyList<Cell> cells, int least)
    {
        var before = Told.Against(what, told, cells);
        var refused = Differencing.Withheld(before, cells, least);
        if (refused.Count == 0)
            return (cells, []);
        var open = cells.Except(refused).ToList();
        var withheld = new List<Cell>();
        foreach (var cell in refused)
        {
            var other = (what == LookedAt.Signs ? InsteadOfSigns(cell, before) : Instead(cell, before, least)).FirstOrDefault(one => Differencing.Withheld([.. before, open], [one], least).Count == 0);
            if (other is null)
                withheld.Add(cell);
            else
                open.Add(other);
        }

        return ([.. open.OrderBy(cell => cell.Name, StringComparer.Ordinal)], withheld);
    }

    private static IEnumerable<Cell> Instead(Cell cell, IReadOnlyList<IReadOnlyList<Cell>> before, int least) =>
        from told in before.SelectMany(one => one).DistinctBy(one => string.Join('\n', one.Members)).ToList()
        let there = told.Members.Intersect(cell.Members).ToList()
        let left = told.Members.Count - there.Count
        where left < least
        // Those who go along are drawn, always the same: a second look tells nothing else.
        let kept = left == 0 ? there : [.. there.OrderBy(mark => Draw(cell.Name, told.Members.Count, mark)).Skip(least - left)]
        where kept.Count >= least
        orderby kept.Count descending
        select new Cell(cell.Name, [.. kept.Order(StringComparer.Ordinal)]);

    /// <summary>A group that is put together with another now, and was told by itself before, can go on by itself.</summary>
    private static IEnumerable<Cell> InsteadOfSigns(Cell cell, IReadOnlyList<IReadOnlyList<Cell>> before) =>
        from told in before.SelectMany(one => one)
        where told.Groups.All(cell.Groups.Contains)
        orderby told.Members.Count descending
        select told;

    private static ulong Draw(string name, int count, string mark)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in string.Create(CultureInfo.InvariantCulture, $"{name} {count} {mark}"))
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        return hash;
    }

    /// <summary>What was told in this quarter and the one before.</summary>
    private async Task<List<Told>> Before(string site, LookedAt what, CancellationToken stop)
    {
        var read = new Reading(states, Logs.PeopleOfSite(site), stop);
        var zone = (await sites.Find(site, stop))?.TimeZone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        return [await read.Of(Told.Of(what, today.AddMonths(-3))), await read.Of(Told.Of(what, today))];
    }
}
