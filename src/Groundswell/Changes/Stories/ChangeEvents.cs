using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Changes.Stories;

// The life of a change, in order, in the enterprise's log. These names and fields are in enterprises' records: add to them, never change them.

/// <param name="Origin">The code of the site it began at.</param>
/// <param name="Proposals">The ids of the proposals it answers, at that site.</param>
[RecordedAs("change.opened")]
public sealed record ChangeOpened(
    Id<Change> Change, string Title, string Reason, string Origin, bool Affecting, IReadOnlyList<string>? Proposals = null) : Event;
