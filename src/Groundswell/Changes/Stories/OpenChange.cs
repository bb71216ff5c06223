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
        if (ChangeRules.Unfit(open.Title, open.Reason) is { } unfit)
            return unfit;

        return new ChangeOpened(open.Change, open.Title.Trim(), open.Reason.Trim(), open.Site.ToUpperInvariant(), open.Affecting, open.Proposals);
    }
}

/// <summary>Say anew what a change is, and whether work in progress is to move to it. Not after it was accepted.</summary>
public sealed record DescribeChange(Id<Change> Change, string Title, string Reason, bool Affecting) : SharedCommand
{
    public static Decision Decide(DescribeChange describe, Change change)
    {
        if ((ChangeRules.NotOpen(describe.Change, change) ?? ChangeRules.Unfit(describe.Title, describe.Reason)) is { } refusal)
            return refusal;

        return new ChangeDescribed(describe.Change, describe.Title.Trim(), describe.Reason.Trim(), describe.Affecting);
    }
}

/// <summary>Give a change up as a whole. Sites that have launched it keep it until they withdraw it themselves.</summary>
public sealed record GiveUpChange(Id<Change> Change, string Reason) : SharedCommand
{
    public static Decision Decide(GiveUpChange give, Change change)
    {
        if (change.Status == ChangeStatus.Unknown)
            return new ChangeUnknown(give.Change);
        if (change.Status == ChangeStatus.GivenUp)
            return new ChangeNotOpen(give.Change, change.Status);
        if (string.IsNullOrWhiteSpace(give.Reason))
            return new ChangeReasonMissing();

        return new ChangeGivenUp(give.Change, give.Reason.Trim());
    }
}

/// <summary>What every act on a change keeps to.</summary>
internal static class ChangeRules
{
    public static Refusal? NotOpen(Id<Change> asked, Change change) => change.Status switch
    {
        ChangeStatus.Unknown => new ChangeUnknown(asked),
        ChangeStatus.Open => null,
        var status => new ChangeNotOpen(asked, status),
    };

    public static Refusal? Unfit(string title, string reason) =>
        string.IsNullOrWhiteSpace(title) ? new ChangeTitleMissing()
        : string.IsNullOrWhiteSpace(reason) ? new ChangeReasonMissing()
        : null;
}
