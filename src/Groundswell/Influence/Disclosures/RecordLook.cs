using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Influence.Policies;
using Groundswell.People.Persons;
using Groundswell.Record;

namespace Groundswell.Influence.Disclosures;

/// <summary>What was looked at of people's ties.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LookedAt>))]
public enum LookedAt
{
    /// <summary>The map of a site's groups.</summary>
    Map = 1,

    /// <summary>Whom to ask for a change.</summary>
    Suggestion,

    /// <summary>Where a change does not fit.</summary>
    Signs,

    /// <summary>How a change would spread.</summary>
    WhatIf,

    /// <summary>How work goes from group to group: routing and rota, which is no influence and needs no policy.</summary>
    Work,

    /// <summary>Whether a change spread along ties.</summary>
    Spread,
}

/// <summary>What was told of a site's groups in a quarter, of one kind of figure, so that nothing is told that tells more together with it. In the site's log for people's data.</summary>
/// <param name="ChosenSets">People of whom something was told together besides: pilot groups, those with rank.</param>
public sealed record Told(IReadOnlyList<IReadOnlyList<Cell>> Partitions, IReadOnlyList<IReadOnlyList<Cell>> ChosenSets) : IState<Told>
{
    public static string Kind => "influence-told";

    public static Told Unknown { get; } = new([], []);

    public Told Evolve(Happened happened) => happened.Event is Looked e ? new Told(With(Partitions, e.Cells), With(ChosenSets, e.Chosen)) : this;

    private static IReadOnlyList<IReadOnlyList<Cell>> With(IReadOnlyList<IReadOnlyList<Cell>> known, IReadOnlyList<Cell>? cells) =>
        cells is not { Count: > 0 } || known.Any(one => IsSame(one, cells)) ? known : [.. known, cells];

    /// <summary>Of the quarter of a date: each kind of figure by itself. What was told in the quarter before counts as well.</summary>
    public static Id<Told> Of(LookedAt what, DateOnly date) => new($"{what} {Nominations.Nomination.QuarterOf(date)}");

    public static bool IsSame(IReadOnlyList<Cell> one, IReadOnlyList<Cell> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => pair.First.Members.SequenceEqual(pair.Second.Members));

    /// <summary>
    /// What some cells have to be held against. Signs of a week are counted in the group an entry was made in and are the same at every look, whoever has joined or left since: only groups that are put
    /// together in another way can tell more.
    /// </summary>
    internal static IReadOnlyList<IReadOnlyList<Cell>> Against(LookedAt what, IReadOnlyList<Told> told, IReadOnlyList<Cell> cells)
    {
        var before = told.SelectMany(one => one.Partitions);
        if (what != LookedAt.Signs)
            return [.. before];
        var names = cells.Select(cell => cell.Name).ToHashSet(StringComparer.Ordinal);
        return [.. before.Select(one => one.Where(cell => !names.Contains(cell.Name)).ToList())];
    }

    /// <summary>Whether something was told of a group of this name.</summary>
    public bool Has(string group) => Partitions.Any(one => one.Any(cell => cell.Name == group));
}

/// <summary>Somebody looked. The works council sees who, when, at what and what for.</summary>
/// <param name="Cells">The groups something was told of; absent where the same were told in this quarter already.</param>
/// <param name="Withheld">How many groups nothing was told of.</param>
/// <param name="About">A change's id, say.</param>
/// <param name="Chosen">People of whom something was told together besides; absent where there were none, or the same in this quarter already.</param>
[RecordedAs("influence.looked")]
public sealed record Looked(
    Id<Told> Told, LookedAt At, string Purpose, int Withheld, IReadOnlyList<Cell>? Cells = null, string? About = null, IReadOnlyList<Cell>? Chosen = null) : Event;

/// <summary>Record that somebody looks, before they are told anything. What would tell of fewer people than a group has is refused here, whoever asks and however.</summary>
public sealed record RecordLook(LookedAt At, string Purpose, IReadOnlyList<Cell> Cells, int Withheld, string? About = null, IReadOnlyList<Cell>? Chosen = null) : PeopleCommand
{
    public static Decision Decide(
        RecordLook look, InfluencePolicy policy, Told told, Told toldBefore, Person looker, Circumstances circumstances)
    {
        if (!policy.IsOn && look.At != LookedAt.Work)
            return new InfluenceOff();
        if (looker.IsManager(circumstances.At))
            return new LooksAsLineManager();
        if (string.IsNullOrWhiteSpace(look.Purpose))
            return new LookPurposeMissing();
        var (least, chosen) = (Math.Max(InfluenceRules.LeastGroup, policy.Content.LeastGroup), look.Chosen ?? []);
        if (look.Cells.Concat(chosen).Any(cell => cell.Members.Distinct().Count() < least))
            return new TooFewPeople(least);
        if (Differencing.Withheld(Told.Against(look.At, [toldBefore, told], look.Cells), look.Cells, least).Count > 0
            || Differencing.Withheld([.. toldBefore.ChosenSets, .. told.ChosenSets], chosen, least).Count > 0)
            return new WouldTellOfFew(least);

        return new Looked(
            Told.Of(look.At, circumstances.Date), look.At, look.Purpose.Trim(), look.Withheld, New(told.Partitions, look.Cells), look.About, New(told.ChosenSets, chosen));
    }

    private static IReadOnlyList<Cell>? New(IReadOnlyList<IReadOnlyList<Cell>> known, IReadOnlyList<Cell> cells) =>
        cells.Count == 0 || known.Any(before => Told.IsSame(before, cells)) ? null : cells;
}

/// <summary>Whoever has people reporting to them is shown nothing of whom people turn to.</summary>
public sealed record LooksAsLineManager() : Refusal("influence.line-manager");

/// <summary>Whoever looks says what for.</summary>
public sealed record LookPurposeMissing() : Refusal("influence.look-purpose-missing")
{
    public override string Field => "purpose";
}

/// <summary>Of so few people nothing is told.</summary>
public sealed record TooFewPeople(int Least) : Refusal("influence.too-few-people");

/// <summary>Together with what was told before it would tell something of a few people.</summary>
public sealed record WouldTellOfFew(int Least) : Refusal("influence.would-tell-of-few");
