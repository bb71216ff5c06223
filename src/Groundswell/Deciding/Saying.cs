using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Groundswell.Deciding;

/// <summary>
/// Something that is told to people inside a refusal or an exception: a code, which every language has a text for, and what it speaks of. What is recorded
/// and sent can so be read in any language, and by a program.
/// </summary>
/// <param name="code">As texts are found by: <c>told.above</c>. It is never renamed.</param>
/// <param name="values">What stands in the text's braces, by name: amounts as literals of the expression language, ids, what somebody wrote.</param>
/// <param name="parts">What is told one after the other in the text's <c>{parts}</c>; absent where it has none.</param>
[method: JsonConstructor]
public sealed class Saying(string code, IReadOnlyDictionary<string, string> values, IReadOnlyList<Saying>? parts = null) : IEquatable<Saying>
{
    public string Code { get; } = code;

    public IReadOnlyDictionary<string, string> Values { get; } = values;

    public IReadOnlyList<Saying>? Parts { get; } = parts;

    public static Saying Of(string code, params IEnumerable<(string Name, string Value)> values) =>
        new(code, values.ToImmutableSortedDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal));

    /// <summary>Several, in the text of one.</summary>
    public static Saying Many(string code, IEnumerable<(string Name, string Value)> values, IEnumerable<Saying> parts) => new(code, Of(code, values).Values, [.. parts]);

    public bool Equals(Saying? other) => other is not null && Code == other.Code
        && Values.OrderBy(value => value.Key, StringComparer.Ordinal).SequenceEqual(other.Values.OrderBy(value => value.Key, StringComparer.Ordinal))
        && (Parts ?? []).SequenceEqual(other.Parts ?? []);

    public override bool Equals(object? obj) => Equals(obj as Saying);

    public override int GetHashCode() => HashCode.Combine(Code, Values.Count, Parts?.Count ?? 0);

    /// <summary>In English, as it stands in the record for who reads it without this program.</summary>
    public override string ToString() => Serving.RefusalTexts.English.Of(this);
}
