using Groundswell.Expressions;

namespace Groundswell.Masters.Contents;

/// <summary>Gathers faults at a place of a content.</summary>
/// <param name="at">The element: <c>operations/mixing/steps/temperature</c>.</param>
internal readonly struct FaultsAt(List<ContentFault> faults, string at)
{
    public FaultsAt Below(string element) => new(faults, at.Length == 0 ? element : $"{at}/{element}");

    /// <param name="field">The field of the element, dotted: <c>does.limits.low</c>.</param>
    public void Add(string code, string field, string text) => faults.Add(new ContentFault(code, Path(field), text));

    public void AddIf(bool wrong, string code, string field, string text)
    {
        if (wrong)
            Add(code, field, text);
    }

    /// <summary>A fault of the expression in the field.</summary>
    public void Add(string field, Fault fault) =>
        faults.Add(new ContentFault($"expression.{fault.Code}", Path(field), fault.Message, fault.At, fault.Length));

    private string Path(string field) => at.Length == 0 ? field : $"{at}/{field}";
}
