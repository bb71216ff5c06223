using Groundswell.Identifying;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Attendances;

/// <summary>Who was there in which shift, from when to when.</summary>
public sealed class AttendanceList : IProjection
{
    public string Name => "attendance";

    public int Version => 1;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<AttendanceRow>(row =>
        {
            row.ToTable("attendance").HasKey(r => new { r.Site, r.Id, r.Stay });
            row.HasIndex(r => new { r.Site, r.Date, r.Shift });
            row.Property(r => r.Id).NamesAPerson();
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<AttendanceHeadRow>(row =>
        {
            row.ToTable("attendance_head").HasKey(r => new { r.Site, r.Id });
            row.Property(r => r.Id).NamesAPerson();
        });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var heads = tables.Of<AttendanceHeadRow>();
        var stays = tables.Of<AttendanceRow>();
        switch (fact.Event)
        {
            case Arrived e:
                var head = await heads.Find(fact.Site!, e.Attendance.Value)
                    ?? new AttendanceHeadRow { Site = fact.Site!, Id = e.Attendance.Value };
                head.Stays++;
                heads.Put(head);
                stays.Put(new AttendanceRow
                {
                    Site = fact.Site!,
                    Id = e.Attendance.Value,
                    Stay = head.Stays,
                    Person = e.Person.Value,
                    Date = e.Date,
                    Shift = e.Shift,
                    ArrivedAt = fact.At,
                });
                break;
            case Departed e:
                var last = await heads.Find(fact.Site!, e.Attendance.Value);
                await Change(e.Attendance.Value, last!.Stays, row => row.DepartedAt = fact.At);
                break;
            case AttendanceCorrected e:
                await Change(e.Attendance.Value, e.Stay, row =>
                    (row.ArrivedAt, row.DepartedAt, row.Corrected) = (e.ArrivedAt, e.DepartedAt, true));
                break;
        }

        ValueTask Change(string id, int stay, Action<AttendanceRow> change) => stays.Change(fact, change, fact.Site!, id, stay);
    }

    /// <summary>GET /sites/{site}/attendance</summary>
    /// <param name="date">The day the shift starts on.</param>
    public static async Task<Ok<List<AttendanceListed>>> On(
        string site, DateOnly date, ViewsDb views, Names names, CancellationToken stop, string? shift = null)
    {
        var rows = await views.Set<AttendanceRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Date == date && (shift == null || row.Shift == shift))
            .OrderBy(row => row.Shift).ThenBy(row => row.Person).ThenBy(row => row.Stay).ToListAsync(stop);
        var printed = await names.Of(rows.Select(row => row.Person), stop);
        return TypedResults.Ok(rows.ConvertAll(row => new AttendanceListed(row, printed.GetValueOrDefault(row.Person))));
    }
}

public sealed record AttendanceListed(AttendanceRow Attendance, string? PrintedName);

/// <summary>A stretch of time a person was there.</summary>
public sealed class AttendanceRow
{
    public required string Site { get; init; }
    public required string Id { get; init; }

    /// <summary>Which stay of the shift, from 1.</summary>
    public required int Stay { get; init; }

    public required string Person { get; init; }
    public required DateOnly Date { get; init; }
    public required string Shift { get; init; }

    /// <summary>Null: a correction says that they were not there.</summary>
    public DateTimeOffset? ArrivedAt { get; set; }

    public DateTimeOffset? DepartedAt { get; set; }
    public bool Corrected { get; set; }
}

/// <summary>How many stays a person's shift has.</summary>
public sealed class AttendanceHeadRow
{
    public required string Site { get; init; }
    public required string Id { get; init; }
    public int Stays { get; set; }
}
