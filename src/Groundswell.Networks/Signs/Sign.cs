using Groundswell.Networks.Statistics;

namespace Groundswell.Networks.Signs;

/// <summary>What is watched in each group, which way it would be a sign, and what its weeks are.</summary>
public sealed record Sign(string Name, Measured By, Direction Direction);

/// <summary>What kind of number a week has.</summary>
public enum Measured
{
    /// <summary>So many of so many.</summary>
    Share,

    /// <summary>So many in an exposure: suggestions in a hundred weeks of work, calls in a hundred operations. Weeks may differ more than chance.</summary>
    Rate,

    /// <summary>A level: a median, an entropy, an index.</summary>
    Level,
}

/// <summary>One week of a sign in a group.</summary>
/// <param name="Value">The count, or the level.</param>
/// <param name="Of">Opportunities or exposure; not used for a level.</param>
public readonly record struct Week(double Value, double Of = 1);

/// <summary>A sign in a group, week after week, the oldest first.</summary>
public sealed record SignSeries(Sign Sign, string Group, IReadOnlyList<Week> Weeks);

/// <summary>How signs are judged. None of these numbers is validated on such data: they are where to begin, and what comes of each flag tells where to go.</summary>
/// <param name="Baseline">The group's own weeks that a week is compared with.</param>
/// <param name="Q">The share of findings that may be false, over all signs and groups of a week.</param>
/// <param name="Signs">So many different signs in a group …</param>
/// <param name="InARow">… in so many weeks one after another make a flag.</param>
public sealed record SignRules(int Baseline = 8, double Q = 0.1, double Weight = 0.3, double Limit = 3, int Signs = 2, int InARow = 2)
{
    /// <summary>By the name of a sign, where it has a threshold of its own.</summary>
    public IReadOnlyDictionary<string, SignLimit> Own { get; init; } = new Dictionary<string, SignLimit>();

    public SignLimit Of(Sign sign) => Own.TryGetValue(sign.Name, out var own) ? own : new SignLimit(Q, Limit);
}

/// <summary>From where on a sign fires.</summary>
/// <param name="Q">The share of findings that may be false.</param>
/// <param name="Limit">The standard deviations that the chart may be away.</param>
public readonly record struct SignLimit(double Q, double Limit);
