using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.Plant;

namespace Groundswell.Changes.Stories;

/// <summary>Another way to work, from the first voice to the last site. What a site does with it is in that site's own log.</summary>
/// <param name="Origin">The code of the site it began at.</param>
/// <param name="OpenedBy">The person's id.</param>
/// <param name="Affecting">Whether work in progress moves to it; otherwise both live side by side.</param>
/// <param name="Drafts">The versions it has opened, or opens a site with, one of each master.</param>
/// <param name="RaisedTo">The class that Quality has raised it to; <see cref="ChangeClass.None"/> where it has not.</param>
/// <param name="Effects">Who gains and who loses by it.</param>
/// <param name="Benefits">What each function gets from it, in its own words.</param>
/// <param name="Revisions">Every revision that was ever frozen, to be tried.</param>
public sealed record Change(
    Id<Change> Id, ChangeStatus Status, string Title, string Reason, string Origin, string OpenedBy, bool Affecting, ImmutableArray<ChangeDraft> Drafts,
    ChangeClass RaisedTo, ChangeReach Reach, ImmutableArray<ChangeEffect> Effects, ImmutableDictionary<Function, ChangeBenefit> Benefits,
    ImmutableArray<FrozenRevision> Revisions, ChangeAcceptance? Acceptance, VariantLink? VariantOf) : IState<Change>
{
    /// <summary>The variant that it offers to the core; null where it offers none.</summary>
    public VariantOffer? OfferOf { get; init; }

    /// <summary>The change by which the variant was last offered to the core; null where it was not.</summary>
    public Id<Change>? OfferedAs { get; init; }

    /// <summary>The most that any acceptance of it was of: what a site runs of it may be of an earlier one, also while it is shaped again.</summary>
    public ChangeClass AcceptedEver { get; init; }

    /// <summary>It opens the site that it began at, with versions that are approved already.</summary>
    public bool OpensSite { get; init; }

    public static string Kind => "change";

    public static Change Unknown { get; } = new(
        default, ChangeStatus.Unknown, "", "", "", "", false, [], ChangeClass.None, ChangeReach.None, [],
        ImmutableDictionary<Function, ChangeBenefit>.Empty, [], null, null);

    /// <summary>Whether it is a variant that another site has made for itself, or opens another site.</summary>
    public bool IsOfOtherSite(string site) => (VariantOf is not null || OpensSite) && !string.Equals(Origin, site, StringComparison.OrdinalIgnoreCase);

    /// <summary>The functions it touches.</summary>
    public IReadOnlyList<Function> Functions => Reach.Functions;

    /// <summary>
    /// The class of what the pilot group has accepted, or, while it is shaped again, had accepted before; it is never less than what Quality has raised it to.
    /// What opens a site brings materials, operations and limits that were not there: no less than parameter.
    /// </summary>
    public ChangeClass AcceptedClass =>
        (Acceptance?.Revisions.Select(revision => revision.Class) ?? [AcceptedEver]).Append(RaisedTo).Append(OpensSite ? ChangeClass.Parameter : ChangeClass.None).Max();

    public Change Evolve(Happened happened) => happened.Event switch
    {
        ChangeOpened e => Unknown with
        {
            Id = e.Change,
            Status = ChangeStatus.Open,
            Title = e.Title,
            Reason = e.Reason,
            Origin = e.Origin,
            OpenedBy = happened.Actor,
            Affecting = e.Affecting,
            VariantOf = e.VariantOf,
            OfferOf = e.OfferOf,
            Drafts = [.. e.Opens ?? []],
            OpensSite = e.Opens is not null,
        },
        ChangeDescribed e => this with { Title = e.Title, Reason = e.Reason, Affecting = e.Affecting },
        ChangeDraftOpened e => this with { Drafts = Drafts.Add(new ChangeDraft(e.WorkMaster, e.Version)) },
        OpeningVersionsSaid e => this with { Drafts = [.. e.Opens] },
        ChangeReachSaid e => this with { Reach = e.Reach },
        ChangeEffectsSaid e => this with { Effects = [.. e.Effects] },
        ChangeBenefitSaid e => this with { Benefits = Benefits.SetItem(e.Function, new ChangeBenefit(e.Words, e.Measure)) },
        ChangeClassRaised e => this with { RaisedTo = e.To },
        RevisionFrozen e => this with { Revisions = Revisions.Add(new FrozenRevision(e.Draft, e.Revision, e.Number, e.ContentHash, e.Class)) },
        ChangeAccepted e => this with
        {
            Status = ChangeStatus.Accepted,
            Acceptance = new ChangeAcceptance(e.Site, e.Pilot, [.. e.Revisions]),
            AcceptedEver = e.Revisions.Select(revision => revision.Class).Append(AcceptedEver).Max(),
        },
        ChangeReopened => this with { Status = ChangeStatus.Open, Acceptance = null },
        VariantOffered e => this with { OfferedAs = e.Offer },
        ChangeGivenUp => this with { Status = ChangeStatus.GivenUp },
        _ => this,
    };
}

/// <summary>A version that a change has opened.</summary>
public sealed record ChangeDraft(Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version);

/// <summary>What a change touches.</summary>
/// <param name="Sites">The codes of sites.</param>
/// <param name="WorkCenters">Where it began; another site says its own.</param>
/// <param name="Qualifications">The codes of qualifications that it asks for.</param>
public sealed record ChangeReach(
    IReadOnlyList<string> Sites, IReadOnlyList<Id<WorkCenter>> WorkCenters, IReadOnlyList<Function> Functions, IReadOnlyList<string>? Qualifications = null)
{
    public static ChangeReach None { get; } = new([], [], []);
}

/// <summary>What some people gain by a change, and lose.</summary>
/// <param name="Who">As people call them: the night shift, the planners.</param>
public sealed record ChangeEffect(string Who, string? Gains = null, string? Loses = null);

/// <summary>What a function gets from a change.</summary>
/// <param name="Measure">What will show it.</param>
public sealed record ChangeBenefit(string Words, string Measure);

/// <summary>A draft's content at one time, numbered, as it may be tried.</summary>
/// <param name="Revision">The id that orders of a pilot carry for ever.</param>
public sealed record FrozenRevision(
    Id<WorkMasterVersion> Draft, Id<WorkMasterVersion> Revision, int Number, string ContentHash, ChangeClass Class);

/// <summary>What a pilot group has accepted, and where.</summary>
/// <param name="Pilot">The pilot's id at that site.</param>
public sealed record ChangeAcceptance(string Site, string Pilot, ImmutableArray<FrozenRevision> Revisions)
{
    /// <summary>The hash that an approved version has to have to be what was accepted; null where it is of no accepted draft.</summary>
    public string? HashOf(Id<WorkMasterVersion> version) => Revisions.FirstOrDefault(revision => revision.Draft == version)?.ContentHash;
}

/// <summary>The core that a site adapts.</summary>
/// <param name="Version">The core version.</param>
/// <param name="Change">The change that brought it; null where none did.</param>
/// <param name="Before">The site's variant that it goes on from; null: it is the first.</param>
public sealed record VariantLink(
    Id<WorkMasterVersion> Version, [property: JsonPropertyOrder(-1)] Id<Change>? Change = null, Id<WorkMasterVersion>? Before = null);

/// <summary>A site's variant that is offered to the core.</summary>
/// <param name="Change">The change that made the variant.</param>
/// <param name="Site">The code of the site whose it is.</param>
public sealed record VariantOffer(Id<Change> Change, Id<WorkMasterVersion> Version, string Site);
