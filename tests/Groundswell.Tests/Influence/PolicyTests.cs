using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Policies;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Influence;

/// <summary>Nothing is read before both sides have signed the same.</summary>
public sealed class PolicyTests
{
    private static readonly Id<InfluencePolicy> Site = InfluencePolicy.OfSite;
    private readonly ProposeInfluencePolicy _propose = new("To choose champions") { Site = "MUC" };
    private static readonly PolicyContent Content = PolicyContent.Usual with { Purpose = "To choose champions" };

    [Fact]
    public void A_policy_is_proposed_by_signature_and_holds_when_the_works_council_signs_the_same()
    {
        var proposing = Signing(ProposeInfluencePolicy.SheetOf("MUC", 1, Content).ContentHash);
        When(ProposeInfluencePolicy.Decide(_propose, InfluencePolicy.Unknown, Someone)).Refused<SignatureMissing>();
        When(ProposeInfluencePolicy.Decide(_propose, InfluencePolicy.Unknown, proposing)).Happens(new InfluencePolicyProposed(Site, 1, Content, proposing.Signatures[0]));

        var proposed = StateAfter<InfluencePolicy>(new InfluencePolicyProposed(Site, 1, Content, proposing.Signatures[0]));
        Assert.False(proposed.IsOn);
        var agree = new AgreeToInfluencePolicy(1) { Site = "MUC" };
        When(AgreeToInfluencePolicy.Decide(agree, proposed, Someone)).Refused<SignatureMissing>();
        When(AgreeToInfluencePolicy.Decide(agree, proposed, Signing("another"))).Refused<SignatureOfOtherContent>();
        When(AgreeToInfluencePolicy.Decide(agree, proposed, proposing)).Happens(new InfluencePolicyAgreed(Site, 1, proposing.Signatures[0]));
        When(AgreeToInfluencePolicy.Decide(agree with { Version = 2 }, proposed, proposing)).Refused(new NoPolicyProposed(2));
        Assert.True(StateAfter<InfluencePolicy>(new InfluencePolicyProposed(Site, 1, Content, proposing.Signatures[0]), new InfluencePolicyAgreed(Site, 1, proposing.Signatures[0])).IsOn);
    }

    [Fact]
    public void The_works_council_can_say_no_with_a_reason()
    {
        var proposed = StateAfter<InfluencePolicy>(new InfluencePolicyProposed(Site, 1, Content, Signing("x").Signatures[0]));

        When(DeclineInfluencePolicy.Decide(new(1, "No retention"), proposed)).Happens(new InfluencePolicyDeclined(Site, 1, "No retention"));
        When(DeclineInfluencePolicy.Decide(new(1, " "), proposed)).Refused(new InfluenceReasonMissing());
        When(DeclineInfluencePolicy.Decide(new(1, "No"), InfluencePolicy.Unknown)).Refused(new NoPolicyProposed(1));
    }

    [Fact]
    public void What_may_not_be_agreed_is_not_proposed()
    {
        When(ProposeInfluencePolicy.Decide(_propose with { Purpose = " " }, InfluencePolicy.Unknown, Someone)).Refused(new InfluencePurposeMissing());
        When(ProposeInfluencePolicy.Decide(_propose with { LeastGroup = 4 }, InfluencePolicy.Unknown, Someone)).Refused(new GroupTooSmall(5));
        When(ProposeInfluencePolicy.Decide(_propose with { HalfLifeInDays = 1 }, InfluencePolicy.Unknown, Someone)).Refused(new InfluenceTimesUnfit());
        When(ProposeInfluencePolicy.Decide(_propose with { RetentionInDays = 5_000 }, InfluencePolicy.Unknown, Someone)).Refused(new InfluenceTimesUnfit());
        When(ProposeInfluencePolicy.Decide(_propose with { Worth = new Dictionary<Layer, decimal> { [Layer.Help] = 2 } }, InfluencePolicy.Unknown, Someone)).Refused(new LayerWorthUnfit());
        When(ProposeInfluencePolicy.Decide(_propose with { Worth = new Dictionary<Layer, decimal> { [Layer.Work] = 0.1m } }, InfluencePolicy.Unknown, Someone)).Refused(new LayerWorthUnfit());
    }

    [Fact]
    public void It_is_switched_off_at_once_and_on_again()
    {
        var on = InfluencePolicy.Unknown with { Version = 1 };
        var off = on with { IsOff = true };

        When(SwitchInfluenceOff.Decide(new("A complaint"), on)).Happens(new InfluenceSwitchedOff(Site, "A complaint"));
        When(SwitchInfluenceOff.Decide(new(" "), on)).Refused(new InfluenceReasonMissing());
        When(SwitchInfluenceOff.Decide(new("A complaint"), off)).Refused(new InfluenceOff());
        When(SwitchInfluenceOn.Decide(new("Settled"), off)).Happens(new InfluenceSwitchedOn(Site, "Settled"));
        When(SwitchInfluenceOn.Decide(new(" "), off)).Refused(new InfluenceReasonMissing());
        When(SwitchInfluenceOn.Decide(new("Settled"), on)).Refused(new InfluenceNotOff());
    }

    private static Circumstances Signing(string hash) =>
        Someone with { Signatures = [new Signature(Someone.Person, "Some One", SignatureMeaning.Approved, hash, "password", Someone.At)] };
}
