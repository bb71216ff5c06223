namespace Groundswell.Expressions;

/// <summary>A checked expression, ready to be evaluated, from any number of threads.</summary>
/// <remarks>Evaluating always comes to an end, in a time bounded by the text's length, and throws nothing of its own.</remarks>
public sealed class Expression
{
    private readonly Evaluator _run;

    internal Expression(Formula formula, Kind kind, Evaluator run)
    {
        Formula = formula;
        Kind = kind;
        _run = run;
    }

    public Formula Formula { get; }

    /// <summary>What its values are: of this kind, or missing, or an error.</summary>
    public Kind Kind { get; }

    /// <summary>The expression's value, given the value of each input that is asked for; one not known yet is missing.</summary>
    public Value Evaluate(Func<string, Value> input)
    {
        var value = _run(input);
        return value.Form == ValueForm.Number ? Value.Of(value.Raw, Kind.Unit!) : value;
    }

    /// <summary>The expression's value; an input that is not there is missing.</summary>
    public Value Evaluate(IReadOnlyDictionary<string, Value> inputs) => Evaluate(name => inputs.GetValueOrDefault(name));
}

/// <summary>What checking an expression gave: it is there exactly when there are no faults.</summary>
public sealed record CheckedExpression(Expression? Expression, IReadOnlyList<Fault> Faults);
