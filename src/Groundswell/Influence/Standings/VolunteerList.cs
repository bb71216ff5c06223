using Groundswell.Influence.Layers;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Standings;

/// <summary>Who offers to carry changes, as other rooms' events say: it is asked for in one place only, where champions are.</summary>
public sealed class VolunteerList : IProjection
{
    public string Name => "volunteers";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<VolunteerRow>(row =>
    {
        row.ToTable("influence_volunteer").HasKey(r => new { r.Site, r.Person });
        row.Property(r => r.Person).NamesAPerson();
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        if (fact is not { Site: { } site, Event: IOffersToCarry { Offers: { } offers } e })
            return;
        var rows = tables.Of<VolunteerRow>();
        var known = await rows.Find(site, e.Carrier);
        if (offers)
            rows.Put(known ?? new VolunteerRow { Site = site, Person = e.Carrier });
        else if (known is not null)
            rows.Remove(known);
    }
}

/// <summary>Somebody who offers to carry changes.</summary>
public sealed class VolunteerRow
{
    public required string Site { get; init; }
    public required string Person { get; init; }
}
