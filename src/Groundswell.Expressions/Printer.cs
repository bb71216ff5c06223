namespace Groundswell.Expressions;

/// <summary>Writes a tree as text that parses into the same tree, with as few parentheses as that takes.</summary>
internal static class Printer
{
    // How tightly each rule of the grammar binds.
    private const int Or = 1, And = 2, Not = 3, Comparison = 4, In = 5, Sum = 6, Product = 7, Unary = 8, Primary = 9;

    public static string Print(Node node) => Print(node, Or);

    private static string Print(Node node, int atLeast)
    {
        var (text, level) = node switch
        {
            LiteralNode literal => (literal.Value.ToString(), literal.Value is { Form: ValueForm.Number, Number.Sign: < 0 } ? Unary : Primary),
            NameNode name => (name.Name, Primary),
            CallNode call => ($"{call.Function}({string.Join(", ", call.Arguments.Select(argument => Print(argument)))})", Primary),
            UnaryNode { Operator: "not" } not => ($"not {Print(not.Operand, Not)}", Not),
            UnaryNode minus => ($"-{Print(minus.Operand, Unary)}", Unary),
            InNode conversion => ($"{Print(conversion.Operand, Sum)} in {conversion.Unit}", In),
            BinaryNode binary => Print(binary),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return level < atLeast ? $"({text})" : text;
    }

    private static (string Text, int Level) Print(BinaryNode binary)
    {
        var level = binary.Operator switch
        {
            "or" => Or,
            "and" => And,
            "+" or "-" => Sum,
            "*" or "/" => Product,
            _ => Comparison,
        };

        // A chain leans to the left; a comparison does not chain.
        var left = Print(binary.Left, level == Comparison ? In : level);
        return ($"{left} {binary.Operator} {Print(binary.Right, level + 1)}", level);
    }
}
