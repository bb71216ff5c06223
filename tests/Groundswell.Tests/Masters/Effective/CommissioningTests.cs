using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Masters.Effective;

public sealed class CommissioningTests
{
    private const string Lead = "L-1";
    private const string Quality = "Q-1";

    private static readonly string Hash = HandRub.Hash;

    /// <summary>A site of today, at work with what ran there before.</summary>
    private static readonly Site Site = StateAfter<Site>(new SiteOpened(new Id<Site>("MG"), "Mangalore", "Asia/Kolkata", false, OpensByChange: true));
    private static readonly SiteAtWork Working = StateAfter<SiteAtWork>(new SiteBeganWork(SiteBeginning.Baseline));
    private static readonly WorkMasterVersion Approved = StateAfter<WorkMasterVersion>(HandRub.Approved);
    private static readonly AskForCommissioning Ask = new(HandRub.Master, HandRub.First, new DateOnly(2026, 3, 9)) { Site = "MG" };
    private static readonly CommissionVersion Commission = new(HandRub.Master, HandRub.First) { Site = "MG" };
    private static readonly WithdrawCommissioning Withdraw = new(HandRub.Master, "Doubt") { Site = "MG" };

    private static readonly string AskShown = AskForCommissioning.SheetOf(Ask, Approved, Working).ContentHash;
    private static readonly VersionCommissioningAsked Asked = new(HandRub.Master, HandRub.First, Hash, HandRub.Signed(Lead, AskShown), new DateOnly(2026, 3, 9));
    private static readonly string CommissionShown = CommissionVersion.SheetOf(Commission, Asked).ContentHash;
    private static readonly VersionCommissioned Commissioned =
        new(HandRub.Master, HandRub.First, Hash, [HandRub.Signed(Lead, AskShown), HandRub.Signed(Quality, CommissionShown)], new DateOnly(2026, 3, 9));
    private static readonly string WithdrawShown =
        WithdrawCommissioning.SheetOf(Withdraw, StateAfter<EffectiveVersion>(Asked, Commissioned).Provisions[0]).ContentHash;

    [Fact]
    public void The_site_lead_signs_first() =>
        Given<EffectiveVersion>()
            .When(effective => AskForCommissioning.Decide(Ask, effective, Approved, Working, Site, HandRub.SignedBy(Lead, AskShown)))
            .Happens(Asked);

    [Fact]
    public void Two_signatures_open_no_site()
    {
        Given<EffectiveVersion>().When(effective => AskForCommissioning.Decide(Ask, effective, Approved, SiteAtWork.Unknown, Site, HandRub.SignedBy(Lead, AskShown)))
            .Refused(new SiteNotAtWork("MG"));
        Given<EffectiveVersion>(Asked).When(effective => CommissionVersion.Decide(Commission, effective, Approved, SiteAtWork.Unknown, Site, HandRub.SignedBy(Quality, CommissionShown)))
            .Refused(new SiteNotAtWork("MG"));
    }

    [Fact]
    public void A_site_of_an_earlier_record_is_at_work_as_it_was() =>
        Given<EffectiveVersion>()
            .When(effective => AskForCommissioning.Decide(Ask, effective, Approved, SiteAtWork.Unknown, Site with { OpensByChange = false }, HandRub.SignedBy(Lead, AskShown)))
            .Happens(Asked);

    [Fact]
    public void That_alone_gives_the_site_nothing() =>
        Assert.Null(StateAfter<EffectiveVersion>(Asked).For(new VersionAsked(null, new DateOnly(2026, 3, 9), null, Begin.AddDays(10))));

    [Fact]
    public void Quality_signs_second_and_the_version_isCommissioned_with_both_signatures() =>
        Given<EffectiveVersion>(Asked)
            .When(effective => CommissionVersion.Decide(Commission, effective, Approved, Working, Site, HandRub.SignedBy(Quality, CommissionShown)))
            .Happens(Commissioned);

    [Fact]
    public void The_site_leads_word_without_a_signature_is_not_enough() =>
        Given<EffectiveVersion>()
            .When(effective => AskForCommissioning.Decide(Ask, effective, Approved, Working, Site, Someone))
            .Refused(new SignatureMissing("approved", AskShown));

    [Fact]
    public void Qualitys_word_without_a_signature_is_not_enough() =>
        Given<EffectiveVersion>(Asked)
            .When(effective => CommissionVersion.Decide(Commission, effective, Approved, Working, Site, Someone))
            .Refused(new SignatureMissing("approved", CommissionShown));

    [Fact]
    public void One_person_does_not_sign_for_both() =>
        Given<EffectiveVersion>(Asked)
            .When(effective => CommissionVersion.Decide(Commission, effective, Approved, Working, Site, HandRub.SignedBy(Lead, CommissionShown)))
            .Refused(new SecondSignerIsFirst(Lead));

    [Fact]
    public void Quality_does_not_sign_before_the_site_lead() =>
        Given<EffectiveVersion>()
            .When(effective => CommissionVersion.Decide(Commission, effective, Approved, Working, Site, HandRub.SignedBy(Quality, CommissionShown)))
            .Refused(new CommissioningNotAsked(HandRub.First));

    [Fact]
    public void Quality_signs_the_version_that_the_site_lead_has_signed() =>
        Given<EffectiveVersion>(Asked)
            .When(effective => CommissionVersion.Decide(Commission with { Version = HandRub.Second }, effective, Approved, Working, Site, HandRub.SignedBy(Quality, CommissionShown)))
            .Refused(new CommissioningNotAsked(HandRub.Second));

    [Fact]
    public void A_signature_over_another_contentCommissions_nothing() =>
        Given<EffectiveVersion>(Asked)
            .When(effective => CommissionVersion.Decide(Commission, effective, Approved, Working, Site, HandRub.SignedBy(Quality, "0")))
            .Refused(new SignatureOfOtherContent("approved", CommissionShown));

    [Fact]
    public void A_version_that_is_not_approved_is_notAsked_for() =>
        Given<EffectiveVersion>()
            .When(effective => AskForCommissioning.Decide(Ask, effective, StateAfter<WorkMasterVersion>(HandRub.InReview), Working, Site, HandRub.SignedBy(Lead, AskShown)))
            .Refused(new VersionNotApproved(HandRub.First, VersionStatus.InReview));

    [Fact]
    public void A_version_that_was_retired_in_between_is_notCommissioned() =>
        Given<EffectiveVersion>(Asked)
            .When(effective => CommissionVersion.Decide(
                Commission, effective, StateAfter<WorkMasterVersion>([.. HandRub.Approved, new VersionRetired(HandRub.First, "Fault")]), Working, Site, HandRub.SignedBy(Quality, CommissionShown)))
            .Refused(new VersionNotApproved(HandRub.First, VersionStatus.Retired));

    [Fact]
    public void A_version_of_another_master_is_notAsked_for() =>
        Given<EffectiveVersion>()
            .When(effective => AskForCommissioning.Decide(Ask with { WorkMaster = new("soap") }, effective, Approved, Working, Site, HandRub.SignedBy(Lead, AskShown)))
            .Refused(new VersionUnknown(HandRub.First));

    [Fact]
    public void A_second_version_does_not_come_byCommissioning() =>
        Given<EffectiveVersion>(Asked, Commissioned)
            .When(effective => AskForCommissioning.Decide(Ask, effective, Approved, Working, Site, HandRub.SignedBy(Lead, AskShown)))
            .Refused(new VersionRunsHere(HandRub.Master));

    [Fact]
    public void Nor_does_one_where_another_ran_before_there_was_a_record() =>
        Given<EffectiveVersion>(new BaselineRecorded(HandRub.Master, [new VersionInUse(HandRub.First, Hash)], "Batch records", []))
            .When(effective => AskForCommissioning.Decide(Ask, effective, Approved, Working, Site, HandRub.SignedBy(Lead, AskShown)))
            .Refused(new VersionRunsHere(HandRub.Master));

    [Fact]
    public void Nothing_isAsked_for_while_something_waits() =>
        Given<EffectiveVersion>(Asked)
            .When(effective => AskForCommissioning.Decide(Ask, effective, Approved, Working, Site, HandRub.SignedBy(Lead, AskShown)))
            .Refused(new CommissioningAskedAlready(HandRub.First));

    [Fact]
    public void Nor_does_one_that_waited_while_a_baseline_was_entered() =>
        Given<EffectiveVersion>(Asked, new BaselineRecorded(HandRub.Master, [new VersionInUse(HandRub.First, Hash)], "Batch records", []))
            .When(effective => CommissionVersion.Decide(Commission, effective, Approved, Working, Site, HandRub.SignedBy(Quality, CommissionShown)))
            .Refused(new VersionRunsHere(HandRub.Master));

    [Fact]
    public void What_waits_can_be_declined_with_a_reason() =>
        Given<EffectiveVersion>(Asked)
            .When(effective => DeclineCommissioning.Decide(new DeclineCommissioning(HandRub.Master, "Vessel not qualified"), effective))
            .Happens(new VersionCommissioningDeclined(HandRub.Master, HandRub.First, "Vessel not qualified"));

    [Fact]
    public void It_is_not_declined_without_a_reason() =>
        Given<EffectiveVersion>(Asked)
            .When(effective => DeclineCommissioning.Decide(new DeclineCommissioning(HandRub.Master, ""), effective))
            .Refused(new MasterReasonMissing());

    [Fact]
    public void What_was_declined_is_notCommissioned() =>
        Given<EffectiveVersion>(Asked, new VersionCommissioningDeclined(HandRub.Master, HandRub.First, "Vessel"))
            .When(effective => CommissionVersion.Decide(Commission, effective, Approved, Working, Site, HandRub.SignedBy(Quality, CommissionShown)))
            .Refused(new CommissioningNotAsked(HandRub.First));

    [Fact]
    public void Nothing_is_declined_where_nothing_waits() =>
        Given<EffectiveVersion>()
            .When(effective => DeclineCommissioning.Decide(new DeclineCommissioning(HandRub.Master, "No"), effective))
            .Refused(new NothingToDecline(HandRub.Master));

    [Fact]
    public void Quality_withdraws_with_a_signature_and_a_reason() =>
        Given<EffectiveVersion>(Asked, Commissioned)
            .When(effective => WithdrawCommissioning.Decide(Withdraw, effective, HandRub.SignedBy(Quality, WithdrawShown)))
            .Happens(new VersionCommissioningWithdrawn(HandRub.Master, HandRub.First, 2, "Doubt", HandRub.Signed(Quality, WithdrawShown)));

    [Fact]
    public void Nothing_is_withdrawn_without_a_signature() =>
        Given<EffectiveVersion>(Asked, Commissioned)
            .When(effective => WithdrawCommissioning.Decide(Withdraw, effective, Someone))
            .Refused(new SignatureMissing("approved", WithdrawShown));

    [Fact]
    public void Nothing_is_withdrawn_without_a_reason() =>
        Given<EffectiveVersion>(Asked, Commissioned)
            .When(effective => WithdrawCommissioning.Decide(Withdraw with { Reason = " " }, effective, HandRub.SignedBy(Quality, WithdrawShown)))
            .Refused(new MasterReasonMissing());

    /// <summary>Else a site could be opened with one small master at one line, and all the rest would follow by two signatures wherever nobody was asked.</summary>
    [Fact]
    public void At_a_site_that_a_change_has_opened_it_goes_as_far_as_launches_have_come_and_further_when_they_have()
    {
        var mixing = StateAfter<SiteAtWork>(new SiteBeganWork(SiteBeginning.Opening, "open-mg"), new WorkCentersOpened([new("MIX")]));
        var shown = AskForCommissioning.SheetOf(Ask, Approved, mixing);
        Assert.Contains(shown.Lines, line => line.Value.English == "MIX");
        var asked = Asked with { Signature = HandRub.Signed(Lead, shown.ContentHash), WorkCenters = [new("MIX")] };
        When(AskForCommissioning.Decide(Ask, EffectiveVersion.Unknown, Approved, mixing, Site, HandRub.SignedBy(Lead, shown.ContentHash))).Happens(asked);

        var commissioned = Commissioned with { WorkCenters = [new("MIX")] };
        var runs = StateAfter<EffectiveVersion>(asked, commissioned);
        Assert.Equal(HandRub.First, runs.For(new VersionAsked(new("MIX"), new DateOnly(2026, 3, 9), null, Begin.AddDays(9), "E"))?.Version);
        Assert.Null(runs.For(new VersionAsked(new("FILL"), new DateOnly(2026, 3, 9), null, Begin.AddDays(9), "E")));
        When(AskForCommissioning.Decide(Ask, runs, Approved, mixing, Site, HandRub.SignedBy(Lead, shown.ContentHash))).Refused(new VersionRunsHere(HandRub.Master));

        var filling = StateAfter<SiteAtWork>(new SiteBeganWork(SiteBeginning.Opening, "open-mg"), new WorkCentersOpened([new("MIX")]), new WorkCentersOpened([new("FILL")]));
        var further = AskForCommissioning.SheetOf(Ask, Approved, filling).ContentHash;
        When(AskForCommissioning.Decide(Ask, runs, Approved, filling, Site, HandRub.SignedBy(Lead, further))).Happens(
            asked with { Signature = HandRub.Signed(Lead, further), WorkCenters = [new("MIX"), new("FILL")] });
    }

    [Fact]
    public void A_baseline_is_not_withdrawn() =>
        Given<EffectiveVersion>(new BaselineRecorded(HandRub.Master, [new VersionInUse(HandRub.First, Hash)], "Batch records", []))
            .When(effective => WithdrawCommissioning.Decide(Withdraw, effective, HandRub.SignedBy(Quality, WithdrawShown)))
            .Refused(new NothingCommissioned(HandRub.Master));

    [Fact]
    public void After_a_withdrawal_a_version_can_beCommissioned_again()
    {
        var after = StateAfter<EffectiveVersion>(
            Asked, Commissioned, new VersionCommissioningWithdrawn(HandRub.Master, HandRub.First, 2, "Doubt", HandRub.Signed(Quality, Hash)));

        When(AskForCommissioning.Decide(Ask, after, Approved, Working, Site, HandRub.SignedBy(Lead, AskShown))).Happens(Asked);
    }

    [Fact]
    public void A_withdrawal_makes_no_room_for_another_version()
    {
        var after = StateAfter<EffectiveVersion>(
            Asked, Commissioned, new VersionCommissioningWithdrawn(HandRub.Master, HandRub.First, 2, "Doubt", HandRub.Signed(Quality, Hash)));
        var second = StateAfter<WorkMasterVersion>(new VersionTakenOver(HandRub.Second, HandRub.Master, 2, HandRub.Content, Hash, "SOP-7"));

        When(AskForCommissioning.Decide(Ask with { Version = HandRub.Second }, after, second, Working, Site, HandRub.SignedBy(Lead, AskShown)))
            .Refused(new NotTheFirstVersion(HandRub.Master, HandRub.Second));
    }

    [Fact]
    public void Nor_does_a_withdrawn_launch()
    {
        var after = StateAfter<EffectiveVersion>(
            new VersionLaunched(HandRub.Master, HandRub.First, Hash, "rub-longer", ProvisionScope.Everywhere),
            new ProvisionWithdrawn(HandRub.Master, HandRub.First, 1, WithdrawnFor.Withdrawal, "Foam"));

        When(AskForCommissioning.Decide(Ask, after, Approved, Working, Site, HandRub.SignedBy(Lead, AskShown))).Refused(new NotTheFirstVersion(HandRub.Master, HandRub.First));
    }
}
