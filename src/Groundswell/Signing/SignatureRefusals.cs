using Groundswell.Deciding;

namespace Groundswell.Signing;

/// <summary>The signer did not prove who they are. It is recorded, and counts as every failed proof does.</summary>
public sealed record SignatureNotProved(string Signer) : Refusal("signature.not-proved")
{
    public override string Field => "signatures";
}

/// <summary>The signer's account is locked.</summary>
public sealed record SignerLocked(string Signer, DateTimeOffset? Until) : Refusal("signature.signer-locked")
{
    public override string Field => "signatures";
}

/// <summary>The signer's password is right and too old.</summary>
public sealed record SignerPasswordExpired(string Signer) : Refusal("signature.password-expired")
{
    public override string Field => "signatures";
}

/// <summary>A signature of this act has no such meaning.</summary>
public sealed record MeaningUnfit(string Meaning) : Refusal("signature.meaning-unfit")
{
    public override string Field => "signatures";
}

/// <summary>The signer's roles do not give this signature.</summary>
public sealed record SignerNotAllowed(string Signer, string Meaning) : Refusal("signature.signer-not-allowed")
{
    public override string Field => "signatures";
}

/// <summary>Who administers the software signs no GMP record.</summary>
public sealed record AdministratorSignsNothing(string Signer) : Refusal("signature.administrator")
{
    public override string Field => "signatures";
}

/// <summary>The signer has not accepted the signature policy that holds now (21 CFR 11.10(j)).</summary>
public sealed record PolicyNotAccepted(string Signer, string Version) : Refusal("signature.policy-not-accepted")
{
    public override string Field => "signatures";
}

/// <summary>Here this meaning is signed with a passkey.</summary>
public sealed record PasskeyNeeded(string Meaning) : Refusal("signature.passkey-needed")
{
    public override string Field => "signatures";
}

/// <summary>What is signed is shown in one of the product's languages.</summary>
public sealed record SigningLanguageUnknown(string Language, IReadOnlyList<string> Languages) : Refusal("signature.language-unknown")
{
    public override string Field => "signatures";
}

/// <summary>One person signs with one meaning once.</summary>
public sealed record SignedTwice(string Signer, string Meaning) : Refusal("signature.twice")
{
    public override string Field => "signatures";
}

/// <summary>The directory has no name to print for the signer (11.50(a)(1)).</summary>
public sealed record PrintedNameMissing(string Signer) : Refusal("signature.printed-name-missing")
{
    public override string Field => "signatures";
}
