using System.Text.Json;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Nominations;

/// <summary>Nominations, sealed as the record has them: whoever reads the tables reads no name. They are opened only to make the network, and for whoever gave them.</summary>
public sealed class NominationList : IProjection
{
    public string Name => "nominations";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<NominationRow>(row =>
    {
        row.ToTable("influence_nomination").HasKey(r => new { r.Site, r.Nomination });
        row.Property(r => r.Nomination).NamesAPerson();
        row.Property(r => r.GivenBy).NamesAPerson();
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var rows = tables.Of<NominationRow>();
        switch (fact.Event)
        {
            case PeopleNominated { Names.Ciphertext: { } names } e:
                rows.Put(new NominationRow
                {
                    Site = fact.Site!,
                    Nomination = e.Nomination.Value,
                    GivenBy = fact.Entry.Actor,
                    At = fact.At,
                    Names = JsonSerializer.Serialize(names, NominationJson.Default.Sealed),
                    Position = fact.Entry.Position,
                });
                break;
            case NominationForgotten e when await rows.Find(fact.Site!, e.Nomination.Value) is { } gone:
                rows.Remove(gone);
                break;
        }
    }
}

/// <summary>One person's nomination of a quarter.</summary>
public sealed class NominationRow
{
    public required string Site { get; init; }
    public required string Nomination { get; init; }
    public required string GivenBy { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What is sealed, as it stands in the record.</summary>
    public required string Names { get; init; }

    /// <summary>Of the entry, in the site's log for people's data.</summary>
    public required long Position { get; init; }
}
