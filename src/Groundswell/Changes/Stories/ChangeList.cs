using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Stories;

/// <summary>All changes.</summary>
public sealed class ChangeList : IProjection
{
    private const int Most = 1_000;

    public string Name => "changes";

    public int Version => 3;

    public void Shape(ModelBuilder tables) => tables.Entity<ChangeRow>(row =>
    {
        row.ToTable("change").HasKey(r => r.Change);
        row.HasIndex(r => r.Status);
        row.Property(r => r.OpenedBy).NamesAPerson();
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case ChangeOpened e:
                tables.Of<ChangeRow>().Put(new ChangeRow
                {
                    Change = e.Change.Value,
                    Title = e.Title,
                    Reason = e.Reason,
                    Origin = e.Origin,
                    Status = ChangeStatus.Open,
                    OpenedBy = fact.Entry.Actor,
                    OpenedAt = fact.At,
                    OpensSite = e.Opens is not null,
                    OnlyAtOrigin = e.Opens is not null || e.VariantOf is not null,
                });
                break;
            case ChangeDescribed e:
                await Change(e.Change, row => (row.Title, row.Reason) = (e.Title, e.Reason));
                break;
            case ChangeAccepted e:
                await Change(e.Change, row => row.Status = ChangeStatus.Accepted);
                break;
            case ChangeReopened e:
                await Change(e.Change, row => row.Status = ChangeStatus.Open);
                break;
            case ChangeGivenUp e:
                await Change(e.Change, row => row.Status = ChangeStatus.GivenUp);
                break;
        }

        ValueTask Change(Id<Change> change, Action<ChangeRow> to) => tables.Of<ChangeRow>().Change(fact, to, change.Value);
    }

    public static void List(Queries queries) => queries.Add("/changes", "All changes, the newest first.", Rights.Everyone, All);

    private static async Task<Ok<List<ChangeRow>>> All(ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<ChangeRow>().AsNoTracking().OrderByDescending(row => row.OpenedAt).Take(Most).ToListAsync(stop));
}

/// <summary>A change.</summary>
public sealed class ChangeRow
{
    public required string Change { get; init; }
    public required string Title { get; set; }
    public required string Reason { get; set; }

    /// <summary>The code of the site it began at.</summary>
    public required string Origin { get; init; }

    public required ChangeStatus Status { get; set; }
    public required string OpenedBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The site it began at begins to work by it.</summary>
    public bool OpensSite { get; init; }

    /// <summary>It opens the site that it began at, or is that site's variant: no other site brings it in.</summary>
    public bool OnlyAtOrigin { get; init; }
}
