using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Masters;

public sealed class ApprovalTests
{
    private static readonly WorkMaster Master = StateAfter<WorkMaster>(HandRub.MasterCreated);
    private static readonly string Hash = HandRub.Hash;
    private readonly ApproveVersion _approve = new(HandRub.First);

    [Fact]
    public void A_draft_without_faults_goes_to_review_whole_and_hashed() =>
        When(SendToReview.Decide(new SendToReview(HandRub.First, 1, "Done"), StateAfter<WorkMasterVersion>(HandRub.Draft), Master, HandRub.Materials))
            .Happens(new VersionSentToReview(HandRub.First, 1, Hash, HandRub.Content, "Done"));

    [Fact]
    public void Another_revision_than_the_one_meant_does_not_go_to_review() =>
        When(SendToReview.Decide(new SendToReview(HandRub.First, 2), StateAfter<WorkMasterVersion>(HandRub.Draft), Master, HandRub.Materials))
            .Refused(new DraftMovedOn(2, 1));

    [Fact]
    public void What_is_in_review_is_not_sent_again() =>
        When(SendToReview.Decide(new SendToReview(HandRub.First), StateAfter<WorkMasterVersion>(HandRub.InReview), Master, HandRub.Materials))
            .Refused(new VersionNotDraft(HandRub.First, VersionStatus.InReview));

    [Fact]
    public void What_is_not_there_is_not_sent() =>
        When(SendToReview.Decide(new SendToReview(HandRub.First), WorkMasterVersion.Unknown, Master, HandRub.Materials))
            .Refused(new VersionUnknown(HandRub.First));

    [Fact]
    public void A_version_is_approved_by_Quality_with_a_signature_over_its_content() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => ApproveVersion.Decide(_approve, version, HandRub.SignedBy("Q-1", Hash)))
            .HappensIn(
                (null, new VersionApproved(HandRub.First, Hash, [HandRub.Signed("Q-1", Hash)])),
                ("work-master-hand-rub", new WorkMasterVersionApproved(HandRub.Master, 1)));

    [Fact]
    public void Who_edited_a_draft_does_not_approve_it() =>
        Given<WorkMasterVersion>([.. HandRub.Draft, new DraftEdited(HandRub.First, 2, []), new VersionSentToReview(HandRub.First, 2, Hash, HandRub.Content)])
            .When(version => ApproveVersion.Decide(_approve, version, HandRub.SignedBy("P-1", Hash)))
            .Refused(new EditorJudgesOwnDraft("P-1"));

    [Fact]
    public void Who_wrote_the_first_content_does_not_approve_it() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => ApproveVersion.Decide(_approve, version, HandRub.SignedBy("P-1", Hash)))
            .Refused(new EditorJudgesOwnDraft("P-1"));

    [Fact]
    public void An_editor_of_an_earlier_draft_of_the_version_stays_one_after_it_was_returned() =>
        Given<WorkMasterVersion>([
                .. HandRub.InReview, new VersionReturnedToDraft(HandRub.First, "Check"), new VersionSentToReview(HandRub.First, 1, Hash, HandRub.Content)])
            .When(version => ApproveVersion.Decide(_approve, version, HandRub.SignedBy("P-1", Hash)))
            .Refused(new EditorJudgesOwnDraft("P-1"));

    [Fact]
    public void An_approval_without_a_signature_is_none() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => ApproveVersion.Decide(_approve, version, Someone))
            .Refused(new SignatureMissing("approved", Hash));

    [Fact]
    public void Anothers_signature_does_not_approve() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => ApproveVersion.Decide(_approve, version, HandRub.SignedBy("Q-1", Hash) with { Person = "Q-2" }))
            .Refused(new SignatureMissing("approved", Hash));

    [Fact]
    public void A_signature_that_means_something_else_does_not_approve() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => ApproveVersion.Decide(_approve, version, HandRub.SignedBy("Q-1", Hash, "reviewed")))
            .Refused(new SignatureMissing("approved", Hash));

    [Fact]
    public void A_signature_over_another_content_does_not_approve() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => ApproveVersion.Decide(_approve, version, HandRub.SignedBy("Q-1", new string('0', 64))))
            .Refused(new SignatureOfOtherContent("approved", Hash));

    [Fact]
    public void A_draft_is_not_approved() =>
        Given<WorkMasterVersion>(HandRub.Draft)
            .When(version => ApproveVersion.Decide(_approve, version, HandRub.SignedBy("Q-1", Hash)))
            .Refused(new VersionNotInReview(HandRub.First, VersionStatus.Draft));

    [Fact]
    public void A_version_is_not_approved_twice() =>
        Given<WorkMasterVersion>(HandRub.Approved)
            .When(version => ApproveVersion.Decide(_approve, version, HandRub.SignedBy("Q-2", Hash)))
            .Refused(new VersionNotInReview(HandRub.First, VersionStatus.Approved));

    [Fact]
    public void A_review_is_signed() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => ReviewVersion.Decide(new ReviewVersion(HandRub.First, "Good"), version, HandRub.SignedBy("E-2", Hash, "reviewed")))
            .Happens(new VersionReviewed(HandRub.First, Hash, HandRub.Signed("E-2", Hash, "reviewed"), "Good"));

    [Fact]
    public void A_review_without_a_signature_is_none() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => ReviewVersion.Decide(new ReviewVersion(HandRub.First), version, Someone))
            .Refused(new SignatureMissing("reviewed", Hash));

    [Fact]
    public void An_editor_does_not_review_their_own_draft() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => ReviewVersion.Decide(new ReviewVersion(HandRub.First), version, HandRub.SignedBy("P-1", Hash, "reviewed")))
            .Refused(new EditorJudgesOwnDraft("P-1"));

    [Fact]
    public void What_was_returned_can_be_edited_again() =>
        Given<WorkMasterVersion>([.. HandRub.InReview, new VersionReturnedToDraft(HandRub.First, "Stirring time")])
            .When(version => RemoveStep.Decide(new RemoveStep(HandRub.First, "stir"), version))
            .Happens(new DraftEdited(HandRub.First, 2, [new StepRemoved("stir")]));

    [Fact]
    public void A_version_is_returned_with_a_reason() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => ReturnToDraft.Decide(new ReturnToDraft(HandRub.First, " Stirring time "), version))
            .Happens(new VersionReturnedToDraft(HandRub.First, "Stirring time"));

    [Fact]
    public void A_version_is_not_returned_without_a_reason() =>
        Given<WorkMasterVersion>(HandRub.InReview)
            .When(version => ReturnToDraft.Decide(new ReturnToDraft(HandRub.First, " "), version))
            .Refused(new MasterReasonMissing());

    [Fact]
    public void An_approved_version_is_not_returned() =>
        Given<WorkMasterVersion>(HandRub.Approved)
            .When(version => ReturnToDraft.Decide(new ReturnToDraft(HandRub.First, "Late"), version))
            .Refused(new VersionNotInReview(HandRub.First, VersionStatus.Approved));

    [Fact]
    public void An_approved_version_is_retired_with_a_reason() =>
        Given<WorkMasterVersion>(HandRub.Approved)
            .When(version => RetireVersion.Decide(new RetireVersion(HandRub.First, "Replaced"), version))
            .HappensIn(
                (null, new VersionRetired(HandRub.First, "Replaced")),
                ("work-master-hand-rub", new WorkMasterVersionRetired(HandRub.Master, 1)));

    [Fact]
    public void A_draft_is_given_up_not_retired() =>
        Given<WorkMasterVersion>(HandRub.Draft)
            .When(version => RetireVersion.Decide(new RetireVersion(HandRub.First, "Replaced"), version))
            .Refused(new VersionNotApproved(HandRub.First, VersionStatus.Draft));

    [Fact]
    public void A_version_is_not_retired_without_a_reason() =>
        Given<WorkMasterVersion>(HandRub.Approved)
            .When(version => RetireVersion.Decide(new RetireVersion(HandRub.First, ""), version))
            .Refused(new MasterReasonMissing());

    [Fact]
    public void A_draft_is_given_up_with_a_reason() =>
        Given<WorkMasterVersion>(HandRub.Draft)
            .When(version => DiscardDraft.Decide(new DiscardDraft(HandRub.First, "Another way"), version))
            .HappensIn(
                (null, new DraftDiscarded(HandRub.First, "Another way")),
                ("work-master-hand-rub", new WorkMasterVersionRetired(HandRub.Master, 1)));

    [Fact]
    public void An_approved_version_is_not_given_up() =>
        Given<WorkMasterVersion>(HandRub.Approved)
            .When(version => DiscardDraft.Decide(new DiscardDraft(HandRub.First, "Another way"), version))
            .Refused(new VersionNotDraft(HandRub.First, VersionStatus.Approved));

    [Fact]
    public void What_was_approved_is_what_stands_in_the_entry_that_sent_it_to_review()
    {
        var edited = new DraftEdited(HandRub.First, 2, [new StepRemoved("water")]);
        var after = ContentChanges.Apply(HandRub.Content, new StepRemoved("water"));

        var version = StateAfter<WorkMasterVersion>([.. HandRub.Draft, edited, new VersionSentToReview(HandRub.First, 2, ContentText.HashOf(after), after)]);

        Assert.Equal(version.ContentHash, ContentText.HashOf(version.Content));
    }
}
