using Groundswell.Changes.Policies;
using Groundswell.Deciding;
using Groundswell.Masters.Differences;
using static Groundswell.Tests.Changes.VoicesStory;

namespace Groundswell.Tests.Changes;

public sealed class ChangePolicyTests
{
    private static readonly ProposeChangePolicy Stricter = new([new ClassPolicy(ChangeClass.Method, Quorum: 0.8m)], "First of our own");

    [Fact]
    public void Until_one_is_signed_the_defaults_hold()
    {
        var method = ChangePolicy.Unknown.For(ChangeClass.Method);

        Assert.Equal((0.6m, 0.6m, 0.8m, 3, 7), (method.Quorum, method.ShareAnswered, method.UseShare, method.UseWeeks, method.AnswerDays));
        Assert.True(ChangePolicy.Unknown.For(ChangeClass.Critical).TwoContacts);
        Assert.Equal((3, 2), (method.PeersFor(13), method.PeersFor(12)));
        Assert.Equal(TimeSpan.FromDays(7), ChangePolicy.Unknown.AnswerTime);
    }

    [Fact]
    public void The_MES_leader_and_Quality_sign_it_and_it_holds_with_the_second_signature()
    {
        var hash = ProposeChangePolicy.SheetOf(Stricter, Defaults).ContentHash;
        var proposed = ProposeChangePolicy.Decide(Stricter, Defaults, By("M-1", signatures: SignatureOf("M-1", hash)));
        var waiting = After<ChangePolicy>(("M-1", Assert.Single(proposed.Events).Event));

        Assert.Equal(0.6m, waiting.For(ChangeClass.Method).Quorum);
        var published = PublishChangePolicy.Decide(new PublishChangePolicy(), waiting, By("Q-1", signatures: SignatureOf("Q-1", hash)));
        var holding = waiting.Evolve(new Happened(Assert.Single(published.Events).Event, Now, Now, "Q-1", null, 2));
        Assert.Equal((1, 0.8m, 0.75m), (holding.Version, holding.For(ChangeClass.Method).Quorum, holding.For(ChangeClass.Critical).Agreement));

        Story.When(PublishChangePolicy.Decide(new PublishChangePolicy(), waiting, By("M-1", signatures: SignatureOf("M-1", hash)))).Refused(new PolicySignedByOne("M-1"));
        Story.When(PublishChangePolicy.Decide(new PublishChangePolicy(), waiting, By("Q-1"))).Refused(new SignatureMissing("approved", hash));
        Story.When(PublishChangePolicy.Decide(new PublishChangePolicy(), Defaults, By("Q-1"))).Refused(new NoPolicyProposed());
        Story.When(ProposeChangePolicy.Decide(Stricter, Defaults, By("M-1"))).Refused(new SignatureMissing("approved", hash));
    }

    [Fact]
    public void Numbers_that_cannot_be_meant_are_refused()
    {
        Story.When(Propose(new ClassPolicy(ChangeClass.Method, Quorum: 0.4m))).Refused(new PolicyNumbersUnfit(ChangeClass.Method));
        Story.When(Propose(new ClassPolicy(ChangeClass.Method, ShareAnswered: 0))).Refused(new PolicyNumbersUnfit(ChangeClass.Method));
        Story.When(Propose(new ClassPolicy(ChangeClass.None))).Refused(new PolicyNumbersUnfit(ChangeClass.None));
        Story.When(Propose()).Refused(new PolicyUnclear());
        Story.When(Propose(new ClassPolicy(ChangeClass.Method), new ClassPolicy(ChangeClass.Method))).Refused(new PolicyUnclear());
        Story.When(ProposeChangePolicy.Decide(Stricter with { Reason = " " }, Defaults, By("M-1"))).Refused(new PolicyReasonMissing());

        static Decision Propose(params ClassPolicy[] classes) => ProposeChangePolicy.Decide(new ProposeChangePolicy(classes, "x"), Defaults, By("M-1"));
    }
}
