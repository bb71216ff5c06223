using Groundswell.Deciding;

namespace Groundswell.Signing;

/// <summary>How deciders look at signatures of others than who asks.</summary>
public static class SignaturesGiven
{
    /// <summary>Why this person has not signed this with this meaning, or null where they have.</summary>
    /// <param name="contentHash">Of exactly what has to be signed.</param>
    public static Refusal? LacksSignatureOf(this Circumstances circumstances, string signer, string meaning, string contentHash)
    {
        if (circumstances.SignatureBy(signer, meaning) is not { } given)
            return new SignatureMissing(meaning, contentHash);
        return given.ContentHash == contentHash ? null : new SignatureOfOtherContent(meaning, contentHash);
    }

    /// <summary>This person's signature of this meaning, or null.</summary>
    public static Signature? SignatureBy(this Circumstances circumstances, string signer, string meaning) =>
        circumstances.Signatures.FirstOrDefault(given => given.Meaning == meaning && given.Signer == signer);

    /// <summary>A signature of this meaning by someone other than who asks, or null: the second person.</summary>
    public static Signature? SignatureOfAnother(this Circumstances circumstances, string meaning) =>
        circumstances.Signatures.FirstOrDefault(given => given.Meaning == meaning && given.Signer != circumstances.Person);
}
