namespace Groundswell.Expressions;

/// <summary>An expression that is well formed, its names and units not yet checked.</summary>
public sealed class Formula
{
    private Formula(string text, Node tree)
    {
        Text = text;
        Tree = tree;
        var names = new List<string>();
        Gather(tree, names);
        Names = [.. names.Distinct()];
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The names it uses, in the order they first occur.</summary>
    public IReadOnlyList<string> Names { get; }

    internal Node Tree { get; }

    /// <summary>Reads an expression: either the formula or the first fault that its text has.</summary>
    public static (Formula? Formula, Fault? Fault) Parse(string text)
    {
        var (tree, fault) = Parser.Parse(text);
        return (tree is null ? null : new Formula(text, tree), fault);
    }

    /// <summary>The same expression with regular spaces and no needless parentheses; units as UCUM codes.</summary>
    public override string ToString() => Printer.Print(Tree);

    private static void Gather(Node node, List<string> names)
    {
        switch (node)
        {
            case NameNode name:
                names.Add(name.Name);
                break;
            case CallNode call:
                foreach (var argument in call.Arguments)
                    Gather(argument, names);
                break;
            case UnaryNode unary:
                Gather(unary.Operand, names);
                break;
            case InNode conversion:
                Gather(conversion.Operand, names);
                break;
            case BinaryNode binary:
                Gather(binary.Left, names);
                Gather(binary.Right, names);
                break;
        }
    }
}
