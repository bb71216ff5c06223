using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.Projecting;
using Groundswell.Serving;

namespace Groundswell.Materials;

/// <summary>Materials: what there is to be used and made.</summary>
public sealed class MaterialsRoom : IRoom
{
    internal static readonly Rights Define = Rights.Of(Role.Engineer, Role.MesLeader, Role.Integration);

    public string Name => "Materials";

    public JsonSerializerContext Json => MaterialsJson.Default;

    public IEnumerable<Type> Events => [
        typeof(MaterialDefined), typeof(MaterialChanged), typeof(MaterialRetired),
        typeof(MaterialLotReceived),
        typeof(MaterialLotRegistered),
        typeof(MaterialLotProduced),
        typeof(MaterialLotProducedFurther),
        typeof(MaterialLotConsumed),
        typeof(MaterialLotGivenBack),
        typeof(MaterialLotSplit),
        typeof(MaterialLotSplitOff),
        typeof(MaterialLotMerged),
        typeof(MaterialLotMergedIn),
        typeof(MaterialLotMoved),
        typeof(MaterialLotScrapped),
        typeof(MaterialLotRestricted),
        typeof(MaterialLotReleased),
        typeof(MaterialLotAdjusted),
    ];

    public void Acts(Acts acts)
    {
        var json = MaterialsJson.Default;
        acts.Add(() => json.DefineMaterial, "Define a material for all sites.", Define, define => define.Material, DefineMaterial.Decide);
        acts.Add(() => json.ChangeMaterial, "Change a material's name, standing under GMP or shelf life.", Define, change => change.Material, ChangeMaterial.Decide);
        acts.Add(() => json.RetireMaterial, "Take a material out of use.", Define, retire => retire.Material, RetireMaterial.Decide);
        LotActs.List(acts);
    }

    public void Views(Projections views)
    {
        views.Add(new MaterialList());
        views.Add(new LotBalances());
        views.Add(new LotHistory());
    }

    public void Pages(IEndpointRouteBuilder pages)
    {
        LotForms.Map(pages);
        MaterialsPage.Map(pages);
    }

    public void Queries(Queries queries)
    {
        queries.Add("/materials", "All material definitions.", Rights.Everyone, MaterialList.All);
        queries.Add("/materials/{material}", "One material definition.", Rights.Everyone, MaterialList.One);
        queries.Add("/sites/{site}/lots", "A site's lots; of one material, where it is given.", Rights.Everyone, LotBalances.Of);
        queries.Add("/sites/{site}/lots/{lot}", "A lot as it stands.", Rights.Everyone, LotBalances.One);
        queries.Add("/sites/{site}/lots/{lot}/movements", "All that came into a lot and went out of it.", Rights.Everyone, LotHistory.Movements);
        queries.Add("/sites/{site}/lots/{lot}/genealogy", "The edges of the genealogy that touch a lot.", Rights.Everyone, LotHistory.Edges);
    }
}
