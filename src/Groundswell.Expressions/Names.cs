using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Groundswell.Expressions;

/// <summary>The names that expressions may use: inputs, each of a kind, and constants, each with its value.</summary>
/// <remarks>
/// It never changes and keeps the expressions that were checked against it, so hold one per version of a work master and check through it
/// whenever an expression is needed.
/// </remarks>
public sealed class Names
{
    // More than a work master has; what is checked beyond that is checked anew each time.
    private const int MostKept = 2000;

    private readonly ConcurrentDictionary<(string Text, Kind? Wanted), CheckedExpression> _kept = new();
    private readonly ConcurrentDictionary<NumberLimits, CheckedLimits> _keptLimits = new();
    private readonly FrozenDictionary<string, Kind> _inputs;
    private readonly FrozenDictionary<string, Value> _constants;

    /// <summary>Each name must be one (<see cref="IsName"/>) and stand for one thing; a constant can't be missing or an error.</summary>
    public Names(IReadOnlyDictionary<string, Kind> inputs, IReadOnlyDictionary<string, Value>? constants = null)
    {
        _inputs = inputs.ToFrozenDictionary();
        _constants = (constants ?? new Dictionary<string, Value>()).ToFrozenDictionary();
        foreach (var name in _inputs.Keys.Concat(_constants.Keys))
        {
            if (!IsName(name))
                throw new ArgumentException($"“{name}” can't be a name in an expression.");
            if (_inputs.ContainsKey(name) && _constants.ContainsKey(name))
                throw new ArgumentException($"“{name}” is both an input and a constant.");
        }

        foreach (var (name, value) in _constants)
        {
            if (value.IsMissing || value.IsError)
                throw new ArgumentException($"The constant “{name}” has no value.");
        }
    }

    public static Names None { get; } = new(new Dictionary<string, Kind>());

    /// <summary>Whether a text can be a name: ASCII letters, digits and _, in parts joined by points, beginning with a letter or _; no keyword.</summary>
    public static bool IsName(string text) =>
        Formula.Parse(text).Formula?.Tree is NameNode name && name.Name == text;

    /// <summary>Checks an expression and makes it ready. With a wanted kind, its result has that kind, a number that unit; without, any.</summary>
    public CheckedExpression Check(string text, Kind? wanted = null)
    {
        if (_kept.TryGetValue((text, wanted), out var known))
            return known;

        var result = Checker.Check(text, this, wanted);
        if (_kept.Count < MostKept)
            _kept.TryAdd((text, wanted), result);
        return result;
    }

    /// <summary>Checks limits as <see cref="NumberLimits.Check"/> says, or knows them from before.</summary>
    internal CheckedLimits Check(NumberLimits limits, Func<Names, CheckedLimits> check)
    {
        if (_keptLimits.TryGetValue(limits, out var known))
            return known;

        var result = check(this);
        if (_keptLimits.Count < MostKept)
            _keptLimits.TryAdd(limits, result);
        return result;
    }

    /// <summary>These names and one more input, or that input in place of one of the same name.</summary>
    public Names With(string name, Kind kind)
    {
        var inputs = _inputs.Where(pair => pair.Key != name).Append(new(name, kind));
        return new(inputs.ToDictionary(), _constants.Where(pair => pair.Key != name).ToDictionary());
    }

    /// <summary>The inputs, each with its kind.</summary>
    public IReadOnlyDictionary<string, Kind> Inputs => _inputs;

    /// <summary>The constants, each with its value.</summary>
    public IReadOnlyDictionary<string, Value> Constants => _constants;

    internal Kind? KindOf(string name) => _inputs.GetValueOrDefault(name);

    internal Value? ConstantOf(string name) => _constants.TryGetValue(name, out var value) ? value : null;
}
