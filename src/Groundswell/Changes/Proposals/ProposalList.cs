using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Proposals;

/// <summary>Proposals of each site: what waits and how long, and what became of the others.</summary>
public sealed class ProposalList : IProjection
{
    /// <summary>As many as one answer holds.</summary>
    internal const int Most = 1_000;

    public string Name => "proposals";

    public int Version => 1;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<ProposalRow>(row =>
        {
            row.ToTable("proposal").HasKey(r => new { r.Site, r.Proposal });
            row.HasIndex(r => new { r.Site, r.IsOpen, r.DueAt });
            row.HasIndex(r => new { r.Site, r.WorkMaster, r.Step });
            row.HasIndex(r => r.Change);
            row.Property(r => r.ProposedBy).NamesAPerson();
            row.Property(r => r.Answerer).NamesAPerson();
            row.Property(r => r.AnsweredBy).NamesAPerson();
        });
        tables.Entity<ProposalVoiceRow>().ToTable("proposal_voice").HasKey(r => new { r.Site, r.Proposal, r.Number });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case ProposalMade e:
                tables.Of<ProposalRow>().Put(new ProposalRow
                {
                    Site = fact.Site!,
                    Proposal = e.Proposal.Value,
                    About = e.About,
                    Status = ProposalStatus.Open,
                    IsOpen = true,
                    WorkCenter = e.On.WorkCenter?.Value,
                    Order = e.On.Order?.Value,
                    Job = e.On.Job?.Value,
                    Step = e.On.Step,
                    StepText = e.On.StepText,
                    WorkMaster = e.On.WorkMaster?.Value,
                    WorkMasterVersion = e.On.Version?.Value,
                    Wrong = e.Wrong,
                    Better = e.Better,
                    Photo = e.Photo?.Address,
                    ProposedBy = fact.Entry.Actor,
                    AsSomeone = e.AsSomeone == true,
                    Shift = fact.Entry.Shift?.Split(' ')[^1],
                    ProposedAt = fact.At,
                    DueAt = e.DueAt,
                    Answerer = e.Answerer?.Value,
                    Position = fact.Entry.Position,
                });
                break;
            case VoiceAdded e:
                var number = 0;
                await Change(e.Proposal, row => number = e.Same ? ++row.Same + row.Different : ++row.Different + row.Same);
                tables.Of<ProposalVoiceRow>().Add(new ProposalVoiceRow
                {
                    Site = fact.Site!,
                    Proposal = e.Proposal.Value,
                    Number = number,
                    Same = e.Same,
                    Text = e.Text,
                    Shift = fact.Entry.Shift?.Split(' ')[^1],
                    At = fact.At,
                });
                break;
            case ProposalClimbed e:
                await Change(e.Proposal, row => (row.Answerer, row.DueAt, row.Climbed) = (e.To?.Value, e.DueAt, row.Climbed + 1));
                break;
            case ProposalAccepted e:
                await Answer(e.Proposal, ProposalStatus.Accepted, e.Answer, row => row.Change = e.Change.Value);
                break;
            case ProposalMerged e:
                await Answer(e.Proposal, ProposalStatus.Merged, e.Answer, row => row.MergedInto = e.Into.Value);
                break;
            case ProposalRefused e:
                await Answer(e.Proposal, ProposalStatus.Refused, e.Reason, _ => { });
                break;
            case RefusalObjected e:
                await Change(e.Proposal, row =>
                    (row.Status, row.IsOpen, row.Objection, row.Answerer, row.DueAt) = (ProposalStatus.Objected, true, e.Why, e.Answerer?.Value, e.DueAt));
                break;
            case ProposalWithdrawn e:
                await Change(e.Proposal, row => (row.Status, row.IsOpen) = (ProposalStatus.Withdrawn, false));
                break;
        }

        ValueTask Change(Id<Proposal> proposal, Action<ProposalRow> change) => tables.Of<ProposalRow>().Change(fact, change, fact.Site!, proposal.Value);

        ValueTask Answer(Id<Proposal> proposal, ProposalStatus status, string? words, Action<ProposalRow> more) => Change(proposal, row =>
        {
            (row.Status, row.IsOpen, row.Answer, row.AnsweredBy, row.AnsweredAt) = (status, false, words, fact.Entry.Actor, fact.At);
            more(row);
        });
    }

    public static void List(Queries queries)
    {
        queries.Add("/sites/{site}/proposals", "Proposals of a site: those that wait, oldest first; or all, newest first.", Rights.Everyone, Of, alsoOfStations: true);
        queries.Add("/sites/{site}/proposals/{proposal}/voices", "What others say to a proposal. Nobody is named.", Rights.Everyone, Voices, alsoOfStations: true);
    }

    /// <param name="open">Only those that wait for an answer.</param>
    /// <param name="workMaster">Only those on a step of this master; with <paramref name="step"/>, on that step.</param>
    private static async Task<Ok<List<ProposalShown>>> Of(
        string site, ViewsDb views, CancellationToken stop, bool open = true, string? workMaster = null, string? step = null, string? workCenter = null)
    {
        var rows = views.Set<ProposalRow>().AsNoTracking().Where(row => row.Site == site);
        if (workMaster is not null)
            rows = rows.Where(row => row.WorkMaster == workMaster && (step == null || row.Step == step));
        if (workCenter is not null)
            rows = rows.Where(row => row.WorkCenter == workCenter);
        rows = open ? rows.Where(row => row.IsOpen).OrderBy(row => row.ProposedAt) : rows.OrderByDescending(row => row.ProposedAt);
        return TypedResults.Ok((await rows.Take(Most).ToListAsync(stop)).ConvertAll(ProposalShown.Of));
    }

    private static async Task<Ok<List<ProposalVoiceRow>>> Voices(string site, string proposal, ViewsDb views, CancellationToken stop) => TypedResults.Ok(
        await views.Set<ProposalVoiceRow>().AsNoTracking().Where(row => row.Site == site && row.Proposal == proposal).OrderBy(row => row.Number).Take(Most).ToListAsync(stop));
}

/// <summary>A proposal as others see it.</summary>
/// <param name="ProposedBy">The person's id; null where they are "someone on shift B".</param>
/// <param name="Answerer">Who owes the answer; null: whoever leads the site.</param>
/// <param name="Climbed">How often it went up the line unanswered.</param>
/// <param name="Same">How many say the same.</param>
/// <param name="Different">How many have another experience.</param>
public sealed record ProposalShown(
    string Proposal, ProposalStatus Status, ProposalAbout About, string? WorkCenter, string? Order, string? Job, string? Step, string? StepText,
    string? WorkMaster, string? Version, string? Wrong, string? Better, string? Photo, string? ProposedBy, string? Shift, DateTimeOffset ProposedAt,
    DateTimeOffset DueAt, string? Answerer, int Climbed, int Same, int Different, string? Answer, string? AnsweredBy, DateTimeOffset? AnsweredAt,
    string? Objection, string? Change, string? MergedInto)
{
    internal static ProposalShown Of(ProposalRow row) => new(
        row.Proposal, row.Status, row.About, row.WorkCenter, row.Order, row.Job, row.Step, row.StepText, row.WorkMaster, row.WorkMasterVersion, row.Wrong,
        row.Better, row.Photo, row.AsSomeone ? null : row.ProposedBy, row.Shift, row.ProposedAt, row.DueAt, row.Answerer, row.Climbed, row.Same, row.Different,
        row.Answer, row.AnsweredBy, row.AnsweredAt, row.Objection, row.Change, row.MergedInto);
}

/// <summary>A proposal.</summary>
public sealed class ProposalRow
{
    public required string Site { get; init; }
    public required string Proposal { get; init; }
    public required ProposalAbout About { get; init; }
    public required ProposalStatus Status { get; set; }

    /// <summary>It waits for an answer.</summary>
    public required bool IsOpen { get; set; }

    public string? WorkCenter { get; init; }
    public string? Order { get; init; }
    public string? Job { get; init; }
    public string? Step { get; init; }
    public string? StepText { get; init; }
    public string? WorkMaster { get; init; }
    public string? WorkMasterVersion { get; init; }
    public string? Wrong { get; init; }
    public string? Better { get; init; }

    /// <summary>The attachment's address, as it was said.</summary>
    public string? Photo { get; init; }

    public required string ProposedBy { get; init; }

    /// <summary>Whoever proposed it is not to be named.</summary>
    public required bool AsSomeone { get; init; }

    /// <summary>The code of the shift in which it was made.</summary>
    public string? Shift { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    public string? Answerer { get; set; }
    public int Climbed { get; set; }
    public int Same { get; set; }
    public int Different { get; set; }
    public string? Answer { get; set; }
    public string? AnsweredBy { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public string? Objection { get; set; }
    public string? Change { get; set; }
    public string? MergedInto { get; set; }

    /// <summary>The entry that made it, in the site's log.</summary>
    public required long Position { get; init; }
}

/// <summary>A voice to a proposal. Whose it is stays in the record.</summary>
public sealed class ProposalVoiceRow
{
    public required string Site { get; init; }
    public required string Proposal { get; init; }
    public required int Number { get; init; }
    public required bool Same { get; init; }
    public string? Text { get; init; }
    public string? Shift { get; init; }
    public required DateTimeOffset At { get; init; }
}
