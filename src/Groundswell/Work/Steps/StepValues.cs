using Groundswell.Expressions;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Steps;

/// <summary>The values that a version's expressions can use, as far as an order has come.</summary>
internal sealed class StepValues
{
    private readonly Order _order;
    private readonly IReadOnlyList<Job> _jobs;

    /// <param name="jobs">The jobs whose steps' values count: this one and those before it. The last that has a value of a name says what it is.</param>
    public StepValues(WorkMasterVersion version, Order order, IReadOnlyList<Job> jobs)
    {
        (_order, _jobs) = (order, jobs);
        Names = ContentNames.Of(version.Content);
    }

    public Names Names { get; }

    public Value Of(string name)
    {
        if (name == ContentNames.OrderQuantity)
            return Value.TryParse(FormattableString.Invariant($"{_order.Quantity} {_order.Unit}"), out var quantity) ? quantity : Value.Missing;
        for (var i = _jobs.Count - 1; i >= 0; i--)
        {
            if (_jobs[i].Steps.TryGetValue(name, out var result) && result.Value is { } text && Value.TryParse(text, out var value))
                return value;
        }

        return Value.Missing;
    }

    /// <summary>Whether a condition holds. One that can't be worked out holds: a step too many is safer than one too few.</summary>
    public bool Holds(string? condition) =>
        condition is null || Names.Check(condition, Kind.YesNo).Expression?.Evaluate(Of) is not { Form: ValueForm.YesNo, YesNo: false };
}
