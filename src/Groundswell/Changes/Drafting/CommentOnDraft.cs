using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Record;

namespace Groundswell.Changes.Drafting;

/// <summary>Say something of a change's draft as a member of its pilot group. It stands under the member's name, beside what it is about.</summary>
/// <param name="Pilot">The pilot group, at the command's site.</param>
/// <param name="Words">What they say.</param>
/// <param name="Step">The step it is about; null: the draft as a whole.</param>
public sealed record CommentOnDraft(Id<Change> Change, Id<Pilot> Pilot, Id<WorkMasterVersion> Version, string Words, string? Step = null) : SharedCommand
{
    public const int Longest = 2_000;

    public static Decision Decide(CommentOnDraft comment, Change change, Pilot pilot, WorkMasterVersion version, Circumstances circumstances)
    {
        if ((ChangeRules.NotOpen(comment.Change, change) ?? PilotRules.NotOfGroup(comment.Pilot, comment.Change, pilot, circumstances)) is { } refusal)
            return refusal;
        if (change.Drafts.All(draft => draft.Version != comment.Version))
            return new DraftOfOtherChange(comment.Change, comment.Version);
        if (comment.Step is { } step && version.Content.FindStep(step) is null)
            return new StepUnknown(step);
        if (string.IsNullOrWhiteSpace(comment.Words))
            return new DraftCommentMissing();
        if (comment.Words.Length > Longest)
            return new DraftCommentTooLong(Longest);

        return new DraftCommented(comment.Change, comment.Version, comment.Words.Trim(), comment.Step);
    }
}

/// <summary>A member of a pilot group has said something of a draft. In the enterprise's log, with the change. These names and fields are in enterprises' records: add to them, never change them.</summary>
[RecordedAs("change.draft-commented")]
public sealed record DraftCommented(Id<Change> Change, Id<WorkMasterVersion> Version, string Words, string? Step = null) : Event;

/// <summary>A comment says something.</summary>
public sealed record DraftCommentMissing() : Refusal("change.draft-comment-missing")
{
    public override string Field => "words";
}

/// <summary>It is longer than this.</summary>
public sealed record DraftCommentTooLong(int Longest) : Refusal("change.draft-comment-too-long")
{
    public override string Field => "words";
}
