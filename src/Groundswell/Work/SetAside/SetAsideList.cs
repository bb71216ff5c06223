using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.SetAside;

/// <summary>Acts that arrived late and were refused, and what became of them.</summary>
public sealed class SetAsideList : IProjection
{
    private const int MostRows = 1_000;

    public string Name => "set-aside";

    public int Version => 2;

    public void Shape(ModelBuilder tables) => tables.Entity<SetAsideRow>(row =>
    {
        row.ToTable("set_aside").HasKey(r => new { r.Site, r.SetAside });
        row.HasIndex(r => new { r.Site, r.Status });
        row.Property(r => r.DoneBy).NamesAPerson();
        row.Property(r => r.SettledBy).NamesAPerson();
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case ActSetAside e:
                tables.Of<SetAsideRow>().Put(new SetAsideRow
                {
                    Site = fact.Site!,
                    SetAside = e.SetAside.Value,
                    Act = e.Act,
                    DoneBy = e.DoneBy,
                    DoneAt = e.DoneAt,
                    Station = fact.Entry.Station,
                    Job = e.Job?.Value,
                    Step = e.Step,
                    Refusal = e.Refusal,
                    Why = e.Why,
                    Facts = e.Facts,
                    Command = e.Command,
                    Proved = e.Proved,
                    SetAsideAt = fact.Entry.RecordedAt,
                    Status = SetAsideStatus.Waiting,
                });
                break;
            case SetAsideEntered e:
                await Settle(e.SetAside, SetAsideStatus.Entered, e.Reason);
                break;
            case SetAsideRejected e:
                await Settle(e.SetAside, SetAsideStatus.Rejected, e.Reason);
                break;
        }

        async ValueTask Settle(Id<SetAsideAct> id, SetAsideStatus status, string reason)
        {
            var rows = tables.Of<SetAsideRow>();
            var row = await rows.Find(fact.Site!, id.Value)
                ?? throw new InvalidOperationException($"Nothing was set aside as {id} (entry {fact.Entry.Position} of {fact.Entry.Log}).");
            (row.Status, row.SettledBy, row.SettledAt, row.SettledFor) = (status, fact.Entry.Actor, fact.At, reason);
            rows.Put(row);
        }
    }

    public static void List(Queries queries) =>
        queries.Add("/sites/{site}/set-aside", "Acts that arrived late and were refused; only what waits, where waiting is true.", Rights.Everyone, Of);

    private static async Task<Ok<List<SetAsideRow>>> Of(string site, bool? waiting, ViewsDb views, CancellationToken stop)
    {
        var rows = views.Set<SetAsideRow>().AsNoTracking().Where(row => row.Site == site);
        if (waiting is not null)
            rows = rows.Where(row => row.Status == SetAsideStatus.Waiting == waiting);
        return TypedResults.Ok(await rows.OrderBy(row => row.SetAsideAt).Take(MostRows).ToListAsync(stop));
    }
}

/// <summary>An act set aside, as lists show it.</summary>
public sealed class SetAsideRow
{
    public required string Site { get; init; }

    /// <summary>The id of the command.</summary>
    public required string SetAside { get; init; }

    public required string Act { get; init; }
    public required string DoneBy { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public string? Station { get; init; }
    public string? Job { get; init; }
    public string? Step { get; init; }

    /// <summary>The refusal's code.</summary>
    public required string Refusal { get; init; }

    /// <summary>The refusal, in English.</summary>
    public required string Why { get; init; }

    /// <summary>What the refusal speaks of, as JSON; null in what was set aside before it was kept.</summary>
    public string? Facts { get; init; }

    /// <summary>What was sent: JSON.</summary>
    public required string Command { get; init; }

    public required bool Proved { get; init; }
    public required DateTimeOffset SetAsideAt { get; init; }
    public required SetAsideStatus Status { get; set; }
    public string? SettledBy { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
    public string? SettledFor { get; set; }
}
