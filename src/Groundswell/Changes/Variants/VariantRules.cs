using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Merging;

namespace Groundswell.Changes.Variants;

/// <summary>What every act on a variant keeps to.</summary>
internal static class VariantRules
{
    /// <summary>Why this is no variant of the site that anything can be made of, or null.</summary>
    public static Refusal? Unfit(Id<WorkMasterVersion> asked, string site, WorkMasterVersion variant) => variant switch
    {
        { Status: VersionStatus.Unknown } => new VersionUnknown(asked),
        { Variant: null } => new VersionNotVariant(asked),
        { Status: VersionStatus.Approved or VersionStatus.Draft } => variant.NotOf(site),
        _ => new VersionNotApproved(asked, variant.Status),
    };

    /// <summary>Why what came of a merge is no draft, or null.</summary>
    public static Refusal? NotMerged(Id<WorkMasterVersion> asked, WorkMasterVersion core, MergedContent merged) =>
        merged.Conflicts.Count > 0 ? new VariantConflicts(asked, core.Id, merged.Conflicts)
        : ContentText.Same(merged.Content, core.Content, MastersJson.Default.WorkMasterContent) ? new CoreSaysTheSame(asked, core.Id)
        : ContentIds.Faults(merged.Content) is { Count: > 0 } faults ? new DraftIdsUnfit(faults)
        : null;

    /// <summary>Who does not judge the draft: whoever wrote what nobody has approved, and whoever has chosen what holds.</summary>
    public static IReadOnlyList<string>? Editors(WorkMasterVersion variant, IReadOnlyList<ConflictChoice>? choices, Circumstances circumstances)
    {
        var editors = (variant.Status == VersionStatus.Approved ? [] : variant.Editors.AsEnumerable())
            .Concat(choices is { Count: > 0 } ? [circumstances.Person] : []).Distinct().Order(StringComparer.Ordinal).ToList();
        return editors.Count == 0 ? null : editors;
    }

    /// <summary>A change, and its first draft with it.</summary>
    public static Decision Opened(ChangeOpened opened, Decision draft, WorkMaster master) =>
        Decision.Of([new Decided(opened.Change.Stream, opened), .. draft.On(master.Id).Events])
            .And(opened.Change, new ChangeDraftOpened(opened.Change, master.Id, master.Id.Version(master.NextNumber)));
}

/// <summary>The version is the core's own: only a variant takes it over, or is offered to it.</summary>
public sealed record VersionNotVariant(Id<WorkMasterVersion> Version) : Refusal("variant.not-a-variant")
{
    public override string Field => "variant";
}

/// <summary>The variant is in line with that core version or a later one.</summary>
public sealed record VariantHasCore(Id<WorkMasterVersion> Variant, Id<WorkMasterVersion> Core) : Refusal("variant.has-core")
{
    public override string Field => "core";
}

/// <summary>The core and the variant have both changed these, each otherwise: a person says for each which holds.</summary>
public sealed record VariantConflicts(Id<WorkMasterVersion> Variant, Id<WorkMasterVersion> Core, IReadOnlyList<ContentConflict> Conflicts)
    : Refusal("variant.conflicts")
{
    public override string Field => "choices";

    public int Count => Conflicts.Count;

    /// <summary>What they are about, as people know it.</summary>
    public IEnumerable<string> Names => Conflicts.Select(conflict => conflict.Name).Distinct();
}

/// <summary>The core says all that the variant says: nothing is left to keep apart.</summary>
public sealed record CoreSaysTheSame(Id<WorkMasterVersion> Variant, Id<WorkMasterVersion> Core) : Refusal("variant.core-says-the-same");

/// <summary>The variant is offered to the core by a change that is not given up.</summary>
public sealed record VariantOfferedAlready(Id<WorkMasterVersion> Variant, Id<Change> Offer) : Refusal("variant.offered-already");
