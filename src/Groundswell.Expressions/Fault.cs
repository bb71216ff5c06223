namespace Groundswell.Expressions;

/// <summary>What is wrong with an expression, and where.</summary>
/// <param name="Code">A name that never changes: the key of the text in other languages.</param>
/// <param name="At">The first character it is about, counted from 0 in UTF-16 code units.</param>
/// <param name="Length">How many; 0 at the end of the text.</param>
/// <param name="Facts">What the message speaks of, in its order.</param>
public sealed record Fault(string Code, int At, int Length, IReadOnlyList<string> Facts)
{
    /// <summary>The expression that it is in, where there are several: low, target or high of limits.</summary>
    public string? Field { get; init; }

    /// <summary>The fault in English, for the author of the expression.</summary>
    public string Message => FaultMessages.Of(this);

    public bool Equals(Fault? other) =>
        other is not null && (Code, At, Length, Field) == (other.Code, other.At, other.Length, other.Field) && Facts.SequenceEqual(other.Facts);

    public override int GetHashCode() => HashCode.Combine(Code, At, Length, Field);
}
