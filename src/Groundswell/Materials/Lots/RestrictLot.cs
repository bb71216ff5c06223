using Groundswell.Deciding;
using Groundswell.Materials.Definitions;
using Groundswell.Signing;

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
public sealed record ReleaseLot(Id<MaterialLot> Lot, string Reason) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles =>
        [new(SignatureMeaning.Released, Rights.Of(Role.QualityReviewer, Role.QualityApprover))];

    public static Decision Decide(ReleaseLot release, MaterialLot lot, MaterialDefinition material, Circumstances circumstances)
    {
        if (!lot.Exists)
            return new LotUnknown(release.Lot);
        if (lot.Restricted is null)
            return new LotNotRestricted(release.Lot);
        if (string.IsNullOrWhiteSpace(release.Reason))
            return new LotReasonMissing();
        var signature = circumstances.Signatures.FirstOrDefault(signed => signed.Meaning == SignatureMeaning.Released);
        if (material.UnderGmp && signature is null)
            return new LotReleaseUnsigned(release.Lot);
        if (signature is not null && SheetOf(release, lot).ContentHash is var hash && signature.ContentHash != hash)
            return new SignatureOfOtherContent(signature.Meaning, hash);

        return new MaterialLotReleased(release.Lot, release.Reason.Trim(), signature);
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => SheetOf(this, await read.Of(Lot));

    /// <summary>What Quality signs: the lot as it stands.</summary>
    internal static SigningSheet SheetOf(ReleaseLot release, MaterialLot lot) => new SigningSheet("Release a lot")
        .With("Site", release.Site)
        .With("Lot", release.Lot.Value)
        .With("Material", lot.Material.Value)
        .With("Quantity", $"{lot.Quantity} {lot.Unit}")
        .With("Last day of use", lot.ExpiresOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
        .With("Restricted for", lot.Restricted == MaterialLot.Untested ? SheetWord.Of(MaterialLot.Untested) : lot.Restricted is { } reason ? SheetWord.AsIs(reason) : null)
        .With("Reason", release.Reason);
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

    public override bool SignatureLifts => true;
}
