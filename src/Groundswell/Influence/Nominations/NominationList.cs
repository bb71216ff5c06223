using System.Text.Json;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Nominations;

/// <summary>
/// Nominations, sealed as the record has them: whoever reads the tables reads no name. They are opened only to make the network, and for whoever gave them. That somebody answered, and until when it stood, is
/// kept beside them: which answers count together must not change by what is gone.
/// </summary>
public sealed class NominationList : IProjection
{
    public string Name => "nominations";

    public int Version => 2;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<NominationRow>(row =>
        {
            row.ToTable("influence_nomination").HasKey(r => new { r.Site, r.Nomination });
            row.Property(r => r.Nomination).NamesAPerson();
            row.Property(r => r.GivenBy).NamesAPerson();
        });
        tables.Entity<AnsweredRow>(row =>
        {
            row.ToTable("influence_answered").HasKey(r => new { r.Site, r.Position });
            row.Property(r => r.GivenBy).NamesAPerson();
        });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var (rows, answers) = (tables.Of<NominationRow>(), tables.Of<AnsweredRow>());
        switch (fact.Event)
        {
            case PeopleNominated { Names.Ciphertext: { } names } e:
                await End(e.Nomination.Value);
                rows.Put(new NominationRow
                {
                    Site = fact.Site!,
                    Nomination = e.Nomination.Value,
                    GivenBy = fact.Entry.Actor,
                    At = fact.At,
                    Names = JsonSerializer.Serialize(names, NominationJson.Default.Sealed),
                    Position = fact.Entry.Position,
                });
                // By when it was recorded: what was told before it was known can't have had it.
                answers.Put(new AnsweredRow { Site = fact.Site!, Position = fact.Entry.Position, GivenBy = fact.Entry.Actor, Group = e.Group ?? "", At = fact.Entry.RecordedAt });
                break;
            case NominationForgotten e when await End(e.Nomination.Value) is { } gone:
                rows.Remove(gone);
                break;
        }

        async ValueTask<NominationRow?> End(string nomination)
        {
            if (await rows.Find(fact.Site!, nomination) is not { } standing)
                return null;
            await answers.Change(fact, answer => answer.Until = fact.Entry.RecordedAt, fact.Site!, standing.Position);
            return standing;
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

/// <summary>Somebody answered the two questions.</summary>
public sealed class AnsweredRow
{
    public required string Site { get; init; }

    /// <summary>Of the entry, in the site's log for people's data.</summary>
    public required long Position { get; init; }

    public required string GivenBy { get; init; }
    public required string Group { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? Until { get; set; }
}
