using Groundswell.Identifying;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Persons;

/// <summary>What forms about people offer to choose from.</summary>
/// <param name="People">Everybody who is here, by id and name.</param>
/// <param name="Shifts">What shifts are called so far.</param>
public sealed record PersonChoices(IReadOnlyList<(string Value, string Text)> People, IReadOnlyList<string> Teams, IReadOnlyList<string> Shifts)
{
    public static async Task<PersonChoices> Of(string site, ViewsDb views, Names names, CancellationToken stop)
    {
        var rows = await views.Set<PersonRow>().AsNoTracking().Where(row => row.Site == site && row.Status == nameof(PersonStatus.Here)).ToListAsync(stop);
        var printed = await names.Of(rows.Select(row => row.Id), stop);
        return new PersonChoices(
            [.. rows.Select(row => (row.Id, printed.GetValueOrDefault(row.Id) ?? row.Id)).OrderBy(one => one.Item2, StringComparer.CurrentCultureIgnoreCase)],
            [.. rows.Select(row => row.Team).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            [.. rows.Select(row => row.ShiftPattern).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
    }
}
