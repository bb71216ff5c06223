using System.Globalization;

namespace Groundswell.Expressions;

/// <summary>Finds the kind of each part of an expression, refuses what has no meaning, and puts together what evaluates the rest.</summary>
/// <remarks>Units are settled here: where they differ, a conversion is built in, so that evaluating deals in bare numbers.</remarks>
internal sealed partial class Checker(Names names)
{
    private static readonly Unit Kelvin = Unit.Of("K");
    private static readonly Unit Day = Unit.Of("d");
    private static readonly Unit Second = Unit.Of("s");

    private readonly List<Fault> _faults = [];

    /// <summary>A part that makes sense: its kind and how it is evaluated. Of a part that makes none, no more is known.</summary>
    private sealed record Part(Node Node, Kind Kind, Evaluator Run)
    {
        public bool IsNumber => Kind.Form == ValueForm.Number;

        /// <summary>A date, a time or a temperature: something that only a difference can be added to.</summary>
        public bool IsPoint => Kind.Form is ValueForm.Date or ValueForm.Time || IsScale;

        public bool IsScale => Kind.Unit is { IsScale: true };

        public Unit Unit => Kind.Unit!;

        /// <summary>What the differences of such points are told in.</summary>
        public Unit DifferenceUnit => Kind.Form switch
        {
            ValueForm.Date => Day,
            ValueForm.Time => Second,
            _ => Kelvin,
        };
    }

    public static CheckedExpression Check(string text, Names names, Kind? wanted)
    {
        var (formula, fault) = Formula.Parse(text);
        if (formula is null)
            return new CheckedExpression(null, [fault!]);

        var checker = new Checker(names);
        var whole = checker.Check(formula.Tree);
        if (whole is not null && wanted is not null)
            whole = checker.As(wanted, whole);
        return whole is not null && checker._faults.Count == 0
            ? new CheckedExpression(new Expression(formula, whole.Kind, whole.Run), [])
            : new CheckedExpression(null, [.. checker._faults.Distinct().OrderBy(found => found.At).ThenBy(found => found.Length)]);
    }

    private Part? Check(Node node) => node switch
    {
        LiteralNode literal => new Part(node, Kind.Of(literal.Value), Operations.Constant(literal.Value)),
        NameNode name => Named(name),
        CallNode call => Called(call),
        UnaryNode { Operator: "not" } not => Checked(not.Operand, Kind.YesNo) is { } operand
            ? new Part(node, Kind.YesNo, Operations.Not(operand.Run))
            : null,
        UnaryNode minus => Quantity(minus.Operand) is { } operand
            ? new Part(node, operand.Kind, Operations.Negate(operand.Run))
            : null,
        InNode conversion => In(conversion),
        BinaryNode { Operator: "and" or "or" } both => Logical(both),
        BinaryNode { Operator: "+" or "-" } sum => Sum(sum),
        BinaryNode { Operator: "*" or "/" } product => Product(product),
        BinaryNode comparison => Comparison(comparison),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Part? Named(NameNode name)
    {
        if (names.ConstantOf(name.Name) is { } value)
            return new Part(name, Kind.Of(value), Operations.Constant(value));
        if (names.KindOf(name.Name) is { } kind)
            return new Part(name, kind, Operations.Input(name.Name, kind));
        return Refuse("unknown-name", name, name.Name);
    }

    private Part? Logical(BinaryNode node)
    {
        var (left, right) = (Checked(node.Left, Kind.YesNo), Checked(node.Right, Kind.YesNo));
        if (left is null || right is null)
            return null;

        return new Part(node, Kind.YesNo, node.Operator == "and" ? Operations.And(left.Run, right.Run) : Operations.Or(left.Run, right.Run));
    }

    private Part? In(InNode node)
    {
        if (Check(node.Operand) is not { } operand)
            return null;
        if (!operand.IsNumber)
            return Refuse("wrong-kind", operand.Node, "number", operand.Kind);
        if (operand.Unit.Dimension != node.Unit.Dimension)
            return Refuse("units-differ", node, operand.Kind, Kind.Number(node.Unit));

        return new Part(node, Kind.Number(node.Unit), Operations.Converted(operand.Run, Conversion.Between(operand.Unit, node.Unit)));
    }

    private Part? Product(BinaryNode node)
    {
        var (left, right) = (Quantity(node.Left), Quantity(node.Right));
        if (left is null || right is null)
            return null;

        var (first, second) = (WithoutPercent(left), WithoutPercent(right));
        if (!first.Unit.TryMultiply(second.Unit, node.Operator == "*" ? 1 : -1, out var unit))
            return Refuse("unit-too-complex", node);

        var run = node.Operator == "*" ? Operations.Multiply(first.Run, second.Run) : Operations.Divide(first.Run, second.Run);
        return WithoutPercent(new Part(node, Kind.Number(unit), run));
    }

    private Part? Sum(BinaryNode node)
    {
        var (left, right) = (Check(node.Left), Check(node.Right));
        if (left is null || right is null || !(Reckonable(left) & Reckonable(right)))
            return null;

        var adds = node.Operator == "+";
        return (left.IsPoint, right.IsPoint) switch
        {
            (false, false) => Converted(right, left.Kind) is { } same
                ? new Part(node, left.Kind, adds ? Operations.Add(left.Run, same.Run) : Operations.Subtract(left.Run, same.Run))
                : null,
            (true, false) => Moved(node, left, right, adds),
            (false, true) when adds => Moved(node, right, left, adds),
            (true, true) when !adds && left.Kind.Form == right.Kind.Form => Difference(node, left, right),
            _ => Refuse("point-arithmetic", node, left.Kind, right.Kind),
        };
    }

    private Part? Moved(BinaryNode node, Part point, Part difference, bool adds)
    {
        var step = point.IsScale ? point.Unit : point.DifferenceUnit;
        if (difference.Unit.Dimension != step.Dimension)
            return Refuse("units-differ", difference.Node, Kind.Number(point.DifferenceUnit), difference.Kind);

        var steps = Operations.Converted(difference.Run, Conversion.OfDifferences(difference.Unit, step));
        var form = point.Kind.Form;
        return new Part(node, point.Kind, adds ? Operations.Add(point.Run, steps, form) : Operations.Subtract(point.Run, steps, form));
    }

    private Part? Difference(BinaryNode node, Part left, Part right)
    {
        if (Converted(right, left.Kind) is not { } same)
            return null;

        var difference = Operations.Subtract(left.Run, same.Run);
        if (left.IsScale)
            difference = Operations.Converted(difference, Conversion.OfDifferences(left.Unit, Kelvin));
        return new Part(node, Kind.Number(left.DifferenceUnit), difference);
    }

    private Part? Comparison(BinaryNode node)
    {
        var (left, right) = (Check(node.Left), Check(node.Right));
        return left is not null && right is not null && Comparer(node.Operator, left, right) is { } comparer
            ? new Part(node, Kind.YesNo, Operations.Compared(left.Run, right.Run, comparer))
            : null;
    }

    private Comparer? Comparer(string comparison, Part left, Part right)
    {
        var ordered = comparison is not ("=" or "<>");
        if (ordered && !(Ordered(left) & Ordered(right)))
            return null;
        if (!(AnOption(left, right) & AnOption(right, left)) || !Matches(right, left.Kind))
            return null;
        if (!left.IsNumber)
            return Operations.Compare(comparison, null, null);

        // Told in the unit where nothing is rounded: 20 min <= 1 h in minutes.
        var (toLeft, toRight) = (Conversion.Between(right.Unit, left.Unit), Conversion.Between(left.Unit, right.Unit));
        return !toLeft.IsExact && toRight.IsExact ? Operations.Compare(comparison, toRight, null) : Operations.Compare(comparison, null, toLeft);
    }

    /// <summary>The part told as the other kind, a number in its unit; refused where it can't be.</summary>
    private Part? Converted(Part part, Kind to)
    {
        if (!Matches(part, to))
            return null;

        return part.IsNumber ? part with { Kind = to, Run = Operations.Converted(part.Run, Conversion.Between(part.Unit, to.Unit!)) } : part;
    }

    private bool Matches(Part part, Kind to)
    {
        if (part.Kind.Form != to.Form)
            return Refuse("not-comparable", part.Node, to, part.Kind) is not null;
        if (!part.IsNumber || part.Unit.Fits(to.Unit!))
            return true;

        var code = part.Unit.Dimension == to.Unit!.Dimension ? "difference-or-temperature" : "units-differ";
        return Refuse(code, part.Node, to, part.Kind) is not null;
    }

    /// <summary>The whole expression as what is wanted of it.</summary>
    private Part? As(Kind wanted, Part whole)
    {
        var fits = whole.Kind.Form == wanted.Form && (!whole.IsNumber || whole.Unit.Fits(wanted.Unit!));
        return fits ? Converted(whole, wanted) : Refuse("wrong-result", whole.Node, wanted, whole.Kind);
    }

    private Part? Checked(Node node, Kind needed)
    {
        var part = Check(node);
        return part is null || part.Kind.Form == needed.Form ? part : Refuse("wrong-kind", node, needed, part.Kind);
    }

    /// <summary>A number that can be negated and multiplied: no temperature.</summary>
    private Part? Quantity(Node node)
    {
        var part = Check(node);
        if (part is null || !part.IsNumber)
            return part is null ? null : Refuse("wrong-kind", node, "number", part.Kind);
        return part.IsScale ? Refuse("point-arithmetic", node, part.Kind, part.Kind) : part;
    }

    private bool Reckonable(Part part) =>
        part.IsNumber || part.IsPoint || Refuse("wrong-kind", part.Node, "number", part.Kind) is not null;

    private bool Ordered(Part part) =>
        part.IsNumber || part.IsPoint || Refuse("not-ordered", part.Node, part.Kind) is not null;

    private bool AnOption(Part choice, Part text)
    {
        var options = choice.Kind.Options;
        if (options.IsEmpty || text.Node is not LiteralNode { Value: { Form: ValueForm.Text } value } || options.Contains(value.Text))
            return true;

        return Refuse("not-an-option", text.Node, value.Text, string.Join(", ", options)) is not null;
    }

    /// <summary>A bare number in % or in kg/g as what it is: 5 % is 0.05, so that 5 % of 200 kg is 10 kg.</summary>
    private static Part WithoutPercent(Part part) => part.Unit.IsBare && part.Unit != Unit.One
        ? part with { Kind = Kind.BareNumber, Run = Operations.Converted(part.Run, Conversion.Between(part.Unit, Unit.One)) }
        : part;

    private Part? Refuse(string code, Node node, params object[] facts)
    {
        _faults.Add(new Fault(code, node.At, node.Length, [.. facts.Select(fact => Convert.ToString(fact, CultureInfo.InvariantCulture)!)]));
        return null;
    }
}
