namespace Groundswell.Masters.Contents;

/// <summary>What is wrong with a content, and where.</summary>
/// <param name="Code">A name that never changes: <c>step.line-unknown</c>, <c>expression.unknown-name</c>.</param>
/// <param name="At">The element and its field: <c>operations/mixing/steps/temperature/does.limits.low</c>.</param>
/// <param name="Text">For a person, in English.</param>
public sealed record ContentFault(string Code, string At, string Text)
{
    public override string ToString() => $"{At}: {Text}";
}
