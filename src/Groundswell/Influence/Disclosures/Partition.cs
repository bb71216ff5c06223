namespace Groundswell.Influence.Disclosures;

/// <summary>One group of a partition.</summary>
/// <param name="Name">What it is called: of several small groups put together, all of them.</param>
/// <param name="Members">Persons.</param>
public sealed record Cell(string Name, IReadOnlyList<string> Members)
{
    internal const string And = " + ";

    /// <summary>The names of the groups it is put together of.</summary>
    internal string[] Groups => Name.Split(And);
}

/// <summary>
/// How people are cut into groups before anything is told of them: always by function and shift, never by what somebody asks for. Groups that are too small are put together, and
/// where what is left is still too small the next larger one goes with it, so that nobody is found by taking groups from the whole.
/// </summary>
public static class Partition
{
    /// <param name="groupOf">Each person's group.</param>
    /// <param name="least">Of fewer people nothing is told.</param>
    /// <param name="heads">How many there are in each group, counted or not. Of one that has no more than the least nothing is told by itself: that it may be told of would tell that all of it are counted.</param>
    /// <returns>No cell is smaller than <paramref name="least"/>; none at all where there are fewer people.</returns>
    public static IReadOnlyList<Cell> Of(IEnumerable<(string Person, string Group)> groupOf, int least, IReadOnlyDictionary<string, int>? heads = null)
    {
        var groups = groupOf.GroupBy(one => one.Group, one => one.Person)
            .Select(group => new Cell(group.Key, [.. group.Order(StringComparer.Ordinal)]))
            .OrderBy(cell => !IsTooSmall([cell])).ThenBy(cell => cell.Members.Count).ThenBy(cell => cell.Name, StringComparer.Ordinal).ToList();
        var rest = groups.TakeWhile(cell => IsTooSmall([cell])).ToList();
        var shown = groups.Skip(rest.Count).ToList();
        while (rest.Count > 0 && IsTooSmall(rest) && shown.Count > 0)
        {
            rest.Add(shown[0]);
            shown.RemoveAt(0);
        }

        if (rest.Count > 0 && !IsTooSmall(rest))
        {
            shown.Add(new Cell(
                string.Join(Cell.And, rest.Select(cell => cell.Name).Order(StringComparer.Ordinal)),
                [.. rest.SelectMany(cell => cell.Members).Order(StringComparer.Ordinal)]));
        }

        return [.. shown.OrderBy(cell => cell.Name, StringComparer.Ordinal)];

        bool IsTooSmall(List<Cell> cells) =>
            cells.Sum(cell => cell.Members.Count) < least || (heads is not null && cells.Sum(cell => heads.GetValueOrDefault(cell.Name)) <= least);
    }
}
