using Groundswell.Changes.Pilots;
using Groundswell.Deciding;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Signs;
using Groundswell.Record;

namespace Groundswell.Changes.Questions;

/// <summary>
/// Put a sign to a pilot group as a question: what is in the way? It is about a group of five people or more that signs were told of, and what the pilot group says of it the facilitator records
/// as a finding.
/// </summary>
/// <param name="Week">Its Monday.</param>
/// <param name="Share">How often it was, as it was shown.</param>
/// <param name="Before">How often it was in the weeks before, as it was shown.</param>
public sealed record PutSignToPilot(Id<Pilot> Pilot, DateOnly Week, SignKind Sign, string Group, decimal Share, decimal Before) : PeopleCommand
{
    /// <param name="told">Of which groups signs were told in this quarter.</param>
    public static Decision Decide(PutSignToPilot put, Pilot pilot, PilotQuestions questions, InfluencePolicy policy, Told told, Told toldBefore)
    {
        if (!policy.IsOn)
            return new InfluenceOff();
        if (pilot.Status is PilotStatus.Unknown or PilotStatus.Ended)
            return new PilotUnknown(put.Pilot);
        if (put.Week.DayOfWeek != DayOfWeek.Monday || put.Share < 0 || put.Before < 0 || (!told.Has(put.Group) && !toldBefore.Has(put.Group)))
            return new SignUnknown();
        if (questions.Asked.Contains(new SignOfWeek(put.Week, put.Sign, put.Group)))
            return new SignPutAlready(put.Pilot);

        return new SignPut(PilotQuestions.Of(put.Pilot), put.Week, put.Sign, put.Group, put.Share, put.Before);
    }
}

/// <summary>One sign of a group in a week.</summary>
public sealed record SignOfWeek(DateOnly Week, SignKind Sign, string Group);

/// <summary>What a pilot group was asked about signs. In the site's log for people's data.</summary>
public sealed record PilotQuestions(IReadOnlyList<SignOfWeek> Asked) : IState<PilotQuestions>
{
    public static string Kind => "pilot-questions";

    public static PilotQuestions Unknown { get; } = new([]);

    public PilotQuestions Evolve(Happened happened) => happened.Event is SignPut e ? new PilotQuestions([.. Asked, new SignOfWeek(e.Week, e.Sign, e.Group)]) : this;

    public static Id<PilotQuestions> Of(Id<Pilot> pilot) => new(pilot.Value);
}

/// <summary>A pilot group is asked what is in the way. These names and fields are in plants' records: add to them, never change them.</summary>
[RecordedAs("pilot.sign-put")]
public sealed record SignPut(Id<PilotQuestions> Questions, DateOnly Week, SignKind Sign, string Group, decimal Share, decimal Before) : Event;

/// <summary>The group was asked about it already.</summary>
public sealed record SignPutAlready(Id<Pilot> Pilot) : Refusal("pilot.sign-put-already")
{
    public override string Field => "pilot";
}
