using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Signatures;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Signing;

namespace Groundswell.Showing;

/// <summary>A form's way into the record: through the same door as every other call.</summary>
public sealed class FormDoor(Acts acts, SignedCommand door, IViewsProgress views, Viewer viewer, States states, Passkeys passkeys, Texts texts, Words words)
{
    /// <summary>The fields by which a form is signed.</summary>
    internal const string MeaningField = "signature-meaning", HashField = "signature-of", LanguageField = "signature-language", PasswordField = "signature-password",
        ChallengeField = "signature-challenge", CredentialField = "signature-credential";

    /// <summary>So long a page waits to show what was just recorded; then it says that it is still arriving.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Takes what a form asks for. Where it is refused, the page that answers shows the form again, with what was entered and why.</summary>
    /// <param name="signed">It is shown to be signed first, also where it could be recorded without a signature.</param>
    /// <returns>Whether it is recorded.</returns>
    public async Task<bool> Take(Command command, HttpContext http, bool signed = false)
    {
        var act = acts[command.GetType()];
        var signatures = SignaturesIn(http);
        if (signed && signatures is null && command is ISignable unsigned)
        {
            viewer.ToSign = await ToSign(command, unsigned, http);
            Refuse(new SignatureMissing(viewer.ToSign.Meanings is [var meaning, ..] ? meaning : "", viewer.ToSign.Sheet.ContentHash), http);
            return false;
        }

        var answer = await door.Take(act, command with { Signatures = signatures }, http.Caller()!, http);
        if (answer.Refusal is { } refusal)
        {
            Refuse(refusal, http);
            // What only lacks a signature, or was signed wrongly, is shown to be signed.
            if (command is ISignable signable && (refusal.SignatureLifts || signatures is not null))
                viewer.ToSign = await ToSign(command, signable, http);
            return false;
        }

        var receipt = answer.Receipt!;
        var seen = await views.WaitFor(receipt.Log, receipt.Last, LongestWait, http.RequestAborted);
        Said.Leave(http, receipt.RecordedAt, seen);
        return true;
    }

    private async Task<FormToSign> ToSign(Command command, ISignable signable, HttpContext http)
    {
        var (caller, stop) = (http.Caller()!, http.RequestAborted);
        var site = (command as SiteCommand)?.Site;
        var reading = new Reading(states, command.Log, stop);
        var rules = await reading.Of(SigningRules.Here);
        var meanings = signable.SigningRoles.Where(role => role.Signers.Allow(caller.Grants, site)).Select(role => role.Meaning).ToList();
        return new FormToSign(
            http.Request.Path, (await signable.Sheet(reading)).ShownIn(words.Language, texts), meanings, meanings.Count > 0 && meanings.TrueForAll(rules.ByPasskeyOnly.Contains),
            (await passkeys.Of(caller.Person, stop)).Count > 0);
    }

    /// <summary>The signature of the one who sends the form; they prove at this moment who they are, by password or passkey.</summary>
    private static List<GivenSignature>? SignaturesIn(HttpContext http)
    {
        var form = http.Request.Form;
        if (!form.TryGetValue(HashField, out var hash) || !form.TryGetValue(MeaningField, out var meaning))
            return null;
        var passkey = PasskeyIn(form);
        return
        [
            new GivenSignature
            {
                Signer = http.Caller()!.Person,
                Meaning = meaning.ToString(),
                ContentHash = hash.ToString(),
                Language = form[LanguageField].ToString() is { Length: > 0 } language ? language : null,
                Password = passkey is null ? form[PasswordField].ToString() : null,
                Passkey = passkey,
            },
        ];
    }

    private static GivenPasskey? PasskeyIn(IFormCollection form)
    {
        if (form[CredentialField].ToString() is not { Length: > 0 } credential)
            return null;
        try
        {
            return new GivenPasskey { Challenge = form[ChallengeField].ToString(), Credential = JsonElement.Parse(credential) };
        }
        catch (JsonException unread)
        {
            throw new BadHttpRequestException("This is no authenticator's answer.", unread);
        }
    }

    /// <summary>The form of this request is refused for a reason that no act gave.</summary>
    public void Refuse(Refusal refusal, HttpContext http)
    {
        http.Response.StatusCode = refusal is NotAllowed ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity;
        viewer.Refused = new RefusedForm(http.Request.Path, refusal, http.Request.Form);
    }
}

/// <summary>A form that was refused, to be shown again.</summary>
/// <param name="Action">Where it was sent to.</param>
/// <param name="Entered">What was in it.</param>
public sealed record RefusedForm(string Action, Refusal Refusal, IFormCollection Entered)
{
    /// <summary>Secrets are typed anew.</summary>
    public string? Of(string field) => Entered.TryGetValue(field, out var value) ? value.ToString() : null;
}

/// <summary>A form that has to be signed before it is taken.</summary>
/// <param name="Sheet">What the signature is bound to, as the signer reads it.</param>
/// <param name="Meanings">What the signature of who looks can mean.</param>
/// <param name="ByPasskeyOnly">A password does not suffice here.</param>
/// <param name="HasPasskey">Who looks has a passkey to sign with.</param>
public sealed record FormToSign(string Action, ShownSheet Sheet, IReadOnlyList<string> Meanings, bool ByPasskeyOnly, bool HasPasskey);
