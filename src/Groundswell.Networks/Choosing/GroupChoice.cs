namespace Groundswell.Networks.Choosing;

/// <summary>A group, and what anyone should know before they follow the proposal.</summary>
public sealed record GroupChoice
{
    /// <summary>In the order in which they were chosen.</summary>
    public required IReadOnlyList<int> Members { get; init; }

    public required Reached Reached { get; init; }

    /// <summary>No group of this size is worth more, whatever the quotas: from each prefix, what it is worth and the most that so many could add to it.</summary>
    public required double Bound { get; init; }

    /// <summary>
    /// What is known before anything is computed: greedy reaches 1 - 1/e of the best with a size alone (Nemhauser, Wolsey and Fisher 1978), a half with upper quotas that
    /// don't overlap. Null where nothing is known before: then <see cref="Bound"/> alone says how good the group is.
    /// </summary>
    public required double? Guarantee { get; init; }

    /// <summary>Quotas that no group could keep together with those named before them.</summary>
    public required IReadOnlyList<Quota> NotKept { get; init; }

    public required IReadOnlyList<Swap> Swaps { get; init; }

    /// <summary>What groups at random, from the same candidates without quotas, are worth.</summary>
    public required RandomGroups Random { get; init; }
}

/// <summary>The best replacement of a member that keeps the quotas, and what it costs.</summary>
/// <param name="Instead">Null where nobody else may take the place.</param>
/// <param name="Cost">How much less the group is worth with the replacement, or without anybody there.</param>
public sealed record Swap(int Member, int? Instead, double Cost);
