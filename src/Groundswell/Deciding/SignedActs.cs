namespace Groundswell.Deciding;

/// <summary>What a signature given with a command has to be before a decider takes it.</summary>
public static class SignedActs
{
    /// <summary>Why the one who asks has not signed this with this meaning, or null where they have (21 CFR 11.50, 11.70).</summary>
    /// <param name="contentHash">Of exactly what has to be signed, lower-case hexadecimal.</param>
    public static Refusal? LacksSignature(this Circumstances circumstances, string meaning, string contentHash)
    {
        var own = circumstances.Signatures.Where(given => given.Signer == circumstances.Person && given.Meaning == meaning).ToList();
        if (own.Count == 0)
            return new SignatureMissing(meaning, contentHash);
        return own.Any(given => given.ContentHash == contentHash) ? null : new SignatureOfOtherContent(meaning, contentHash);
    }

    /// <summary>The signature of the one who asks; there is one, where <see cref="LacksSignature"/> found nothing missing.</summary>
    public static Signature Own(this Circumstances circumstances, string meaning, string contentHash) => circumstances.Signatures.First(given =>
        given.Signer == circumstances.Person && given.Meaning == meaning && given.ContentHash == contentHash);
}

/// <summary>What a signature says of the signer, as it is printed beside the name (21 CFR 11.50(a)(3)).</summary>
public static class SignatureMeaning
{
    public const string Performed = "performed";
    public const string Verified = "verified";
    public const string Reviewed = "reviewed";
    public const string Approved = "approved";
    public const string Released = "released";
}

/// <summary>The act has to be signed by who asks for it.</summary>
/// <param name="ContentHash">What has to be signed: SHA-256, lower-case hexadecimal.</param>
public sealed record SignatureMissing(string Meaning, string ContentHash) : Refusal("signature.missing")
{
    public override bool SignatureLifts => true;
}

/// <summary>What was signed is not what the act is about: it has changed since it was shown.</summary>
/// <param name="ContentHash">What has to be signed: SHA-256, lower-case hexadecimal.</param>
public sealed record SignatureOfOtherContent(string Meaning, string ContentHash) : Refusal("signature.of-other-content");
