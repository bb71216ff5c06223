using Groundswell.Masters.Contents;

namespace Groundswell.Masters.Authoring;

/// <summary>The faults of the part that is open; each is told at its field, what no field has is told beside.</summary>
public sealed class PartFaults(IReadOnlyList<ContentFault> all, string at)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Of a field, dotted as in JSON. Asking for them is telling them.</summary>
    public IReadOnlyList<ContentFault> Of(string field)
    {
        _told.Add(field);
        var place = at.Length == 0 ? field : $"{at}/{field}";
        return [.. all.Where(fault => fault.At == place)];
    }

    /// <summary>The part's own that no field has told.</summary>
    public IEnumerable<ContentFault> Untold => at.Length == 0 ? [] : all.Where(fault =>
        fault.At.StartsWith($"{at}/", StringComparison.Ordinal) && !fault.At[(at.Length + 1)..].Contains('/', StringComparison.Ordinal) && !_told.Contains(fault.At[(at.Length + 1)..]));
}
