using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Record;

namespace Groundswell.Masters.Effective;

/// <summary>
/// Whether a site works by the record, and how that began: with what ran there before, or with a change that opened it through its own readiness gate. Until then
/// nothing is commissioned there: two signatures take a master into a working site, they open none.
/// </summary>
/// <param name="Change">The change that opened it.</param>
public sealed record SiteAtWork(SiteBeginning Began, DateTimeOffset? Since, string? Change) : IState<SiteAtWork>
{
    /// <summary>
    /// Where changes were launched at a site that one has opened: its gate was asked for these work centers, and two signatures take nothing to others. Null: it works as a
    /// whole, as where it began with what ran there before.
    /// </summary>
    public ImmutableArray<Id<WorkCenter>>? Opened { get; init; }

    public static Id<SiteAtWork> OfSite { get; } = new("site");

    public static string Kind => "site-at-work";

    public static SiteAtWork Unknown { get; } = new(SiteBeginning.NotYet, null, null);

    /// <summary>Sites that were opened before openings were changes are at work: their records can't be asked for what nobody could do then.</summary>
    public bool IsAtWork(Site site) => Began != SiteBeginning.NotYet || !site.OpensByChange;

    /// <summary>Those of the work centers that a launch opens by reaching them; none at a site that works as a whole.</summary>
    public IReadOnlyList<Id<WorkCenter>> OpenedBy(IReadOnlyList<Id<WorkCenter>> launchedAt) => Opened is { } opened ? [.. launchedAt.Except(opened)] : [];

    public SiteAtWork Evolve(Happened happened) => happened.Event switch
    {
        SiteBeganWork e => new(e.With, happened.RecordedAt, e.Change),
        WorkCentersOpened e => this with { Opened = [.. Opened ?? [], .. e.WorkCenters] },
        _ => this,
    };
}

/// <summary>By what a site began to work by the record.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SiteBeginning>))]
public enum SiteBeginning
{
    NotYet,

    /// <summary>What ran before there was a record was entered.</summary>
    Baseline,

    /// <summary>Its champions launched the change that opened it.</summary>
    Opening,
}

/// <summary>From here on the site works by the record.</summary>
[RecordedAs("site.began-work")]
public sealed record SiteBeganWork(SiteBeginning With, string? Change = null) : Event;

/// <summary>A launch has come to these work centers for the first time, at a site that a change has opened.</summary>
[RecordedAs("site.work-centers-opened")]
public sealed record WorkCentersOpened(IReadOnlyList<Id<WorkCenter>> WorkCenters) : Event;

/// <summary>The site does not work by the record yet.</summary>
public sealed record SiteNotAtWork(string Site) : Refusal("commissioning.site-not-at-work");

/// <summary>A change opened the site: nothing ran there before.</summary>
public sealed record SiteOpenedByChange(string Site, string Change) : Refusal("baseline.site-opened-by-change");
