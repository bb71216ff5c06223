using System.Text.Json.Serialization;
using Groundswell.Changes.Champions;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Proposals;
using Groundswell.Changes.Stories;
using Groundswell.Masters;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Credit;

/// <summary>Whose a change is: who proposed it, shaped its drafts, tried it and carries it. What is sealed makes nobody known.</summary>
public sealed class CreditList : IProjection
{
    public string Name => "credit";

    public int Version => 2;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<CreditRow>(row =>
        {
            row.ToTable("credit").HasKey(r => new { r.Change, r.Person, r.For });
            row.HasIndex(r => r.Person);
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<CreditedProposalRow>(row =>
        {
            row.ToTable("credited_proposal").HasKey(r => new { r.Site, r.Proposal });
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<CreditedPilotRow>().ToTable("credited_pilot").HasKey(r => new { r.Site, r.Pilot });
        tables.Entity<CreditedDraftRow>().ToTable("credited_draft").HasKey(r => r.Version);
        tables.Entity<CreditedSourceRow>(row =>
        {
            row.ToTable("credited_source").HasKey(r => r.Change);
            row.HasIndex(r => r.Source);
        });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case ProposalMade or ProposalTookIn or ProposalAccepted:
                await Proposed(fact, tables);
                break;
            case ChangeOpened { OfferOf: { } offer } e:
                GoesOn(e.Change.Value, offer.Change.Value);
                break;
            case ChangeOpened { VariantOf.Before: { } before } e when await tables.Of<CreditedDraftRow>().Find(before.Value) is { } earlier:
                GoesOn(e.Change.Value, earlier.Change);
                break;
            case ChangeDraftOpened e:
                tables.Of<CreditedDraftRow>().Put(new CreditedDraftRow { Version = e.Version.Value, Change = e.Change.Value });
                break;
            case DraftEdited e when await tables.Of<CreditedDraftRow>().Find(e.Version.Value) is { } draft:
                await Give(fact, tables, draft.Change, fact.Entry.Actor, CreditFor.Shaped);
                break;
            case PilotGroupOpened e:
                tables.Of<CreditedPilotRow>().Put(new CreditedPilotRow { Site = fact.Site!, Pilot = e.Pilot.Value, Change = e.Change.Value });
                break;
            case PilotJoined e when await tables.Of<CreditedPilotRow>().Find(fact.Site!, e.Pilot.Value) is { } pilot:
                await Give(fact, tables, pilot.Change, e.Person, CreditFor.Tried);
                break;
            case ChangeTakenUp e:
                await Give(fact, tables, e.Change.Value, e.Champion.Value, CreditFor.Carried);
                break;
        }

        void GoesOn(string change, string source) => tables.Of<CreditedSourceRow>().Put(new CreditedSourceRow { Change = change, Source = source });
    }

    private static async ValueTask Proposed(Fact fact, Tables tables)
    {
        var proposals = tables.Of<CreditedProposalRow>();
        switch (fact.Event)
        {
            case ProposalMade e:
                proposals.Put(new CreditedProposalRow { Site = fact.Site!, Proposal = e.Proposal.Value, Person = fact.Entry.Actor, Unnamed = e.AsSomeone == true });
                break;
            case ProposalTookIn e when await proposals.Find(fact.Site!, e.Proposal.Value) is { } into:
                into.TookIn = into.TookIn is { } before ? $"{before} {e.From.Value}" : e.From.Value;
                proposals.Put(into);
                if (into.Change is { } change)
                    await Credit(e.From.Value, change);
                break;
            case ProposalAccepted e:
                await Credit(e.Proposal.Value, e.Change.Value);
                break;
        }

        async ValueTask Credit(string proposal, string change)
        {
            if (await proposals.Find(fact.Site!, proposal) is not { } made || made.Change == change)
                return;
            made.Change = change;
            proposals.Put(made);
            await Give(fact, tables, change, made.Person, CreditFor.Proposed, made.Unnamed);
            foreach (var other in made.TookIn?.Split(' ') ?? [])
                await Credit(other, change);
        }
    }

    private static async ValueTask Give(Fact fact, Tables tables, string change, string person, CreditFor what, bool unnamed = false)
    {
        var credit = tables.Of<CreditRow>();
        if (await credit.Find(change, person, what) is null)
            credit.Put(new CreditRow { Change = change, Person = person, For = what, Site = fact.Site, Unnamed = unnamed, Since = fact.At });
    }
}

/// <summary>What somebody has given to a change.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CreditFor>))]
public enum CreditFor
{
    Proposed = 1,

    /// <summary>A hand in its drafts.</summary>
    Shaped,

    /// <summary>In the group that tried it.</summary>
    Tried,

    /// <summary>As a champion.</summary>
    Carried,
}

/// <summary>What somebody has given to a change.</summary>
public sealed class CreditRow
{
    public required string Change { get; init; }
    public required string Person { get; init; }
    public required CreditFor For { get; init; }

    /// <summary>Where they did; null: to what all sites share.</summary>
    public string? Site { get; init; }

    /// <summary>They are not to be named to others.</summary>
    public required bool Unnamed { get; init; }

    public required DateTimeOffset Since { get; init; }
}

/// <summary>Who made a proposal, and the change it came to.</summary>
public sealed class CreditedProposalRow
{
    public required string Site { get; init; }
    public required string Proposal { get; init; }
    public required string Person { get; init; }
    public required bool Unnamed { get; init; }
    public string? Change { get; set; }

    /// <summary>The ids of proposals that it took in.</summary>
    public string? TookIn { get; set; }
}

/// <summary>The change that a pilot tries.</summary>
public sealed class CreditedPilotRow
{
    public required string Site { get; init; }
    public required string Pilot { get; init; }
    public required string Change { get; init; }
}

/// <summary>The change that has opened a draft.</summary>
public sealed class CreditedDraftRow
{
    public required string Version { get; init; }
    public required string Change { get; init; }
}

/// <summary>The change that another one goes on from: a variant that is offered to the core, or one that a later variant keeps the difference of.</summary>
public sealed class CreditedSourceRow
{
    public required string Change { get; init; }
    public required string Source { get; init; }
}
