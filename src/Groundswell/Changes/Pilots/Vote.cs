using Groundswell.Changes.Policies;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.People.Persons;
using Groundswell.Sealing;
using Groundswell.Signing;

namespace Groundswell.Changes.Pilots;

/// <summary>Ask the pilot group whether it accepts what it has tried. For its members, when the pilot has ended. Who votes is settled here.</summary>
public sealed record OpenVote(Id<Pilot> Pilot, DateTimeOffset ClosesAt) : SiteCommand
{
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(8);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(21);

    /// <param name="members">Those who have accepted.</param>
    public static Decision Decide(OpenVote open, Pilot pilot, Change change, IReadOnlyList<Person> members, Circumstances circumstances)
    {
        if ((PilotRules.NotOfGroup(open.Pilot, change.Id, pilot, circumstances) ?? ChangeRules.NotOpen(change.Id, change)) is { } refusal)
            return refusal;
        if (pilot.Status != PilotStatus.Ended)
            return new PilotNotEnded(open.Pilot, pilot.Status);
        if (pilot.Vote is { IsOpen: true } or { Accepted: true })
            return new VoteOpenedAlready(open.Pilot);
        if (PilotRules.UnfitGroup(pilot, change, members, circumstances.At) is { } unfit)
            return unfit;
        if (open.ClosesAt < circumstances.Now + Shortest || open.ClosesAt > circumstances.Now + Longest)
            return new VoteTimeUnfit(open.Pilot);

        return new PilotVoteOpened(open.Pilot, [.. pilot.Members], open.ClosesAt);
    }
}

/// <summary>Say whether one accepts what the group has tried. Sealed; who was asked may change their mind until the vote is closed.</summary>
public sealed record CastBallot(Id<Pilot> Pilot, bool Accepts, string? Remark = null) : PeopleCommand
{
    public static Decision Decide(CastBallot cast, Pilot pilot, Ballots ballots, Circumstances circumstances)
    {
        if (pilot.Status == PilotStatus.Unknown)
            return new PilotUnknown(cast.Pilot);
        if (pilot.Vote is not { IsOpen: true } vote || circumstances.Now >= vote.ClosesAt)
            return new NoVoteOpen(cast.Pilot);
        if (!vote.Voters.Contains(circumstances.Person) || !pilot.IsMember(circumstances.Person))
            return new NotAskedToVote(cast.Pilot, circumstances.Person);
        if (ballots.Cast.TryGetValue(circumstances.Person, out var before) && before.VoteOpened == vote.OpenedBy && before.Accepts == cast.Accepts && cast.Remark is null)
            return new BallotUnchanged(cast.Pilot);

        return new BallotCast(cast.Pilot, circumstances.Person, vote.OpenedBy, Confided.Of(
            new Ballot(cast.Accepts, string.IsNullOrWhiteSpace(cast.Remark) ? null : cast.Remark.Trim()), circumstances.Person, Ballots.PurposeOf(cast.Pilot)));
    }
}

/// <summary>Have one's own ballot forgotten. What the vote came to stays.</summary>
public sealed record ForgetBallot(Id<Pilot> Pilot) : PeopleCommand
{
    public static Decision Decide(ForgetBallot forget, Ballots ballots, Circumstances circumstances) =>
        ballots.Cast.TryGetValue(circumstances.Person, out var ballot) && ballot.Key is { } key
            ? new BallotForgotten(forget.Pilot, circumstances.Person, key)
            : new NoBallotCast(forget.Pilot);
}

/// <summary>Close the vote and say what it came to: when its time is over, or when all have voted.</summary>
/// <remarks>
/// The group accepts where enough of it voted, enough of those accept, and enough of those who are nobody's manager accept: managers can't carry it.
/// </remarks>
public sealed record CloseVote(Id<Pilot> Pilot) : SiteCommand
{
    /// <param name="voters">The voters as persons.</param>
    public static Decision Decide(
        CloseVote close, Pilot pilot, Change change, Ballots ballots, ChangePolicy policy, IReadOnlyList<Person> voters, Circumstances circumstances)
    {
        if (pilot.Status == PilotStatus.Unknown)
            return new PilotUnknown(close.Pilot);
        if (pilot.Vote is not { IsOpen: true } vote)
            return new NoVoteOpen(close.Pilot);
        var cast = vote.Voters
            .Where(pilot.IsMember)
            .Select(voter => (Voter: voter, Accepts: ballots.Cast.TryGetValue(voter, out var ballot) && ballot.VoteOpened == vote.OpenedBy ? ballot.Accepts : null))
            .Where(one => one.Accepts is not null)
            .ToList();
        if (circumstances.Now < vote.ClosesAt && cast.Count < vote.Voters.Length)
            return new VoteStillRuns(close.Pilot, vote.ClosesAt);

        var asks = policy.For(ClassOf(change, pilot));
        var managers = voters.Where(voter => voter.IsManager(circumstances.At)).Select(voter => voter.Id.Value).ToHashSet();
        var floor = cast.Where(one => !managers.Contains(one.Voter)).ToList();
        var accepted = cast.Count >= asks.Quorum * vote.Voters.Length
            && cast.Count >= PilotRules.FewestMembers
            && Enough(cast.Count(one => one.Accepts == true), cast.Count)
            && Enough(floor.Count(one => one.Accepts == true), floor.Count);
        return new PilotVoteClosed(
            close.Pilot, vote.Voters.Length, cast.Count, accepted, cast.Count >= FewestShown ? cast.Count(one => one.Accepts == true) : null);

        bool Enough(int yes, int of) => of > 0 && yes >= asks.Agreement * of && yes * 2 > of;
    }

    /// <summary>Of fewer, a total would tell whose vote was which.</summary>
    private const int FewestShown = 5;

    private static Masters.Differences.ChangeClass ClassOf(Change change, Pilot pilot) =>
        change.Revisions.Where(frozen => pilot.Plan?.Revisions.Contains(frozen.Revision) == true).Select(frozen => frozen.Class).Append(change.RaisedTo).Max();
}

/// <summary>Agree, for Quality, with what the pilot group has accepted. Signed: "approved". It adds to the vote; without one there is nothing to agree with.</summary>
public sealed record AgreeToAcceptance(Id<Pilot> Pilot) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.QualityApprover))];

    /// <param name="revisions">Those that the plan names.</param>
    public static Decision Decide(AgreeToAcceptance agree, Pilot pilot, IReadOnlyList<WorkMasterVersion> revisions, Circumstances circumstances)
    {
        if (pilot.Status == PilotStatus.Unknown)
            return new PilotUnknown(agree.Pilot);
        if (pilot.Vote is not { Accepted: true })
            return new PilotNotAccepted(agree.Pilot);
        if (revisions.Any(revision => revision.Editors.Contains(circumstances.Person)))
            return new EditorJudgesOwnDraft(circumstances.Person);
        var shown = SheetOf(agree, pilot, revisions).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, shown) is { } unsigned)
            return unsigned;

        return new AcceptanceAgreed(agree.Pilot, circumstances.Own(SignatureMeaning.Approved, shown));
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read)
    {
        var pilot = await read.Of(Pilot);
        return SheetOf(this, pilot, await PilotActs.RevisionsOf(pilot, read));
    }

    internal static SigningSheet SheetOf(AgreeToAcceptance agree, Pilot pilot, IReadOnlyList<WorkMasterVersion> revisions) => revisions.Aggregate(
        new SigningSheet("Agree with what a pilot group has accepted")
            .With("Site", agree.Site.ToUpperInvariant()).With("Pilot", pilot.Id.Value).With("Change", pilot.Change.Value)
            .With("Vote closed by entry", pilot.Vote?.ClosedBy),
        (sheet, revision) => sheet.With(SheetWord.AsIs($"{revision.Id} (SHA-256)"), revision.ContentHash));
}
