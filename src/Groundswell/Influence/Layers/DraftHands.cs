using Groundswell.Masters;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Layers;

/// <summary>
/// Who had a hand in which version. Versions are shared and work is a site's own, and between the two logs there is no order; so the two are only put together when they are read.
/// </summary>
public sealed class DraftHands : IProjection
{
    public string Name => "draft-hands";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<DraftHandRow>(row =>
    {
        row.ToTable("influence_draft_hand").HasKey(r => new { r.Version, r.Person });
        row.Property(r => r.Person).NamesAPerson();
    });

    public ValueTask Apply(Fact fact, Tables tables)
    {
        var (version, people) = fact.Event switch
        {
            DraftEdited e => (e.Version.Value, [fact.Entry.Actor]),
            VersionFrozen e => (e.Version.Value, e.Editors),
            VersionOpened { Editors: { } editors } e => (e.Version.Value, editors),
            _ => ("", (IReadOnlyList<string>)[]),
        };
        foreach (var person in people)
            tables.Of<DraftHandRow>().Put(new DraftHandRow { Version = version, Person = person });
        return ValueTask.CompletedTask;
    }
}

/// <summary>Somebody had a hand in a version.</summary>
public sealed class DraftHandRow
{
    public required string Version { get; init; }
    public required string Person { get; init; }
}
