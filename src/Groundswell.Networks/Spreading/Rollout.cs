namespace Groundswell.Networks.Spreading;

/// <summary>
/// How a change is brought to people, period by period. Whoever has not taken it up does so with the push that everybody feels, and with what passes from contacts who
/// have it: 1 - Π (1 - weight of the arc), but only once they are as many as somebody needs. What is assumed here belongs beside every curve made of it.
/// </summary>
/// <param name="Influence">Arcs from who influences to who is influenced; a weight is the probability of passing within one period.</param>
public sealed record Rollout(Network Influence, int Periods)
{
    /// <summary>Contacts that somebody needs before any passes it on: 1 for knowing of it, 2 for doing it.</summary>
    public int Contacts { get; init; } = 1;

    /// <summary>The probability of taking it up within a period without any contact: an order from above.</summary>
    public double Push { get; init; }

    /// <summary>Who has it in the first period.</summary>
    public IReadOnlyList<int> Beginners { get; init; } = [];

    /// <summary>Who may be asked later, where it has stalled (Jankowski and others 2018).</summary>
    public IReadOnlyList<int> Reserve { get; init; } = [];

    /// <summary>So many of them at once, those first with most contacts who don't have it yet.</summary>
    public int WaveSize { get; init; } = 1;

    /// <summary>It has stalled when fewer than this share of all took it up in so many periods together.</summary>
    public double StallShare { get; init; } = 0.02;

    public int StallPeriods { get; init; } = 3;
}
