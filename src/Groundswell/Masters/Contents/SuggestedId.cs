using System.Globalization;
using System.Text;

namespace Groundswell.Masters.Contents;

/// <summary>Ids for what an author adds and gives none.</summary>
internal static class SuggestedId
{
    private const int Longest = 40;

    /// <summary>A step's or parameter's: of its name, as expressions can say it.</summary>
    public static string OfName(string name, WorkMasterContent content)
    {
        var taken = content.Operations.SelectMany(operation => operation.Steps).Select(step => step.Id).Concat(content.Parameters.Select(parameter => parameter.Id)).ToHashSet();
        var plain = Plain(name, '_').TrimStart('_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return Free(plain.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"step_{taken.Count + 1}") : plain, id => taken.Contains(id) || !ContentIds.IsName(id), "_");
    }

    /// <summary>An operation's: ten more than the last, where they are numbered; otherwise of its name.</summary>
    public static string OfOperation(string name, WorkMasterContent content)
    {
        var taken = content.Operations.Select(operation => operation.Id).ToHashSet();
        if (content.Operations.All(operation => operation.Id.Length <= 6 && operation.Id.All(char.IsAsciiDigit)))
        {
            var last = content.Operations.Count == 0 ? 0 : content.Operations.Max(operation => int.Parse(operation.Id, CultureInfo.InvariantCulture));
            return (last + 10).ToString("000", CultureInfo.InvariantCulture);
        }

        return Free(Plain(name, '-') is { Length: > 0 } plain ? plain : "operation", taken.Contains, "-");
    }

    /// <summary>A bill line's: of its material.</summary>
    public static string OfLine(string material, WorkMasterContent content) =>
        Free(Plain(material, '-') is { Length: > 0 } plain ? plain : "line", id => content.FindLine(id) is not null, "-");

    /// <summary>A reason's code: of its words.</summary>
    public static string OfReason(string words, IReadOnlyCollection<string> taken) => Free(Plain(words, '-') is { Length: > 0 } plain ? plain : "reason", taken.Contains, "-");

    private static string Free(string wanted, Func<string, bool> taken, string between)
    {
        if (!taken(wanted))
            return wanted;
        var number = 2;
        while (taken($"{wanted}{between}{number}"))
            number++;
        return string.Create(CultureInfo.InvariantCulture, $"{wanted}{between}{number}");
    }

    /// <summary>Small letters and digits without their accents, and one sign for all else.</summary>
    private static string Plain(string text, char between)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                plain.Append(char.ToLowerInvariant(letter));
            else if (plain.Length > 0 && plain[^1] != between)
                plain.Append(between);
        }

        return plain.ToString(0, Math.Min(plain.Length, Longest)).Trim(between);
    }
}
