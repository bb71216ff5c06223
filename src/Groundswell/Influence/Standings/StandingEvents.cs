using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Influence.Standings;

// How somebody's part in the network goes, in the site's log for people's data. These names and fields are in plants' records: add to them, never change them.

/// <param name="Policy">The version of the site's policy they agreed to by this.</param>
[RecordedAs("influence.taking-part-begun")]
public sealed record TakingPartBegun(Id<Standing> Standing, int Policy) : Event;

[RecordedAs("influence.taking-part-paused")]
public sealed record TakingPartPaused(Id<Standing> Standing) : Event;

/// <param name="Objects">They don't want to be counted in figures of groups either.</param>
[RecordedAs("influence.taking-part-ended")]
public sealed record TakingPartEnded(Id<Standing> Standing, bool Objects) : Event;

/// <param name="UpTo">What happened up to then is never looked at again.</param>
[RecordedAs("influence.ties-deleted")]
public sealed record TiesDeleted(Id<Standing> Standing, DateTimeOffset UpTo) : Event;

/// <summary>They would carry changes. Nobody records it here any more: whoever offers to carry changes does so where champions are.</summary>
[RecordedAs("influence.offer-made")]
public sealed record OfferedToCarry(Id<Standing> Standing) : Event;

[RecordedAs("influence.offer-withdrawn")]
public sealed record OfferWithdrawn(Id<Standing> Standing) : Event;
