using System.Runtime.CompilerServices;
using Groundswell.Expressions;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Steps;

/// <summary>The values that a version's expressions can use, as far as an order has come.</summary>
internal sealed class StepValues
{
    private static readonly ConditionalWeakTable<WorkMasterContent, Names> Kept = [];

    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);

    /// <param name="jobs">The jobs whose steps' values count: this one and those before it.</param>
    public StepValues(WorkMasterVersion version, IEnumerable<Job> jobs)
    {
        Names = Kept.GetValue(version.Content, NamesOf);
        foreach (var (step, result) in jobs.SelectMany(job => job.Steps))
        {
            if (result.Value is { } text && Value.TryParse(text, out var value))
                _values[step] = value;
        }
    }

    public Names Names { get; }

    public Value Of(string name) => _values.GetValueOrDefault(name);

    /// <summary>Whether a condition holds. One that can't be worked out holds: a step too many is safer than one too few.</summary>
    public bool Holds(string? condition) =>
        condition is null || Names.Check(condition, Kind.YesNo).Expression?.Evaluate(Of) is not { Form: ValueForm.YesNo, YesNo: false };

    /// <summary>The names a version's expressions may use: its steps with values, and its parameters.</summary>
    private static Names NamesOf(WorkMasterContent content)
    {
        var inputs = new Dictionary<string, Kind>(StringComparer.Ordinal);
        var constants = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var parameter in content.Parameters.Where(parameter => Names.IsName(parameter.Id)))
        {
            if (Value.TryParse(FormattableString.Invariant($"{parameter.Value} {parameter.Unit}"), out var value))
                constants[parameter.Id] = value;
        }

        foreach (var step in content.Operations.SelectMany(operation => operation.Steps))
        {
            if (Names.IsName(step.Id) && KindOf(step.Does, content, new Names(inputs, constants)) is { } kind)
                inputs[step.Id] = kind;
        }

        return new Names(inputs, constants);
    }

    private static Kind? KindOf(StepKind does, WorkMasterContent content, Names before) => does switch
    {
        EnterNumber number => NumberIn(number.Unit),
        EnterText => Kind.Text,
        EnterChoice choice => Kind.Choice([.. choice.Choices.Select(one => one.Value)]),
        EnterYesNo => Kind.YesNo,
        EnterDate date => date.WithTime ? Kind.Time : Kind.Date,
        ConsumeMaterial consume => content.FindLine(consume.Line) is { } line ? NumberIn(line.Unit) : null,
        Masters.Contents.ReportOutput output => NumberIn(output.Unit ?? content.Makes.Unit),
        Calculate { Unit: { } unit } => NumberIn(unit),
        Calculate calculate => before.Check(calculate.Expression).Expression?.Kind,
        _ => null,
    };

    private static Kind? NumberIn(string unit) => Unit.TryParse(unit, out var known) ? Kind.Number(known) : null;
}
