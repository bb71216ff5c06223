using Groundswell.Deciding;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

/// <summary>What Quality holds, nobody else lets go on, and nobody gets round it.</summary>
public sealed class HoldTests
{
    private static readonly Role[] Quality = [Role.QualityReviewer, Role.QualityApprover];
    private static readonly JobHeld JobHeldByQuality = new(Mix, "doubt", null, Quality);
    private static readonly OrderHeld OrderHeldByQuality = new(OrderNo, "doubt", Quality);
    private static readonly HoldJob HoldMix = new(Mix, "doubt") { Site = "MUC" };
    private static readonly HoldOrder HoldIt = new(OrderNo, "doubt") { Site = "MUC" };
    private static readonly ReleaseHeldJob ReleaseMix = new(Mix, "Checked") { Site = "MUC" };
    private static readonly ResumeOrder ResumeIt = new(OrderNo) { Site = "MUC" };

    [Theory, InlineData(Role.QualityReviewer), InlineData(Role.QualityApprover)]
    public void A_hold_of_Quality_says_that_Quality_lifts_it(Role role)
    {
        When(HoldJob.Decide(HoldMix, MixAfter(MixStarted), AccountWith(role), Someone)).Happens(JobHeldByQuality);
        When(HoldOrder.Decide(HoldIt, OrderAfter(), AccountWith(role), Someone)).Happens(OrderHeldByQuality);
    }

    [Fact]
    public void A_lead_does_not_lift_what_Quality_holds()
    {
        var lead = AccountWith(Role.Supervisor);

        When(ReleaseHeldJob.Decide(ReleaseMix, MixAfter(MixStarted, JobHeldByQuality), lead, Someone)).Refused(new Groundswell.Work.Jobs.JobHeldByQuality(Mix, "doubt"));
        When(ResumeOrder.Decide(ResumeIt, OrderAfter(OrderHeldByQuality), lead, Someone)).Refused(new Groundswell.Work.Orders.OrderHeldByQuality(OrderNo, "doubt"));
        When(ReleaseHeldJob.Decide(ReleaseMix, MixAfter(MixStarted, JobHeldByQuality), AccountWith(Role.QualityApprover), Someone)).Happens(new JobPaused(Mix, "Checked"));
        When(ResumeOrder.Decide(ResumeIt, OrderAfter(OrderHeldByQuality), AccountWith(Role.QualityReviewer), Someone)).Happens(new OrderResumed(OrderNo));
    }

    [Fact]
    public void Quality_of_another_site_lifts_nothing_here() => When(ReleaseHeldJob.Decide(
        ReleaseMix with { Site = "BER" }, MixAfter(MixStarted, JobHeldByQuality), AccountWith(Role.QualityApprover), Someone)).Refused(new Groundswell.Work.Jobs.JobHeldByQuality(Mix, "doubt"));

    [Fact]
    public void Quality_makes_a_leads_hold_its_own_and_a_lead_not_Qualitys()
    {
        var byLead = new JobHeld(Mix, "late");

        When(HoldJob.Decide(HoldMix, MixAfter(MixStarted, byLead), AccountWith(Role.QualityReviewer), Someone)).Happens(JobHeldByQuality);
        When(HoldJob.Decide(HoldMix, MixAfter(MixStarted, byLead), AccountWith(Role.LineLead), Someone)).Refused(new JobIsHeld(Mix, "late"));
        When(HoldJob.Decide(HoldMix, MixAfter(MixStarted, JobHeldByQuality), AccountWith(Role.QualityReviewer), Someone)).Refused(new JobIsHeld(Mix, "doubt"));
        When(HoldOrder.Decide(HoldIt, OrderAfter(new OrderHeld(OrderNo, "late")), AccountWith(Role.QualityReviewer), Someone)).Happens(OrderHeldByQuality);
        When(HoldOrder.Decide(HoldIt, OrderAfter(OrderHeldByQuality), AccountWith(Role.LineLead), Someone)).Refused(new OrderIsHeld(OrderNo, "doubt"));
    }

    [Fact]
    public void After_it_was_lifted_the_next_hold_is_whoevers_it_is()
    {
        var job = MixAfter(MixStarted, JobHeldByQuality, new JobPaused(Mix, "Checked"), new JobHeld(Mix, "late"));

        When(ReleaseHeldJob.Decide(ReleaseMix, job, AccountWith(Role.LineLead), Someone)).Happens(new JobPaused(Mix, "Checked"));
        Assert.Null(OrderAfter(OrderHeldByQuality, new OrderResumed(OrderNo)).LiftedBy);
    }

    [Fact]
    public void No_part_of_a_held_order_is_split_off_and_it_is_not_closed_short()
    {
        When(SplitOrder.Decide(new SplitOrder(OrderNo, 10, new("4711-B")), StateAfter<Order>(Created, OrderHeldByQuality), Order.Unknown))
            .Refused(new OrderIsHeld(OrderNo, "doubt"));
        When(CloseOrderShort.Decide(new CloseOrderShort(OrderNo, 10, "Enough"), OrderAfter(OrderHeldByQuality), [HandRub], [], [], null, Someone))
            .Refused(new OrderIsHeld(OrderNo, "doubt"));
    }
}
