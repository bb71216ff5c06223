using Groundswell.Changes.Wins;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Merging;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Variants;

/// <summary>A site's variant: what it keeps apart from the core and why, what it has done, and what the core has become since.</summary>
/// <param name="Difference">From the core version that it was last brought in line with.</param>
/// <param name="Newest">The core's last approved version, where it is a later one.</param>
/// <param name="Conflicts">What the core has changed otherwise since: for each, somebody has to say which holds.</param>
/// <param name="Effect">What it has done at its site; null while it is not launched.</param>
public sealed record VariantShown(
    string Version, string WorkMaster, VersionStatus Status, string Site, string Core, string Reason, string? Before, string? Change, string? OfferedAs,
    VersionDifference Difference, string? Newest, IReadOnlyList<ContentConflict> Conflicts, Win? Effect);

/// <summary>A variant and the core beside each other, for a page.</summary>
/// <param name="Newest">The core's last approved version.</param>
public sealed record VariantBeside(VariantShown Shown, WorkMasterContent Core, WorkMasterContent Variant, WorkMasterContent Newest);

/// <summary>Reads variants: from the record, and what they have done from the views.</summary>
internal sealed class VariantReading(ViewsDb views, States states, Names names)
{
    private const int Most = 1_000;

    public static IQueryable<VariantRow> Of(ViewsDb views, string? site = null, string? master = null) => views.Set<VariantRow>().AsNoTracking()
        .Where(row => (site == null || row.Site == site) && (master == null || row.WorkMaster == master)).OrderByDescending(row => row.OpenedAt).Take(Most);

    public async Task<VariantBeside?> One(string version, CancellationToken stop)
    {
        var read = new Reading(states, Logs.Enterprise, stop);
        var variant = await read.Of(new Id<WorkMasterVersion>(version));
        if (variant.Variant is not { } own)
            return null;
        var core = await read.Of(own.Core);
        var master = await read.Of(variant.WorkMaster);
        var newest = master.LastApproved > core.Number ? await read.Of(master.Id.Version(master.LastApproved)) : core;
        var row = await views.Set<VariantRow>().AsNoTracking().FirstOrDefaultAsync(one => one.Version == version, stop);
        var conflicts = newest == core ? [] : ContentMerge.Of(core.Content, newest.Content, variant.Content, []).Conflicts;
        return new VariantBeside(
            new VariantShown(
                version, master.Id.Value, variant.Status, own.Site, own.Core.Value, own.Reason, own.Before?.Value, row?.Change, row?.OfferedAs,
                DifferenceOf.Contents(core.Content, variant.Content), newest == core ? null : newest.Id.Value, conflicts,
                row?.Change is { } change ? await new WinsReading(views, names).OfChange(own.Site, change, stop) : null),
            core.Content, variant.Content, newest.Content);
    }
}
