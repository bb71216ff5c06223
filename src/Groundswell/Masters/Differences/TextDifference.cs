using System.Text.RegularExpressions;

namespace Groundswell.Masters.Differences;

/// <summary>What became of a part of a text.</summary>
internal enum TextChange
{
    Kept,
    Removed,
    Added,
}

/// <summary>How one text differs from another, word by word.</summary>
internal static partial class TextDifference
{
    /// <summary>Longer texts are told as a whole: nobody reads them word by word.</summary>
    private const int MostWords = 600;

    /// <summary>The parts of both texts in reading order; what was taken out stands before what came in its place.</summary>
    public static IReadOnlyList<(TextChange Change, string Text)> Between(string before, string after)
    {
        var (was, now) = (Parts(before), Parts(after));
        if (was.Count > MostWords || now.Count > MostWords)
            return [(TextChange.Removed, before), (TextChange.Added, after)];

        // kept[i, j]: how many parts the rests from i and j have in common.
        var kept = new int[was.Count + 1, now.Count + 1];
        for (var i = was.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
                kept[i, j] = was[i] == now[j] ? kept[i + 1, j + 1] + 1 : Math.Max(kept[i + 1, j], kept[i, j + 1]);
        }

        var parts = new List<(TextChange Change, string Text)>();
        var (at, to) = (0, 0);
        while (at < was.Count || to < now.Count)
        {
            if (at < was.Count && to < now.Count && was[at] == now[to])
            {
                Add(TextChange.Kept, was[at++]);
                to++;
            }
            else if (to == now.Count || (at < was.Count && kept[at + 1, to] >= kept[at, to + 1]))
            {
                Add(TextChange.Removed, was[at++]);
            }
            else
            {
                Add(TextChange.Added, now[to++]);
            }
        }

        return parts;

        void Add(TextChange change, string text)
        {
            if (parts is [.., var last] && last.Change == change)
                parts[^1] = (change, last.Text + text);
            else
                parts.Add((change, text));
        }
    }

    /// <summary>Words, what is between them, and each letter of a language that has no spaces.</summary>
    private static List<string> Parts(string text) => [.. Part().Matches(text).Select(found => found.Value)];

    [GeneratedRegex(@"[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]|[^\s\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]+|\s+")]
    private static partial Regex Part();
}
