using System.Collections.Immutable;

namespace Groundswell.Expressions;

/// <summary>What values a name or an expression has: numbers in a unit, texts, one of some texts, yes or no, dates, times.</summary>
/// <remarks>Its text: <c>number</c>, <c>number mg/mL</c>, <c>text</c>, <c>choice "red", "green"</c>, <c>yes/no</c>, <c>date</c>, <c>time</c>.</remarks>
public sealed class Kind : IEquatable<Kind>
{
    private Kind(ValueForm form, Unit? unit = null, ImmutableArray<string>? options = null)
    {
        Form = form;
        Unit = unit;
        Options = options ?? [];
    }

    public static Kind Text { get; } = new(ValueForm.Text);

    public static Kind YesNo { get; } = new(ValueForm.YesNo);

    public static Kind Date { get; } = new(ValueForm.Date);

    public static Kind Time { get; } = new(ValueForm.Time);

    public static Kind BareNumber { get; } = Number(Unit.One);

    public ValueForm Form { get; }

    /// <summary>The unit of numbers; null for all else.</summary>
    public Unit? Unit { get; }

    /// <summary>The texts of a choice; empty for all else.</summary>
    public ImmutableArray<string> Options { get; }

    public static Kind Number(Unit unit) => new(ValueForm.Number, unit);

    public static Kind Number(string unit) => Number(Unit.Of(unit));

    public static Kind Choice(params ImmutableArray<string> options) => new(ValueForm.Text, options: options);

    /// <summary>Reads what <see cref="ToString"/> writes; false when the text is no kind.</summary>
    public static bool TryParse(string text, out Kind kind)
    {
        kind = text switch
        {
            "number" => BareNumber,
            "yes/no" => YesNo,
            "date" => Date,
            "time" => Time,
            _ => Text,
        };
        if (text == kind.ToString())
            return true;

        if (text.StartsWith("number ", StringComparison.Ordinal) && Unit.TryParse(text["number ".Length..], out var unit))
        {
            kind = Number(unit);
            return true;
        }

        // A list of options is written as the arguments of a function are.
        if (text.StartsWith("choice ", StringComparison.Ordinal)
            && Formula.Parse($"choice({text["choice ".Length..]})").Formula?.Tree is CallNode { Arguments: { Count: > 0 } options }
            && options.All(option => option is LiteralNode { Value.Form: ValueForm.Text }))
        {
            kind = Choice([.. options.Select(option => ((LiteralNode)option).Value.Text)]);
            return true;
        }

        return false;
    }

    public bool Equals(Kind? other) =>
        other is not null && Form == other.Form && Unit == other.Unit && Options.SequenceEqual(other.Options);

    public override bool Equals(object? obj) => Equals(obj as Kind);

    public override int GetHashCode() => HashCode.Combine(Form, Unit, Options.Length);

    public override string ToString() => Form switch
    {
        ValueForm.Number => Unit == Unit.One ? "number" : $"number {Unit}",
        ValueForm.Text when Options.Length > 0 => $"choice {string.Join(", ", Options.Select(option => Value.Of(option).ToString()))}",
        ValueForm.Text => "text",
        ValueForm.YesNo => "yes/no",
        ValueForm.Date => "date",
        _ => "time",
    };

    /// <summary>The kind that a value is of.</summary>
    internal static Kind Of(Value value) => value.Form switch
    {
        ValueForm.Number => Number(value.Unit),
        ValueForm.Text => Text,
        ValueForm.YesNo => YesNo,
        ValueForm.Date => Date,
        ValueForm.Time => Time,
        _ => throw new ArgumentException($"A constant can't be {value}.", nameof(value)),
    };
}
