using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes;

/// <summary>What forms about changes let people choose from at a site, each by id and the word for it.</summary>
/// <param name="Shifts">Those of the calendar.</param>
/// <param name="People">Who works there.</param>
public sealed record SiteChoices(
    IReadOnlyList<(string Value, string Text)> WorkCenters, IReadOnlyList<(string Value, string Text)> Shifts, IReadOnlyList<(string Value, string Text)> People)
{
    private const int MostPeople = 2_000;

    internal static async Task<SiteChoices> Of(string site, ViewsDb views, States states, Names names, CancellationToken stop)
    {
        var centers = await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Site == site && row.Kind == WorkCenter.Kind && row.Status != nameof(InUse.Retired))
            .OrderBy(row => row.Name).Select(row => new { row.Id, row.Name }).ToListAsync(stop);
        var shifts = (await new Reading(states, Logs.OfSite(site), stop).Of(ShiftCalendar.OfSite)).Shifts;
        var people = await views.Set<PersonRow>().AsNoTracking().Where(row => row.Site == site && row.Status == nameof(PersonStatus.Here))
            .OrderBy(row => row.Id).Take(MostPeople).Select(row => row.Id).ToListAsync(stop);
        var called = await names.Of(people, stop);
        return new SiteChoices(
            [.. centers.Select(center => (center.Id, center.Name))], [.. shifts.Select(shift => (shift.Code, shift.Name))],
            [.. people.Select(person => (person, called.GetValueOrDefault(person) ?? person)).OrderBy(person => person.Item2, StringComparer.CurrentCulture)]);
    }

    public string CenterName(string id) => WorkCenters.FirstOrDefault(one => one.Value == id).Text ?? id;

    public string ShiftName(string code) => Shifts.FirstOrDefault(one => one.Value == code).Text ?? code;

    public string ShiftNames(IEnumerable<string> codes) => string.Join(", ", codes.Select(ShiftName));

    public string PersonName(string id) => People.FirstOrDefault(one => one.Value == id).Text ?? id;
}
