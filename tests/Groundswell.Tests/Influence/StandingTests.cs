using Groundswell.Influence.Policies;
using Groundswell.Influence.Standings;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Influence;

/// <summary>Everybody decides for themselves whether they are part of the network.</summary>
public sealed class StandingTests
{
    private static readonly Groundswell.Deciding.Id<Standing> Own = Standing.Of(Someone.Person);
    private static readonly InfluencePolicy Off = InfluencePolicy.Unknown;
    private static readonly InfluencePolicy On = Off with { Version = 3 };
    private static readonly Standing In = StateAfter<Standing>(new TakingPartBegun(Own, 3));

    [Fact]
    public void Whoever_has_read_the_policy_that_holds_can_take_part()
    {
        When(TakePart.Decide(new(3), Standing.Unknown, On, Someone)).Happens(new TakingPartBegun(Own, 3));
        When(TakePart.Decide(new(2), Standing.Unknown, On, Someone)).Refused(new InfluencePolicyOther(3));
        When(TakePart.Decide(new(0), Standing.Unknown, Off, Someone)).Refused(new InfluenceOff());
        When(TakePart.Decide(new(3), Standing.Unknown, On with { IsOff = true }, Someone)).Refused(new InfluenceOff());
        When(TakePart.Decide(new(3), In, On, Someone)).Refused(new TakingPartAlready());
    }

    [Fact]
    public void Nobody_takes_part_who_has_not_said_so() => Assert.Equal(TakingPart.NotIn, Standing.Unknown.TakingPart);

    [Fact]
    public void One_can_pause_and_come_back()
    {
        When(PauseTakingPart.Decide(new(), In, Someone)).Happens(new TakingPartPaused(Own));
        var paused = StateAfter<Standing>(new TakingPartBegun(Own, 3), new TakingPartPaused(Own));
        When(PauseTakingPart.Decide(new(), paused, Someone)).Refused(new NotTakingPart());
        When(TakePart.Decide(new(3), paused, On, Someone)).Happens(new TakingPartBegun(Own, 3));
    }

    [Fact]
    public void One_can_end_it_whatever_holds_and_object_to_being_counted()
    {
        When(EndTakingPart.Decide(new(), In, Someone)).Happens(new TakingPartEnded(Own, false));
        When(EndTakingPart.Decide(new(), Standing.Unknown, Someone)).Refused(new NotTakingPart());
        When(EndTakingPart.Decide(new(true), Standing.Unknown, Someone)).Happens(new TakingPartEnded(Own, true));
        Assert.Equal(TakingPart.Objecting, StateAfter<Standing>(new TakingPartEnded(Own, true)).TakingPart);
    }

    [Fact]
    public void Ties_are_deleted_up_to_now_with_or_without_taking_part()
    {
        When(DeleteTies.Decide(new(), Standing.Unknown, Someone)).Happens(new TiesDeleted(Own, Someone.Now));
        When(DeleteTies.Decide(new(), StateAfter<Standing>(new TiesDeleted(Own, Someone.Now)), Someone)).Refused(new TiesDeletedAlready(Someone.Now));
    }

    [Fact]
    public void What_was_offered_before_there_was_one_place_for_it_still_counts()
    {
        Assert.True(StateAfter<Standing>(new OfferedToCarry(Own)).Volunteers);
        Assert.False(StateAfter<Standing>(new OfferedToCarry(Own), new OfferWithdrawn(Own)).Volunteers);
    }
}
