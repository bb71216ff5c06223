using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Signatures;
using Groundswell.Serving;
using Groundswell.Showing;

namespace Groundswell.Signing;

/// <summary>What will be signed.</summary>
/// <param name="Language">The language it is shown in; given back with the signature.</param>
/// <param name="Title">The act, in words.</param>
/// <param name="Lines">Everything the signature is bound to, as the signer reads it.</param>
/// <param name="ContentHash">What is given back with the signature.</param>
/// <param name="Meanings">What a signature of it can mean.</param>
public sealed record SigningPreview(
    string Language, string Title, IReadOnlyList<SheetLine> Lines, string ContentHash, IReadOnlyList<MeaningOffered> Meanings);

/// <param name="PasskeyNeeded">A password does not suffice here.</param>
public sealed record MeaningOffered(string Meaning, bool PasskeyNeeded, IReadOnlyList<Role> Roles);

/// <summary>Ask for what an authenticator has to prove, for one signature.</summary>
public sealed record AskToSign(string Signer, string Meaning, string ContentHash);

/// <summary>I accept the policy: who says so proves who they are, as for a signature.</summary>
public sealed record AcceptPolicy(string Version, string Password);

/// <summary>Signing: what will be signed is shown, then signed with the command itself.</summary>
public static class SigningApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/signing").WithTags("Signing");
        group.MapPost("/preview/{act}", Preview).ForWhoIsSignedIn().WithSummary("What a signature of this command is bound to.");
        group.MapPost("/passkey/question", Ask).ForWhoIsSignedIn().RequireRateLimiting(SignInApi.Limit)
            .WithSummary("Ask for what an authenticator has to prove, for one signature.");
        group.MapPost("/policy/accept", Accept).ForWhoIsSignedIn().RequireRateLimiting(SignInApi.Limit)
            .WithSummary("Accept the signature policy.");
    }

    private static async Task<IResult> Preview(
        string act, string? language, string? signer, HttpContext http, Acts acts, Door door, States states, SignatureProof proof, Texts texts,
        ReadingLanguages languages, Problems problems)
    {
        var (caller, stop) = (http.Caller()!, http.RequestAborted);
        if (!acts.TryGet(act, out var known) || known.Rights.IsOfProgram)
            return problems.Of(new ActUnknown(act));
        if (language is not null && !Texts.Languages.Contains(language))
            return problems.Of(new SigningLanguageUnknown(language, Texts.Languages));
        Command command;
        try
        {
            command = (Command?)await http.Request.ReadFromJsonAsync(known.Outside, stop) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException malformed)
        {
            return Problems.Malformed($"This is not a {act} command: {malformed.Message}", malformed.Path);
        }
        catch (Exception notRead) when (notRead is InvalidOperationException or NotSupportedException)
        {
            // No JSON at all; or an element of several kinds that does not say which it is.
            return Problems.Malformed(notRead.Message, null);
        }

        // Whatever else would refuse it is told now, not after someone has signed.
        var refusal = await door.WouldRefuse(command with { Signatures = null }, caller, stop);
        if (refusal is { SignatureLifts: false })
            return problems.Of(refusal);
        var sheet = command is ISignable signable
            ? await signable.Sheet(new Reading(states, command.Log, stop))
            : refusal is SignatureMissing missing ? new SigningSheet(SheetWord.AsIs(known.Summary)) { ContentHash = missing.ContentHash } : null;
        if (sheet is null)
            return problems.Of(refusal ?? new NothingToSign(act));

        var rules = await proof.RulesOf(command, stop);
        // Signed is what the signer can read: in their own language, where it is known which one that is.
        var own = signer is null ? null : Texts.FirstKnown(await languages.Of(signer, stop));
        var shown = sheet.ShownIn(own ?? language ?? Texts.Languages[0], texts);
        return Results.Ok(new SigningPreview(shown.Language, shown.Title, shown.Lines, shown.ContentHash, [.. SignatureProof.RolesOf(known, command)
            .Select(role => new MeaningOffered(role.Meaning, rules.ByPasskeyOnly.Contains(role.Meaning), role.Signers.Roles))]));
    }

    private static async Task<IResult> Ask(AskToSign asked, HttpContext http, Passkeys passkeys) =>
        Results.Ok(await passkeys.AskToSign(asked.Signer, asked.Meaning, asked.ContentHash, http));

    private static async Task<IResult> Accept(AcceptPolicy asked, HttpContext http, Passwords passwords, Door door, Problems problems) =>
        await AcceptOwn(asked, http, passwords, door) is { } refusal ? problems.Of(refusal) : Results.NoContent();

    /// <summary>Records that whoever asks accepts the policy; they prove who they are.</summary>
    internal static async Task<Refusal?> AcceptOwn(AcceptPolicy asked, HttpContext http, Passwords passwords, Door door)
    {
        var caller = http.Caller()!;
        if ((await passwords.Prove(caller.Person, asked.Password, http.RequestAborted)).Refusal is { } unproved)
            return unproved;
        var accept = new AcceptSignaturePolicy(asked.Version) { Id = Guid.CreateVersion7() };
        return (await door.Take(accept, caller with { Vouched = true }, http.RequestAborted)).Refusal;
    }
}

/// <summary>The act, as it is asked for, needs no signature.</summary>
public sealed record NothingToSign(string Act) : Refusal("signing.nothing-to-sign");

/// <summary>There is no act of this name.</summary>
public sealed record ActUnknown(string Act) : Refusal("signing.act-unknown");
