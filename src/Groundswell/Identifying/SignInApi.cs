using System.Text.Json;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.People.Accounts;
using Groundswell.Serving;

namespace Groundswell.Identifying;

public sealed record SignInByPassword(string UserName, string Password);

public sealed record SignInByPasskey(string Challenge, JsonElement Credential);

/// <summary>Set a password with a code that was given out, and sign in.</summary>
public sealed record SignInByCode(string UserName, string Code, string NewPassword);

/// <summary>Set another password, knowing the one before: also where that is too old to sign in with.</summary>
public sealed record ChangePassword(string UserName, string Password, string NewPassword);

/// <summary>What a session's owner is told about it.</summary>
/// <param name="Locked">It has to be unlocked before anything else is done with it.</param>
/// <param name="SignaturePolicyAccepted">The version accepted last.</param>
/// <param name="ActKey">Told once, when a badge opens it: the key (base64) that a station seals acts with which it can't send at once.</param>
public sealed record SessionShown(
    string Session, string Person, string? PrintedName, SessionKind Kind, string? Station, DateTimeOffset? ExpiresAt, bool Locked,
    string? SignaturePolicyAccepted, IReadOnlyList<Grant> Grants,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ActKey = null);

/// <summary>Signing in, by password, passkey or code.</summary>
public static class SignInApi
{
    /// <summary>The rate limit of everything that tries a secret.</summary>
    public const string Limit = "sign-in";

    public static void Map(IEndpointRouteBuilder api)
    {
        var signIn = api.MapGroup("/sign-in").WithTags("Signing in").RequireRateLimiting(Limit);
        signIn.MapPost("", ByPassword).ForAll().WithSummary("Sign in by name and password.");
        signIn.MapPost("/passkey/question", AskPasskey).ForAll().WithSummary("Ask for what an authenticator has to prove.");
        signIn.MapPost("/passkey", ByPasskey).ForAll().WithSummary("Sign in by passkey.");
        signIn.MapPost("/code", ByCode).ForAll().WithSummary("Set a password with a code, and sign in.");
        signIn.MapPost("/first-administrator", Appoint).ForAll().WithSummary("Set up the first administrator with the code on the server's console.");
        api.MapPost("/password", Change).ForAll().WithTags("Signing in").RequireRateLimiting(Limit).WithSummary("Set another password.");
    }

    private static async Task<IResult> ByPassword(SignInByPassword asked, HttpContext http, Passwords passwords, Problems problems)
    {
        var proof = await passwords.ProveByName(asked.UserName, asked.Password, http.RequestAborted);
        return proof.Refusal is { } refusal ? problems.Of(refusal) : await Open(http, proof.Person!, SessionKind.Password);
    }

    private static async Task<IResult> AskPasskey(HttpContext http, Passkeys passkeys) => Results.Ok(await passkeys.AskToSignIn(http));

    private static async Task<IResult> ByPasskey(SignInByPasskey asked, HttpContext http, Passkeys passkeys, Problems problems)
    {
        var proof = await passkeys.ProveToSignIn(asked.Challenge, asked.Credential, http);
        return proof.Refusal is { } refusal ? problems.Of(refusal) : await Open(http, proof.Person!, SessionKind.Passkey);
    }

    private static async Task<IResult> ByCode(
        SignInByCode asked, HttpContext http, SignInCodes codes, Passwords passwords, Grants grants, Sessions sessions, Problems problems)
    {
        var proof = await ProveByCode(asked.UserName, asked.Code, asked.NewPassword, codes, passwords, grants, sessions, http.RequestAborted);
        return proof.Refusal is { } refusal ? problems.Of(refusal) : await Open(http, proof.Person!, SessionKind.Password);
    }

    /// <summary>Sets a password for whoever has the code, and ends their other sessions.</summary>
    internal static async Task<Proof> ProveByCode(
        string userName, string code, string newPassword, SignInCodes codes, Passwords passwords, Grants grants, Sessions sessions, CancellationToken stop)
    {
        if (await passwords.PersonNamed(userName, stop) is not { } person || !await codes.IsRight(person, code, stop)
            || (await grants.Of(person, stop)).Status != AccountStatus.Open)
            return new SignInCodeWrong();
        if (await passwords.Set(person, newPassword, stop) is { } refusal)
            return refusal;
        await codes.Use(person, stop);
        await sessions.EndAll(person, null, stop);
        return Proof.Of(person);
    }

    private static async Task<IResult> Change(ChangePassword asked, HttpContext http, Passwords passwords, Sessions sessions, Problems problems) =>
        await SetAnother(asked, http, passwords, sessions) is { } refusal ? problems.Of(refusal) : Results.NoContent();

    /// <summary>Sets another password for who knows the one before.</summary>
    internal static async Task<Refusal?> SetAnother(ChangePassword asked, HttpContext http, Passwords passwords, Sessions sessions)
    {
        var stop = http.RequestAborted;
        var proof = await passwords.ProveByName(asked.UserName, asked.Password, stop);
        if (proof.Refusal is not (null or PasswordExpired))
            return proof.Refusal;
        if (await passwords.Set(proof.Person!, asked.NewPassword, stop) is { } refusal)
            return refusal;
        // Whoever knew the password before is out with it.
        var shown = http.Features.Get<Shown>();
        await sessions.EndAll(proof.Person!, shown?.Session?.Id, stop);
        return null;
    }

    private static async Task<IResult> Appoint(FirstAdministratorAsked asked, HttpContext http, FirstAdministrator first, Problems problems)
    {
        if (await first.Appoint(asked, http.RequestAborted) is { } refusal)
            return problems.Of(refusal);
        return await Open(http, asked.Person, SessionKind.Password);
    }

    private static async Task<IResult> Open(HttpContext http, string person, SessionKind kind) =>
        Results.Ok(await SessionApi.Show(http, await Begin(http, person, kind)));

    /// <summary>Opens a session for someone who has just proved who they are, and gives the browser its cookie.</summary>
    internal static async Task<LiveSession> Begin(HttpContext http, string person, SessionKind kind)
    {
        var sessions = http.RequestServices.GetRequiredService<Sessions>();
        var (session, token) = await sessions.Open(person, kind, http.Features.Get<Shown>()?.Device, http.RequestAborted);
        http.Response.Cookies.Append(SignedIn.SessionCookie, token.ToString()!, CookieFor(http, session.Row.ExpiresAt));
        return session;
    }

    /// <summary>No script reads it, no other site sends it.</summary>
    internal static CookieOptions CookieFor(HttpContext http, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}
