using Groundswell.Deciding;

namespace Groundswell.Signing;

/// <summary>A command that is signed, always or where a rule asks for it.</summary>
/// <remarks>
/// Implemented explicitly: what is not part of the command must not become part of its JSON. The same sheet is made three times of the same
/// states: when the signer is shown it, when the signature is proved, and by the decider, which compares the hash of what was signed with the
/// hash of what it is about to record (<see cref="SignedActs.LacksSignature"/>). What has changed in between is refused.
/// </remarks>
public interface ISignable
{
    /// <summary>What a signature of it can mean, and who may give it.</summary>
    IReadOnlyList<SigningRole> SigningRoles { get; }

    /// <summary>What the signer is shown.</summary>
    ValueTask<SigningSheet> Sheet(Reading read);
}

/// <param name="Meaning">One of <see cref="Meanings"/>.</param>
/// <param name="Signers">Whose signature has that meaning here.</param>
public sealed record SigningRole(string Meaning, Rights Signers);

/// <summary>The meanings of signatures (21 CFR 11.50(a)(3)). Their names are recorded: they are added to, never changed.</summary>
public static class Meanings
{
    /// <summary>Has judged what another person can do.</summary>
    public const string Assessed = "assessed";

    public static IReadOnlyList<string> All { get; } =
    [
        SignatureMeaning.Performed, SignatureMeaning.Verified, Assessed, SignatureMeaning.Reviewed, SignatureMeaning.Approved,
        SignatureMeaning.Released,
    ];
}
