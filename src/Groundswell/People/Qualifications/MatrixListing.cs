using System.Text.Json.Serialization;
using Groundswell.Identifying;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Qualifications;

/// <summary>Which qualifications someone wants to see.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MatrixShow>))]
public enum MatrixShow
{
    /// <summary>Those that somebody here holds or has held, that are asked for here, or that planned work needs; all of them, while there are none of these.</summary>
    Here = 1,

    /// <summary>Only those of which more are asked for than there are, or than there will be soon, or that planned work needs and nobody holds.</summary>
    Gaps,

    /// <summary>Those of other sites too.</summary>
    All,
}

/// <summary>A filter, as it stands in the page's address.</summary>
/// <param name="Center">Only what planned work of this work center asks for.</param>
public sealed record MatrixFilter(MatrixShow Show, string? Team, string? Center, string? Find, int Page);

/// <summary>A qualification as the head of a column.</summary>
/// <param name="Held">How many of the people shown hold it.</param>
/// <param name="Gap">What is asked for in the team shown, or the whole site; null where nobody said.</param>
/// <param name="Jobs">So many open jobs need it.</param>
public sealed record MatrixColumn(QualificationRow Qualification, int Held, QualificationGap? Gap, int Jobs)
{
    public bool IsMissing => Gap is { Missing: > 0 } || (Jobs > 0 && Held == 0);
}

/// <summary>People by qualifications: a page of the people of a team or of all.</summary>
/// <param name="Elsewhere">So many more are defined, which nobody here holds or needs.</param>
public sealed record MatrixListing(
    MatrixFilter Filter, IReadOnlyList<MatrixColumn> Columns, IReadOnlyList<(string Person, string Name, string? Team)> People, int Count,
    IReadOnlyDictionary<(string Person, string Qualification), HeldQualification> Held, IReadOnlyList<string> Teams, IReadOnlyList<PlaceRow> Centers,
    IReadOnlyList<QualificationRow> Defined, int Elsewhere, DateTimeOffset Now)
{
    public const int PageSize = 100;

    public static async Task<MatrixListing> Of(
        string site, MatrixFilter filter, IPlannedNeeds planned, ViewsDb views, Names names, TimeProvider time, CancellationToken stop)
    {
        var read = await QualificationQueries.Read(site, views, names, time, QualificationQueries.SoonInDays, stop);
        var needs = await planned.Of(site, stop);
        var rows = await views.Set<PersonRow>().AsNoTracking().Where(row => row.Site == site && row.Status == nameof(PersonStatus.Here)).ToListAsync(stop);
        var printed = await names.Of(rows.Select(row => row.Id), stop);
        List<(string Person, string Name, string? Team)> people =
        [
            .. rows.Select(row => (row.Id, Name: printed.GetValueOrDefault(row.Id) ?? row.Id, row.Team))
                .Where(one => filter.Team is not { Length: > 0 } team || one.Team == team)
                .Where(one => filter.Find?.Trim() is not { Length: > 0 } find || one.Name.Contains(find, StringComparison.CurrentCultureIgnoreCase) || one.Id.Contains(find, StringComparison.OrdinalIgnoreCase))
                .OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(one => one.Id, StringComparer.Ordinal),
        ];
        var shown = people.Select(one => one.Person).ToHashSet(StringComparer.Ordinal);
        var held = read.Held.Where(one => shown.Contains(one.Person)).ToDictionary(one => (one.Person, one.Qualification));
        var asked = filter.Team is { Length: > 0 } of ? of : null;
        var inUse = read.Qualifications.Where(row => row.Status == nameof(QualificationStatus.InUse)).ToList();
        var ofHere = read.Held.Select(one => one.Qualification).Concat(read.Coverage.Select(gap => gap.Qualification)).Concat(needs.Select(need => need.Qualification))
            .ToHashSet(StringComparer.Ordinal);
        var here = inUse.FindAll(row => ofHere.Contains(row.Id));
        List<MatrixColumn> columns =
        [
            .. (filter.Show == MatrixShow.Here && here.Count > 0 ? here : inUse).Select(row => new MatrixColumn(
                    row, held.Values.Count(one => one.Qualification == row.Id && (one.Standing is Standing.Held or Standing.Expiring)),
                    read.Coverage.FirstOrDefault(gap => gap.Qualification == row.Id && gap.Team == asked),
                    needs.Where(need => need.Qualification == row.Id && (filter.Center is not { Length: > 0 } center || need.WorkCenter == center)).Sum(need => need.Jobs)))
                .Where(column => filter.Center is not { Length: > 0 } || column.Jobs > 0)
                .Where(column => filter.Show != MatrixShow.Gaps || column.IsMissing || column.Gap is { MissingSoon: > 0 }),
        ];
        return new MatrixListing(
            filter, columns, [.. people.Skip((filter.Page - 1) * PageSize).Take(PageSize)], people.Count, held,
            [.. rows.Select(row => row.Team).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Site == site && row.Kind == WorkCenter.Kind && row.Status != nameof(InUse.Retired)).OrderBy(row => row.Name).ToListAsync(stop),
            read.Qualifications, filter.Show == MatrixShow.Here && here.Count > 0 ? inUse.Count - here.Count : 0, time.GetUtcNow());
    }
}
