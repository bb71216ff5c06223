using Groundswell.Influence.Layers;

namespace Groundswell.Influence.Policies;

/// <summary>How a site reads its network. None of the numbers is a law: they are where to begin, and a site's policy says its own.</summary>
/// <param name="Worth">What a tie of each layer is worth, from 0 to 1.</param>
/// <param name="HalfLife">After so long an act is worth half.</param>
/// <param name="Retention">What is older is not looked at.</param>
public sealed record InfluenceRules(IReadOnlyDictionary<Layer, decimal> Worth, TimeSpan HalfLife, TimeSpan Retention)
{
    /// <summary>No group is smaller where anything is told of it, whatever a policy says.</summary>
    public const int LeastGroup = 5;

    public static InfluenceRules Usual { get; } = new(
        new Dictionary<Layer, decimal>
        {
            [Layer.Nomination] = 0.9m,
            [Layer.Help] = 0.7m,
            [Layer.Voice] = 0.7m,
            [Layer.Edit] = 0.7m,
            [Layer.Teaching] = 0.5m,
            [Layer.SecondPerson] = 0.4m,
            [Layer.HandOver] = 0.3m,
            [Layer.Reading] = 0.1m,
        },
        TimeSpan.FromDays(90),
        TimeSpan.FromDays(180));
}
