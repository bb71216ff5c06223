using Groundswell.Demonstration;
using Groundswell.Demonstration.Cast;
using Groundswell.Demonstration.Days;
using Groundswell.Demonstration.Plants;
using Groundswell.Masters.Contents;

namespace Groundswell.Tests.Demonstration;

public sealed class ShopTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Vessels = ["VESSEL-1", "VESSEL-2", "VESSEL-3"];

    private readonly Shop _shop = new(HandRubPlant.Make());
    private readonly CastPerson _mixer = new Company(1).Plants[0].People.First(person => person.Works && person.WorkCenters[0] == "MIXING");

    [Fact]
    public void A_terminal_where_somebody_real_is_badged_in_is_left_to_them()
    {
        Add("1", null);
        _shop.TakenStations.Add(DemoPlant.StationOf("VESSEL-1"));
        Assert.Equal("VESSEL-2", _shop.NextFor(_mixer, Noon)?.WorkUnit);

        _shop.TakenStations.UnionWith(Vessels.Select(DemoPlant.StationOf));
        Assert.Null(_shop.NextFor(_mixer, Noon));
    }

    [Fact]
    public void A_job_begun_at_a_taken_terminal_waits_there_and_others_are_done_elsewhere()
    {
        Add("begun", "VESSEL-1");
        Add("other", null);
        _shop.TakenStations.Add(DemoPlant.StationOf("VESSEL-1"));

        Assert.Equal(("other", "VESSEL-2"), (_shop.NextFor(_mixer, Noon)?.Job.Id, _shop.NextFor(_mixer, Noon)?.WorkUnit));
        _shop.TakenStations.Clear();
        Assert.Equal("begun", _shop.NextFor(_mixer, Noon)?.Job.Id);
    }

    [Fact]
    public void A_job_whose_material_is_not_on_the_shelves_is_not_begun()
    {
        Add("1", null, new Step("water", "Water", new ConsumeMaterial("water")));
        Assert.Null(_shop.NextFor(_mixer, Noon));

        _shop.Lots.Add(new ShopLot("W-1", "water-purified", "mL", 1_000_000) { Usable = true });
        Assert.NotNull(_shop.NextFor(_mixer, Noon));
    }

    private void Add(string id, string? workUnit, params IReadOnlyList<Step> steps)
    {
        var operation = new Operation("20", "Mixing", steps, new EquipmentRequirement(EquipmentLevel.WorkCenter, "MIXING"));
        var content = new WorkMasterContent(
            "Rub", new MadeMaterial(new("hand-rub-ethanol"), 10, "L"), [operation], [new BillLine("water", new("water-purified"), 1_000, "mL")], []);
        _shop.Add(new ShopJob(id, new ShopOrder($"O-{id}", null, content, 1, 200, Noon.AddHours(5)), operation, "MIXING") { WorkUnit = workUnit });
    }
}
