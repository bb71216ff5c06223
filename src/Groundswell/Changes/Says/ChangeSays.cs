using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Sealing;

namespace Groundswell.Changes.Says;

/// <summary>
/// What the people of a site whom a change affects say of it: it helps, it is neutral, it hurts, and what would make it work. Each "hurts" has standing: it is
/// answered before the site launches, and its author may object once to the answer. Sealed: by name only their author and the facilitator see them.
/// </summary>
/// <param name="ByPerson">The last say of each; by the person's id.</param>
public sealed record ChangeSays(Id<ChangeSays> Id, ImmutableDictionary<string, Said> ByPerson, int Numbers) : IState<ChangeSays>
{
    public static string Kind => "says";

    public static ChangeSays Unknown { get; } = new(default, ImmutableDictionary<string, Said>.Empty, 0);

    public static Id<ChangeSays> IdOf(Id<Change> change) => new(change.Value);

    /// <summary>What a say is sealed for: each change's by itself, so that one can be forgotten without the others.</summary>
    public static string PurposeOf(Id<Change> change) => $"says-{change.Value}";

    public Said? Numbered(int number) => ByPerson.Values.FirstOrDefault(said => said.Number == number);

    public ChangeSays Evolve(Happened happened) => happened.Event switch
    {
        SayGiven e => this with
        {
            Id = IdOf(e.Change),
            Numbers = e.Number,
            ByPerson = ByPerson.SetItem(happened.Actor, new Said(
                e.Number, happened.Actor, [.. e.Functions], e.Shift, e.What.Value, e.What.Key, happened.OccurredAt, e.DueAt, null, null, false, false)),
        },
        SayAnswered e => Change(e.Number, said => said with
        {
            Answer = e.Answer.Value?.Text,
            AnsweredAt = happened.OccurredAt,
            ChangedDesign = said.ChangedDesign || e.ChangedDesign == true,
            FirstAnsweredAt = said.FirstAnsweredAt ?? happened.OccurredAt,
        }),
        AnswerObjected e => Change(e.Number, said => said with { Objected = true, AnsweredAt = null, DueAt = e.DueAt }),
        SayForgotten e => Numbered(e.Number) is { } said ? this with { ByPerson = ByPerson.Remove(said.Person) } : this,
        _ => this,
    };

    private ChangeSays Change(int number, Func<Said, Said> change) =>
        Numbered(number) is { } said ? this with { ByPerson = ByPerson.SetItem(said.Person, change(said)) } : this;
}

/// <summary>What one person says of a change.</summary>
/// <param name="Number">Its number among the says of the change at the site: what it is answered by, without a name.</param>
/// <param name="What">Null where its key is not here.</param>
/// <param name="DueAt">Until when a "hurts" is owed an answer.</param>
/// <param name="AnsweredAt">Null again when its author has objected to the answer.</param>
/// <param name="ChangedDesign">The draft was changed because of it.</param>
public sealed record Said(
    int Number, string Person, ImmutableArray<Function> Functions, string? Shift, SayWords? What, string? Key, DateTimeOffset At, DateTimeOffset DueAt,
    string? Answer, DateTimeOffset? AnsweredAt, bool ChangedDesign, bool Objected)
{
    public DateTimeOffset? FirstAnsweredAt { get; init; }

    /// <summary>It hurts somebody, and nobody has answered, or the answer was objected to.</summary>
    public bool IsOpen => What?.Effect == SayEffect.Hurts && AnsweredAt is null;
}

[JsonConverter(typeof(JsonStringEnumConverter<SayEffect>))]
public enum SayEffect
{
    Helps = 1,
    Neutral,
    Hurts,
}

/// <summary>What is sealed of a say.</summary>
/// <param name="WouldWork">What would make it work.</param>
public sealed record SayWords(SayEffect Effect, string? WouldWork = null) : IConfidable<SayWords>
{
    public static JsonTypeInfo<SayWords> Shape => VoicesJson.Default.SayWords;
}

/// <summary>What is sealed of an answer: under the key of whom it was given to.</summary>
public sealed record SayAnswer(string Text) : IConfidable<SayAnswer>
{
    public static JsonTypeInfo<SayAnswer> Shape => VoicesJson.Default.SayAnswer;
}

// Recorded in the site's log for people's data. These names and fields are in plants' records: add to them, never change them.

/// <param name="Functions">Those its author works for.</param>
/// <param name="DueAt">Until when it is owed an answer, where it hurts. On every say: it must not tell which they are.</param>
[RecordedAs("say.given")]
public sealed record SayGiven(
    Id<Change> Change, int Number, Confided<SayWords> What, IReadOnlyList<Function> Functions, DateTimeOffset DueAt, string? Shift = null) : Event, IConfides
{
    IEnumerable<Confided> IConfides.Confidences => [What];
}

[RecordedAs("say.answered")]
public sealed record SayAnswered(Id<Change> Change, int Number, Confided<SayAnswer> Answer, bool? ChangedDesign = null) : Event, IConfides
{
    IEnumerable<Confided> IConfides.Confidences => [Answer];
}

[RecordedAs("say.answer-objected")]
public sealed record AnswerObjected(Id<Change> Change, int Number, DateTimeOffset DueAt) : Event;

/// <param name="Key">The id of the key that ended.</param>
[RecordedAs("say.forgotten")]
public sealed record SayForgotten(Id<Change> Change, int Number, string Key) : Event, IForgets
{
    IEnumerable<string> IForgets.Keys => [Key];

    string IForgets.Why => "The say was taken back by its author.";
}
