using System.Buffers;

namespace Groundswell.Expressions;

/// <summary>Cuts the text of an expression into tokens, up to the end or the first fault.</summary>
internal sealed class Lexer(string text)
{
    private static readonly HashSet<string> Keywords = ["and", "or", "not", "in", "true", "false"];

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly SearchValues<char> UnitLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_%°µμ");

    private static readonly SearchValues<char> TimeLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:.");

    // The longer first. What other languages write, and how it is written here.
    private static readonly (string Found, string Instead)[] Foreign =
    [
        ("==", "="), ("!=", "<>"), ("=<", "<="), ("=>", ">="), ("&&", "and"), ("||", "or"), ("!", "not"), ("≠", "<>"), ("≤", "<="), ("≥", ">="),
        ("×", "*"), ("·", "*"), ("÷", "/"), ("−", "-"), ("–", "-"), (";", ","), ("'", "\""),
    ];

    private static readonly string[] Marks = ["<=", ">=", "<>", "<", ">", "=", "+", "-", "*", "/", "(", ")", ","];

    private int _at;
    private bool _unitFollows;

    public Fault? Fault { get; private set; }

    /// <summary>The next token; the end when there is none, or a fault.</summary>
    public Token Next()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\r' or '\n')
            _at++;
        if (_at == text.Length)
            return Take(TokenKind.End, 0);

        var unitFollows = _unitFollows;
        _unitFollows = false;
        return text[_at] switch
        {
            _ when unitFollows && LengthOfUnit(_at) > 0 => UnitToken(),
            >= '0' and <= '9' or '.' => NumberToken(),
            '"' => TextToken(),
            '@' => TimeToken(),
            (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '_' => NameToken(),
            _ => MarkToken(),
        };
    }

    private Token Take(TokenKind kind, int length, Value value = default, Unit? unit = null)
    {
        var token = new Token(kind, _at, length, text.Substring(_at, length), value, unit);
        _at += length;
        return token;
    }

    private Token Refuse(string code, int length, params string[] facts)
    {
        Fault = new Fault(code, _at, length, facts.Length > 0 ? facts : [text.Substring(_at, length)]);
        _at = text.Length;
        return Take(TokenKind.End, 0);
    }

    private Token NumberToken()
    {
        var end = EndOfDigits(_at);
        if (end < text.Length && text[end] == '.')
        {
            var places = EndOfDigits(end + 1);
            if (end == _at || places == end + 1 || (places < text.Length && text[places] == '.'))
                return Refuse("bad-number", places - _at);
            end = places;
        }

        if (!Number.TryParse(text.AsSpan(_at, end - _at), out var number))
            return Refuse("number-too-long", end - _at);

        var unitAt = end;
        while (unitAt < text.Length && text[unitAt] is ' ' or '\t' or '\r' or '\n')
            unitAt++;
        var length = LengthOfUnit(unitAt);
        if (length == 0)
            return Take(TokenKind.Literal, end - _at, Value.Of(number, Unit.One));

        if (Unit.TryParse(text.Substring(unitAt, length), out var unit))
            return Take(TokenKind.Literal, unitAt + length - _at, Value.Of(number, unit));

        _at = unitAt;
        return Refuse("unknown-unit", length);
    }

    private Token UnitToken()
    {
        var length = LengthOfUnit(_at);
        return Unit.TryParse(text.Substring(_at, length), out var unit)
            ? Take(TokenKind.Unit, length, unit: unit)
            : Refuse("unknown-unit", length);
    }

    private Token TextToken()
    {
        var end = _at + 1;
        while (true)
        {
            if (end == text.Length || text[end] is '\r' or '\n')
                return Refuse("unclosed-text", 1);
            if (text[end] != '"')
                end++;
            else if (end + 1 < text.Length && text[end + 1] == '"')
                end += 2;
            else
                break;
        }

        return Take(TokenKind.Literal, end + 1 - _at, Value.Of(text[(_at + 1)..end].Replace("\"\"", "\"")));
    }

    private Token TimeToken()
    {
        if (Calendar.Read(text, _at) is var (value, length) && EndOf(TimeLetters, _at + length) == _at + length)
            return Take(TokenKind.Literal, length, value);

        return Refuse("bad-time", EndOf(TimeLetters, _at + 1) - _at);
    }

    private Token NameToken()
    {
        var end = EndOf(NameLetters, _at);
        while (end + 1 < text.Length && text[end] == '.' && EndOf(NameLetters, end + 1) > end + 1)
            end = EndOf(NameLetters, end + 1);

        var word = text[_at..end];
        _unitFollows = word == "in";
        return word switch
        {
            "true" or "false" => Take(TokenKind.Literal, word.Length, Value.Of(word == "true")),
            _ => Take(Keywords.Contains(word) ? TokenKind.Mark : TokenKind.Name, word.Length),
        };
    }

    private Token MarkToken()
    {
        foreach (var (found, instead) in Foreign)
        {
            if (text.AsSpan(_at).StartsWith(found))
                return Refuse("foreign-operator", found.Length, found, instead);
        }

        foreach (var mark in Marks)
        {
            if (text.AsSpan(_at).StartsWith(mark))
                return Take(TokenKind.Mark, mark.Length);
        }

        return Refuse("unexpected-character", char.IsSurrogatePair(text, _at) ? 2 : 1);
    }

    /// <summary>How long the unit is that begins there: names with digits, joined by . and / where another name follows at once. 0 where none is.</summary>
    private int LengthOfUnit(int start)
    {
        var end = text.AsSpan(start).StartsWith("1/") ? start + 2 : start;
        if (!BeginsUnit(end))
            return 0;

        while (true)
        {
            end = EndOf(UnitLetters, end);
            if (end < text.Length && text[end] is '[' or '{')
                end = EndOf(UnitLetters, EndOfGroup(end, text[end] == '[' ? ']' : '}'));
            if (end == text.Length || text[end] is not ('.' or '/') || !BeginsUnit(end + 1))
                break;
            end++;
        }

        return Keywords.Contains(text[start..end]) ? 0 : end - start;
    }

    private bool BeginsUnit(int at) =>
        at < text.Length && text[at] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '%' or '[' or '{' or '°' or 'µ' or 'μ';

    private int EndOfGroup(int start, char close)
    {
        var end = start;
        while (end < text.Length && text[end] is > ' ' && text[end] != close)
            end++;
        return end < text.Length && text[end] == close ? end + 1 : end;
    }

    private int EndOfDigits(int start) => start + CountOf(text.AsSpan(start).IndexOfAnyExceptInRange('0', '9'), start);

    private int EndOf(SearchValues<char> letters, int start) => start + CountOf(text.AsSpan(start).IndexOfAnyExcept(letters), start);

    private int CountOf(int index, int start) => index < 0 ? text.Length - start : index;
}
