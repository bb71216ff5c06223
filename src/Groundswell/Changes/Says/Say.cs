using Groundswell.Changes.Policies;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Sealing;

namespace Groundswell.Changes.Says;

/// <summary>Say what one thinks of a change that affects one's work: it helps, is neutral, or hurts, and what would make it work. Said again, it replaces what one said before.</summary>
public sealed record SayOfChange(Id<Change> Change, SayEffect Effect, string? WouldWork = null, string? Shift = null) : PeopleCommand
{
    public const int LongestText = 2_000;

    public static Decision Decide(SayOfChange say, ChangeSays says, Change change, Person person, ChangePolicy policy, Circumstances circumstances)
    {
        if (change.Status is ChangeStatus.Unknown or ChangeStatus.GivenUp)
            return new SaidChangeUnknown(say.Change);
        if (person.Status != PersonStatus.Here)
            return new SayerNotHere(circumstances.Person);
        if (!Enum.IsDefined(say.Effect))
            return new SayEffectMissing();
        if (say.WouldWork?.Length > LongestText)
            return new SayTooLong(LongestText);
        var words = new SayWords(say.Effect, string.IsNullOrWhiteSpace(say.WouldWork) ? null : say.WouldWork.Trim());
        if (says.ByPerson.TryGetValue(circumstances.Person, out var before) && before.What == words)
            return new SaidAlready(say.Change);

        return new SayGiven(
            say.Change, says.Numbers + 1, Confided.Of(words, circumstances.Person, ChangeSays.PurposeOf(say.Change)), person.Functions,
            circumstances.At + policy.AnswerTime, say.Shift);
    }
}

/// <summary>Object, once, to the answer one's "hurts" was given: it is open again.</summary>
public sealed record ObjectToAnswer(Id<Change> Change) : PeopleCommand
{
    public static Decision Decide(ObjectToAnswer objection, ChangeSays says, ChangePolicy policy, Circumstances circumstances)
    {
        if (!says.ByPerson.TryGetValue(circumstances.Person, out var said))
            return new NothingSaid(objection.Change);
        if (said.AnsweredAt is null || said.What?.Effect != SayEffect.Hurts)
            return new NoAnswerToObjectTo(objection.Change);
        return said.Objected ? new AnswerObjectedAlready(objection.Change) : new AnswerObjected(objection.Change, said.Number, circumstances.At + policy.AnswerTime);
    }
}

/// <summary>Have what one said of a change forgotten for ever, and the answer with it.</summary>
public sealed record ForgetSay(Id<Change> Change) : PeopleCommand
{
    public static Decision Decide(ForgetSay forget, ChangeSays says, Circumstances circumstances) =>
        says.ByPerson.TryGetValue(circumstances.Person, out var said) && said.Key is { } key
            ? new SayForgotten(forget.Change, said.Number, key)
            : new NothingSaid(forget.Change);
}

/// <summary>Answer what somebody said of a change, as the facilitator, by its number.</summary>
/// <param name="ChangedDesign">The draft was changed because of it.</param>
public sealed record AnswerSay(Id<Change> Change, int Number, string Answer, bool ChangedDesign = false) : PeopleCommand
{
    /// <param name="author">Whose it is.</param>
    public static Decision Decide(AnswerSay answer, ChangeSays says, Person author, Circumstances circumstances)
    {
        if (says.Numbered(answer.Number) is not { } said)
            return new SayUnknown(answer.Change, answer.Number);
        if (said.Person == circumstances.Person)
            return new SayOwn(answer.Change);
        if (author.ReportsTo?.Value == circumstances.Person)
            return new FacilitatorOfOwnLine(answer.Change);
        if (said.AnsweredAt is not null)
            return new SayAnsweredAlready(answer.Number);
        if (string.IsNullOrWhiteSpace(answer.Answer))
            return new AnswerMissing();

        return new SayAnswered(
            answer.Change, answer.Number, Confided.Of(new SayAnswer(answer.Answer.Trim()), said.Person, ChangeSays.PurposeOf(answer.Change)),
            answer.ChangedDesign ? true : null);
    }
}

/// <summary>There is no such change, or it was given up.</summary>
public sealed record SaidChangeUnknown(Id<Change> Change) : Refusal("say.change-unknown")
{
    public override string Field => "change";
}

/// <summary>Only who works at the site has a say there.</summary>
public sealed record SayerNotHere(string Person) : Refusal("say.not-here");

/// <summary>It helps, is neutral, or hurts.</summary>
public sealed record SayEffectMissing() : Refusal("say.effect-missing")
{
    public override string Field => "effect";
}

/// <summary>The text is longer than this.</summary>
public sealed record SayTooLong(int Longest) : Refusal("say.too-long")
{
    public override string Field => "wouldWork";
}

/// <summary>The same was said already.</summary>
public sealed record SaidAlready(Id<Change> Change) : Refusal("say.said-already");

/// <summary>They have said nothing of this change, or it is forgotten.</summary>
public sealed record NothingSaid(Id<Change> Change) : Refusal("say.nothing-said");

/// <summary>There is no answer to what hurts them.</summary>
public sealed record NoAnswerToObjectTo(Id<Change> Change) : Refusal("say.no-answer-to-object-to");

/// <summary>They objected once; the second answer stands.</summary>
public sealed record AnswerObjectedAlready(Id<Change> Change) : Refusal("say.objected-already");

/// <summary>There is no say of this number.</summary>
public sealed record SayUnknown(Id<Change> Change, int Number) : Refusal("say.unknown")
{
    public override string Field => "number";
}

/// <summary>Nobody answers themselves.</summary>
public sealed record SayOwn(Id<Change> Change) : Refusal("say.own");

/// <summary>A facilitator is nobody's line manager in the group: another one answers.</summary>
public sealed record FacilitatorOfOwnLine(Id<Change> Change) : Refusal("say.facilitator-of-own-line");

/// <summary>It is answered.</summary>
public sealed record SayAnsweredAlready(int Number) : Refusal("say.answered-already");

/// <summary>An answer says something.</summary>
public sealed record AnswerMissing() : Refusal("say.answer-missing")
{
    public override string Field => "answer";
}
