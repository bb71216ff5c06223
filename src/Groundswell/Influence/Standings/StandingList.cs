using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Standings;

/// <summary>
/// Who takes part, as it stands now: what every look at the network asks first. From when until when somebody did is kept beside it: which answers to the two questions count together must not change by who joins
/// or leaves later.
/// </summary>
public sealed class StandingList : IProjection
{
    public string Name => "standings";

    public int Version => 2;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<StandingRow>(row =>
        {
            row.ToTable("influence_standing").HasKey(r => new { r.Site, r.Person });
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<TookPartRow>(row =>
        {
            row.ToTable("influence_took_part").HasKey(r => new { r.Site, r.Position });
            row.Property(r => r.Person).NamesAPerson();
        });
    }

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
        await Time(fact, changed, tables.Of<TookPartRow>());
        rows.Put(changed);
    }

    /// <summary>Whoever has their ties deleted begins anew, and what they answered up to then is no part of it.</summary>
    private static async ValueTask Time(Fact fact, StandingRow standing, Table<TookPartRow> times)
    {
        if (fact.Event is not (TakingPartBegun or TakingPartPaused or TakingPartEnded or TiesDeleted))
            return;
        if (standing.Since is { } since)
            await times.Change(fact, time => time.Until = fact.Entry.RecordedAt, fact.Site!, since);
        standing.Since = standing.TakingPart == TakingPart.In ? fact.Entry.Position : null;
        if (standing.Since is not null)
            times.Put(new TookPartRow { Site = fact.Site!, Position = fact.Entry.Position, Person = standing.Person, From = fact.Entry.RecordedAt, AnswersAfter = standing.ForgottenUpTo });
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

    /// <summary>The entry they take part since; null where they don't.</summary>
    public long? Since { get; set; }
}

/// <summary>Somebody took part from then until then.</summary>
public sealed class TookPartRow
{
    public required string Site { get; init; }

    /// <summary>Of the entry it began with, in the site's log for people's data.</summary>
    public required long Position { get; init; }

    public required string Person { get; init; }
    public required DateTimeOffset From { get; init; }
    public DateTimeOffset? Until { get; set; }

    /// <summary>What they answered up to then they had deleted; null where they had nothing deleted.</summary>
    public DateTimeOffset? AnswersAfter { get; init; }
}
