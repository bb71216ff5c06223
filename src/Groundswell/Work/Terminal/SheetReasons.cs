using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;

namespace Groundswell.Work.Terminal;

/// <summary>The reasons that can be chosen at a job's steps, with their words, for its sheet.</summary>
internal static class SheetReasons
{
    /// <summary>By the step's id; a step is not there where whoever reports says it in their own words. Null: no step is.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<Reason>>?> Of(Operation operation, Reading read)
    {
        var reasons = new Dictionary<string, IReadOnlyList<Reason>>(StringComparer.Ordinal);
        foreach (var step in operation.Steps)
        {
            if (NamedReasonList.In(step) is not { } named)
                continue;
            var version = named.Version ?? (await read.Of(ActiveReasonList.IdOf(named.List))).Version;
            if (version > 0 && (await read.Shared(named.List)).ReasonsOf(version) is { Count: > 0 } chosen)
                reasons[step.Id] = chosen;
        }

        return reasons.Count == 0 ? null : reasons;
    }
}
