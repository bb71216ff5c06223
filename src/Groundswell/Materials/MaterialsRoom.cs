using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Materials.Definitions;
using Groundswell.Projecting;
using Groundswell.Serving;

namespace Groundswell.Materials;

/// <summary>Materials: what there is to be used and made.</summary>
public sealed class MaterialsRoom : IRoom
{
    private static readonly Rights Define = Rights.Of(Role.Engineer, Role.MesLeader, Role.Integration);

    public string Name => "Materials";

    public JsonSerializerContext Json => MaterialsJson.Default;

    public IEnumerable<Type> Events => [typeof(MaterialDefined), typeof(MaterialChanged), typeof(MaterialRetired)];

    public void Acts(Acts acts)
    {
        var json = MaterialsJson.Default;
        acts.Add(json.DefineMaterial, "Define a material for all sites.", Define, define => define.Material, DefineMaterial.Decide);
        acts.Add(json.ChangeMaterial, "Change a material's name, standing under GMP or shelf life.", Define, change => change.Material, ChangeMaterial.Decide);
        acts.Add(json.RetireMaterial, "Take a material out of use.", Define, retire => retire.Material, RetireMaterial.Decide);
    }

    public void Views(Projections views) => views.Add(new MaterialList());

    public void Queries(Queries queries)
    {
        queries.Add("/materials", "All material definitions.", Rights.Everyone, MaterialList.All);
        queries.Add("/materials/{material}", "One material definition.", Rights.Everyone, MaterialList.One);
    }
}
