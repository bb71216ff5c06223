using Groundswell.Expressions;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Steps;

/// <summary>The values that a version's expressions can use, as far as an order has come.</summary>
internal sealed class StepValues
{
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly Order _order;

    /// <param name="jobs">The jobs whose steps' values count: this one and those before it.</param>
    public StepValues(WorkMasterVersion version, Order order, IEnumerable<Job> jobs)
    {
        _order = order;
        Names = ContentNames.Of(version.Content);
        foreach (var (step, result) in jobs.SelectMany(job => job.Steps))
        {
            if (result.Value is { } text && Value.TryParse(text, out var value))
                _values[step] = value;
        }
    }

    public Names Names { get; }

    public Value Of(string name) => name == ContentNames.OrderQuantity
        ? Value.TryParse(FormattableString.Invariant($"{_order.Quantity} {_order.Unit}"), out var quantity) ? quantity : Value.Missing
        : _values.GetValueOrDefault(name);

    /// <summary>Whether a condition holds. One that can't be worked out holds: a step too many is safer than one too few.</summary>
    public bool Holds(string? condition) =>
        condition is null || Names.Check(condition, Kind.YesNo).Expression?.Evaluate(Of) is not { Form: ValueForm.YesNo, YesNo: false };
}
