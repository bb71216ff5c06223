namespace Groundswell.Expressions;

/// <summary>A part of a parsed expression, and where in the text it stands: parentheses around it not counted.</summary>
internal abstract record Node(int At, int Length)
{
    /// <summary>How many levels the tree has from here down.</summary>
    public abstract int Depth { get; }
}

/// <summary>A number (never preceded by a minus of its own: that is in it), text, yes, no, date or time as it is written.</summary>
internal sealed record LiteralNode(Value Value, int At, int Length) : Node(At, Length)
{
    public override int Depth => 1;
}

internal sealed record NameNode(string Name, int At, int Length) : Node(At, Length)
{
    public override int Depth => 1;
}

internal sealed record CallNode(string Function, IReadOnlyList<Node> Arguments, int At, int Length) : Node(At, Length)
{
    public override int Depth { get; } = 1 + Arguments.Select(argument => argument.Depth).DefaultIfEmpty().Max();
}

/// <summary>"-" or "not" and what it stands before.</summary>
internal sealed record UnaryNode(string Operator, Node Operand, int At, int Length) : Node(At, Length)
{
    public override int Depth { get; } = 1 + Operand.Depth;
}

internal sealed record BinaryNode(string Operator, Node Left, Node Right, int At, int Length) : Node(At, Length)
{
    public override int Depth { get; } = 1 + Math.Max(Left.Depth, Right.Depth);
}

/// <summary>A value told in another unit: weight in kg.</summary>
internal sealed record InNode(Node Operand, Unit Unit, int At, int Length) : Node(At, Length)
{
    public override int Depth { get; } = 1 + Operand.Depth;
}
