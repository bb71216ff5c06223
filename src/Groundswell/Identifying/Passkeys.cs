using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Groundswell.People.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Identifying;

/// <summary>Passkeys (WebAuthn): registering them, and proof by them, for signing in and for signatures alike.</summary>
/// <remarks>They always verify their user (a PIN, a finger, a face), so that a passkey is two factors at once.</remarks>
public sealed class Passkeys(
    IPasskeyHandler<SignInRow> handler, UserManager<SignInRow> users, IDbContextFactory<DirectoryDb> directory, Challenges challenges,
    Failures failures, Names names, Door door)
{
    private const string ToRegister = "register";
    private const string ToSignIn = "sign-in";
    private const int LongestName = 60;

    /// <summary>What the browser asks an authenticator to make.</summary>
    public async Task<(PasskeyQuestion? Question, Refusal? Refusal)> AskToRegister(string person, HttpContext http)
    {
        if (await users.FindByIdAsync(person) is not { UserName: { } userName })
            return (null, new SignInNameMissing());
        var entity = new PasskeyUserEntity { Id = person, Name = userName, DisplayName = await names.Of(person, http.RequestAborted) ?? userName };
        var made = await handler.MakeCreationOptionsAsync(entity, http);
        return (await Ask(ToRegister, person, made.CreationOptionsJson, made.AttestationState!, http.RequestAborted), null);
    }

    /// <summary>Keeps the passkey that was made.</summary>
    /// <param name="name">What its owner calls it: "blue key".</param>
    public async Task<Refusal?> Register(string person, string challenge, JsonElement credential, string? name, HttpContext http)
    {
        if (await challenges.Answer(challenge, ToRegister, http.RequestAborted) is not { } asked || asked.Person != person)
            return new ChallengeOver();
        var attested = await handler.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = http,
            CredentialJson = credential.GetRawText(),
            AttestationState = asked.State,
        });
        if (!attested.Succeeded)
            return new PasskeyUnfit(attested.Failure.Message);
        if (await users.FindByIdAsync(person) is not { } signIn)
            return new SignInNameMissing();

        attested.Passkey.Name = string.IsNullOrWhiteSpace(name) ? null : name.Trim()[..Math.Min(name.Trim().Length, LongestName)];
        var record = new RecordCredential(new Id<Account>(person), CredentialKind.Passkey, NumberOf(attested.Passkey.CredentialId)) { Id = Guid.CreateVersion7() };
        if ((await door.Take(record, new Caller(person, []) { Vouched = true }, http.RequestAborted)).Refusal is { } refusal)
            return refusal;
        await Keep(signIn, attested.Passkey);
        return null;
    }

    public async Task<IReadOnlyList<PasskeyListed>> Of(string person, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        var rows = await db.Set<IdentityUserPasskey<string>>().AsNoTracking().Where(row => row.UserId == person).ToListAsync(stop);
        return [.. rows.OrderBy(row => row.Data.CreatedAt).Select(row => new PasskeyListed(NumberOf(row.CredentialId), row.Data.Name, row.Data.CreatedAt))];
    }

    /// <summary>Forgets a passkey of the person's.</summary>
    public async Task<Refusal?> Remove(string person, string number, Caller by, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        var row = (await db.Set<IdentityUserPasskey<string>>().Where(one => one.UserId == person).ToListAsync(stop)).Find(one => NumberOf(one.CredentialId) == number);
        if (row is null)
            return new CredentialNotThere(CredentialKind.Passkey);
        db.Remove(row);
        await db.SaveChangesAsync(stop);
        var record = new RecordCredentialRemoval(new Id<Account>(person), CredentialKind.Passkey, number) { Id = Guid.CreateVersion7() };
        return (await door.Take(record, by with { Vouched = true }, stop)).Refusal;
    }

    /// <summary>What the browser asks an authenticator to prove, to sign in as whoever owns it.</summary>
    public async Task<PasskeyQuestion> AskToSignIn(HttpContext http)
    {
        var made = await handler.MakeRequestOptionsAsync(null, http);
        return await Ask(ToSignIn, null, made.RequestOptionsJson, made.AssertionState!, http.RequestAborted);
    }

    public Task<Proof> ProveToSignIn(string challenge, JsonElement credential, HttpContext http) => Prove(challenge, ToSignIn, credential, http);

    /// <summary>The same for one person's signature of one content with one meaning: the answer proves that and nothing else.</summary>
    public async Task<PasskeyQuestion> AskToSign(string person, string meaning, string contentHash, HttpContext http)
    {
        var made = await handler.MakeRequestOptionsAsync(await users.FindByIdAsync(person), http);
        return await Ask(ToSign(meaning, contentHash), person, made.RequestOptionsJson, made.AssertionState!, http.RequestAborted);
    }

    public async Task<Proof> ProveToSign(string person, string meaning, string contentHash, string challenge, JsonElement credential, HttpContext http)
    {
        var proof = await Prove(challenge, ToSign(meaning, contentHash), credential, http);
        return proof.Refusal is null && proof.Person != person ? new ProofWrong() : proof;
    }

    private static string ToSign(string meaning, string contentHash) => $"sign {meaning} {contentHash}";

    private async Task<PasskeyQuestion> Ask(string purpose, string? person, string options, string state, CancellationToken stop)
    {
        using var parsed = JsonDocument.Parse(options);
        return new PasskeyQuestion(await challenges.Ask(purpose, person, state, stop), parsed.RootElement.Clone());
    }

    private async Task<Proof> Prove(string challenge, string purpose, JsonElement credential, HttpContext http)
    {
        var stop = http.RequestAborted;
        if (await challenges.Answer(challenge, purpose, stop) is not { } asked)
            return new ChallengeOver();
        var asserted = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = http,
            CredentialJson = credential.GetRawText(),
            AssertionState = asked.State,
        });
        // A passkey that fails was not guessed at: nothing that a try more could find out. It still counts where it is known whose it should be.
        if (!asserted.Succeeded)
            return asked.Person is { } person && await failures.Refuses(person, stop) is null ? new Proof(null, await failures.Failed(person, stop)) : new ProofWrong();
        if (await failures.Refuses(asserted.User.Id, stop) is { } refusal)
            return refusal;
        await Keep(asserted.User, asserted.Passkey);
        await failures.Forgive(asserted.User.Id, stop);
        return Proof.Of(asserted.User.Id);
    }

    private async Task Keep(SignInRow signIn, UserPasskeyInfo passkey)
    {
        var kept = await users.AddOrUpdatePasskeyAsync(signIn, passkey);
        if (!kept.Succeeded)
            throw new InvalidOperationException($"The directory did not keep a passkey: {string.Join("; ", kept.Errors.Select(error => error.Description))}");
    }

    private static string NumberOf(byte[] credentialId) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(credentialId))[..16];
}

/// <param name="Challenge">Names the question when it is answered.</param>
/// <param name="Options">For <c>navigator.credentials</c>, as PublicKeyCredential.parse…FromJSON takes them.</param>
public sealed record PasskeyQuestion(string Challenge, JsonElement Options);

/// <param name="Passkey">The directory's own number for it.</param>
public sealed record PasskeyListed(string Passkey, string? Name, DateTimeOffset CreatedAt);

/// <summary>The question was answered before, was asked for something else, or is too old: ask again.</summary>
public sealed record ChallengeOver() : NotAdmitted("passkey.challenge-over");

/// <summary>The authenticator's answer is not taken.</summary>
public sealed record PasskeyUnfit(string Why) : Refusal("passkey.unfit");
