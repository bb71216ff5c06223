using System.Globalization;
using System.Text;

namespace Groundswell.CommandLine;

/// <summary>
/// Text that came out of a record or a file, to be shown to a person. What is checked may be forged: nothing in it may move the cursor, clear the screen, turn
/// the reading direction or begin a line of its own, and so make a verdict look like another.
/// </summary>
internal static class Printable
{
    /// <summary>One line, with what can't be seen as <c>\uXXXX</c>.</summary>
    public static string Line(string text) => Of(text, mayBreak: false);

    /// <summary>The same where a sentence may have several lines.</summary>
    public static string Lines(string text) => Of(text, mayBreak: true);

    private static string Of(string text, bool mayBreak)
    {
        if (!text.Any(letter => IsHidden(letter, mayBreak)))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            if (IsHidden(letter, mayBreak))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
            else
                shown.Append(letter);
        }

        return shown.ToString();
    }

    private static bool IsHidden(char letter, bool mayBreak) => char.GetUnicodeCategory(letter) switch
    {
        UnicodeCategory.Control => !(mayBreak && letter == '\n'),
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => letter is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F',
        _ => false,
    };
}
