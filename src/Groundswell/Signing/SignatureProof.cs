using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Accounts;
using Groundswell.People.Signatures;
using Groundswell.Showing;

namespace Groundswell.Signing;

/// <summary>Signatures proved; or why one is not.</summary>
public readonly record struct Proved(IReadOnlyList<Signature> Signatures, Refusal? Refusal)
{
    public static implicit operator Proved(Refusal refusal) => new([], refusal);
}

/// <summary>Turns what signers give with a command into signatures: each signer proves at this moment who they are (21 CFR 11.200).</summary>
/// <remarks>A session proves nothing here, a badge's PIN never does. All components are asked for at every signature.</remarks>
public sealed class SignatureProof(
    Grants grants, States states, ISites sites, Names names, Passwords passwords, Passkeys passkeys, Door door, Texts texts, TimeProvider time)
{
    public async Task<Proved> Prove(Act act, Command command, HttpContext http)
    {
        var stop = http.RequestAborted;
        var signatures = new List<Signature>();
        var sheet = command is ISignable signable ? await signable.Sheet(new Reading(states, command.Log, stop)) : null;
        foreach (var given in command.Signatures ?? [])
        {
            if (signatures.Exists(before => before.Signer == given.Signer && before.Meaning == given.Meaning))
                return new SignedTwice(given.Signer, given.Meaning);
            var language = given.Language ?? Texts.Languages[0];
            if (!Texts.Languages.Contains(language))
                return new SigningLanguageUnknown(language, Texts.Languages);
            var shown = sheet?.ShownIn(language, texts);
            if (shown is not null && given.ContentHash != shown.ContentHash)
                return new SignatureOfOtherContent(given.Meaning, shown.ContentHash);
            if (await Refuses(act, command, given, stop) is { } refusal)
                return refusal;
            if (await names.Of(given.Signer, stop) is not { } printedName)
                return new PrintedNameMissing(given.Signer);
            var proof = await Ask(given, http);
            if (proof.Refusal is { } failure)
                return await Failed(act, given, failure, stop);
            var content = sheet?.ContentHash ?? given.ContentHash;
            signatures.Add(new Signature(
                given.Signer, printedName, given.Meaning, content, given.Passkey is null ? "password" : "passkey", time.GetUtcNow(),
                shown is null || language == Texts.Languages[0] ? null : language, content == given.ContentHash ? null : given.ContentHash));
        }

        return new Proved(signatures, null);
    }

    /// <summary>What a signature of this command may mean, and whose it has to be.</summary>
    internal static IReadOnlyList<SigningRole> RolesOf(Act act, Command command) => command is ISignable signable
        ? signable.SigningRoles
        : [.. Meanings.All.Select(meaning => new SigningRole(meaning, act.Rights))];

    /// <summary>The meanings that are signed with a passkey only, where this command writes.</summary>
    internal async ValueTask<SigningRules> RulesOf(Command command, CancellationToken stop) =>
        await new Reading(states, command.Log, stop).Of(SigningRules.Here);

    private async Task<Refusal?> Refuses(Act act, Command command, GivenSignature given, CancellationToken stop)
    {
        var account = await grants.Of(given.Signer, stop);
        if (account is not { Status: AccountStatus.Open, Holder: AccountHolder.Person })
            return account.Status == AccountStatus.Unknown ? new SignatureNotProved(given.Signer) : await Failed(act, given, new ProofWrong(), stop);
        if (account.IsLocked(time.GetUtcNow()))
            return new SignerLocked(given.Signer, account.Lock!.Until);
        if (RolesOf(act, command).FirstOrDefault(role => role.Meaning == given.Meaning) is not { } role)
            return new MeaningUnfit(given.Meaning);
        var site = (command as SiteCommand)?.Site;
        if (!role.Signers.Allow(account.Grants, site))
            return new SignerNotAllowed(given.Signer, given.Meaning);
        if (account.Grants.Any(grant => grant.Role == Role.Administrator) && await IsUnderGmp(site, stop))
            return new AdministratorSignsNothing(given.Signer);
        var policy = await new Reading(states, Logs.Enterprise, stop).Of(SignaturePolicy.OfEnterprise);
        if (account.PolicyAccepted != policy.Version)
            return new PolicyNotAccepted(given.Signer, policy.Version);
        return given.Passkey is null && (await RulesOf(command, stop)).ByPasskeyOnly.Contains(given.Meaning) ? new PasskeyNeeded(given.Meaning) : null;
    }

    /// <summary>What all sites share counts as under GMP: some site may be.</summary>
    private async ValueTask<bool> IsUnderGmp(string? site, CancellationToken stop) =>
        site is null || await sites.Find(site, stop) is not { UnderGmp: false };

    private async Task<Proof> Ask(GivenSignature given, HttpContext http) => given switch
    {
        { Passkey: { } passkey } => await passkeys.ProveToSign(
            given.Signer, given.Meaning, given.ContentHash, passkey.Challenge, passkey.Credential, http),
        { Password: { } password } => await passwords.Prove(given.Signer, password, http.RequestAborted),
        _ => new ProofWrong(),
    };

    private async Task<Refusal> Failed(Act act, GivenSignature given, Refusal why, CancellationToken stop)
    {
        var record = new RecordSignatureFailure(new Id<Account>(given.Signer), act.Name, given.Meaning, why.Code) { Id = Guid.CreateVersion7() };
        if ((await door.Take(record, Caller.System("signing"), stop)).Refusal is { } refusal)
            return refusal;
        return why switch
        {
            AccountIsLocked locked => new SignerLocked(given.Signer, locked.Until),
            PasswordExpired => new SignerPasswordExpired(given.Signer),
            ChallengeOver => why,
            _ => new SignatureNotProved(given.Signer),
        };
    }
}
