using System.Text.Json.Serialization;
using Groundswell.Identifying;
using Groundswell.People.Qualifications;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Persons;

/// <summary>Which people someone wants to see.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PeopleShow>))]
public enum PeopleShow
{
    Here = 1,

    /// <summary>Without a shift, or with a qualification that has run out or does so soon.</summary>
    Attention,
    NoShift,
    Left,
}

/// <summary>A filter, as it stands in the page's address.</summary>
public sealed record PeopleFilter(PeopleShow Show, string? Find, string? Team, int Page);

/// <summary>A person in the list.</summary>
/// <param name="Name">As printed; their id where the directory has none.</param>
/// <param name="Manager">The name of whom they report to.</param>
/// <param name="Held">How many qualifications they hold.</param>
/// <param name="Expiring">How many of these run out soon.</param>
/// <param name="Expired">How many have run out.</param>
public sealed record PersonShown(PersonRow Person, string Name, string? Manager, int Held, int Expiring, int Expired)
{
    public bool LacksShift => Person is { Status: nameof(PersonStatus.Here), ShiftPattern: null };
}

/// <summary>A page of the list of people, by their names.</summary>
/// <param name="Count">Of all whom the filter lets through.</param>
/// <param name="Any">Whether the site has anybody at all.</param>
public sealed record PeopleListing(PeopleFilter Filter, IReadOnlyList<PersonShown> People, int Count, bool Any, IReadOnlyList<string> Teams)
{
    public const int PageSize = 100;

    /// <summary>A site's people are few enough to be looked through by their names, which are in another store than all else.</summary>
    public static async Task<PeopleListing> Of(string site, PeopleFilter filter, ViewsDb views, Names names, TimeProvider time, CancellationToken stop)
    {
        var rows = await views.Set<PersonRow>().AsNoTracking().Where(row => row.Site == site).ToListAsync(stop);
        var printed = await names.Of(rows.Select(row => row.Id), stop);
        var held = (await QualificationQueries.Read(site, views, names, time, QualificationQueries.SoonInDays, stop)).Held.ToLookup(one => one.Person);
        var wanted = filter.Show == PeopleShow.Left ? nameof(PersonStatus.Left) : nameof(PersonStatus.Here);
        List<PersonShown> all =
        [
            .. rows.Where(row => row.Status == wanted).Select(row => new PersonShown(
                row, printed.GetValueOrDefault(row.Id) ?? row.Id, row.ReportsTo is { } manager ? printed.GetValueOrDefault(manager) ?? manager : null,
                held[row.Id].Count(one => one.Standing is Standing.Held or Standing.Expiring),
                held[row.Id].Count(one => one.Standing == Standing.Expiring), held[row.Id].Count(one => one.Standing == Standing.Expired))),
        ];
        List<PersonShown> fit =
        [
            .. all.Where(one => Fits(one, filter)).OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(one => one.Person.Id, StringComparer.Ordinal),
        ];
        return new PeopleListing(
            filter, [.. fit.Skip((filter.Page - 1) * PageSize).Take(PageSize)], fit.Count, rows.Count > 0,
            [.. rows.Select(row => row.Team).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
    }

    private static bool Fits(PersonShown one, PeopleFilter filter) =>
        (filter.Show switch
        {
            PeopleShow.NoShift => one.LacksShift,
            PeopleShow.Attention => one.LacksShift || one.Expiring > 0 || one.Expired > 0,
            _ => true,
        })
        && (filter.Team is not { Length: > 0 } team || one.Person.Team == team)
        && (filter.Find?.Trim() is not { Length: > 0 } find
            || one.Name.Contains(find, StringComparison.CurrentCultureIgnoreCase) || one.Person.Id.Contains(find, StringComparison.OrdinalIgnoreCase));
}
