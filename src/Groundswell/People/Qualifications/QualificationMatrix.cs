using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Qualifications;

/// <summary>Who holds which qualification, until when, and how many of which team should.</summary>
public sealed class QualificationMatrix : IProjection
{
    public string Name => "qualifications";

    public int Version => 1;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<QualificationRow>().ToTable("qualification").HasKey(row => row.Id);
        tables.Entity<HeldQualificationRow>(row =>
        {
            row.ToTable("held_qualification").HasKey(r => new { r.Site, r.Person, r.Qualification });
            row.HasIndex(r => new { r.Site, r.Qualification });
            row.Property(r => r.Person).NamesAPerson();
            row.Property(r => r.TaughtBy).NamesAPerson();
            row.Property(r => r.AssessedBy).NamesAPerson();
        });
        tables.Entity<CoverageRow>().ToTable("qualification_coverage").HasKey(row => new { row.Site, row.Id });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case QualificationDefined e:
                Put(e.Qualification, e.Name, e.Levels, e.ValidForMonths, e.BySignature);
                break;
            case QualificationChanged e:
                Put(e.Qualification, e.Name, e.Levels, e.ValidForMonths, e.BySignature);
                break;
            case QualificationRetired e:
                if (await tables.Of<QualificationRow>().Find(e.Qualification.Value) is { } retired)
                {
                    retired.Status = nameof(QualificationStatus.Retired);
                    tables.Of<QualificationRow>().Put(retired);
                }

                break;
            case QualificationGranted e:
                await Held(e.Person, e.Qualification, row =>
                    (row.Level, row.TaughtBy, row.AssessedBy, row.From, row.Until) = (e.Level, e.TaughtBy?.Value, e.AssessedBy.Value, fact.At, e.ExpiresAt));
                break;
            case QualificationRenewed e:
                await Held(e.Person, e.Qualification, row => (row.AssessedBy, row.From, row.Until) = (e.AssessedBy.Value, fact.At, e.ExpiresAt));
                break;
            case QualificationWithdrawn e:
                await Held(e.Person, e.Qualification, row => (row.Until, row.Withdrawn) = (fact.At, true));
                break;
            case CoverageSet e:
                tables.Of<CoverageRow>().Put(new CoverageRow
                {
                    Site = fact.Site!,
                    Id = e.Coverage.Value,
                    Qualification = e.Qualification.Value,
                    Team = e.Team,
                    Level = e.Level,
                    AtLeast = e.AtLeast,
                });
                break;
        }

        void Put(Id<Qualification> id, string name, IReadOnlyList<string> levels, int? validForMonths, bool bySignature) =>
            tables.Of<QualificationRow>().Put(new QualificationRow
            {
                Id = id.Value,
                Name = name,
                Levels = string.Join('|', levels),
                ValidForMonths = validForMonths,
                BySignature = bySignature,
                Status = nameof(QualificationStatus.InUse),
            });

        async ValueTask Held(Id<Person> person, Id<Qualification> qualification, Action<HeldQualificationRow> change)
        {
            var held = tables.Of<HeldQualificationRow>();
            var row = await held.Find(fact.Site!, person.Value, qualification.Value);
            // What is recorded late does not undo what came after it; its entry stays to be read.
            if (row is not null && row.From > fact.At)
                return;
            row ??= new HeldQualificationRow { Site = fact.Site!, Person = person.Value, Qualification = qualification.Value, AssessedBy = "", Level = 1 };
            row.Withdrawn = false;
            change(row);
            held.Put(row);
        }
    }
}

/// <summary>A qualification's definition.</summary>
public sealed class QualificationRow
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>What the levels are called, separated by |.</summary>
    public required string Levels { get; init; }

    public int? ValidForMonths { get; init; }
    public required bool BySignature { get; init; }
    public required string Status { get; set; }
}

/// <summary>A qualification a person holds or held last.</summary>
public sealed class HeldQualificationRow
{
    public required string Site { get; init; }
    public required string Person { get; init; }
    public required string Qualification { get; init; }
    public required int Level { get; set; }
    public string? TaughtBy { get; set; }
    public required string AssessedBy { get; set; }

    /// <summary>Since the last grant or renewal.</summary>
    public DateTimeOffset From { get; set; }

    /// <summary>The first instant at which it is no longer held; null while nothing ends it.</summary>
    public DateTimeOffset? Until { get; set; }

    public bool Withdrawn { get; set; }
}

/// <summary>How many of a team should hold a qualification.</summary>
public sealed class CoverageRow
{
    public required string Site { get; init; }
    public required string Id { get; init; }
    public required string Qualification { get; init; }

    /// <summary>Null: of the whole site.</summary>
    public string? Team { get; init; }

    public required int Level { get; init; }
    public required int AtLeast { get; init; }
}
