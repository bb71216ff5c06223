using Groundswell.Deciding;

namespace Groundswell.Influence.Layers;

/// <summary>Somebody of a site, with what groups them and where they stand in the formal line.</summary>
/// <param name="Shift">Their team, or the pattern of shifts where they have none.</param>
/// <param name="Reports">How many report to them now.</param>
/// <param name="TakesPart">They have opted in, and have not paused.</param>
/// <param name="ForgottenUpTo">What happened up to then is not looked at: they had their ties deleted.</param>
/// <param name="Objects">They don't want to be part of any figure.</param>
/// <param name="Volunteers">They would carry changes.</param>
public sealed record SitePerson(
    string Id, IReadOnlyList<Function> Functions, string Shift, string? ReportsTo, int Reports, bool TakesPart = false, DateTimeOffset? ForgottenUpTo = null,
    bool Objects = false, bool Volunteers = false)
{
    /// <summary>The one that groups them; null where none is said.</summary>
    public Function? Function => Functions is [var first, ..] ? first : null;

    /// <summary>Function and shift: the only way in which figures are cut.</summary>
    public string Group => Function is { } function ? $"{function} · {Shift}" : Shift;

    public bool HasRank => Reports > 0;
}

/// <summary>Somebody was there in a shift for so many hours.</summary>
public readonly record struct Stayed(string Shift, string Person, double Hours);

/// <summary>One did something for another, as a layer has it.</summary>
/// <param name="Worth">1 is a whole contact.</param>
public readonly record struct Shown(Layer Layer, string From, string To, DateTimeOffset At, string Shift, double Worth, string Entries);

/// <summary>All that the network of a site is made of.</summary>
/// <param name="At">The instant it is looked at from: what is older weighs less.</param>
/// <param name="IsOnlyPast">All there is was taken over from another system: who worked on what after whom.</param>
public sealed record SiteEvidence(
    IReadOnlyList<SitePerson> People, IReadOnlyList<Shown> Contacts, IReadOnlyList<Stayed> Stays, DateTimeOffset At, bool IsOnlyPast = false);
