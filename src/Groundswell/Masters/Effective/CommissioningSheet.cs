using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Signing;

namespace Groundswell.Masters.Effective;

/// <summary>What is shown to those who sign which version runs at a site.</summary>
internal static class CommissioningSheet
{
    public static SigningSheet Of(
        SheetWord title, string site, Id<WorkMaster> master, Id<WorkMasterVersion>? version, string? contentHash, DateOnly? from,
        IReadOnlyList<Id<WorkCenter>>? workCenters = null) => new SigningSheet(title)
        .With("Site", site)
        .With("Work master", master.Value)
        .With("Version", version?.Value)
        .With("Content (SHA-256)", contentHash)
        .With("From shift date", from?.ToString("O", CultureInfo.InvariantCulture))
        .With("Work centers", workCenters is null ? null : SheetWord.AsIs(string.Join(", ", workCenters.Select(center => center.Value))));
}
