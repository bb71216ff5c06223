using Groundswell.Expressions;

namespace Groundswell.Masters.Contents;

/// <summary>Gathers faults at a place of a content.</summary>
/// <param name="at">The element: <c>operations/mixing/steps/temperature</c>.</param>
internal readonly struct FaultsAt(List<ContentFault> faults, string at)
{
    public FaultsAt Below(string element) => new(faults, at.Length == 0 ? element : $"{at}/{element}");

    /// <param name="field">The field of the element, dotted: <c>does.limits.low</c>.</param>
    /// <param name="facts">What the text speaks of, in its order.</param>
    public void Add(string code, string field, string text, params IReadOnlyList<string> facts) =>
        faults.Add(new ContentFault(code, Path(field), text) { Facts = facts });

    public void AddIf(bool wrong, string code, string field, string text, params IReadOnlyList<string> facts)
    {
        if (wrong)
            Add(code, field, text, facts);
    }

    /// <summary>A fault of the expression in the field.</summary>
    public void Add(string field, Fault fault) =>
        faults.Add(new ContentFault($"expression.{fault.Code}", Path(field), fault.Message, fault.At, fault.Length) { Facts = fault.Facts });

    private string Path(string field) => at.Length == 0 ? field : $"{at}/{field}";
}
