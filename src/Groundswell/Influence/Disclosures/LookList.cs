using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Disclosures;

/// <summary>Who looked, when, at what and what for: for the works council.</summary>
public sealed class LookList : IProjection
{
    public string Name => "looks";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<LookRow>(row =>
    {
        row.ToTable("influence_look").HasKey(r => new { r.Site, r.Position });
        row.Property(r => r.LookedBy).NamesAPerson();
    });

    public ValueTask Apply(Fact fact, Tables tables)
    {
        if (fact.Event is Looked e)
        {
            tables.Of<LookRow>().Add(new LookRow
            {
                Site = fact.Site!,
                Position = fact.Entry.Position,
                LookedBy = fact.Entry.Actor,
                LookedOn = fact.At,
                What = e.At,
                Purpose = e.Purpose,
                About = e.About,
                Withheld = e.Withheld,
            });
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>One look.</summary>
public sealed class LookRow
{
    public required string Site { get; init; }

    /// <summary>Of the entry, in the site's log for people's data.</summary>
    public required long Position { get; init; }

    public required string LookedBy { get; init; }
    public required DateTimeOffset LookedOn { get; init; }
    public required LookedAt What { get; init; }
    public required string Purpose { get; init; }
    public string? About { get; init; }
    public required int Withheld { get; init; }
}
