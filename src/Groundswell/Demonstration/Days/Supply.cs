using Groundswell.Deciding;
using Groundswell.Demonstration.Cast;
using Groundswell.Demonstration.Plants;
using Groundswell.Materials.Lots;

namespace Groundswell.Demonstration.Days;

/// <summary>Deliveries, their release by Quality, and what is left over at the end.</summary>
internal sealed class Supply(PlantLife life)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(40);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(3);

    public async Task Run()
    {
        // Full shelves to begin with; then as they empty.
        for (var pause = FirstPause; ; pause = Pause)
        {
            await life.Timeline.For(pause);
            if ((life.Shop.Here(Duty.MaterialsHandler) ?? life.Shop.Here(Duty.LineLead)) is { } handler)
            {
                foreach (var material in life.Plant.Materials.Where(material => material.Delivery > 0))
                    await Deliver(handler, material);
            }

            if (life.Shop.Here(Duty.QualityReviewer) is { } quality)
            {
                foreach (var lot in life.Shop.Lots.Where(lot => !lot.Usable && lot.Left > 0).Take(4).ToList())
                    await Release(quality, lot);
            }

            await ThrowAway();
        }
    }

    private async Task Deliver(CastPerson handler, DemoMaterial material)
    {
        var left = life.Shop.Lots.Where(lot => lot.Material == material.Id).Sum(lot => lot.Left);
        if (left > material.Delivery)
            return;
        var lot = life.NextId("LOT");
        var quantity = decimal.Round(material.Delivery * (decimal)life.Luck.Between(0.9, 1.1), 0);
        var expires = material.ShelfLifeDays is { } days
            ? DateOnly.FromDateTime(life.Now.UtcDateTime).AddDays(days - life.Luck.Whole(0, days / 5))
            : (DateOnly?)null;
        await life.Timeline.For(TimeSpan.FromMinutes(life.Luck.Between(2, 8)));
        var received = await life.Ask(handler, new ReceiveLot(
            new(lot), new(material.Id), quantity, material.Unit, "STORE", expires, FormattableString.Invariant($"S{life.Luck.Whole(100_000, 999_999)}")));
        if (received.Receipt is not null)
            life.Shop.Lots.Add(new ShopLot(lot, material.Id, material.Unit, quantity) { Usable = !material.UnderGmp });
    }

    private async Task Release(CastPerson quality, ShopLot lot)
    {
        await life.Timeline.For(TimeSpan.FromMinutes(life.Luck.Between(1, 5)));
        var answer = await life.Ask(
            quality, new ReleaseLot(new(lot.Id), "Papers and sample are as asked."), null, Founding.Signs(quality, SignatureMeaning.Released));
        if (answer.Receipt is not null)
            lot.Usable = true;
        if (life.Plant.Materials.First(material => material.Id == lot.Material).Delivery == 0)
            life.Shop.Lots.Remove(lot); // finished goods leave the plant
    }

    /// <summary>Remnants that nothing can be made of.</summary>
    private async Task ThrowAway()
    {
        if (life.Shop.Here(Duty.MaterialsHandler) is not { } handler)
            return;
        foreach (var lot in life.Shop.Lots.Where(lot => lot.Usable && IsRemnant(lot)).ToList())
        {
            if (lot.Left > 0)
                await life.Ask(handler, new ScrapLot(new(lot.Id), lot.Left, lot.Unit, "remnant"));
            life.Shop.Lots.Remove(lot);
        }
    }

    private bool IsRemnant(ShopLot lot)
    {
        var delivery = life.Plant.Materials.First(material => material.Id == lot.Material).Delivery;
        return lot.Left <= delivery * 0.02m;
    }
}
