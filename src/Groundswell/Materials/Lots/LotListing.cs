using System.Text.Json.Serialization;
using Groundswell.Materials.Definitions;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Materials.Lots;

/// <summary>Which lots someone wants to see.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LotShow>))]
public enum LotShow
{
    /// <summary>Those that hold something.</summary>
    InStock = 1,

    /// <summary>Those that hold something and may not be used.</summary>
    Restricted,

    /// <summary>Those that hold something and are past their last day of use, or soon will be.</summary>
    RunsOut,

    UsedUp,
    All,
}

/// <summary>A filter, as it stands in the page's address.</summary>
public sealed record LotFilter(LotShow Show, string? Find, string? Material, int Page);

/// <summary>A page of a site's lots: what has to be used first comes first.</summary>
/// <param name="Count">Of all lots that the filter lets through.</param>
/// <param name="Any">Whether the site has any lot at all.</param>
/// <param name="Materials">Those of which the site has lots.</param>
/// <param name="Names">What materials are called.</param>
public sealed record LotListing(
    LotFilter Filter, IReadOnlyList<LotRow> Lots, int Count, bool Any, IReadOnlyList<MaterialRow> Materials, IReadOnlyDictionary<string, string> Names, DateOnly Today)
{
    public const int PageSize = 100;

    /// <summary>What can be used for so many days still runs out.</summary>
    public const int SoonInDays = 30;

    public static async Task<LotListing> Of(string site, LotFilter filter, DateOnly today, ViewsDb views, CancellationToken stop)
    {
        var all = views.Set<LotRow>().AsNoTracking().Where(row => row.Site == site);
        var any = await all.AnyAsync(stop);
        var soon = today.AddDays(SoonInDays);
        var lots = filter.Show switch
        {
            LotShow.Restricted => all.Where(row => row.Quantity > 0 && row.Restricted),
            LotShow.RunsOut => all.Where(row => row.Quantity > 0 && row.ExpiresOn <= soon),
            LotShow.UsedUp => all.Where(row => row.Quantity <= 0),
            LotShow.All => all,
            _ => all.Where(row => row.Quantity > 0),
        };
        if (filter.Find?.Trim() is { Length: > 0 } find)
        {
            var named = views.Set<MaterialRow>().Where(row => row.Name.Contains(find)).Select(row => row.Id);
            lots = lots.Where(row => row.Lot.Contains(find) || row.Material.Contains(find) || row.Location!.Contains(find) || named.Contains(row.Material));
        }

        if (filter.Material is { Length: > 0 } material)
            lots = lots.Where(row => row.Material == material);
        var kinds = all.Select(row => row.Material).Distinct();
        var materials = await views.Set<MaterialRow>().AsNoTracking().Where(row => kinds.Contains(row.Id)).OrderBy(row => row.Name).ToListAsync(stop);
        return new LotListing(
            filter, await lots.OrderBy(row => row.ExpiresOn == null).ThenBy(row => row.ExpiresOn).ThenBy(row => row.Lot).Skip((filter.Page - 1) * PageSize).Take(PageSize).ToListAsync(stop),
            await lots.CountAsync(stop), any, materials, materials.ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal), today);
    }
}
