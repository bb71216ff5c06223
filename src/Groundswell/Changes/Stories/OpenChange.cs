using Groundswell.Deciding;

namespace Groundswell.Changes.Stories;

/// <summary>Begin a change of how work is done, where somebody feels the need of it.</summary>
/// <param name="Affecting">Whether work in progress is to move to it.</param>
/// <param name="Proposals">The ids of the site's proposals that it answers.</param>
public sealed record OpenChange(
    Id<Change> Change, string Title, string Reason, bool Affecting = false, IReadOnlyList<string>? Proposals = null) : SharedCommand
{
    public static Decision Decide(OpenChange open, Change change)
    {
        if (change.Status != ChangeStatus.Unknown)
            return new ChangeAlreadyThere(open.Change);
        if (string.IsNullOrWhiteSpace(open.Title))
            return new ChangeTitleMissing();
        if (string.IsNullOrWhiteSpace(open.Reason))
            return new ChangeReasonMissing();

        return new ChangeOpened(open.Change, open.Title.Trim(), open.Reason.Trim(), open.Site.ToUpperInvariant(), open.Affecting, open.Proposals);
    }
}
