using System.Collections.Immutable;

namespace Groundswell.People.Qualifications;

/// <summary>A time during which a person held a qualification.</summary>
/// <param name="Until">The first instant at which it is no longer held; null while nothing ends it.</param>
public readonly record struct Tenure(int Level, DateTimeOffset From, DateTimeOffset? Until)
{
    public bool Covers(DateTimeOffset at) => From <= at && (Until is not { } until || at < until);
}

/// <summary>The times of one qualification, by their beginning. Judged at any instant, because work and assessments are recorded late as well.</summary>
internal static class Tenures
{
    /// <summary>A new grant. What is held at that instant ends there: the new level takes its place.</summary>
    public static ImmutableArray<Tenure> Begin(this ImmutableArray<Tenure> tenures, DateTimeOffset at, int level, DateTimeOffset? until) =>
        [.. tenures.End(at).Append(new Tenure(level, at, until)).OrderBy(tenure => tenure.From)];

    /// <summary>A renewal carries on at the level held then or last before. Where it had run out, the time between stays without it.</summary>
    public static ImmutableArray<Tenure> Renew(this ImmutableArray<Tenure> tenures, DateTimeOffset at, DateTimeOffset? until) =>
        tenures.IsEmpty ? tenures : tenures.Begin(at, tenures.LastOrDefault(tenure => tenure.From <= at, tenures[0]).Level, until);

    /// <summary>What is held at this instant is held no longer from it on.</summary>
    public static ImmutableArray<Tenure> End(this ImmutableArray<Tenure> tenures, DateTimeOffset at) =>
        [.. tenures.Select(tenure => tenure.Covers(at) ? tenure with { Until = at } : tenure)];
}
