using Groundswell.Changes.Stories;
using Groundswell.Masters;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Variants;

/// <summary>What sites have made of the core: each variant with its core, its reason, and the change that it came by.</summary>
public sealed class VariantList : IProjection
{
    public string Name => "variants";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<VariantRow>(row =>
    {
        row.ToTable("variant").HasKey(r => r.Version);
        row.HasIndex(r => r.WorkMaster);
        row.HasIndex(r => r.Site);
        row.HasIndex(r => r.Change);
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var variants = tables.Of<VariantRow>();
        switch (fact.Event)
        {
            case VersionOpened { Variant: { } variant } e:
                variants.Put(new VariantRow
                {
                    Version = e.Version.Value,
                    WorkMaster = e.WorkMaster.Value,
                    Site = variant.Site,
                    Core = variant.Core.Value,
                    Reason = variant.Reason,
                    Before = variant.Before?.Value,
                    OpenedAt = fact.At,
                });
                break;
            case ChangeDraftOpened e when await variants.Find(e.Version.Value) is not null:
                await variants.Change(fact, row => row.Change = e.Change.Value, e.Version.Value);
                break;
            case VariantOffered e:
                await variants.Change(fact, row => row.OfferedAs = e.Offer.Value, e.Version.Value);
                break;
        }
    }
}

/// <summary>A site's variant of the core.</summary>
public sealed class VariantRow
{
    public required string Version { get; init; }
    public required string WorkMaster { get; init; }

    /// <summary>The code of the only site it goes to.</summary>
    public required string Site { get; init; }

    /// <summary>The core version that it was last brought in line with.</summary>
    public required string Core { get; init; }

    /// <summary>Why the core does not fit there.</summary>
    public required string Reason { get; init; }

    /// <summary>The variant that it goes on from.</summary>
    public string? Before { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The change that makes it.</summary>
    public string? Change { get; set; }

    /// <summary>The change by which it was last offered to the core.</summary>
    public string? OfferedAs { get; set; }
}
