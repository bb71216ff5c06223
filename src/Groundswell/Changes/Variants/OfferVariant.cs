using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Merging;

namespace Groundswell.Changes.Variants;

/// <summary>
/// Offer a site's variant to the core: a change for all sites, with a draft that is the core as it is now with the variant's difference. Its reason and what it has
/// done at the site stand beside it. It is shaped, tried, accepted and pulled like every change.
/// </summary>
/// <param name="Change">The new change.</param>
/// <param name="Of">The change that made the variant.</param>
/// <param name="Choices">Which of the two holds, for what the core has changed otherwise since.</param>
public sealed record OfferVariant(
    Id<Change> Change, Id<Change> Of, Id<WorkMasterVersion> Variant, string Title, bool Affecting = false, IReadOnlyList<ConflictChoice>? Choices = null) : SharedCommand
{
    /// <param name="of">The change that made the variant.</param>
    /// <param name="offered">The change by which it was offered last.</param>
    /// <param name="before">The core version that it was last brought in line with.</param>
    /// <param name="core">The core's last approved version.</param>
    public static Decision Decide(
        OfferVariant offer, Change change, Change of, Change offered, WorkMaster master, WorkMasterVersion variant, WorkMasterVersion before, WorkMasterVersion core,
        Circumstances circumstances)
    {
        if (change.Status != ChangeStatus.Unknown)
            return new ChangeAlreadyThere(offer.Change);
        if (string.IsNullOrWhiteSpace(offer.Title))
            return new ChangeTitleMissing();
        if (VariantRules.Unfit(offer.Variant, offer.Site, variant) is { } unfit)
            return unfit;
        if (variant.Status != VersionStatus.Approved)
            return new VersionNotApproved(offer.Variant, variant.Status);
        if (of.Drafts.All(draft => draft.Version != offer.Variant))
            return new DraftOfOtherChange(offer.Of, offer.Variant);
        if (of.OfferedAs is { } earlier && offered.Status != ChangeStatus.GivenUp)
            return new VariantOfferedAlready(offer.Variant, earlier);
        if (core.Status != VersionStatus.Approved)
            return new VersionNotApproved(core.Id, core.Status);
        var merged = ContentMerge.Of(before.Content, core.Content, variant.Content, offer.Choices ?? []);
        if (VariantRules.NotMerged(offer.Variant, core, merged) is { } apart)
            return apart;

        var site = offer.Site.ToUpperInvariant();
        return VariantRules.Opened(
            new ChangeOpened(
                offer.Change, offer.Title.Trim(), variant.Variant!.Reason, site, offer.Affecting, OfferOf: new VariantOffer(offer.Of, variant.Id, site)),
            OpenDraft.Opened(master, core.Id, merged.Content, VariantRules.Editors(variant, offer.Choices, circumstances)), master)
            .And(offer.Of, new VariantOffered(offer.Of, variant.Id, offer.Change));
    }
}
