using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
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

    /// <summary>The field of a step that names its list.</summary>
    public const string Field = "does.reasons";

    /// <summary>What a person chose from when they did a step last, and can choose from now: each reason that came, went, or is said otherwise, in all its languages.</summary>
    public static async ValueTask<IEnumerable<SheetFieldChange>> Changed(FieldDifference field, string site, States states)
    {
        return ReasonDifference.Between(await Reasons(field.Before), await Reasons(field.After)).Select(one => new SheetFieldChange(Field, Texts(one.Before), Texts(one.After)));

        async ValueTask<IReadOnlyList<Reason>> Reasons(JsonElement? named) =>
            named?.GetString() is { } text ? (await ReasonListShown.Of(new Id<ReasonList>(text), site, states, CancellationToken.None)).Reasons : [];
    }

    private static JsonElement? Texts(Reason? reason) => reason is null ? null : JsonSerializer.SerializeToElement(reason.Text, MastersJson.Default.IReadOnlyDictionaryStringString);
}
