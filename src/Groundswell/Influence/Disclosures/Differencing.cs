namespace Groundswell.Influence.Disclosures;

/// <summary>
/// Whether something can be found out about a few people by holding what is to be told against what was told before: two groups, or two dates of one group, whose members differ
/// by fewer people than a group has at least. What is told of groups together counts as told of their sum.
/// </summary>
public static class Differencing
{
    /// <param name="told">The partitions that were told before, each a set of groups that don't overlap.</param>
    /// <param name="asked">The one that is to be told.</param>
    /// <returns>Those of <paramref name="asked"/> that may not be told.</returns>
    public static IReadOnlyList<Cell> Withheld(IReadOnlyList<IReadOnlyList<Cell>> told, IReadOnlyList<Cell> asked, int least)
    {
        var withheld = new HashSet<Cell>(ReferenceEqualityComparer.Instance);
        // Who holds one of the new groups back may make another one the rest of a sum: again until nothing changes.
        while (true)
        {
            var open = asked.Where(cell => !withheld.Contains(cell)).ToList();
            var found = told.SelectMany(before => Against(before, open, least)).ToList();
            if (found.Count == 0)
                return [.. withheld];
            withheld.UnionWith(found);
        }
    }

    private static IEnumerable<Cell> Against(IReadOnlyList<Cell> before, List<Cell> asked, int least)
    {
        foreach (var cell in asked)
        {
            // One new group against the old ones that lie in it for the most part.
            if (IsNear(cell.Members, before.Where(old => Shared(old, cell) * 2 > old.Members.Count).SelectMany(old => old.Members), least))
                yield return cell;
        }

        foreach (var old in before)
        {
            // One old group against the new ones that lie in it: together they would tell what it has besides.
            var inside = asked.Where(cell => Shared(cell, old) * 2 > cell.Members.Count).ToList();
            if (inside.Count == 0 || !IsNear(old.Members, inside.SelectMany(cell => cell.Members), least))
                continue;
            foreach (var cell in inside)
                yield return cell;
        }

        // All that is told now against all that was told then: the sums are told as well.
        if (before.Count > 0 && asked.Count > 0 && IsNear(before.SelectMany(old => old.Members), asked.SelectMany(cell => cell.Members), least))
        {
            foreach (var cell in asked.Where(cell => !before.Any(old => old.Members.ToHashSet().SetEquals(cell.Members))))
                yield return cell;
        }
    }

    private static int Shared(Cell one, Cell other) => one.Members.Intersect(other.Members).Count();

    /// <summary>Not the same, and not far enough apart.</summary>
    private static bool IsNear(IEnumerable<string> one, IEnumerable<string> other, int least)
    {
        var apart = one.ToHashSet(StringComparer.Ordinal);
        apart.SymmetricExceptWith(other);
        return apart.Count > 0 && apart.Count < least;
    }
}
