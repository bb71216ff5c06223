using System.Diagnostics;

namespace Groundswell.Expressions;

/// <summary>What a value is.</summary>
public enum ValueForm
{
    /// <summary>Not entered yet, or worked out from something not entered yet.</summary>
    Missing,

    /// <summary>Can't be worked out: see <see cref="Value.ErrorCode"/>.</summary>
    Error,

    Number,
    Text,
    YesNo,

    /// <summary>A day of the calendar, of no time zone.</summary>
    Date,

    /// <summary>An instant.</summary>
    Time,
}

/// <summary>What is entered, given or worked out: a number with its unit, a text, yes or no, a date, a time, missing, or an error.</summary>
/// <remarks>
/// Its text is that of a literal of the language: <c>2.5 mg/mL</c>, <c>"red"</c>, <c>true</c>, <c>@2026-11-30</c>,
/// <c>@2026-11-30T06:00:00Z</c>; or <c>missing</c>; or <c>error division-by-zero</c>. So are values sent and kept.
/// </remarks>
public readonly struct Value : IEquatable<Value>
{
    // A number; 1 for yes; a date's days since 1970-01-01; a time's seconds since 1970-01-01T00:00:00Z; an error's code.
    private readonly Number _number;
    private readonly object? _textOrUnit;

    private Value(ValueForm form, Number number, object? textOrUnit = null)
    {
        Form = form;
        _number = number;
        _textOrUnit = textOrUnit;
    }

    public static Value Missing => default;

    public ValueForm Form { get; }

    public bool IsMissing => Form == ValueForm.Missing;

    public bool IsError => Form == ValueForm.Error;

    public Number Number => Of(ValueForm.Number, _number);

    /// <summary>The number's unit.</summary>
    public Unit Unit => Of(ValueForm.Number, (Unit?)_textOrUnit ?? Unit.One);

    public string Text => Of(ValueForm.Text, (string)_textOrUnit!);

    public bool YesNo => Of(ValueForm.YesNo, !_number.IsZero);

    public DateOnly Date => Of(ValueForm.Date, Calendar.DateOf(_number));

    /// <summary>The instant, in UTC, whole microseconds.</summary>
    public DateTimeOffset Time => Of(ValueForm.Time, Calendar.TimeOf(_number));

    public ErrorCode ErrorCode => Of(ValueForm.Error, (ErrorCode)(int)_number.Coefficient);

    /// <summary>The number without its unit, or the date or time as one: what is reckoned with.</summary>
    internal Number Raw => _number;

    /// <summary>Yes, known already to be of that form: no check.</summary>
    internal bool IsYes => !_number.IsZero;

    public static Value Of(Number number, Unit unit) => new(ValueForm.Number, number, unit);

    public static Value Of(string text) => new(ValueForm.Text, default, text);

    public static Value Of(bool yes) => new(ValueForm.YesNo, yes ? 1 : 0);

    public static Value Of(DateOnly date) => new(ValueForm.Date, Calendar.NumberOf(date));

    /// <summary>The instant, cut to microseconds.</summary>
    public static Value Of(DateTimeOffset time) => new(ValueForm.Time, Calendar.NumberOf(time));

    public static Value Error(ErrorCode code) => new(ValueForm.Error, (long)code);

    /// <summary>A number, date or time by its number; the unit of a number is the expression's.</summary>
    internal static Value OfRaw(ValueForm form, Number number, Unit? unit = null) => new(form, number, unit);

    /// <summary>Reads what <see cref="ToString"/> writes; false when the text is no such value.</summary>
    public static bool TryParse(string text, out Value value)
    {
        value = Missing;
        if (text == "missing")
            return true;

        if (text.StartsWith("error ", StringComparison.Ordinal))
        {
            var known = ErrorCodes.TryParse(text["error ".Length..], out var code);
            value = known ? Error(code) : Missing;
            return known;
        }

        if (Formula.Parse(text).Formula?.Tree is not LiteralNode literal)
            return false;

        value = literal.Value;
        return true;
    }

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>Whether both are the same: form, value and unit. 1 kg is not 1000 g here.</summary>
    public bool Equals(Value other) => Form == other.Form && _number == other._number && Equals(_textOrUnit, other._textOrUnit);

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Form, _number, _textOrUnit);

    public override string ToString() => Form switch
    {
        ValueForm.Missing => "missing",
        ValueForm.Error => $"error {ErrorCodes.TextOf(ErrorCode)}",
        ValueForm.Number => Unit == Unit.One ? _number.ToString() : $"{_number} {Unit}",
        ValueForm.Text => $"\"{Text.Replace("\"", "\"\"")}\"",
        ValueForm.YesNo => YesNo ? "true" : "false",
        ValueForm.Date => $"@{Calendar.Write(Date)}",
        ValueForm.Time => $"@{Calendar.Write(Time)}",
        _ => throw new UnreachableException(),
    };

    private T Of<T>(ValueForm form, T part) => Form == form ? part : throw new InvalidOperationException($"The value is {this}.");
}
