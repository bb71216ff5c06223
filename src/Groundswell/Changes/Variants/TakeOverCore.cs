using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Merging;

namespace Groundswell.Changes.Variants;

/// <summary>
/// Take a later core version over into a site's variant, which keeps its difference: a new change of the site's own, with a draft of both. What both have changed
/// otherwise is told by name; nothing is guessed.
/// </summary>
/// <param name="Change">The new change.</param>
/// <param name="Core">The later core version.</param>
/// <param name="Choices">Which of the two holds, for each conflict.</param>
public sealed record TakeOverCore(
    Id<Change> Change, Id<WorkMasterVersion> Variant, Id<WorkMasterVersion> Core, string Title, string Reason, bool Affecting = false,
    IReadOnlyList<ConflictChoice>? Choices = null) : SharedCommand
{
    /// <param name="before">The core version that the variant was last brought in line with.</param>
    /// <param name="core">The later one.</param>
    public static Decision Decide(
        TakeOverCore take, Change change, WorkMaster master, WorkMasterVersion variant, WorkMasterVersion before, WorkMasterVersion core, Circumstances circumstances)
    {
        if (change.Status != ChangeStatus.Unknown)
            return new ChangeAlreadyThere(take.Change);
        if ((ChangeRules.Unfit(take.Title, take.Reason) ?? VariantRules.Unfit(take.Variant, take.Site, variant)) is { } unfit)
            return unfit;
        if (core.Status == VersionStatus.Unknown || core.WorkMaster != variant.WorkMaster)
            return new VersionUnknown(take.Core);
        if (core.Variant is { } other)
            return new VersionIsVariant(core.Id, other.Site);
        if (core.Status != VersionStatus.Approved)
            return new VersionNotApproved(take.Core, core.Status);
        if (core.Number <= before.Number)
            return new VariantHasCore(take.Variant, before.Id);
        var merged = ContentMerge.Of(before.Content, core.Content, variant.Content, take.Choices ?? []);
        if (VariantRules.NotMerged(take.Variant, core, merged) is { } apart)
            return apart;

        // Compared with what was accepted last: with the variant, or, while nobody has accepted that, with the core.
        var basedOn = variant.Status == VersionStatus.Approved ? variant : core;
        var site = take.Site.ToUpperInvariant();
        return VariantRules.Opened(
            new ChangeOpened(
                take.Change, take.Title.Trim(), take.Reason.Trim(), site, take.Affecting, VariantOf: new VariantLink(core.Id, null, variant.Id)),
            OpenDraft.Opened(
                master, basedOn.Id, merged.Content, VariantRules.Editors(variant, take.Choices, circumstances),
                new SiteVariant(site, core.Id, variant.Variant!.Reason, variant.Id)), master);
    }
}
