using System.Text.Json.Serialization;

namespace Groundswell.Masters.Contents;

/// <summary>What is wrong with a content, and where.</summary>
/// <param name="Code">A name that never changes: <c>step.not-before</c>, <c>expression.unknown-name</c>.</param>
/// <param name="At">The element and its field: <c>operations/mixing/steps/temperature/does.limits.low</c>.</param>
/// <param name="Text">For a person, in English.</param>
/// <param name="Start">In an expression: the first character it is about, counted from 0.</param>
/// <param name="Length">In an expression: how many characters.</param>
public sealed record ContentFault(string Code, string At, string Text, int? Start = null, int? Length = null)
{
    /// <summary>What the text speaks of, in its order: for the same text in another language.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Facts { get; init; } = [];

    public override string ToString() => $"{At}: {Text}";
}
