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
    /// <returns>No cell is smaller than <paramref name="least"/>; none at all where there are fewer people.</returns>
    public static IReadOnlyList<Cell> Of(IEnumerable<(string Person, string Group)> groupOf, int least)
    {
        var groups = groupOf.GroupBy(one => one.Group, one => one.Person)
            .Select(group => new Cell(group.Key, [.. group.Order(StringComparer.Ordinal)]))
            .OrderBy(cell => cell.Members.Count).ThenBy(cell => cell.Name, StringComparer.Ordinal).ToList();
        var rest = groups.TakeWhile(cell => cell.Members.Count < least).ToList();
        var shown = groups.Skip(rest.Count).ToList();
        while (rest.Count > 0 && rest.Sum(cell => cell.Members.Count) < least && shown.Count > 0)
        {
            rest.Add(shown[0]);
            shown.RemoveAt(0);
        }

        if (rest.Count > 0 && rest.Sum(cell => cell.Members.Count) >= least)
        {
            shown.Add(new Cell(
                string.Join(Cell.And, rest.Select(cell => cell.Name).Order(StringComparer.Ordinal)),
                [.. rest.SelectMany(cell => cell.Members).Order(StringComparer.Ordinal)]));
        }

        return [.. shown.OrderBy(cell => cell.Name, StringComparer.Ordinal)];
    }
}
