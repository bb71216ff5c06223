using Groundswell.Deciding;

namespace Groundswell.Changes.Says;

/// <summary>What others than the author and the facilitator see of says: totals, of five people or more.</summary>
/// <param name="Affected">How many the change affects at the site.</param>
/// <param name="Answered">How many of them have said something.</param>
/// <param name="Counts">Null below five.</param>
/// <param name="ByFunction">Of functions with five says or more, where what is left over is none or five or more too; else what is left out could be worked out.</param>
/// <param name="OpenHurts">Null below five says.</param>
/// <param name="MedianDaysToAnswer">Null below five answers.</param>
/// <param name="ShapingRate">The share of says because of which the design was changed; null below five.</param>
public sealed record SayTotals(
    int Affected, int Answered, SayCounts? Counts, IReadOnlyDictionary<Function, SayCounts> ByFunction, int? OpenHurts, decimal? MedianDaysToAnswer,
    decimal? ShapingRate)
{
    /// <summary>A group smaller than this is never shown.</summary>
    public const int LeastGroup = 5;

    public decimal ShareAnswered => Affected == 0 ? 0 : Math.Min(1, (decimal)Answered / Affected);

    /// <param name="affected">The ids of the people whom the change affects at the site.</param>
    public static SayTotals Of(ChangeSays says, IReadOnlySet<string> affected)
    {
        var said = Counted(says, affected);
        if (said.Count < LeastGroup)
            return new SayTotals(affected.Count, said.Count, null, new Dictionary<Function, SayCounts>(), null, null, null);
        var days = said.Where(one => one.FirstAnsweredAt is not null).Select(one => (decimal)(one.FirstAnsweredAt!.Value - one.At).TotalDays).Order().ToList();
        return new SayTotals(
            affected.Count, said.Count, SayCounts.Of(said), Grouped(said), said.Count(one => one.IsOpen),
            days.Count < LeastGroup ? null : Math.Round(days[days.Count / 2], 1), Math.Round((decimal)said.Count(one => one.ChangedDesign) / said.Count, 2));
    }

    /// <summary>Those by whom the gate counts: the last say of each person affected that can be read.</summary>
    internal static List<Said> Counted(ChangeSays says, IReadOnlySet<string> affected) =>
        [.. says.ByPerson.Values.Where(one => one.What is not null && affected.Contains(one.Person))];

    /// <summary>
    /// Groups by a person's first function. All of them, or none: what can be worked out from the whole and the groups shown is a group too, and is
    /// either empty or of five at least. Where it is smaller, the smallest group shown goes to it.
    /// </summary>
    private static Dictionary<Function, SayCounts> Grouped(List<Said> said)
    {
        var groups = said.Where(one => !one.Functions.IsDefaultOrEmpty).GroupBy(one => one.Functions[0]).OrderByDescending(group => group.Count()).ToList();
        var shown = groups.Where(group => group.Count() >= LeastGroup).ToList();
        while (shown.Count > 0 && said.Count - shown.Sum(group => group.Count()) is > 0 and < LeastGroup)
            shown.RemoveAt(shown.Count - 1);
        return shown.ToDictionary(group => group.Key, group => SayCounts.Of([.. group]));
    }
}

public sealed record SayCounts(int Helps, int Neutral, int Hurts)
{
    public int All => Helps + Neutral + Hurts;

    /// <summary>From -1 to 1.</summary>
    public decimal NetSupport => All == 0 ? 0 : Math.Round((decimal)(Helps - Hurts) / All, 2);

    public static SayCounts Of(IReadOnlyCollection<Said> said) => new(
        said.Count(one => one.What!.Effect == SayEffect.Helps), said.Count(one => one.What!.Effect == SayEffect.Neutral),
        said.Count(one => one.What!.Effect == SayEffect.Hurts));
}
