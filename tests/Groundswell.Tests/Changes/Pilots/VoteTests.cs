using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.People.Persons;
using Groundswell.Record;
using Groundswell.Sealing;
using Groundswell.Tests.Masters;
using static Groundswell.Tests.Changes.ChangeStory;
using static Groundswell.Tests.Changes.VoicesStory;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Changes.Pilots;

public sealed class VoteTests
{
    private static readonly string[] Six = ["P-1", "P-2", "P-3", "P-4", "P-5", "P-6"];
    private static readonly DateTimeOffset Closes = Now.AddDays(3);

    [Fact]
    public void The_group_votes_on_what_it_has_tried_and_who_votes_is_settled_then()
    {
        var ended = Planned(new PilotStarted(PilotId), new PilotEnded(PilotId, "Done"));

        Open(ended, Closes).Happens(new PilotVoteOpened(PilotId, ["P-1", "P-2", "P-3"], Closes));
        Open(ended, Closes, "P-9").Refused(new NotOfPilotGroup(PilotId, "P-9"));
        Open(Planned(new PilotStarted(PilotId)), Closes).Refused(new PilotNotEnded(PilotId, PilotStatus.Running));
        Open(ended, Now.AddHours(1)).Refused(new VoteTimeUnfit(PilotId));
        Open(Planned(new PilotEnded(PilotId, "x"), new PilotVoteOpened(PilotId, ["P-1"], Closes)), Closes).Refused(new VoteOpenedAlready(PilotId));
    }

    [Fact]
    public void Only_who_was_asked_votes_in_time_and_for_themselves()
    {
        var vote = Voting(Six[..3]);

        var cast = (BallotCast)Assert.Single(CastBallot.Decide(new CastBallot(PilotId, true), vote, Ballots.Unknown, By("P-1")).Events).Event;
        Assert.Equal(("P-1", true), (cast.Voter, cast.Ballot.Value!.Accepts));
        When(CastBallot.Decide(new CastBallot(PilotId, true), vote, Ballots.Unknown, By("P-9"))).Refused(new NotAskedToVote(PilotId, "P-9"));
        When(CastBallot.Decide(new CastBallot(PilotId, true), vote, Ballots.Unknown, By("P-1", Closes))).Refused(new NoVoteOpen(PilotId));
        When(CastBallot.Decide(new CastBallot(PilotId, true), Planned(), Ballots.Unknown, By("P-1"))).Refused(new NoVoteOpen(PilotId));
        When(CastBallot.Decide(new CastBallot(PilotId, true), vote, Of(vote, ("P-1", true)), By("P-1"))).Refused(new BallotUnchanged(PilotId));
        When(ForgetBallot.Decide(new ForgetBallot(PilotId), Ballots.Unknown, By("P-1"))).Refused(new NoBallotCast(PilotId));
    }

    /// <summary>By timing: who joins after the vote was opened has no vote, and who was thrown in to carry it neither.</summary>
    [Fact]
    public void Whoever_joins_later_has_no_vote()
    {
        var late = Voting(Six[..3], new PilotInvited(PilotId, "P-9", SuggestedBy.Lead), new PilotJoined(PilotId, "P-9"));

        When(CastBallot.Decide(new CastBallot(PilotId, true), late, Ballots.Unknown, By("P-9"))).Refused(new NotAskedToVote(PilotId, "P-9"));
    }

    [Fact]
    public void Enough_have_to_vote_and_enough_of_them_accept()
    {
        Close(Six, [], yes: Six).Happens(new PilotVoteClosed(PilotId, 6, 6, true, 6));
        Close(Six, [], yes: Six[..4], no: Six[4..]).Happens(new PilotVoteClosed(PilotId, 6, 6, true, 4));
        Close(Six, [], yes: Six[..3], no: Six[3..]).Happens(new PilotVoteClosed(PilotId, 6, 6, false, 3));
        Close(Six, [], yes: Six[..3]).Happens(new PilotVoteClosed(PilotId, 6, 3, false));
        Close(Six, [], yes: Six[..4]).Happens(new PilotVoteClosed(PilotId, 6, 4, true));
    }

    [Fact]
    public void Managers_can_not_carry_it()
    {
        // Four of six accept; of the four who lead nobody, only two do.
        Close(Six, ["P-1", "P-2"], yes: Six[..4], no: Six[4..]).Happens(new PilotVoteClosed(PilotId, 6, 6, false, 4));
        Close(Six, ["P-5", "P-6"], yes: Six[..4], no: Six[4..]).Happens(new PilotVoteClosed(PilotId, 6, 6, true, 4));
        // Those who lead nobody stay away: the managers alone are nobody's vote.
        Close(Six[..3], ["P-1", "P-2", "P-3"], yes: Six[..3]).Happens(new PilotVoteClosed(PilotId, 3, 3, false));
    }

    [Fact]
    public void A_vote_of_fewer_than_five_tells_no_number_that_would_tell_who() =>
        Close(Six[..4], [], yes: Six[..4]).Happens(new PilotVoteClosed(PilotId, 4, 4, true));

    [Fact]
    public void Who_has_left_and_what_was_forgotten_or_cast_in_an_earlier_vote_does_not_count()
    {
        var left = Voting(Six[..4], new PilotLeft(PilotId, "P-1"));

        Close(left, Of(left, ("P-1", true), ("P-2", true), ("P-3", true), ("P-4", true)), []).Happens(new PilotVoteClosed(PilotId, 4, 3, true));
        var vote = Voting(Six[..3]);
        var earlier = Ballots.Unknown with { Cast = Of(vote, ("P-1", true), ("P-2", true), ("P-3", true)).Cast.SetItem("P-1", new CastBallotState(true, 1, "k", 2)) };
        Close(vote, earlier, []).Happens(new PilotVoteClosed(PilotId, 3, 2, false));
        Close(vote, earlier with { Cast = earlier.Cast.SetItem("P-1", new CastBallotState(null, 1, "k", vote.Vote!.OpenedBy)) }, []).Happens(new PilotVoteClosed(PilotId, 3, 2, false));
    }

    [Fact]
    public void It_is_not_closed_while_it_runs_unless_all_have_voted()
    {
        var vote = Voting(Six[..3]);

        When(CloseVote.Decide(new CloseVote(PilotId), vote, Shaped, Of(vote, ("P-1", true), ("P-2", true)), Defaults, Persons(Six[..3], []), By("P-1")))
            .Refused(new VoteStillRuns(PilotId, Closes));
        When(CloseVote.Decide(new CloseVote(PilotId), vote, Shaped, Of(vote, ("P-1", true), ("P-2", true), ("P-3", true)), Defaults, Persons(Six[..3], []), By("P-1")))
            .Happens(new PilotVoteClosed(PilotId, 3, 3, true));
    }

    [Fact]
    public void A_critical_change_needs_three_quarters()
    {
        var vote = Voting(Six);
        var critical = ShapedAnd(new ChangeClassRaised(Rub, ChangeClass.Parameter, ChangeClass.Critical, "Skin"));
        var four = Of(vote, [.. Six[..4].Select(one => (one, true)), .. Six[4..].Select(one => (one, false))]);

        When(CloseVote.Decide(new CloseVote(PilotId), vote, critical, four, Defaults, Persons(Six, []), By("P-1", Closes))).Happens(new PilotVoteClosed(PilotId, 6, 6, false, 4));
    }

    [Fact]
    public void Quality_adds_to_a_vote_and_never_stands_for_one()
    {
        var accepted = Voting(Six[..3], new PilotVoteClosed(PilotId, 3, 3, true));
        var agree = new AgreeToAcceptance(PilotId) { Site = "MUC" };
        var shown = AgreeToAcceptance.SheetOf(agree, accepted, [FrozenVersion]).ContentHash;

        When(AgreeToAcceptance.Decide(agree, accepted, [FrozenVersion], HandRub.SignedBy("Q-1", shown))).Happens(new AcceptanceAgreed(PilotId, HandRub.Signed("Q-1", shown)));
        When(AgreeToAcceptance.Decide(agree, Voting(Six[..3], new PilotVoteClosed(PilotId, 3, 3, false)), [FrozenVersion], HandRub.SignedBy("Q-1", shown)))
            .Refused(new PilotNotAccepted(PilotId));
        When(AgreeToAcceptance.Decide(agree, accepted, [FrozenVersion], HandRub.SignedBy("P-1", shown))).Refused(new EditorJudgesOwnDraft("P-1"));
        When(AgreeToAcceptance.Decide(agree, accepted, [FrozenVersion], By("Q-1"))).Refused(new SignatureMissing("approved", shown));
    }

    private static Then Open(Pilot pilot, DateTimeOffset closes, string by = "P-1") => When(OpenVote.Decide(new OpenVote(PilotId, closes), pilot, Shaped, Members, By(by)));

    private static Pilot Voting(string[] voters, params Event[] more) => Planned(
    [
        new PilotStarted(PilotId), new PilotEnded(PilotId, "Done"),
        .. voters.Except(["P-1", "P-2", "P-3"]).Select(voter => new PilotJoined(PilotId, voter)),
        new PilotVoteOpened(PilotId, voters, Closes), .. more,
    ]);

    private static Ballots Of(Pilot pilot, params (string Voter, bool Accepts)[] cast) => cast.Aggregate(Ballots.Unknown, (ballots, one) => ballots.Evolve(new Happened(
        new BallotCast(PilotId, one.Voter, pilot.Vote!.OpenedBy, Confided.Of(new Ballot(one.Accepts), one.Voter, Ballots.PurposeOf(PilotId))), Now, Now, one.Voter, null, 20)));

    private static IReadOnlyList<Person> Persons(string[] voters, string[] managers) => [.. voters.Select(voter => managers.Contains(voter) ? Manager(voter) : Here(voter))];

    private static Then Close(string[] voters, string[] managers, string[] yes, string[]? no = null)
    {
        var vote = Voting(voters);
        return Close(vote, Of(vote, [.. yes.Select(one => (one, true)), .. (no ?? []).Select(one => (one, false))]), managers);
    }

    private static Then Close(Pilot vote, Ballots ballots, string[] managers) => When(CloseVote.Decide(
        new CloseVote(PilotId), vote, Shaped, ballots, Defaults, Persons([.. vote.Vote!.Voters], managers), By("P-1", Closes)));
}
