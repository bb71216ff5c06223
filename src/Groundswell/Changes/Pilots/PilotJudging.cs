using Groundswell.Deciding;
using Groundswell.Expressions;

namespace Groundswell.Changes.Pilots;

/// <summary>The names that a pilot's rules may use, and what they come to.</summary>
internal static class PilotJudging
{
    private static readonly Names Names = new(new Dictionary<string, Kind>(StringComparer.Ordinal)
    {
        ["jobs"] = Kind.BareNumber,
        ["yield"] = Kind.BareNumber,
        ["cycle"] = Kind.BareNumber,
        ["overrides"] = Kind.BareNumber,
        ["help_calls"] = Kind.BareNumber,
        ["late_entries"] = Kind.BareNumber,
        ["own_lists"] = Kind.BareNumber,
    });

    /// <summary>Why these can't be a pilot's rules, or null. It needs at least one to stop by and one to end by.</summary>
    public static Refusal? Unfit(Id<Pilot> pilot, IReadOnlyList<PilotRule> rules)
    {
        if (rules.All(rule => rule.Kind != PilotRuleKind.Stop) || rules.All(rule => rule.Kind != PilotRuleKind.Exit)
            || rules.DistinctBy(rule => rule.Id).Count() < rules.Count || rules.Any(rule => string.IsNullOrWhiteSpace(rule.Words)))
            return new PilotRulesMissing(pilot);
        foreach (var rule in rules)
        {
            if (Names.Check(rule.Condition, Kind.YesNo) is { Expression: null } found)
                return new PilotRuleUnclear(rule.Id, string.Join("; ", found.Faults.Select(fault => fault.Message)));
        }

        return null;
    }

    /// <summary>The first rule of a kind that holds. What can't be worked out yet, because nothing was done, holds no rule.</summary>
    public static PilotRule? Holding(PilotRuleKind kind, Pilot pilot, PilotFigures figures) => pilot.Plan?.Rules.FirstOrDefault(rule =>
        rule.Kind == kind
        && Names.Check(rule.Condition, Kind.YesNo).Expression?.Evaluate(name => ValueOf(name, pilot, figures)) is { Form: ValueForm.YesNo, YesNo: true });

    private static Value ValueOf(string name, Pilot pilot, PilotFigures figures)
    {
        var figure = name switch
        {
            "jobs" => figures.Jobs,
            "yield" => figures.Yield,
            "cycle" => figures.Cycle,
            "overrides" => figures.Overrides,
            "help_calls" => figures.HelpCalls,
            "late_entries" => figures.LateEntries,
            "own_lists" => pilot.OwnLists,
            _ => null,
        };
        return figure is { } number && Value.TryParse(FormattableString.Invariant($"{number}"), out var value) ? value : Value.Missing;
    }
}
