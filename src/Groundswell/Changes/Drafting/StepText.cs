using Groundswell.Masters.Contents;

namespace Groundswell.Changes.Drafting;

/// <summary>The words of a step in one language: what the people who do the work change first. Other languages stay as they are.</summary>
/// <param name="Language">BCP 47: the reader's where the step has words in it, or none at all; otherwise the first it has words in.</param>
public sealed record StepText(string Language, string Name, string Instruction, string Hazard)
{
    public static StepText In(Step step, string language)
    {
        var shown = step.Instruction is { Count: > 0 } texts && !texts.ContainsKey(language) ? texts.Keys.Order(StringComparer.Ordinal).First() : language;
        return new StepText(shown, step.Names?.GetValueOrDefault(shown) ?? step.Name, step.Instruction?.GetValueOrDefault(shown) ?? "", step.Hazard?.GetValueOrDefault(shown) ?? "");
    }

    /// <summary>The step with these words.</summary>
    public Step Of(Step step) => step with
    {
        Name = step.Names?.ContainsKey(Language) == true ? step.Name : Name.Trim(),
        Names = step.Names?.ContainsKey(Language) == true ? With(step.Names, Name) : step.Names,
        Instruction = With(step.Instruction, Instruction),
        Hazard = With(step.Hazard, Hazard),
    };

    private Dictionary<string, string>? With(IReadOnlyDictionary<string, string>? texts, string text)
    {
        var all = new Dictionary<string, string>(texts ?? new Dictionary<string, string>());
        if (string.IsNullOrWhiteSpace(text))
            all.Remove(Language);
        else
            all[Language] = text.Trim();
        return all.Count == 0 ? null : all;
    }
}
