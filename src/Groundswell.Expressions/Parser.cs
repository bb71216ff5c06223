namespace Groundswell.Expressions;

/// <summary>Reads an expression by the grammar of docs/expressions.md, one method per rule. Null means: see the fault.</summary>
internal sealed class Parser
{
    public const int MaxLength = 4000;
    public const int MaxDepth = 100;

    private static readonly HashSet<string> Comparisons = ["=", "<>", "<", "<=", ">", ">="];

    private readonly Lexer _lexer;
    private Token _next;
    private Token _last;
    private int _depth;
    private Fault? _fault;

    private Parser(string text)
    {
        _lexer = new Lexer(text);
        _next = _lexer.Next();
    }

    public static (Node? Tree, Fault? Fault) Parse(string text)
    {
        if (text.Length > MaxLength)
            return (null, new Fault("too-long", MaxLength, text.Length - MaxLength, [$"{MaxLength}"]));

        var parser = new Parser(text);
        return parser.Whole() is { } tree ? (tree, null) : (null, parser._fault);
    }

    private Node? Whole()
    {
        if (_next.Kind == TokenKind.End && _lexer.Fault is null)
            return Refuse("empty", _next);

        if (Or() is not { } tree)
            return null;

        // What was cut off by a token that is none is not the end.
        if (_next.Kind == TokenKind.End && _lexer.Fault is null)
            return tree;

        return _next.Text switch
        {
            ")" => Refuse("unopened-parenthesis", _next),
            "," => Refuse("comma", _next),
            _ => Refuse("unexpected", _next),
        };
    }

    private Node? Or() => Chain(And, "or");

    private Node? And() => Chain(Not, "and");

    private Node? Not() => At("not") ? Prefixed(Not) : Comparison();

    private Node? Comparison()
    {
        var start = _next.At;
        var left = In();
        if (left is null || !AtAny(Comparisons))
            return left;

        var comparison = Take().Text;
        if (In() is not { } right)
            return null;

        return AtAny(Comparisons) ? Refuse("chained-comparison", _next) : Binary(comparison, left, right, start);
    }

    private Node? In()
    {
        var start = _next.At;
        var operand = Sum();
        if (operand is null || !At("in"))
            return operand;

        Take();
        if (_next.Kind != TokenKind.Unit)
            return Refuse("expected-unit", _next);

        return Made(new InNode(operand, Take().Unit!, start, _last.At + _last.Length - start));
    }

    private Node? Sum() => Chain(Product, "+", "-");

    private Node? Product() => Chain(Unary, "*", "/");

    private Node? Unary()
    {
        if (!At("-"))
            return Primary();

        // The minus of a number belongs to it: -5 Cel is a temperature, though a temperature can't be negated.
        var negated = Prefixed(Unary);
        return negated is UnaryNode { Operand: LiteralNode { Value: { Form: ValueForm.Number } value } }
            ? new LiteralNode(Value.Of(-value.Number, value.Unit), negated.At, negated.Length)
            : negated;
    }

    private Node? Primary()
    {
        var token = _next;
        switch (token.Kind)
        {
            case TokenKind.Literal:
                Take();
                return new LiteralNode(token.Value, token.At, token.Length);
            case TokenKind.Name:
                Take();
                return At("(") ? Call(token) : new NameNode(token.Text, token.At, token.Length);
            case TokenKind.Mark when token.Text == "(":
                Take();
                return Enclosed(token, Or) is { } inner && Close(token) ? inner : null;
            default:
                return Refuse("expected-value", token);
        }
    }

    private Node? Call(Token function)
    {
        var opening = Take();
        var arguments = new List<Node>();
        while (!At(")") || arguments.Count > 0)
        {
            if (Enclosed(opening, Or) is not { } argument)
                return null;

            arguments.Add(argument);
            if (!At(","))
                break;
            Take();
        }

        return Close(opening) ? Made(new CallNode(function.Text, arguments, function.At, _last.At + _last.Length - function.At)) : null;
    }

    private bool Close(Token opening)
    {
        if (At(")"))
        {
            Take();
            return true;
        }

        if (_next.Kind == TokenKind.End)
            Refuse("unclosed-parenthesis", opening);
        else
            Refuse(At(",") ? "comma" : "unexpected", _next);
        return false;
    }

    private Node? Chain(Func<Node?> operand, params ReadOnlySpan<string> operators)
    {
        var start = _next.At;
        var left = operand();
        while (left is not null && operators.Contains(_next.Kind == TokenKind.Mark ? _next.Text : ""))
        {
            var mark = Take().Text;
            if (operand() is not { } right)
                return null;
            left = Binary(mark, left, right, start);
        }

        return left;
    }

    private Node? Binary(string mark, Node left, Node right, int start) =>
        Made(new BinaryNode(mark, left, right, start, _last.At + _last.Length - start));

    private Node? Prefixed(Func<Node?> operand)
    {
        var mark = Take();
        return Enclosed(mark, operand) is { } inner
            ? Made(new UnaryNode(mark.Text, inner, mark.At, _last.At + _last.Length - mark.At))
            : null;
    }

    /// <summary>Goes one level deeper, if that is not too deep.</summary>
    private Node? Enclosed(Token by, Func<Node?> inner)
    {
        if (_depth == MaxDepth)
            return Refuse("too-deep", by, $"{MaxDepth}");

        _depth++;
        var node = inner();
        _depth--;
        return node;
    }

    private Node? Made(Node node) =>
        node.Depth > MaxDepth ? Refuse("too-deep", new Token(TokenKind.Mark, node.At, node.Length, ""), $"{MaxDepth}") : node;

    private bool At(string mark) => _next.Kind == TokenKind.Mark && _next.Text == mark;

    private bool AtAny(HashSet<string> marks) => _next.Kind == TokenKind.Mark && marks.Contains(_next.Text);

    private Token Take()
    {
        _last = _next;
        _next = _lexer.Next();
        return _last;
    }

    private Node? Refuse(string code, Token at, string? fact = null)
    {
        _fault ??= _lexer.Fault ?? new Fault(code, at.At, at.Length, [fact ?? at.Text]);
        return null;
    }
}
