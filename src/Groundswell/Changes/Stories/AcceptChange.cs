using System.Globalization;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Deciding;
using Groundswell.Masters.Differences;

namespace Groundswell.Changes.Stories;

/// <summary>Take into the change that its pilot group has accepted it. It says nothing of its own: the pilot's record is what counts.</summary>
public sealed record TakeAcceptance(Id<Change> Change, Id<Pilot> Pilot) : SharedCommand
{
    public static Decision Decide(TakeAcceptance take, Change change, Pilot pilot)
    {
        if (ChangeRules.NotOpen(take.Change, change) is { } refusal)
            return refusal;
        if (pilot.Status == PilotStatus.Unknown || pilot.Change != take.Change)
            return new PilotUnknown(take.Pilot);
        if (pilot.Vote is not { Accepted: true } vote)
            return new PilotNotAccepted(take.Pilot);
        var revisions = change.Revisions.Where(frozen => pilot.Plan!.Revisions.Contains(frozen.Revision)).ToList();
        if (change.Drafts.Any(draft => revisions.All(revision => revision.Draft != draft.Version)))
            return new PilotTriedLess(take.Pilot);

        // A class that was raised during the pilot asks for what its pilot had not to have.
        var critical = revisions.Select(revision => revision.Class).Append(change.RaisedTo).Max() == ChangeClass.Critical;
        if (critical && pilot.AgreedAt is null)
            return new QualityHasNotAgreed(take.Pilot);

        return new ChangeAccepted(take.Change, take.Site.ToUpperInvariant(), take.Pilot.Value, revisions, pilot.AgreedAt ?? vote.ClosedBy ?? 0);
    }
}

/// <summary>Open a change again, for the program: six weeks after its launch a site uses it less than the policy asks for.</summary>
public sealed record ReopenFallen(Id<Change> Change) : SharedCommand
{
    public static Decision Decide(ReopenFallen reopen, Change change, SiteChange here)
    {
        if (change.Status == ChangeStatus.Unknown)
            return new ChangeUnknown(reopen.Change);
        if (change.Status != ChangeStatus.Accepted)
            return new ChangeNotAccepted(reopen.Change);
        if (here.Use is not { Fallen: true } use)
            return new UseHasNotFallen(reopen.Change);

        return new ChangeReopened(reopen.Change, string.Create(
            CultureInfo.InvariantCulture,
            $"Six weeks after the launch at {reopen.Site.ToUpperInvariant()}, {use.Share:P0} of the work is done by it; {use.Asked:P0} was asked for."));
    }
}

/// <summary>Shape a change again that was accepted: it has to be tried and accepted anew. What sites have launched stays.</summary>
public sealed record ReopenChange(Id<Change> Change, string Reason) : SharedCommand
{
    public static Decision Decide(ReopenChange reopen, Change change)
    {
        if (change.Status == ChangeStatus.Unknown)
            return new ChangeUnknown(reopen.Change);
        if (change.Status != ChangeStatus.Accepted)
            return new ChangeNotAccepted(reopen.Change);
        if (string.IsNullOrWhiteSpace(reopen.Reason))
            return new ChangeReasonMissing();

        return new ChangeReopened(reopen.Change, reopen.Reason.Trim());
    }
}
