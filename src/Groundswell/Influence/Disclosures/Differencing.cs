namespace Groundswell.Influence.Disclosures;

/// <summary>
/// Whether something can be found out about a few people by holding what is to be told against everything that was told before, however it is added up and subtracted: two dates of one
/// group, two questions, three or more of them.
/// </summary>
/// <remarks>
/// Of each group told a sum over its people is known; so is every sum and difference of such sums. In the space that all groups told span, a vector that is not zero and lies on fewer people than a
/// group has at least would tell of just these. People who were in the same groups all along can't be told apart and count as one block; only blocks smaller than a group can give somebody
/// away, so it is enough to look at the part of the space that lies on these alone.
/// </remarks>
public static class Differencing
{
    /// <summary>Where more combinations than this would have to be looked at, nothing more is told.</summary>
    private const int MostCombinations = 50_000;

    /// <param name="told">The partitions that were told before.</param>
    /// <param name="asked">The one that is to be told.</param>
    /// <returns>Those of <paramref name="asked"/> that may not be told, beside those before them that may.</returns>
    public static IReadOnlyList<Cell> Withheld(IReadOnlyList<IReadOnlyList<Cell>> told, IReadOnlyList<Cell> asked, int least)
    {
        var known = Known(told, least);
        if (IsSafe([.. known.Values, .. asked.Select(cell => cell.Members)], least))
            return [];
        var withheld = new List<Cell>();
        foreach (var cell in asked)
        {
            // What was told already tells nothing new.
            if (known.ContainsKey(KeyOf(cell.Members)))
                continue;
            if (IsSafe([.. known.Values, cell.Members], least))
                known.Add(KeyOf(cell.Members), cell.Members);
            else
                withheld.Add(cell);
        }

        return withheld;
    }

    /// <summary>What was told. Where it tells of few already, as it may after more people were agreed on as the least, what can't be taken back is left aside.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Known(IReadOnlyList<IReadOnlyList<Cell>> told, int least)
    {
        var known = Distinct(told.SelectMany(cells => cells).Select(cell => cell.Members));
        if (IsSafe([.. known.Values], least))
            return known;
        var kept = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, members) in known)
        {
            if (IsSafe([.. kept.Values, members], least))
                kept.Add(key, members);
        }

        return kept;
    }

    /// <summary>Whether nothing that these groups' sums can be made into lies on fewer people than a group has at least.</summary>
    public static bool IsSafe(IReadOnlyList<IReadOnlyList<string>> groups, int least)
    {
        var rows = Distinct(groups).Values.Select(members => members.ToHashSet(StringComparer.Ordinal)).ToList();
        if (rows.Any(row => row.Count < least))
            return false;
        // The blocks: people who are in the same groups all along. The large ones first.
        var blocks = rows.SelectMany(row => row).Distinct(StringComparer.Ordinal)
            .GroupBy(person => string.Concat(rows.Select(row => row.Contains(person) ? '1' : '0')))
            .Select(block => (In: block.Key, Size: block.Count())).OrderByDescending(block => block.Size >= least).ThenBy(block => block.In, StringComparer.Ordinal).ToList();
        var large = blocks.Count(block => block.Size >= least);
        if (large == blocks.Count)
            return true;
        var matrix = rows.Select((_, row) => blocks.ConvertAll(block => block.In[row] == '1' ? 1UL : 0).ToArray()).ToList();
        var few = Echelon(matrix, blocks.Count).Where(row => Array.TrueForAll(row[..large], value => value == 0)).Select(row => row[large..]).ToList();
        if (few.Count == 0)
            return true;
        int[] places = [.. Enumerable.Range(0, blocks.Count - large).Where(at => few.Exists(row => row[at] != 0))];
        var combinations = 0;
        return !TellsOfFew([], 0, least - 1);

        // Whether some vector of the part lies on these blocks, or on these and further ones, and on no other.
        bool TellsOfFew(List<int> chosen, int from, int room)
        {
            if (chosen.Count > 0 && (++combinations > MostCombinations || LiesOn(chosen)))
                return true;
            for (var at = from; at < places.Length; at++)
            {
                var size = blocks[large + places[at]].Size;
                if (size > room)
                    continue;
                chosen.Add(places[at]);
                if (TellsOfFew(chosen, at + 1, room - size))
                    return true;
                chosen.RemoveAt(chosen.Count - 1);
            }

            return false;
        }

        bool LiesOn(List<int> chosen)
        {
            int[] others = [.. places.Where(at => !chosen.Contains(at))];
            return Echelon(few.ConvertAll(row => Array.ConvertAll(others, at => row[at])), others.Length).Count < few.Count;
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> Distinct(IEnumerable<IReadOnlyList<string>> groups)
    {
        var distinct = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var members in groups)
            distinct.TryAdd(KeyOf(members), members);
        return distinct;
    }

    private static string KeyOf(IReadOnlyList<string> members) => string.Join('\n', members.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>
    /// Rows of a triangle that span the same, none of them zero. It is computed in whole numbers modulo a prime, where a rank is never above the true one: if that ever made a difference, less would
    /// be told and never more.
    /// </summary>
    private static List<ulong[]> Echelon(List<ulong[]> matrix, int columns)
    {
        var rows = matrix.ConvertAll(row => (ulong[])row.Clone());
        var rank = 0;
        for (var column = 0; column < columns && rank < rows.Count; column++)
        {
            var pivot = rows.FindIndex(rank, row => row[column] != 0);
            if (pivot < 0)
                continue;
            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            var inverse = Power(rows[rank][column], Prime - 2);
            for (var other = rank + 1; other < rows.Count; other++)
            {
                if (rows[other][column] == 0)
                    continue;
                var times = Times(rows[other][column], inverse);
                for (var at = column; at < columns; at++)
                    rows[other][at] = (rows[other][at] + Prime - Times(times, rows[rank][at])) % Prime;
            }

            rank++;
        }

        return rows[..rank];
    }

    /// <summary>2^61 - 1</summary>
    private const ulong Prime = (1UL << 61) - 1;

    private static ulong Times(ulong one, ulong other) => (ulong)((UInt128)one * other % Prime);

    private static ulong Power(ulong number, ulong exponent)
    {
        var power = 1UL;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                power = Times(power, number);
            number = Times(number, number);
        }

        return power;
    }
}
