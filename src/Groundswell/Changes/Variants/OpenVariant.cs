using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;

namespace Groundswell.Changes.Variants;

/// <summary>
/// Begin to adapt the core at a site: a change of the site's own, with a draft that is a copy of the core version, or of the site's own variant. It is shaped, tried,
/// accepted and launched like every change, and comes to no other site.
/// </summary>
/// <param name="Version">The core version that does not fit, or the site's variant that is to be shaped further.</param>
/// <param name="Reason">Why it does not fit at the site.</param>
/// <param name="Of">The change that brought the core version; null: none did, or it does not matter.</param>
public sealed record OpenVariant(
    Id<Change> Change, Id<WorkMasterVersion> Version, string Title, string Reason, bool Affecting = false, Id<Change>? Of = null) : SharedCommand
{
    /// <param name="of">The change that is said to have brought it.</param>
    public static Decision Decide(OpenVariant open, Change change, Change of, WorkMaster master, WorkMasterVersion version)
    {
        if (change.Status != ChangeStatus.Unknown)
            return new ChangeAlreadyThere(open.Change);
        if (ChangeRules.Unfit(open.Title, open.Reason) is { } unfit)
            return unfit;
        if (version.Status == VersionStatus.Unknown)
            return new VersionUnknown(open.Version);
        if (version.Status != VersionStatus.Approved)
            return new VersionNotApproved(open.Version, version.Status);
        if (version.NotOf(open.Site) is { } ofOther)
            return ofOther;
        if (open.Of is { } brought && of.Drafts.All(draft => draft.Version != open.Version))
            return new DraftOfOtherChange(brought, open.Version);

        var (core, before) = version.Variant is { } own ? (own.Core, version.Id) : (version.Id, (Id<WorkMasterVersion>?)null);
        return VariantRules.Opened(
            new ChangeOpened(
                open.Change, open.Title.Trim(), open.Reason.Trim(), open.Site.ToUpperInvariant(), open.Affecting,
                VariantOf: new VariantLink(core, open.Of, before)),
            OpenDraft.Opened(
                master, version.Id, version.Content, null, new SiteVariant(open.Site.ToUpperInvariant(), core, open.Reason.Trim(), before)), master);
    }
}
