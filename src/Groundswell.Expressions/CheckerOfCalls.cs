using System.Collections.Frozen;

namespace Groundswell.Expressions;

/// <summary>The functions: how many arguments they take and of which kinds.</summary>
internal sealed partial class Checker
{
    private const int AnyCount = 100;

    private static readonly FrozenDictionary<string, (int Least, int Most)> Functions = new Dictionary<string, (int, int)>
    {
        ["if"] = (3, 3),
        ["given"] = (1, 1),
        ["default"] = (2, 2),
        ["between"] = (3, 3),
        ["oneof"] = (2, AnyCount),
        ["min"] = (1, AnyCount),
        ["max"] = (1, AnyCount),
        ["sum"] = (1, AnyCount),
        ["mean"] = (1, AnyCount),
        ["abs"] = (1, 1),
        ["round"] = (2, 2),
        ["roundup"] = (2, 2),
        ["rounddown"] = (2, 2),
    }.ToFrozenDictionary();

    private Part? Called(CallNode call)
    {
        if (!Functions.TryGetValue(call.Function, out var count))
            return Refuse("unknown-function", call, call.Function);
        if (call.Arguments.Count < count.Least || call.Arguments.Count > count.Most)
            return Refuse("wrong-argument-count", call, call.Function, count.Least, count.Most, call.Arguments.Count);
        if (call.Function is "round" or "roundup" or "rounddown")
            return Rounded(call);

        var checkedArguments = call.Arguments.Select(Check).ToArray();
        if (checkedArguments.Contains(null))
            return null;

        var arguments = checkedArguments.Select(argument => argument!).ToArray();
        return call.Function switch
        {
            "if" => If(call, arguments),
            "given" => new Part(call, Kind.YesNo, Operations.Given(arguments[0].Run)),
            "default" => Converted(arguments[1], arguments[0].Kind) is { } otherwise
                ? new Part(call, Common(arguments[0], otherwise), Operations.Default(arguments[0].Run, otherwise.Run))
                : null,
            "between" => Between(call, arguments),
            "oneof" => OneOf(call, arguments),
            "min" => Folded(call, arguments, Operations.Least),
            "max" => Folded(call, arguments, Operations.Greatest),
            "sum" => AllNumbers(arguments, scales: false) ? Folded(call, arguments, (left, right) => Operations.Add(left, right)) : null,
            "mean" => AllNumbers(arguments, scales: true) && Alike(arguments) is { } alike
                ? new Part(call, arguments[0].Kind, Operations.Mean([.. alike.Select(argument => argument.Run)]))
                : null,
            _ => AllNumbers(arguments, scales: false) ? new Part(call, arguments[0].Kind, Operations.Absolute(arguments[0].Run)) : null,
        };
    }

    private Part? If(CallNode call, Part[] arguments)
    {
        var (condition, then) = (arguments[0], arguments[1]);
        if (condition.Kind.Form != ValueForm.YesNo)
            Refuse("wrong-kind", condition.Node, Kind.YesNo, condition.Kind);
        if (Converted(arguments[2], then.Kind) is not { } otherwise || condition.Kind.Form != ValueForm.YesNo)
            return null;

        return new Part(call, Common(then, otherwise), Operations.If(condition.Run, then.Run, otherwise.Run));
    }

    private Part? Between(CallNode call, Part[] arguments)
    {
        var (value, low, high) = (arguments[0], arguments[1], arguments[2]);
        var (toLow, toHigh) = (Comparer(">=", value, low), Comparer("<=", value, high));
        return toLow is null || toHigh is null ? null : new Part(call, Kind.YesNo, Operations.Between(value.Run, low.Run, high.Run, toLow, toHigh));
    }

    private Part? OneOf(CallNode call, Part[] arguments)
    {
        var options = arguments[1..].Select(option => (option.Run, Comparer: Comparer("=", arguments[0], option))).ToArray();
        return options.Any(option => option.Comparer is null)
            ? null
            : new Part(call, Kind.YesNo, Operations.OneOf(arguments[0].Run, [.. options.Select(option => (option.Run, option.Comparer!))]));
    }

    private Part? Rounded(CallNode call)
    {
        var operand = Check(call.Arguments[0]);
        if (operand is { IsNumber: false })
            operand = Refuse("wrong-kind", operand.Node, "number", operand.Kind);

        var places = call.Arguments[1] is LiteralNode { Value: { Form: ValueForm.Number } value }
            && value.Unit == Unit.One && value.Number.IsWhole && value.Number.Absolute() <= Number.MaxRoundingPlaces
            ? (int)value.Number.WholeAt(0)
            : (int?)null;
        if (places is null)
            Refuse("not-whole-places", call.Arguments[1]);
        if (operand is null || places is null)
            return null;

        var way = call.Function switch
        {
            "round" => Rounding.HalfAwayFromZero,
            "roundup" => Rounding.AwayFromZero,
            _ => Rounding.TowardZero,
        };
        return new Part(call, operand.Kind, Operations.Round(operand.Run, places.Value, way));
    }

    private Part? Folded(CallNode call, Part[] arguments, Func<Evaluator, Evaluator, Evaluator> fold)
    {
        return arguments.Count(Ordered) == arguments.Length && Alike(arguments) is { } alike
            ? new Part(call, arguments[0].Kind, alike.Select(argument => argument.Run).Aggregate(fold))
            : null;
    }

    /// <summary>All arguments as the first one's kind.</summary>
    private Part[]? Alike(Part[] arguments)
    {
        var alike = arguments.Select(argument => Converted(argument, arguments[0].Kind)).ToArray();
        return alike.Contains(null) ? null : [.. alike.Select(argument => argument!)];
    }

    private bool AllNumbers(Part[] arguments, bool scales)
    {
        var before = _faults.Count;
        foreach (var argument in arguments)
        {
            if (!argument.IsNumber)
                Refuse("wrong-kind", argument.Node, "number", argument.Kind);
            else if (argument.IsScale && !scales)
                Refuse("point-arithmetic", argument.Node, argument.Kind, argument.Kind);
        }

        return _faults.Count == before;
    }

    /// <summary>A choice stays one where both have the same options; else it is any text.</summary>
    private static Kind Common(Part first, Part second) =>
        first.Kind.Form == ValueForm.Text && !first.Kind.Equals(second.Kind) ? Kind.Text : first.Kind;
}
