using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters.ReasonLists;

/// <summary>Reason lists with all their versions, and which version each site uses.</summary>
public sealed class ReasonListView : IProjection
{
    public string Name => "reason-lists";

    public int Version => 1;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<ReasonListRow>().ToTable("reason_list").HasKey(row => row.Id);
        tables.Entity<ReasonRow>().ToTable("reason").HasKey(row => new { row.List, row.Version, row.Code });
        tables.Entity<SiteReasonListRow>().ToTable("site_reason_list").HasKey(row => new { row.Site, row.List });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case ReasonListDefined e:
                tables.Of<ReasonListRow>().Put(new ReasonListRow { Id = e.List.Value, Name = e.Name, Use = e.Use, Versions = 1 });
                Keep(e.List, 1, e.Reasons);
                break;
            case ReasonListRevised e:
                await Change(e.List, row => (row.Name, row.Versions) = (e.Name, e.Version));
                Keep(e.List, e.Version, e.Reasons);
                break;
            case ReasonListRetired e:
                await Change(e.List, row => row.Retired = true);
                break;
            case ReasonListActivated e:
                tables.Of<SiteReasonListRow>().Put(new SiteReasonListRow { Site = fact.Site!, List = e.List.Value, Version = e.Version, Since = fact.At });
                break;
            case ReasonListDeactivated e:
                var active = tables.Of<SiteReasonListRow>();
                if (await active.Find(fact.Site!, e.List.Value) is { } row)
                    active.Remove(row);
                break;
        }

        void Keep(Id<ReasonList> list, int version, IReadOnlyList<Reason> reasons)
        {
            foreach (var (place, reason) in reasons.Index())
            {
                tables.Of<ReasonRow>().Add(new ReasonRow
                {
                    List = list.Value,
                    Version = version,
                    Code = reason.Code,
                    Place = place + 1,
                    Text = JsonSerializer.Serialize(reason.Text, MastersJson.Default.IReadOnlyDictionaryStringString),
                    Group = reason.Group,
                });
            }
        }

        ValueTask Change(Id<ReasonList> id, Action<ReasonListRow> change) => tables.Of<ReasonListRow>().Change(fact, change, id.Value);
    }

    /// <summary>GET /reason-lists</summary>
    public static async Task<Ok<List<ReasonListRow>>> All(ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<ReasonListRow>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop));

    /// <summary>GET /reason-lists/{list}/versions/{version}</summary>
    public static async Task<Results<Ok<List<Reason>>, NotFound>> Reasons(string list, int version, ViewsDb views, CancellationToken stop)
    {
        var reasons = await ReasonsOf(list, version, views, stop);
        return reasons.Count == 0 ? TypedResults.NotFound() : TypedResults.Ok(reasons);
    }

    /// <summary>GET /sites/{site}/reason-lists: the reasons that can be given at the site.</summary>
    public static async Task<Ok<List<ReasonsAtSite>>> AtSite(string site, ViewsDb views, CancellationToken stop)
    {
        var active = await (
            from one in views.Set<SiteReasonListRow>().AsNoTracking()
            where one.Site == site
            join list in views.Set<ReasonListRow>() on one.List equals list.Id
            orderby one.List
            select new { one.List, list.Name, list.Use, one.Version }).ToListAsync(stop);
        var lists = new List<ReasonsAtSite>();
        foreach (var one in active)
            lists.Add(new ReasonsAtSite(one.List, one.Name, one.Use, one.Version, await ReasonsOf(one.List, one.Version, views, stop)));
        return TypedResults.Ok(lists);
    }

    private static async Task<List<Reason>> ReasonsOf(string list, int version, ViewsDb views, CancellationToken stop)
    {
        var rows = await views.Set<ReasonRow>().AsNoTracking().Where(row => row.List == list && row.Version == version).OrderBy(row => row.Place).ToListAsync(stop);
        return [.. rows.Select(row => new Reason(row.Code, JsonSerializer.Deserialize(row.Text, MastersJson.Default.IReadOnlyDictionaryStringString)!, row.Group))];
    }
}

/// <summary>A list that a site uses, with its reasons in their order.</summary>
public sealed record ReasonsAtSite(string List, string Name, ReasonUse Use, int Version, IReadOnlyList<Reason> Reasons);

/// <summary>A list of reasons.</summary>
public sealed class ReasonListRow
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public required ReasonUse Use { get; init; }
    public required int Versions { get; set; }
    public bool Retired { get; set; }
}

/// <summary>One reason of one version of a list.</summary>
public sealed class ReasonRow
{
    public required string List { get; init; }
    public required int Version { get; init; }
    public required string Code { get; init; }

    /// <summary>In the list, from 1.</summary>
    public required int Place { get; init; }

    /// <summary>JSON: by language.</summary>
    public required string Text { get; init; }

    public string? Group { get; init; }
}

/// <summary>The version of a list that a site uses.</summary>
public sealed class SiteReasonListRow
{
    public required string Site { get; init; }
    public required string List { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset Since { get; init; }
}
