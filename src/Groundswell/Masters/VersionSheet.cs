using System.Globalization;
using Groundswell.Signing;

namespace Groundswell.Masters;

/// <summary>What is shown to who reviews or approves a version. The signature is bound to the hash of its content.</summary>
internal static class VersionSheet
{
    public static SigningSheet Of(SheetWord title, WorkMasterVersion version)
    {
        var content = version.Content;
        var sheet = new SigningSheet(title)
            .With("Work master", version.WorkMaster.Value)
            .With("Version", version.Number.ToString(CultureInfo.InvariantCulture))
            .With("Name", content.Name)
            .With("Makes", $"{content.Makes.Quantity.ToString(CultureInfo.InvariantCulture)} {content.Makes.Unit} {content.Makes.Material}")
            .With("Operations", content.Operations.Count)
            .With("Steps", content.Operations.Sum(operation => operation.Steps.Count))
            .With("Based on", version.BasedOn?.Value)
            .With("Variant of site", version.Variant?.Site)
            .With("Because", version.Variant?.Reason)
            .With("Content (SHA-256)", version.ContentHash);
        return version.ContentHash is { } hash ? sheet with { ContentHash = hash } : sheet;
    }
}
