using System.Runtime.CompilerServices;
using Groundswell.Expressions;

namespace Groundswell.Masters.Contents;

/// <summary>The names that a version's expressions may use, and of which kind each is. docs/masters.md lists them.</summary>
public static class ContentNames
{
    /// <summary>The quantity of the order that is worked on, in the unit that the master makes.</summary>
    public const string OrderQuantity = "order.quantity";

    private static readonly ConditionalWeakTable<WorkMasterContent, Names> Kept = [];

    /// <summary>Kept as long as the content is: so are the expressions that are checked with it.</summary>
    public static Names Of(WorkMasterContent content) => Kept.GetValue(content, Find);

    /// <summary>Of which kind a step's value is; null where it has none, or where that can't be known.</summary>
    internal static Kind? KindOf(StepKind does, WorkMasterContent content) => does switch
    {
        EnterNumber number => NumberIn(number.Unit),
        EnterText => Kind.Text,
        EnterChoice choice => Kind.Choice([.. choice.Choices.Select(one => one.Value)]),
        EnterYesNo => Kind.YesNo,
        EnterDate date => date.WithTime ? Kind.Time : Kind.Date,
        ConsumeMaterial consume => content.FindLine(consume.Line) is { } line ? NumberIn(line.Unit) : null,
        ReportOutput output => NumberIn(output.Unit ?? content.Makes.Unit),
        Calculate { Unit: { } unit } => NumberIn(unit),
        _ => null,
    };

    internal static Kind? NumberIn(string unit) => Unit.TryParse(unit, out var known) ? Kind.Number(known) : null;

    private static Names Find(WorkMasterContent content)
    {
        var inputs = new Dictionary<string, Kind>(StringComparer.Ordinal);
        if (NumberIn(content.Makes.Unit) is { } made)
            inputs[OrderQuantity] = made;
        var constants = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var parameter in content.Parameters)
        {
            if (Value.TryParse(FormattableString.Invariant($"{parameter.Value} {parameter.Unit}"), out var value))
                constants[parameter.Id] = value;
        }

        var steps = content.Operations.SelectMany(operation => operation.Steps).ToList();
        foreach (var step in steps)
        {
            if (KindOf(step.Does, content) is { } kind)
                inputs[step.Id] = kind;
        }

        // A calculation without a unit has the kind of its expression, which other ones may have to be known for.
        var open = steps.Where(step => step.Does is Calculate { Unit: null }).ToList();
        while (open.Count > 0)
        {
            var names = new Names(inputs, constants);
            var found = open
                .Select(step => (step.Id, names.Check(((Calculate)step.Does).Expression).Expression?.Kind))
                .Where(one => one.Kind is not null)
                .ToDictionary(one => one.Id, one => one.Kind!);
            if (found.Count == 0)
                break;
            foreach (var (id, kind) in found)
                inputs[id] = kind;
            open.RemoveAll(step => found.ContainsKey(step.Id));
        }

        return new Names(inputs, constants);
    }
}
