using Groundswell.Deciding;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Plant;

/// <summary>Sites with their areas, work centers, work units and stations as they are now.</summary>
public sealed class PlantTree : IProjection
{
    public string Name => "plant";

    public int Version => 1;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<SiteRow>().ToTable("site").HasKey(row => row.Code);
        tables.Entity<PlaceRow>(row =>
        {
            row.ToTable("place").HasKey(r => new { r.Site, r.Kind, r.Id });
            row.HasIndex(r => new { r.Site, r.Parent });
        });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case SiteOpened e:
                tables.Of<SiteRow>().Put(new SiteRow
                {
                    Code = e.Site.Value,
                    Name = e.Name,
                    TimeZone = e.TimeZone,
                    UnderGmp = e.UnderGmp,
                    Status = nameof(SiteStatus.Open),
                    Since = fact.At,
                });
                break;
            case SiteChanged e:
                await ChangeSite(e.Site, row => (row.Name, row.TimeZone, row.UnderGmp) = (e.Name, e.TimeZone, e.UnderGmp));
                break;
            case SiteClosed e:
                await ChangeSite(e.Site, row => row.Status = nameof(SiteStatus.Closed));
                break;
            case AreaAdded e:
                Add(Area.Kind, e.Area.Value, e.Name, null);
                break;
            case AreaRenamed e:
                await Change(Area.Kind, e.Area.Value, row => row.Name = e.Name);
                break;
            case AreaRetired e:
                await Change(Area.Kind, e.Area.Value, row => row.Status = nameof(InUse.Retired));
                break;
            case WorkCenterAdded e:
                Add(WorkCenter.Kind, e.WorkCenter.Value, e.Name, e.Area.Value);
                break;
            case WorkCenterChanged e:
                await Change(WorkCenter.Kind, e.WorkCenter.Value, row => (row.Name, row.Parent) = (e.Name, e.Area.Value));
                break;
            case WorkCenterRetired e:
                await Change(WorkCenter.Kind, e.WorkCenter.Value, row => row.Status = nameof(InUse.Retired));
                break;
            case WorkUnitAdded e:
                Add(WorkUnit.Kind, e.WorkUnit.Value, e.Name, e.WorkCenter.Value, string.Join(',', e.EquipmentClasses));
                break;
            case WorkUnitChanged e:
                await Change(WorkUnit.Kind, e.WorkUnit.Value, row =>
                    (row.Name, row.Parent, row.EquipmentClasses) = (e.Name, e.WorkCenter.Value, string.Join(',', e.EquipmentClasses)));
                break;
            case WorkUnitTakenOutOfService e:
                await Change(WorkUnit.Kind, e.WorkUnit.Value, row => (row.Status, row.OutOfServiceFor) = ("OutOfService", e.Reason));
                break;
            case WorkUnitReturnedToService e:
                await Change(WorkUnit.Kind, e.WorkUnit.Value, row => (row.Status, row.OutOfServiceFor) = ("InUse", null));
                break;
            case WorkUnitRetired e:
                await Change(WorkUnit.Kind, e.WorkUnit.Value, row => row.Status = nameof(InUse.Retired));
                break;
            case StationEnrolled e:
                Add(Station.Kind, e.Station.Value, e.Name, e.WorkUnit?.Value ?? e.WorkCenter.Value);
                break;
            case StationMoved e:
                await Change(Station.Kind, e.Station.Value, row => row.Parent = e.WorkUnit?.Value ?? e.WorkCenter.Value);
                break;
            case StationWithdrawn e:
                await Change(Station.Kind, e.Station.Value, row => row.Status = nameof(InUse.Retired));
                break;
        }

        void Add(string kind, string id, string name, string? parent, string? classes = null) => tables.Of<PlaceRow>().Put(new PlaceRow
        {
            Site = fact.Site!,
            Kind = kind,
            Id = id,
            Name = name,
            Parent = parent,
            EquipmentClasses = classes,
            Status = "InUse",
        });

        ValueTask Change(string kind, string id, Action<PlaceRow> change) => tables.Of<PlaceRow>().Change(fact, change, fact.Site!, kind, id);

        ValueTask ChangeSite(Id<Site> id, Action<SiteRow> change) => tables.Of<SiteRow>().Change(fact, change, id.Value);
    }

    /// <summary>GET /sites</summary>
    public static async Task<Ok<List<SiteRow>>> AllSites(ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<SiteRow>().AsNoTracking().OrderBy(row => row.Code).ToListAsync(stop));

    /// <summary>GET /sites/{site}/plant</summary>
    public static async Task<Ok<List<PlaceRow>>> Places(string site, ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Site == site)
            .OrderBy(row => row.Kind).ThenBy(row => row.Id).ToListAsync(stop));
}

/// <summary>A site, as lists show it.</summary>
public sealed class SiteRow
{
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required string TimeZone { get; set; }
    public required bool UnderGmp { get; set; }
    public required string Status { get; set; }
    public required DateTimeOffset Since { get; init; }
}

/// <summary>An area, work center, work unit or station of a site.</summary>
public sealed class PlaceRow
{
    public required string Site { get; init; }

    /// <summary>area, work-center, work-unit or station.</summary>
    public required string Kind { get; init; }

    public required string Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The id of the place it belongs to; null for an area.</summary>
    public string? Parent { get; set; }

    /// <summary>InUse, OutOfService or Retired.</summary>
    public required string Status { get; set; }

    public string? OutOfServiceFor { get; set; }

    /// <summary>What a work unit can stand in for, separated by commas.</summary>
    public string? EquipmentClasses { get; set; }
}
