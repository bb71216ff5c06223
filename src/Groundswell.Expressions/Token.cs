namespace Groundswell.Expressions;

internal enum TokenKind
{
    Literal,
    Name,

    /// <summary>An operator, a parenthesis, a comma, or one of and, or, not, in, true, false.</summary>
    Mark,

    /// <summary>The unit after "in".</summary>
    Unit,

    End,
}

/// <summary>A word of an expression. The text of a mark or name; the value of a literal; the unit behind "in".</summary>
internal readonly record struct Token(TokenKind Kind, int At, int Length, string Text, Value Value = default, Unit? Unit = null);
