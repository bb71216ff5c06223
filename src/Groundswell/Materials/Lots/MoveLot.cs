using Groundswell.Deciding;

namespace Groundswell.Materials.Lots;

/// <summary>Say where a lot is now: a storage location, a container, a work unit.</summary>
public sealed record MoveLot(Id<MaterialLot> Lot, string Location) : SiteCommand
{
    public static Decision Decide(MoveLot move, MaterialLot lot)
    {
        if (!lot.Exists)
            return new LotUnknown(move.Lot);
        if (string.IsNullOrWhiteSpace(move.Location))
            return new LocationMissing();
        if (lot.Location == move.Location.Trim())
            return new LotThereAlready(move.Lot, lot.Location);

        return new MaterialLotMoved(move.Lot, move.Location.Trim());
    }
}

/// <summary>A move goes somewhere.</summary>
public sealed record LocationMissing() : Refusal("material-lot.location-missing")
{
    public override string Field => "location";
}

/// <summary>The lot is at that location already.</summary>
public sealed record LotThereAlready(Id<MaterialLot> Lot, string Location) : Refusal("material-lot.there-already")
{
    public override string Field => "location";
}
