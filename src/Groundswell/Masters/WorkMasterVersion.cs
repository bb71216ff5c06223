using System.Collections.Immutable;
using Groundswell.Deciding;
using Groundswell.Masters.Contents;

namespace Groundswell.Masters;

/// <summary>One version of a work master: its content, how far it has come, and who had a hand in it.</summary>
/// <param name="BasedOn">The version it was copied from.</param>
/// <param name="Revision">Raised by every edit of the draft; 1 when it is opened.</param>
/// <param name="ContentHash">SHA-256 of the content's text, lower-case hexadecimal; null while it is a draft.</param>
/// <param name="Editors">Everybody who had a hand in the content since it was last approved.</param>
public sealed record WorkMasterVersion(
    Id<WorkMasterVersion> Id,
    Id<WorkMaster> WorkMaster,
    int Number,
    VersionStatus Status,
    Id<WorkMasterVersion>? BasedOn,
    int Revision,
    WorkMasterContent Content,
    string? ContentHash,
    ImmutableHashSet<string> Editors) : IState<WorkMasterVersion>, ISettles
{
    public static string Kind => "work-master-version";

    public static WorkMasterVersion Unknown { get; } =
        new(default, default, 0, VersionStatus.Unknown, null, 0, WorkMasterContent.Empty, null, []);

    /// <summary>Who has signed its approval.</summary>
    public ImmutableHashSet<string> Approvers { get; init; } = [];

    /// <summary>What makes it a site's own; null: it is of the core.</summary>
    public SiteVariant? Variant { get; init; }

    /// <summary>Why no source may give it to the site, or null.</summary>
    internal Refusal? NotOf(string site) => Variant is { } variant && !variant.IsOf(site) ? new VersionOfOtherSite(Id, variant.Site) : null;

    /// <summary>Whether its content stays as it is for ever.</summary>
    public bool IsSettled => Status is VersionStatus.Approved or VersionStatus.Retired or VersionStatus.Frozen;

    public WorkMasterVersion Evolve(Happened happened) => happened.Event switch
    {
        VersionOpened e => new WorkMasterVersion(
            e.Version, e.WorkMaster, e.Number, VersionStatus.Draft, e.BasedOn, 1, e.Content, null,
            e.BasedOn is null ? [happened.Actor] : [.. e.Editors ?? []])
        {
            Variant = e.Variant,
        },
        VersionTakenOver e => new WorkMasterVersion(
            e.Version, e.WorkMaster, e.Number, VersionStatus.Approved, null, 1, e.Content, e.ContentHash, [happened.Actor]),
        VersionFrozen e => new WorkMasterVersion(
            e.Version, e.WorkMaster, e.Number, VersionStatus.Frozen, e.Draft, e.Revision, e.Content, e.ContentHash, [.. e.Editors])
        {
            Variant = e.Variant,
        },
        DraftEdited e => this with
        {
            Revision = e.Revision,
            Content = ContentChanges.Apply(Content, e.Changes),
            Editors = Editors.Add(happened.Actor),
        },
        VersionSentToReview e => this with { Status = VersionStatus.InReview, Content = e.Content, ContentHash = e.ContentHash },
        VersionReturnedToDraft => this with { Status = VersionStatus.Draft, ContentHash = null },
        VersionApproved e => this with { Status = VersionStatus.Approved, Approvers = [.. e.Signatures.Select(signature => signature.Signer)] },
        DraftDiscarded or VersionRetired => this with { Status = VersionStatus.Retired },
        _ => this,
    };
}
