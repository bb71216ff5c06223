using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;

namespace Groundswell.Changes.Pilots;

/// <summary>What every act of a pilot group keeps to.</summary>
internal static class PilotRules
{
    /// <summary>Fewer can't speak for others, and a vote among them would hide nobody.</summary>
    public const int FewestMembers = 3;

    /// <summary>Why whoever asks may not do what only the group's members do, or null.</summary>
    public static Refusal? NotOfGroup(Id<Pilot> asked, Id<Change> change, Pilot pilot, Circumstances circumstances) =>
        pilot.Status == PilotStatus.Unknown || pilot.Change != change ? new PilotUnknown(asked)
        : pilot.IsMember(circumstances.Person) ? null
        : new NotOfPilotGroup(asked, circumstances.Person);

    /// <summary>Who votes on a trial has been in the group while it ran: nobody is asked in for the vote.</summary>
    public static Refusal? Closed(Pilot pilot) => pilot.Status == PilotStatus.Ended ? new PilotGroupClosed(pilot.Id) : null;

    public static Refusal? NotHere(string asked, Person person) => person.Status == PersonStatus.Here ? null : new NotWorkingHere(asked);

    /// <summary>Why these people are no pilot group for the change, or null.</summary>
    /// <param name="members">Those who have accepted.</param>
    public static Refusal? UnfitGroup(Pilot pilot, Change change, IReadOnlyList<Person> members, DateTimeOffset at)
    {
        var here = members.Where(member => member.Status == PersonStatus.Here).ToList();
        if (here.Count < FewestMembers)
            return new PilotGroupTooSmall(pilot.Id, here.Count, FewestMembers);
        var managers = here.Count(member => member.IsManager(at));
        if (managers * 3 > here.Count)
            return new TooManyManagers(pilot.Id, managers, here.Count);
        foreach (var function in change.Functions)
        {
            if (!here.Any(member => member.Functions.Contains(function)))
                return new FunctionNotInGroup(pilot.Id, function);
        }

        var led = here.FirstOrDefault(member => member.ReportsTo?.Value == pilot.Facilitator);
        return led is null ? null : new FacilitatorLeadsMember(pilot.Id, pilot.Facilitator, led.Id.Value);
    }
}
