using Groundswell.Deciding;
using Groundswell.Materials.Definitions;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Materials.Definitions;

public sealed class MaterialDefinitionTests
{
    private static readonly Id<MaterialDefinition> Ethanol = new("ETH-96");
    private static readonly MaterialDefined Defined = new(Ethanol, "Ethanol 96 %", "mL", MaterialTracking.Lot, true, 730);
    private static readonly MaterialRetired Retired = new(Ethanol, "Replaced");

    private readonly DefineMaterial _define = new(Ethanol, " Ethanol 96 % ", "mL", MaterialTracking.Lot, true, 730);
    private readonly ChangeMaterial _change = new(Ethanol, "Ethanol", false);

    [Fact]
    public void A_material_is_defined() => Given<MaterialDefinition>().When(material => DefineMaterial.Decide(_define, material)).Happens(Defined);

    [Fact]
    public void An_id_is_used_once() =>
        Given<MaterialDefinition>(Defined, Retired).When(material => DefineMaterial.Decide(_define, material)).Refused(new MaterialAlreadyDefined(Ethanol));

    [Fact]
    public void It_has_a_name() =>
        Given<MaterialDefinition>().When(material => DefineMaterial.Decide(_define with { Name = "" }, material)).Refused(new MaterialNameMissing());

    [Fact]
    public void It_has_a_unit_that_is_known() =>
        Given<MaterialDefinition>().When(material => DefineMaterial.Decide(_define with { Unit = "pcs" }, material)).Refused(new MaterialUnitUnknown("pcs"));

    [Fact]
    public void It_keeps_for_a_day_at_least() =>
        Given<MaterialDefinition>().When(material => DefineMaterial.Decide(_define with { ShelfLifeDays = 0 }, material)).Refused(new ShelfLifeNotPositive());

    [Fact]
    public void It_is_changed() =>
        Given<MaterialDefinition>(Defined).When(material => ChangeMaterial.Decide(_change, material)).Happens(new MaterialChanged(Ethanol, "Ethanol", false));

    [Fact]
    public void It_is_not_changed_into_itself() =>
        Given<MaterialDefinition>(Defined)
            .When(material => ChangeMaterial.Decide(new ChangeMaterial(Ethanol, "Ethanol 96 %", true, 730), material)).Refused(new MaterialUnchanged(Ethanol));

    [Fact]
    public void A_new_name_is_not_blank() =>
        Given<MaterialDefinition>(Defined).When(material => ChangeMaterial.Decide(_change with { Name = "" }, material)).Refused(new MaterialNameMissing());

    [Fact]
    public void A_new_shelf_life_is_a_day_at_least() =>
        Given<MaterialDefinition>(Defined).When(material => ChangeMaterial.Decide(_change with { ShelfLifeDays = -1 }, material)).Refused(new ShelfLifeNotPositive());

    [Fact]
    public void A_retired_one_is_not_changed() =>
        Given<MaterialDefinition>(Defined, Retired).When(material => ChangeMaterial.Decide(_change, material)).Refused(new MaterialNotInUse(Ethanol));

    [Fact]
    public void It_is_retired_with_a_reason() =>
        Given<MaterialDefinition>(Defined).When(material => RetireMaterial.Decide(new RetireMaterial(Ethanol, "Replaced"), material)).Happens(Retired);

    [Fact]
    public void It_is_not_retired_without_a_reason() =>
        Given<MaterialDefinition>(Defined).When(material => RetireMaterial.Decide(new RetireMaterial(Ethanol, ""), material)).Refused(new MaterialReasonMissing());

    [Fact]
    public void It_is_not_retired_twice() =>
        Given<MaterialDefinition>(Defined, Retired).When(material => RetireMaterial.Decide(new RetireMaterial(Ethanol, "Again"), material)).Refused(new MaterialNotInUse(Ethanol));
}
