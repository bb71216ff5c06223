namespace Groundswell.Masters.Contents;

/// <summary>What an operation has to be to be worked by.</summary>
internal static class OperationCheck
{
    public static void Check(WorkMasterContent content, ContentOrder order, FaultsAt at)
    {
        at.AddIf(content.Operations.Count == 0, "operation.none", "operations", "There is no operation: an order would have nothing to do.");
        foreach (var operation in content.Operations)
            Check(content, order, operation, at.Below($"operations/{operation.Id}"));
        foreach (var circle in order.InCircles)
            at.Below($"operations/{circle}").Add("operation.waits-for-itself", "after", "The operation waits for itself, by way of those it comes after.");
    }

    private static void Check(WorkMasterContent content, ContentOrder order, Operation operation, FaultsAt at)
    {
        at.AddIf(string.IsNullOrWhiteSpace(operation.Name), "name.missing", "name", "The operation has no name.");
        at.AddIf(string.IsNullOrWhiteSpace(operation.Equipment?.Code), "operation.equipment-missing", "equipment",
            "It is not said where the operation is done: name a work center, a work unit or a class of equipment.");
        at.AddIf((operation.Qualifications ?? []).Any(string.IsNullOrWhiteSpace), "operation.qualification-blank", "qualifications",
            "A qualification has no code.");
        at.AddIf(operation.Setup < TimeSpan.Zero, "time.negative", "setup", "A time is not less than 0.");
        at.AddIf(operation.Run?.Time < TimeSpan.Zero, "time.negative", "run.time", "A time is not less than 0.");
        at.AddIf(operation.Run?.PerQuantity <= 0, "quantity.not-positive", "run.perQuantity", "The quantity that a run time is for must be more than 0.");
        Texts(operation.Names, "names", at);
        foreach (var id in operation.After ?? [])
            at.AddIf(content.FindOperation(id) is null, "operation.unknown", "after", $"There is no operation '{id}'.", id);
        foreach (var id in operation.ReworkTo ?? [])
        {
            at.AddIf(content.FindOperation(id) is null, "operation.unknown", "reworkTo", $"There is no operation '{id}'.", id);
            at.AddIf(
                content.FindOperation(id) is not null && id != operation.Id && !order.IsBefore(id, operation.Id),
                "operation.rework-forward", "reworkTo", $"Rework goes back: '{id}' is not before this operation.", id);
        }
    }

    /// <summary>Texts by language: a tag that can be one, and something to read.</summary>
    internal static void Texts(IReadOnlyDictionary<string, string>? texts, string field, FaultsAt at)
    {
        foreach (var (language, text) in texts ?? new Dictionary<string, string>())
        {
            at.AddIf(!IsLanguage(language), "text.language-unfit", field, $"'{language}' is no language. Give a BCP 47 tag: en, de, pt-BR.", language);
            at.AddIf(string.IsNullOrWhiteSpace(text), "text.blank", field, $"The text in '{language}' is blank.", language);
        }
    }

    /// <summary>Two or three letters, then parts of letters and digits (RFC 5646 in its common form).</summary>
    private static bool IsLanguage(string tag) =>
        tag.Split('-') is [{ Length: 2 or 3 } language, .. var parts]
        && language.All(char.IsAsciiLetterLower)
        && parts.All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
}
