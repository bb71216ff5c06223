using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Standings;

/// <summary>Who takes part, as it stands now: what every look at the network asks first.</summary>
public sealed class StandingList : IProjection
{
    public string Name => "standings";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<StandingRow>(row =>
    {
        row.ToTable("influence_standing").HasKey(r => new { r.Site, r.Person });
        row.Property(r => r.Person).NamesAPerson();
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var (standing, change) = fact.Event switch
        {
            TakingPartBegun e => (e.Standing.Value, (Action<StandingRow>)(row => row.TakingPart = TakingPart.In)),
            TakingPartPaused e => (e.Standing.Value, row => row.TakingPart = TakingPart.Paused),
            TakingPartEnded e => (e.Standing.Value, row => (row.TakingPart, row.Volunteers) = (e.Objects ? TakingPart.Objecting : TakingPart.NotIn, false)),
            TiesDeleted e => (e.Standing.Value, row => row.ForgottenUpTo = e.UpTo),
            OfferedToCarry e => (e.Standing.Value, row => row.Volunteers = true),
            OfferWithdrawn e => (e.Standing.Value, row => row.Volunteers = false),
            _ => ("", _ => { }),
        };
        if (standing.Length == 0)
            return;
        var rows = tables.Of<StandingRow>();
        var changed = await rows.Find(fact.Site!, standing) ?? new StandingRow { Site = fact.Site!, Person = standing };
        change(changed);
        rows.Put(changed);
    }
}

/// <summary>How one person stands to the network.</summary>
public sealed class StandingRow
{
    public required string Site { get; init; }
    public required string Person { get; init; }
    public TakingPart TakingPart { get; set; }
    public bool Volunteers { get; set; }
    public DateTimeOffset? ForgottenUpTo { get; set; }
}
