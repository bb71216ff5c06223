using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Pilots;

/// <summary>The pilots of each site: which change they try, since when, and what paused or ended them.</summary>
public sealed class PilotList : IProjection
{
    private const int Most = 1_000;

    public string Name => "pilots";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<PilotRow>(row =>
    {
        row.ToTable("pilot").HasKey(r => new { r.Site, r.Pilot });
        row.HasIndex(r => r.Change);
        row.HasIndex(r => new { r.Site, r.Status });
        row.Property(r => r.Facilitator).NamesAPerson();
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case PilotGroupOpened e:
                tables.Of<PilotRow>().Put(new PilotRow
                {
                    Site = fact.Site!,
                    Pilot = e.Pilot.Value,
                    Change = e.Change.Value,
                    Facilitator = e.Facilitator,
                    Status = PilotStatus.Gathering,
                    Since = fact.At,
                });
                break;
            case PilotJoined e:
                await Change(e.Pilot, row => row.Members++);
                break;
            case PilotLeft e:
                await Change(e.Pilot, row => row.Members--);
                break;
            case PilotPlanned e:
                await Change(e.Pilot, row => (row.FromShiftDate, row.UntilShiftDate) = (e.Plan.From, e.Plan.Until));
                break;
            case PilotStarted e:
                await Turn(e.Pilot, PilotStatus.Running, row => (row.StartedAt, row.JudgedSince) = (fact.At, fact.Entry.RecordedAt));
                break;
            case PilotResumed e:
                await Turn(e.Pilot, PilotStatus.Running, row => (row.Why, row.Rule, row.JudgedSince) = (null, null, fact.Entry.RecordedAt));
                break;
            case PilotPaused e:
                await Turn(e.Pilot, PilotStatus.Paused, row => Stop(row, e.Reason, e.Rule, e.Figures));
                break;
            case PilotEnded e:
                await Turn(e.Pilot, PilotStatus.Ended, row => Stop(row, e.Reason, e.Rule, e.Figures));
                break;
            case PilotVoteOpened e:
                await Change(e.Pilot, row => (row.VoteClosesAt, row.Accepted) = (e.ClosesAt, null));
                break;
            case PilotVoteClosed e:
                await Change(e.Pilot, row => row.Accepted = e.Accepted);
                break;
        }

        ValueTask Turn(Id<Pilot> pilot, PilotStatus status, Action<PilotRow> also) => Change(pilot, row =>
        {
            (row.Status, row.Since) = (status, fact.At);
            also(row);
        });

        ValueTask Change(Id<Pilot> pilot, Action<PilotRow> to) => tables.Of<PilotRow>().Change(fact, to, fact.Site!, pilot.Value);

        static void Stop(PilotRow row, string why, string? rule, PilotFigures? figures)
        {
            (row.Why, row.Rule, row.JudgedSince) = (why, rule, null);
            if (figures is null)
                return;
            (row.Jobs, row.Yield, row.Cycle) = (figures.Jobs, figures.Yield, figures.Cycle);
            (row.Overrides, row.HelpCalls, row.LateEntries) = (figures.Overrides, figures.HelpCalls, figures.LateEntries);
        }
    }

    public static void List(Queries queries)
    {
        queries.Add("/changes/{change}/pilots", "The pilots of a change, at all sites.", Rights.Everyone,
            async Task<Ok<List<PilotRow>>> (string change, ViewsDb views, CancellationToken stop) => TypedResults.Ok(await Read(views, change, stop)));
        queries.Add("/sites/{site}/pilots", "The pilots of a site, the newest first.", Rights.Everyone,
            async Task<Ok<List<PilotRow>>> (string site, ViewsDb views, CancellationToken stop) => TypedResults.Ok(
                await views.Set<PilotRow>().AsNoTracking().Where(row => row.Site == site).OrderByDescending(row => row.Since).Take(Most).ToListAsync(stop)));
    }

    internal static Task<List<PilotRow>> Read(ViewsDb views, string change, CancellationToken stop) =>
        views.Set<PilotRow>().AsNoTracking().Where(row => row.Change == change).OrderByDescending(row => row.Since).Take(Most).ToListAsync(stop);
}

/// <summary>A pilot at a site.</summary>
public sealed class PilotRow
{
    public required string Site { get; init; }
    public required string Pilot { get; init; }
    public required string Change { get; init; }
    public required string Facilitator { get; init; }
    public required PilotStatus Status { get; set; }

    /// <summary>Since when it stands so.</summary>
    public required DateTimeOffset Since { get; set; }

    public int Members { get; set; }
    public DateOnly? FromShiftDate { get; set; }
    public DateOnly? UntilShiftDate { get; set; }
    public DateTimeOffset? VoteClosesAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Jobs since then are judged by its rules; null while it does not run.</summary>
    public DateTimeOffset? JudgedSince { get; set; }

    /// <summary>Why it is paused or ended.</summary>
    public string? Why { get; set; }

    /// <summary>The rule that paused or ended it by itself; null where a person did.</summary>
    public string? Rule { get; set; }

    /// <summary>What that rule was judged by.</summary>
    public int? Jobs { get; set; }

    public decimal? Yield { get; set; }
    public decimal? Cycle { get; set; }
    public decimal? Overrides { get; set; }
    public decimal? HelpCalls { get; set; }
    public decimal? LateEntries { get; set; }

    /// <summary>What the last vote came to; null while there is none or it runs.</summary>
    public bool? Accepted { get; set; }
}
