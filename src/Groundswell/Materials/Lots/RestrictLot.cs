using Groundswell.Deciding;
using Groundswell.Materials.Definitions;

namespace Groundswell.Materials.Lots;

/// <summary>Say that a lot may not be used, and why (ISA-95 disposition "restricted").</summary>
public sealed record RestrictLot(Id<MaterialLot> Lot, string Reason) : SiteCommand
{
    public static Decision Decide(RestrictLot restrict, MaterialLot lot)
    {
        if (!lot.Exists)
            return new LotUnknown(restrict.Lot);
        if (lot.Restricted is { } already)
            return new LotRestricted(restrict.Lot, already);
        if (string.IsNullOrWhiteSpace(restrict.Reason))
            return new LotReasonMissing();

        return new MaterialLotRestricted(restrict.Lot, restrict.Reason.Trim());
    }
}

/// <summary>Say that a lot may be used (ISA-95 disposition "unrestricted"). Under GMP Quality signs it as released.</summary>
public sealed record ReleaseLot(Id<MaterialLot> Lot, string Reason) : SiteCommand
{
    /// <summary>The meaning the signature has to have.</summary>
    public const string Meaning = "released";

    public static Decision Decide(ReleaseLot release, MaterialLot lot, MaterialDefinition material, Circumstances circumstances)
    {
        if (!lot.Exists)
            return new LotUnknown(release.Lot);
        if (lot.Restricted is null)
            return new LotNotRestricted(release.Lot);
        if (string.IsNullOrWhiteSpace(release.Reason))
            return new LotReasonMissing();
        var signature = circumstances.Signatures.FirstOrDefault(signed => signed.Meaning == Meaning);
        if (material.UnderGmp && signature is null)
            return new LotReleaseUnsigned(release.Lot);

        return new MaterialLotReleased(release.Lot, release.Reason.Trim(), signature);
    }
}

/// <summary>The lot may be used already.</summary>
public sealed record LotNotRestricted(Id<MaterialLot> Lot) : Refusal("material-lot.not-restricted")
{
    public override string Field => "lot";
}

/// <summary>A lot of a material under GMP is released by signature.</summary>
public sealed record LotReleaseUnsigned(Id<MaterialLot> Lot) : Refusal("material-lot.release-unsigned")
{
    public override string Field => "signatures";
}
