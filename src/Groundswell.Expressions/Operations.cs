namespace Groundswell.Expressions;

/// <summary>Works out a value. Numbers in it are in the unit that the checker knows; none of them carries one.</summary>
internal delegate Value Evaluator(Func<string, Value> input);

/// <summary>Compares two values: yes, no, missing or an error.</summary>
internal delegate Value Comparer(in Value left, in Value right);

/// <summary>What each operation does with values that are known to be of the right kind, or missing, or errors.</summary>
/// <remarks>An error comes before missing, the error farther left before the one farther right.</remarks>
internal static class Operations
{
    private static readonly Value Yes = Value.Of(true);
    private static readonly Value No = Value.Of(false);
    private static readonly Value OutOfRange = Value.Error(ErrorCode.OutOfRange);
    private static readonly Value UnfitInput = Value.Error(ErrorCode.UnfitInput);

    private delegate bool Arithmetic(Number left, Number right, out Number result);

    public static Evaluator Constant(Value value) => _ => value;

    public static Evaluator Input(string name, Kind kind) => input => AsDeclared(input(name), kind);

    /// <summary>A value as it was declared: a number in another unit that fits is converted.</summary>
    public static Value AsDeclared(in Value value, Kind kind)
    {
        if (value.IsMissing || value.IsError)
            return value;
        if (value.Form != kind.Form || (kind.Options.Length > 0 && !kind.Options.Contains(value.Text)))
            return UnfitInput;
        if (value.Form != ValueForm.Number || value.Unit == kind.Unit!)
            return value;
        if (!value.Unit.Fits(kind.Unit!))
            return UnfitInput;
        return value.Unit.TryConvert(value.Raw, kind.Unit!, out var converted) ? Value.Of(converted, kind.Unit!) : OutOfRange;
    }

    public static Evaluator Converted(Evaluator operand, Conversion conversion) =>
        conversion.IsIdentity ? operand : input => Convert(operand(input), conversion);

    public static Evaluator Add(Evaluator left, Evaluator right, ValueForm form = ValueForm.Number) => Calculated(left, right, Number.TryAdd, form);

    public static Evaluator Subtract(Evaluator left, Evaluator right, ValueForm form = ValueForm.Number) => Calculated(left, right, Number.TrySubtract, form);

    public static Evaluator Multiply(Evaluator left, Evaluator right) => Calculated(left, right, Number.TryMultiply, ValueForm.Number);

    public static Evaluator Divide(Evaluator left, Evaluator right) => input =>
    {
        var (dividend, divisor) = (left(input), right(input));
        if (Hindrance(dividend, divisor) is { } hindrance)
            return hindrance;
        if (divisor.Raw.IsZero)
            return Value.Error(ErrorCode.DivisionByZero);
        return Number.TryDivide(dividend.Raw, divisor.Raw, out var quotient) ? Raw(quotient) : OutOfRange;
    };

    public static Evaluator Negate(Evaluator operand) => Mapped(operand, number => -number);

    public static Evaluator Absolute(Evaluator operand) => Mapped(operand, number => number.Absolute());

    public static Evaluator Round(Evaluator operand, int places, Rounding way) => Mapped(operand, number => number.Round(places, way));

    public static Evaluator Mean(IReadOnlyList<Evaluator> operands) =>
        Divide(operands.Aggregate((sum, next) => Add(sum, next)), Constant(Raw(operands.Count)));

    public static Evaluator Least(Evaluator left, Evaluator right) => Chosen(left, right, comparison => comparison <= 0);

    public static Evaluator Greatest(Evaluator left, Evaluator right) => Chosen(left, right, comparison => comparison >= 0);

    /// <summary>Compares numbers, dates, times, yes and no by their numbers, texts by their UTF-16 code units.</summary>
    public static Comparer Compare(string comparison, Conversion? ofLeft, Conversion? ofRight)
    {
        Func<int, bool> holds = comparison switch
        {
            "=" => order => order == 0,
            "<>" => order => order != 0,
            "<" => order => order < 0,
            "<=" => order => order <= 0,
            ">" => order => order > 0,
            _ => order => order >= 0,
        };
        return (in left, in right) =>
        {
            var (first, second) = (Convert(left, ofLeft), Convert(right, ofRight));
            return Hindrance(first, second) ?? (holds(Order(first, second)) ? Yes : No);
        };
    }

    public static Evaluator Compared(Evaluator left, Evaluator right, Comparer comparer) => input => comparer(left(input), right(input));

    /// <summary>The value is worked out once: else the time for nested ones would double with each.</summary>
    public static Evaluator Between(Evaluator operand, Evaluator low, Evaluator high, Comparer toLow, Comparer toHigh) => input =>
    {
        var value = operand(input);
        var above = toLow(value, low(input));
        return Decides(above, by: false) ? above : Joined(above, toHigh(value, high(input)), by: false);
    };

    /// <summary>As <see cref="Between"/>, the value is worked out once.</summary>
    public static Evaluator OneOf(Evaluator operand, IReadOnlyList<(Evaluator Run, Comparer Comparer)> options) => input =>
    {
        var value = operand(input);
        var found = No;
        foreach (var (run, comparer) in options)
        {
            found = Joined(found, comparer(value, run(input)), by: true);
            if (Decides(found, by: true))
                break;
        }

        return found;
    };

    /// <summary>One side that says no decides, whatever the other is.</summary>
    public static Evaluator And(Evaluator left, Evaluator right) => Decided(left, right, by: false);

    /// <summary>One side that says yes decides, whatever the other is.</summary>
    public static Evaluator Or(Evaluator left, Evaluator right) => Decided(left, right, by: true);

    public static Evaluator Not(Evaluator operand) => input =>
    {
        var value = operand(input);
        return value.Form == ValueForm.YesNo ? value.IsYes ? No : Yes : value;
    };

    /// <summary>Only the chosen branch counts: an error in the other does not.</summary>
    public static Evaluator If(Evaluator condition, Evaluator then, Evaluator otherwise) => input =>
    {
        var value = condition(input);
        return value.Form == ValueForm.YesNo ? value.IsYes ? then(input) : otherwise(input) : value;
    };

    public static Evaluator Given(Evaluator operand) => input =>
    {
        var value = operand(input);
        return value.IsError ? value : value.IsMissing ? No : Yes;
    };

    public static Evaluator Default(Evaluator operand, Evaluator otherwise) => input =>
    {
        var value = operand(input);
        return value.IsMissing ? otherwise(input) : value;
    };

    private static Evaluator Calculated(Evaluator left, Evaluator right, Arithmetic arithmetic, ValueForm form) => input =>
    {
        var (first, second) = (left(input), right(input));
        if (Hindrance(first, second) is { } hindrance)
            return hindrance;
        return arithmetic(first.Raw, second.Raw, out var result) ? Calendar.Settle(form, result) : OutOfRange;
    };

    private static Evaluator Mapped(Evaluator operand, Func<Number, Number> map) => input =>
    {
        var value = operand(input);
        return value.Form == ValueForm.Number ? Raw(map(value.Raw)) : value;
    };

    private static Evaluator Chosen(Evaluator left, Evaluator right, Func<int, bool> isLeft) => input =>
    {
        var (first, second) = (left(input), right(input));
        return Hindrance(first, second) ?? (isLeft(Order(first, second)) ? first : second);
    };

    private static Evaluator Decided(Evaluator left, Evaluator right, bool by) => input =>
    {
        var first = left(input);
        return Decides(first, by) ? first : Joined(first, right(input), by);
    };

    private static Value Joined(in Value first, in Value second, bool by) =>
        Decides(first, by) ? first : Decides(second, by) ? second : Hindrance(first, second) ?? second;

    private static bool Decides(in Value value, bool by) => value.Form == ValueForm.YesNo && value.IsYes == by;

    private static Value Convert(in Value value, Conversion? conversion)
    {
        if (conversion is null || conversion.IsIdentity || value.Form != ValueForm.Number)
            return value;
        return conversion.TryApply(value.Raw, out var converted) ? Raw(converted) : OutOfRange;
    }

    /// <summary>What stands in the way of working with both: an error or a missing value.</summary>
    private static Value? Hindrance(in Value first, in Value second)
    {
        if (first.IsError)
            return first;
        if (second.IsError)
            return second;
        return first.IsMissing || second.IsMissing ? Value.Missing : null;
    }

    private static int Order(in Value first, in Value second) => first.Form == ValueForm.Text
        ? string.CompareOrdinal(first.Text, second.Text)
        : first.Raw.CompareTo(second.Raw);

    private static Value Raw(Number number) => Value.OfRaw(ValueForm.Number, number);
}
