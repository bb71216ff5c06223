namespace Groundswell.Masters.Contents;

/// <summary>Gathers faults at a place of a content.</summary>
/// <param name="at">The element: <c>operations/mixing/steps/temperature</c>.</param>
internal readonly struct FaultsAt(List<ContentFault> faults, string at)
{
    public FaultsAt Below(string element) => new(faults, at.Length == 0 ? element : $"{at}/{element}");

    /// <param name="field">The field of the element, dotted: <c>does.limits.low</c>.</param>
    public void Add(string code, string field, string text) => faults.Add(new ContentFault(code, $"{at}/{field}", text));

    public void AddIf(bool wrong, string code, string field, string text)
    {
        if (wrong)
            Add(code, field, text);
    }
}
