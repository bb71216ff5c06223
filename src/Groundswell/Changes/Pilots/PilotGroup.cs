using Groundswell.Changes.Launches;
using Groundswell.Changes.Openings;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;

namespace Groundswell.Changes.Pilots;

/// <summary>Begin a pilot group for a change. Whoever begins it is its facilitator, or names one.</summary>
public sealed record OpenPilotGroup(Id<Pilot> Pilot, Id<Change> Change, Id<Person>? Facilitator = null) : SiteCommand
{
    public static Decision Decide(OpenPilotGroup open, Pilot pilot, Change change, Circumstances circumstances)
    {
        if (change.OpensSite)
            return new OpensSite(open.Change);
        if (change.IsOfOtherSite(open.Site))
            return new VariantOfOtherSite(open.Change, change.Origin);
        if (ChangeRules.NotOpen(open.Change, change) is { } refusal)
            return refusal;
        if (pilot.Status != PilotStatus.Unknown)
            return new PilotAlreadyThere(open.Pilot);

        return new PilotGroupOpened(open.Pilot, open.Change, open.Facilitator?.Value ?? circumstances.Person);
    }
}

/// <summary>Offer oneself for a pilot group.</summary>
public sealed record VolunteerForPilot(Id<Pilot> Pilot) : SiteCommand
{
    public static Decision Decide(VolunteerForPilot volunteer, Pilot pilot, Person person, Circumstances circumstances)
    {
        if (pilot.Status == PilotStatus.Unknown)
            return new PilotUnknown(volunteer.Pilot);
        if (PilotRules.Closed(pilot) is { } closed)
            return closed;
        if (PilotRules.NotHere(circumstances.Person, person) is { } refusal)
            return refusal;
        if (pilot.People.GetValueOrDefault(circumstances.Person) is PilotStanding.Volunteer or PilotStanding.Invited or PilotStanding.Member)
            return new AskedAlready(volunteer.Pilot, circumstances.Person);

        return new PilotVolunteered(volunteer.Pilot, circumstances.Person);
    }
}

/// <summary>Ask somebody who does the work into a pilot group.</summary>
/// <param name="Why">In the words of whoever asks.</param>
public sealed record InviteToPilot(Id<Pilot> Pilot, Id<Person> Person, SuggestedBy By = SuggestedBy.Lead, string? Why = null) : SiteCommand
{
    public const int LongestWhy = 500;

    public static Decision Decide(InviteToPilot invite, Pilot pilot, Person person)
    {
        if (pilot.Status == PilotStatus.Unknown)
            return new PilotUnknown(invite.Pilot);
        if (PilotRules.Closed(pilot) is { } closed)
            return closed;
        if (PilotRules.NotHere(invite.Person.Value, person) is { } refusal)
            return refusal;
        if (pilot.People.GetValueOrDefault(invite.Person.Value) is PilotStanding.Invited or PilotStanding.Member)
            return new AskedAlready(invite.Pilot, invite.Person.Value);
        var why = string.IsNullOrWhiteSpace(invite.Why) ? null : invite.Why.Trim();
        if (why?.Length > LongestWhy)
            return new InvitationTooLong(LongestWhy);
        // A program proposes; whoever asks has their own reason, and says it.
        if (invite.By == SuggestedBy.Record && why is null)
            return new InvitationWhyMissing();

        return new PilotInvited(invite.Pilot, invite.Person.Value, invite.By, why);
    }
}

/// <summary>Accept, for oneself, to be in a pilot group. Nobody accepts for another.</summary>
public sealed record JoinPilotGroup(Id<Pilot> Pilot) : SiteCommand
{
    public static Decision Decide(JoinPilotGroup join, Pilot pilot, Person person, Circumstances circumstances)
    {
        if (pilot.Status == PilotStatus.Unknown)
            return new PilotUnknown(join.Pilot);
        if (PilotRules.Closed(pilot) is { } closed)
            return closed;
        if (PilotRules.NotHere(circumstances.Person, person) is { } refusal)
            return refusal;
        if (pilot.People.GetValueOrDefault(circumstances.Person) != PilotStanding.Invited)
            return new NotInvited(join.Pilot, circumstances.Person);

        return new PilotJoined(join.Pilot, circumstances.Person);
    }
}

/// <summary>Say no to a pilot group that one was asked into. No reason is owed.</summary>
public sealed record DeclinePilot(Id<Pilot> Pilot) : SiteCommand
{
    public static Decision Decide(DeclinePilot decline, Pilot pilot, Circumstances circumstances) =>
        pilot.People.GetValueOrDefault(circumstances.Person) == PilotStanding.Invited
            ? new PilotDeclined(decline.Pilot, circumstances.Person)
            : new NotInvited(decline.Pilot, circumstances.Person);
}

/// <summary>Leave a pilot group.</summary>
public sealed record LeavePilotGroup(Id<Pilot> Pilot) : SiteCommand
{
    public static Decision Decide(LeavePilotGroup leave, Pilot pilot, Circumstances circumstances) =>
        pilot.IsMember(circumstances.Person)
            ? new PilotLeft(leave.Pilot, circumstances.Person)
            : new NotOfPilotGroup(leave.Pilot, circumstances.Person);
}
