using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Choosing;

/// <summary>
/// The people with whom something should begin so that most take it up (Kempe, Kleinberg and Tardos 2003), by reverse-reachable sets. One sample chooses, another one
/// that knows nothing of the choice says what it is worth. The stopping rule is OPIM-C's (Tang, Tang, Xiao and Yuan 2018).
/// </summary>
public static class InfluenceMaximization
{
    private const double OneLessInverseE = 1 - (1 / Math.E);

    /// <summary>
    /// Draws until the group is proved to reach 1 - 1/e - epsilon of what the best group could, save with probability delta (1 / nodes, if none is given).
    /// </summary>
    public static InfluenceChoice ToGuarantee(
        Cascade cascade, int size, ulong seed, double epsilon = 0.1, double? delta = null, Candidates? candidates = null, Effort? effort = null)
    {
        var working = Effort.Or(effort);
        var quiet = working with { Progress = null };
        Check(size, candidates);
        var (choosing, validating) = Samples(cascade, seed, candidates, working);
        size = Math.Min(size, candidates?.Count ?? cascade.Network.Nodes);
        double audience = choosing.Audience;
        var failure = delta ?? (1.0 / cascade.Network.Nodes);

        var logGroups = LogChoose(candidates?.Count ?? cascade.Network.Nodes, size);
        var root = (OneLessInverseE * Math.Sqrt(Math.Log(6 / failure))) + Math.Sqrt(OneLessInverseE * (logGroups + Math.Log(6 / failure)));
        var first = 2 * root * root;
        var last = Math.Max(first, first * audience / (size * epsilon * epsilon));
        var rounds = (int)Math.Floor(Math.Log2(last / first)) + 1;
        var confidence = Math.Log(3 * rounds / failure);
        for (var round = 1; ; round++)
        {
            var count = (int)Math.Min(int.MaxValue / 2, Math.Ceiling(first * Math.Pow(2, round - 1)));
            choosing.GrowTo(count, quiet);
            validating.GrowTo(count, quiet);
            var choice = Choose(choosing, validating, size, candidates, confidence);
            working.Progress?.Report((double)round / rounds);
            if (choice.Guarantee >= OneLessInverseE - epsilon || round >= rounds)
                return choice;
        }
    }

    /// <summary>
    /// Chooses by a sample of this size, whatever it proves. For networks of a workplace's size a million or two is quick, and better than any stopping rule asks for.
    /// </summary>
    public static InfluenceChoice WithSets(
        Cascade cascade, int size, ulong seed, int sets, int? validatingSets = null, Candidates? candidates = null, Effort? effort = null)
    {
        Check(size, candidates);
        var (choosing, validating) = Samples(cascade, seed, candidates, Effort.Or(effort));
        choosing.GrowTo(sets, Effort.Or(effort));
        validating.GrowTo(validatingSets ?? sets, Effort.Or(effort) with { Progress = null });
        return Choose(choosing, validating, size, candidates, Math.Log(3.0 * cascade.Network.Nodes));
    }

    private static void Check(int size, Candidates? candidates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (candidates?.Count == 0)
            throw new ArgumentException("There is nobody to choose from.", nameof(candidates));
    }

    private static (ReverseSets Choosing, ReverseSets Validating) Samples(Cascade cascade, ulong seed, Candidates? candidates, Effort effort) =>
        (ReverseSets.Empty(cascade, Chance.SeedOf(seed, 1), candidates?.Audience, effort), ReverseSets.Empty(cascade, Chance.SeedOf(seed, 2), candidates?.Audience, effort));

    private static InfluenceChoice Choose(ReverseSets choosing, ReverseSets validating, int size, Candidates? candidates, double confidence)
    {
        var cover = GreedyCover.Of(choosing, size, candidates?.Eligible);
        var met = validating.Met(cover.Chosen);
        var below = Math.Sqrt(met + (2 * confidence / 9)) - Math.Sqrt(confidence / 2);
        var lower = ((below * below) - (confidence / 18)) / validating.Count;
        var above = Math.Sqrt(cover.Bound + (confidence / 2)) + Math.Sqrt(confidence / 2);
        var upper = above * above / choosing.Count;
        return new InfluenceChoice(cover.Chosen, new SpreadEstimate(met, validating.Count, validating.Audience), Math.Max(0, lower / upper), choosing.Count, validating);
    }

    /// <summary>ln of the number of groups of a size: a sum of logarithms, exact where a table of the gamma function would not be.</summary>
    private static double LogChoose(int people, int size)
    {
        var sum = 0.0;
        for (var at = 1; at <= size; at++)
            sum += Math.Log((double)(people - size + at) / at);
        return sum;
    }
}

/// <summary>With whom it may begin (nobody else was asked or agreed), and whom it is for. Null stands for everybody.</summary>
public sealed record Candidates(bool[]? Eligible = null, IReadOnlyList<int>? Audience = null)
{
    internal int? Count => Eligible?.Count(may => may);
}

/// <summary>Those chosen, in the order in which they were.</summary>
/// <param name="Spread">How many take it up, told by the sample that did not choose.</param>
/// <param name="Guarantee">They reach at least this share of what the best group of their size could, with the confidence that was asked for.</param>
/// <param name="Sets">How many sets chose.</param>
/// <param name="Validation">For comparisons with other groups: it knows nothing of the choice.</param>
public sealed record InfluenceChoice(int[] Chosen, SpreadEstimate Spread, double Guarantee, int Sets, ReverseSets Validation);
