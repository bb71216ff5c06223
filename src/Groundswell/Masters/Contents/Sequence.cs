namespace Groundswell.Masters.Contents;

/// <summary>Lists whose elements are known by their ids: what happens to them, and how two of them differ.</summary>
internal static class Sequence
{
    public static IReadOnlyList<T> Added<T>(IReadOnlyList<T> list, T element, string? after, Func<T, string> id) =>
        IndexOf(list, id(element), id) >= 0 ? list : Inserted(list, element, after, id);

    public static IReadOnlyList<T> Changed<T>(IReadOnlyList<T> list, string element, Func<T, T> change, Func<T, string> id) =>
        [.. list.Select(one => id(one) == element ? change(one) : one)];

    public static IReadOnlyList<T> Removed<T>(IReadOnlyList<T> list, string element, Func<T, string> id) =>
        [.. list.Where(one => id(one) != element)];

    public static IReadOnlyList<T> Moved<T>(IReadOnlyList<T> list, string element, string? after, Func<T, string> id) =>
        IndexOf(list, element, id) is var at and >= 0 && after != element
            ? Inserted(Removed(list, element, id), list[at], after, id)
            : list;

    /// <summary>Behind the one named, first where none is named, last where it is not there.</summary>
    private static IReadOnlyList<T> Inserted<T>(IReadOnlyList<T> list, T element, string? after, Func<T, string> id)
    {
        var at = after is null ? 0 : IndexOf(list, after, id) is var behind and >= 0 ? behind + 1 : list.Count;
        return [.. list.Take(at), element, .. list.Skip(at)];
    }

    public static int IndexOf<T>(IReadOnlyList<T> list, string element, Func<T, string> id)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (id(list[i]) == element)
                return i;
        }

        return -1;
    }

    /// <summary>
    /// The ids that can stay where they are when the first order becomes the second; as many as possible, so that as few as possible are moved
    /// (the longest increasing subsequence of the places they had).
    /// </summary>
    public static HashSet<string> Staying(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var place = before.Index().ToDictionary(one => one.Item, one => one.Index);
        var common = after.Where(place.ContainsKey).ToList();

        // tails[n]: where the best run of n + 1 ends; earlier[i]: whom element i follows in its run.
        var tails = new List<int>();
        var earlier = new int[common.Count];
        for (var i = 0; i < common.Count; i++)
        {
            var length = tails.FindIndex(tail => place[common[tail]] > place[common[i]]);
            if (length < 0)
                length = tails.Count;
            earlier[i] = length == 0 ? -1 : tails[length - 1];
            if (length == tails.Count)
                tails.Add(i);
            else
                tails[length] = i;
        }

        var staying = new HashSet<string>();
        for (var i = tails.Count == 0 ? -1 : tails[^1]; i >= 0; i = earlier[i])
            staying.Add(common[i]);
        return staying;
    }
}
