using System.Collections.Immutable;

namespace Groundswell.Materials.Lots;

/// <summary>What work has taken from a lot and not given back, by the work that took it.</summary>
/// <remarks>Taking names the job and the step; giving back may name less, the order alone say, and then comes off the whole of it.</remarks>
public sealed class TakenFromLot
{
    private readonly ImmutableDictionary<string, ImmutableArray<(WorkReference Work, decimal Quantity)>> _byOrder;

    private TakenFromLot(ImmutableDictionary<string, ImmutableArray<(WorkReference Work, decimal Quantity)>> byOrder) => _byOrder = byOrder;

    public static TakenFromLot Nothing { get; } = new(ImmutableDictionary<string, ImmutableArray<(WorkReference Work, decimal Quantity)>>.Empty);

    /// <param name="quantity">Below nothing where it is given back.</param>
    public TakenFromLot And(WorkReference work, decimal quantity) => new(_byOrder.SetItem(work.Order, By(work.Order).Add((work, quantity))));

    /// <summary>How much this work still has: no more than what it took, and no more than what is left of its job's and its order's.</summary>
    public decimal Of(WorkReference work) => new[] { work, work with { Step = null }, work with { Step = null, Job = null } }
        .Min(wider => By(work.Order).Where(taken => Within(taken.Work, wider)).Sum(taken => taken.Quantity));

    /// <summary>How much an order took outside its steps.</summary>
    public decimal OutsideSteps(string order) => Math.Max(0, By(order).Where(taken => taken.Work.Step is null).Sum(taken => taken.Quantity));

    private ImmutableArray<(WorkReference Work, decimal Quantity)> By(string order) => _byOrder.GetValueOrDefault(order, []);

    private static bool Within(WorkReference work, WorkReference wider) =>
        (wider.Job is null || work.Job == wider.Job) && (wider.Step is null || work.Step == wider.Step);
}
