using System.Text.Json.Serialization;
using Groundswell.Deciding;

namespace Groundswell.Influence.Choosing;

/// <summary>Somebody whom a change concerns, as the room Changes knows them.</summary>
/// <param name="Function">Theirs in this change; null: the one they work for.</param>
/// <param name="Shift">Theirs; null: as they are assigned.</param>
/// <param name="Loses">They lose by it: pay, overtime, standing, a way of working they made. They count double.</param>
/// <param name="Doubts">They have said themselves that they have doubts.</param>
public sealed record Affected(string Person, Function? Function = null, string? Shift = null, bool Loses = false, bool Doubts = false);

/// <summary>Whom to ask to shape and carry a change. This is the one seam by which the room Changes asks.</summary>
/// <param name="Divergent">It breaks with how things are done, touches three functions or pay: then whoever connects groups is worth more; otherwise whoever is close to their own.</param>
/// <param name="Size">Of the pilot group; null: a sixth of those affected, six to twelve.</param>
/// <param name="Seed">The same question with the same seed has the same answer.</param>
/// <param name="Already">Who is in the group, or carries the change: they count, and others are proposed beside them.</param>
public sealed record CandidateQuestion(
    string Change, IReadOnlyList<Affected> People, bool Divergent = false, int? Size = null, ulong Seed = 1, IReadOnlyList<string>? Already = null);

/// <summary>A proposal. A human decides, and says why.</summary>
/// <param name="Basis">What it is made from.</param>
/// <param name="Invited">By name, in no order of worth.</param>
/// <param name="Reach">How many of those affected have one, and two, of them among the people who influence them; null where it would tell of a few people, alone or held against what was told before.</param>
/// <param name="FormalReach">The same for all of those affected who have rank; null where it would tell of a few.</param>
/// <param name="AtRandom">So many chosen at random would reach as many; null where even all would not.</param>
/// <param name="AtLeastOfBest">The group reaches at least this share of what the best of its size could.</param>
/// <param name="NotReached">Groups of five or more with how many of them have no contact.</param>
/// <param name="NotKnown">How many of those affected are not counted: they don't take part, or joined or left too lately for figures not to tell who it was.</param>
/// <param name="Lacking">What was asked for and can't be had.</param>
/// <param name="Already">How many are there already. What is reached is reached together with them.</param>
public sealed record Suggestion(
    string Change, SuggestionBasis Basis, IReadOnlyList<Invited> Invited, ReachOf? Reach, FormalReach? FormalReach, int? AtRandom, double? AtLeastOfBest,
    IReadOnlyList<NotReached> NotReached, int NotKnown, IReadOnlyList<Lacking> Lacking, int Already = 0)
{
    /// <summary>All whose reach would be told: who is there already and who is proposed.</summary>
    [JsonIgnore]
    internal IReadOnlyList<string> Group { get; init; } = [];

    [JsonIgnore]
    internal IReadOnlyList<string> Ranked { get; init; } = [];

    /// <summary>The names and the reasons alone.</summary>
    internal Suggestion WithoutFigures => this with { Reach = null, FormalReach = null, AtRandom = null, AtLeastOfBest = null, NotReached = [] };
}

/// <param name="Reasons">Why they are proposed, for people to read.</param>
/// <param name="Swap">What would be lost with the next best in their place.</param>
public sealed record Invited(string Person, IReadOnlyList<InvitedFor> Reasons, SwapCost Swap);

/// <param name="Affected">Whom it concerns and who may be counted.</param>
/// <param name="AllButFew">Of a group of which fewer than five are not counted all are said, here and in the other numbers, as if those few were like the others: nobody is to be found to take part.</param>
public sealed record ReachOf(int Affected, int Once, int Twice, bool AllButFew);

/// <param name="People">So many of those affected have rank and may be counted; five at least.</param>
public sealed record FormalReach(int People, int Once, int Twice);

/// <param name="People">In the group.</param>
/// <param name="Without">Of them have no contact in the proposed group.</param>
public sealed record NotReached(string Group, int People, int Without);

[JsonConverter(typeof(JsonStringEnumConverter<SuggestionBasis>))]
public enum SuggestionBasis
{
    /// <summary>What the record shows of those who take part.</summary>
    Network = 1,

    /// <summary>Volunteers, and people whom somebody named who was drawn at random: there is nothing else to go by yet.</summary>
    VolunteersAndNamed,

    /// <summary>There is nobody to go by.</summary>
    Nobody,
}

/// <summary>Why somebody is proposed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InvitedFor>))]
public enum InvitedFor
{
    /// <summary>Several of those affected turn to them.</summary>
    TurnedTo = 1,

    /// <summary>Asked when something does not work.</summary>
    Expert,

    /// <summary>Their word counts.</summary>
    Trusted,

    /// <summary>Connects groups that have little to do with each other.</summary>
    Connects,

    /// <summary>From this function nobody else would be there.</summary>
    ForFunction,

    /// <summary>From this shift nobody else would be there.</summary>
    ForShift,

    /// <summary>Loses by the change, and has to be heard.</summary>
    Loses,

    /// <summary>Has doubts and says so: invited, not pressed.</summary>
    Doubts,

    /// <summary>Has offered to.</summary>
    Volunteered,

    /// <summary>Was named by somebody who was drawn at random.</summary>
    NamedByDrawn,
}

[JsonConverter(typeof(JsonStringEnumConverter<SwapCost>))]
public enum SwapCost
{
    /// <summary>Nothing to speak of.</summary>
    None = 1,
    Little,
    Much,

    /// <summary>Nobody else could be there instead.</summary>
    NobodyElse,
}

[JsonConverter(typeof(JsonStringEnumConverter<Lacking>))]
public enum Lacking
{
    /// <summary>A function or shift nobody could be proposed from.</summary>
    FunctionOrShift = 1,
    Expert,
    Trusted,

    /// <summary>Nobody has declared doubts. That is no proof that there are none.</summary>
    Doubter,

    /// <summary>Fewer people could be asked than the group should have.</summary>
    Size,
}
