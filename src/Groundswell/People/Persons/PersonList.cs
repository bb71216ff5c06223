using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Persons;

/// <summary>The people of each site as they are now, and who reported to whom when.</summary>
public sealed class PersonList : IProjection
{
    public string Name => "persons";

    public int Version => 1;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<PersonRow>(row =>
        {
            row.ToTable("person").HasKey(r => new { r.Site, r.Id });
            row.HasIndex(r => new { r.Site, r.Team });
            row.Property(r => r.Id).NamesAPerson();
            row.Property(r => r.ReportsTo).NamesAPerson();
        });
        tables.Entity<ReportingLineRow>(row =>
        {
            row.ToTable("reporting_line").HasKey(r => new { r.Site, r.Entry });
            row.HasIndex(r => new { r.Site, r.Person });
            row.HasIndex(r => new { r.Site, r.ReportsTo });
            row.Property(r => r.Person).NamesAPerson();
            row.Property(r => r.ReportsTo).NamesAPerson();
        });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var persons = tables.Of<PersonRow>();
        var lines = tables.Of<ReportingLineRow>();
        switch (fact.Event)
        {
            case PersonRegistered e:
                var registered = new PersonRow
                {
                    Site = fact.Site!,
                    Id = e.Person.Value,
                    Status = nameof(PersonStatus.Here),
                    Functions = string.Join(',', e.Functions),
                    Team = e.Team,
                    ShiftPattern = e.ShiftPattern,
                    Languages = e.Languages is { } languages ? string.Join(',', languages) : null,
                    Since = fact.At,
                };
                BeginLine(registered, e.ReportsTo);
                persons.Put(registered);
                break;
            case PersonAssigned e:
                await Change(e.Person, row => (row.Functions, row.Team, row.ShiftPattern) = (string.Join(',', e.Functions), e.Team, e.ShiftPattern));
                break;
            case LanguagesChanged e:
                await Change(e.Person, row => row.Languages = string.Join(',', e.Languages));
                break;
            case ReportingLineChanged e:
                await EndLine(e.Person);
                await Change(e.Person, row => BeginLine(row, e.ReportsTo));
                break;
            case PersonLeft e:
                await EndLine(e.Person);
                await Change(e.Person, row =>
                    (row.Status, row.Since, row.ReportsTo, row.Line) = (nameof(PersonStatus.Left), fact.At, null, null));
                break;
            case PersonReturned e:
                await Change(e.Person, row => (row.Status, row.Since) = (nameof(PersonStatus.Here), fact.At));
                break;
        }

        void BeginLine(PersonRow person, Id<Person>? manager)
        {
            (person.ReportsTo, person.Line) = (manager?.Value, manager is null ? null : fact.Entry.Position);
            if (manager is { } to)
                lines.Put(new ReportingLineRow { Site = fact.Site!, Entry = fact.Entry.Position, Person = person.Id, ReportsTo = to.Value, From = fact.At });
        }

        async ValueTask EndLine(Id<Person> id)
        {
            if ((await Found(id)).Line is { } entry && await lines.Find(fact.Site!, entry) is { } line)
            {
                line.Until = fact.At;
                lines.Put(line);
            }
        }

        async ValueTask Change(Id<Person> id, Action<PersonRow> change)
        {
            var row = await Found(id);
            change(row);
            persons.Put(row);
        }

        async ValueTask<PersonRow> Found(Id<Person> id) => await persons.Find(fact.Site!, id.Value)
            ?? throw new InvalidOperationException($"Person {id} was never registered (entry {fact.Entry.Position} of {fact.Entry.Log}).");
    }

    /// <summary>GET /sites/{site}/persons</summary>
    public static async Task<Ok<List<PersonListed>>> Here(string site, ViewsDb views, Names names, CancellationToken stop, bool left = false)
    {
        var rows = await views.Set<PersonRow>().AsNoTracking()
            .Where(row => row.Site == site && (left || row.Status == nameof(PersonStatus.Here)))
            .OrderBy(row => row.Id).ToListAsync(stop);
        var printed = await names.Of(rows.Select(row => row.Id), stop);
        return TypedResults.Ok(rows.ConvertAll(row => new PersonListed(row, printed.GetValueOrDefault(row.Id))));
    }

    /// <summary>GET /sites/{site}/reporting-lines</summary>
    public static async Task<Ok<List<ReportingLineRow>>> Lines(string site, ViewsDb views, CancellationToken stop, string? person = null) =>
        TypedResults.Ok(await views.Set<ReportingLineRow>().AsNoTracking()
            .Where(row => row.Site == site && (person == null || row.Person == person || row.ReportsTo == person))
            .OrderBy(row => row.Person).ThenBy(row => row.Entry).ToListAsync(stop));
}

/// <param name="PrintedName">From the directory; null where it has none.</param>
public sealed record PersonListed(PersonRow Person, string? PrintedName);

/// <summary>A person at a site, as lists show them.</summary>
public sealed class PersonRow
{
    public required string Site { get; init; }
    public required string Id { get; init; }

    /// <summary>Here or Left.</summary>
    public required string Status { get; set; }

    /// <summary>When they came, left or came back last.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>Separated by commas.</summary>
    public required string Functions { get; set; }

    public string? Team { get; set; }
    public string? ShiftPattern { get; set; }

    /// <summary>Separated by commas.</summary>
    public string? Languages { get; set; }

    public string? ReportsTo { get; set; }

    /// <summary>The entry their present reporting line began with.</summary>
    public long? Line { get; set; }
}

/// <summary>A time during which one person reported to another.</summary>
public sealed class ReportingLineRow
{
    public required string Site { get; init; }

    /// <summary>The position of the entry it began with.</summary>
    public required long Entry { get; init; }

    public required string Person { get; init; }
    public required string ReportsTo { get; init; }
    public required DateTimeOffset From { get; init; }
    public DateTimeOffset? Until { get; set; }
}
