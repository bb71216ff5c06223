using System.Text.Json.Serialization;

namespace Groundswell.Influence.Maps;

/// <summary>How a change could spread on this site's own network, in two ways, and how launches here went before. It is what follows from what is fitted and assumed, and no forecast.</summary>
/// <param name="People">Whom it concerns.</param>
/// <param name="AllButFew">Of a group of which fewer than five are not counted all are said: nobody is to be found to take part.</param>
/// <param name="Assumed">What the curves stand on; it belongs beside them.</param>
public sealed record WhatIf(int People, IReadOnlyList<WhatIfCurve> Curves, WhatIfAssumed Assumed, bool AllButFew = false);

/// <param name="Beginners">Who begins, with those kept back; null where a curve has none, or where those with rank are too few for anything to be told that begins with them.</param>
/// <param name="Mean">Share of people who have taken it up by the end of each week.</param>
/// <param name="Low">Nine of ten runs lie above.</param>
/// <param name="High">Nine of ten runs lie below.</param>
public sealed record WhatIfCurve(BroughtBy By, int? Beginners, IReadOnlyList<double> Mean, IReadOnlyList<double> Low, IReadOnlyList<double> High);

/// <summary>A number of the two ways of playing: fitted to the site's own record, or assumed.</summary>
/// <param name="Low">What nine of ten fits to people drawn anew lie above; null: it is assumed.</param>
public sealed record WhatIfNumber(double Value, double? Low = null, double? High = null)
{
    public bool IsFitted => Low is not null;
}

/// <param name="Contacts">So many of those somebody turns to have to have taken it up before any passes it on.</param>
/// <param name="Passes">How much of a tie's strength passes within a week; 1 is assumed where nothing is known.</param>
/// <param name="PushByChampions">So likely somebody takes up in a week what champions carry, without any contact.</param>
/// <param name="PushFromAbove">The same of what comes from above.</param>
/// <param name="KeptBack">Of the champions, the share asked only where it has stalled. It is always assumed.</param>
/// <param name="Launches">So many launches, and so many people who took them up later than the first, are behind what is fitted; 0 and 0 where nothing is.</param>
/// <param name="Pushes">The same of what was pushed.</param>
/// <param name="ShowsPassing">The record tells that it passes along ties at all; null where nothing is fitted.</param>
/// <param name="Before">Bass's numbers of the launches before, taken together; null where there are too few.</param>
/// <param name="Lacking">Why nothing is fitted; null where something is.</param>
public sealed record WhatIfAssumed(
    WhatIfNumber Contacts, WhatIfNumber Passes, WhatIfNumber PushByChampions, WhatIfNumber PushFromAbove, double KeptBack, int Runs, FittedTo Launches, FittedTo Pushes,
    bool? ShowsPassing, BassBefore? Before, WhatIfLacking? Lacking = null)
{
    /// <summary>Any number of them comes from this site's own record.</summary>
    public bool IsFitted => Contacts.IsFitted || Passes.IsFitted || PushByChampions.IsFitted || PushFromAbove.IsFitted;
}

/// <param name="Rollouts">Versions that five people or more had taken up, and as many had not at once.</param>
/// <param name="People">Who took one up after its first week, over all of them.</param>
public sealed record FittedTo(int Rollouts, int People);

/// <param name="P">Per week, what comes from outside.</param>
/// <param name="Q">What comes from those who have it.</param>
public sealed record BassBefore(WhatIfNumber P, WhatIfNumber Q, WhatIfNumber Pull);

/// <summary>What a site's record has too little of for numbers of its own.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WhatIfLacking>))]
public enum WhatIfLacking
{
    /// <summary>Nothing was launched or pushed that as many people as a group has have worked by.</summary>
    Nothing = 1,

    /// <summary>It has run too short a time.</summary>
    Weeks,

    /// <summary>Nearly everybody began at once: too few later.</summary>
    People,
}

[JsonConverter(typeof(JsonStringEnumConverter<BroughtBy>))]
public enum BroughtBy
{
    /// <summary>Champions in waves: some begin, the others where it stalls.</summary>
    Champions = 1,

    /// <summary>Those with rank begin, and everybody feels a push.</summary>
    Rank,

    /// <summary>Bass's curve of the site's launches so far: what the two ways are held against.</summary>
    AsBefore,
}
