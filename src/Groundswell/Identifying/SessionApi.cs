using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Serving;

namespace Groundswell.Identifying;

/// <summary>Unlock a session: one that a badge opened with its PIN, any with the password.</summary>
public sealed record Unlock(string? Password = null, string? Pin = null);

/// <summary>One of a person's sessions.</summary>
/// <param name="Own">The one that asks.</param>
public sealed record SessionListed(
    string Session, SessionKind Kind, string? Site, string? Station, string? Label, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt,
    DateTimeOffset? ExpiresAt, bool Locked, bool Own);

/// <summary>Asked before a passkey is registered: a session left open must not get one.</summary>
public sealed record AskForPasskey(string Password);

public sealed record RegisterPasskey(string Challenge, JsonElement Credential, string? Name = null);

/// <summary>What someone does with their own sessions and passkeys.</summary>
public static class SessionApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Signing in");
        group.MapGet("/session", Mine).ForAll().WithMetadata(new Passive()).WithSummary("Who is signed in, and whether the session is locked.");
        group.MapPost("/session/lock", Lock).ForWhoIsSignedIn().WithSummary("Lock this session.");
        group.MapPost("/session/unlock", UnlockIt).ForAll().RequireRateLimiting(SignInApi.Limit).WithSummary("Unlock this session.");
        group.MapPost("/sign-out", SignOut).ForAll().WithSummary("End this session.");
        group.MapGet("/sessions", All).ForWhoIsSignedIn().WithSummary("My sessions.");
        group.MapDelete("/sessions/{session}", End).ForWhoIsSignedIn().WithSummary("End one of my sessions.");
        group.MapGet("/passkeys", OwnPasskeys).ForWhoIsSignedIn().WithSummary("My passkeys.");
        group.MapPost("/passkeys/question", AskPasskey).ForWhoIsSignedIn().RequireRateLimiting(SignInApi.Limit)
            .WithSummary("Ask for what an authenticator has to make.");
        group.MapPost("/passkeys", Register).ForWhoIsSignedIn().WithSummary("Register a passkey.");
        group.MapDelete("/passkeys/{passkey}", RemovePasskey).ForWhoIsSignedIn().WithSummary("Forget one of my passkeys.");
    }

    internal static async Task<SessionShown> Show(HttpContext http, LiveSession session)
    {
        var services = http.RequestServices;
        var account = await services.GetRequiredService<Grants>().Of(session.Person, http.RequestAborted);
        var name = await services.GetRequiredService<Names>().Of(session.Person, http.RequestAborted);
        return new SessionShown(
            session.Id, session.Person, name, session.Kind, session.Station, session.Row.ExpiresAt,
            services.GetRequiredService<Sessions>().IsLocked(session), account.PolicyAccepted, account.Grants);
    }

    private static async Task<IResult> Mine(HttpContext http, Problems problems) => http.Features.Get<Shown>() switch
    {
        { Session: { } session, Refusal: null or SessionLocked } => Results.Ok(await Show(http, session)),
        _ => problems.NotSignedIn(http),
    };

    private static async Task<IResult> Lock(HttpContext http, Sessions sessions)
    {
        await sessions.Lock(SessionOf(http).Id, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> UnlockIt(Unlock asked, HttpContext http, Sessions sessions, Passwords passwords, Badges badges, Problems problems)
    {
        if (http.Features.Get<Shown>() is not { Session: { } session, Refusal: SessionLocked })
            return problems.NotSignedIn(http);
        var stop = http.RequestAborted;
        var proof = asked switch
        {
            { Password: { } password } => await passwords.Prove(session.Person, password, stop),
            // A PIN opens again only what it has opened: no more than its holder had before.
            { Pin: { } pin } when session.Kind == SessionKind.Badge => await badges.ProvePin(session.Person, pin, stop),
            _ => new ProofWrong(),
        };
        if (proof.Refusal is not (null or PasswordExpired))
            return problems.Of(proof.Refusal);
        await sessions.Unlock(session.Id, stop);
        return Results.NoContent();
    }

    private static async Task<IResult> SignOut(HttpContext http, Sessions sessions)
    {
        await EndThis(http, sessions);
        return Results.NoContent();
    }

    /// <summary>Ends the session that asks, and takes its cookie away.</summary>
    internal static async Task EndThis(HttpContext http, Sessions sessions)
    {
        if (http.Features.Get<Shown>() is { Session: { Kind: not SessionKind.ApiKey } session, Refusal: null or SessionLocked })
            await sessions.End(session.Id, http.RequestAborted);
        http.Response.Cookies.Delete(SignedIn.SessionCookie);
    }

    private static async Task<IResult> All(HttpContext http, Sessions sessions) =>
        Results.Ok(await List(http.Caller()!.Person, SessionOf(http).Id, sessions, http.RequestAborted));

    internal static async Task<List<SessionListed>> List(string person, string? own, Sessions sessions, CancellationToken stop) =>
    [
        .. (await sessions.OpenOnes(person, null, stop)).Select(row => new SessionListed(
            row.Id, row.Kind, row.Site, row.Station, row.Label, row.CreatedAt, row.LastUsedAt, row.ExpiresAt,
            sessions.IsLocked(new LiveSession(row, row.LastUsedAt)), row.Id == own)),
    ];

    private static async Task<IResult> End(string session, HttpContext http, Sessions sessions, Problems problems) =>
        await EndOwn(session, http, sessions) is { } refusal ? problems.Of(refusal) : Results.NoContent();

    /// <summary>Ends one of the asker's own sessions.</summary>
    internal static async Task<Refusal?> EndOwn(string session, HttpContext http, Sessions sessions)
    {
        if (await sessions.Find(session, http.RequestAborted) is not { } found || found.Person != http.Caller()!.Person || found.Kind == SessionKind.ApiKey)
            return new SessionUnknown();
        await sessions.End(session, http.RequestAborted);
        return null;
    }

    private static async Task<IResult> OwnPasskeys(HttpContext http, Passkeys passkeys) =>
        Results.Ok(await passkeys.Of(http.Caller()!.Person, http.RequestAborted));

    private static async Task<IResult> AskPasskey(AskForPasskey asked, HttpContext http, Passwords passwords, Passkeys passkeys, Problems problems)
    {
        var person = http.Caller()!.Person;
        if ((await passwords.Prove(person, asked.Password, http.RequestAborted)).Refusal is { } unproved)
            return problems.Of(unproved);
        var (question, refusal) = await passkeys.AskToRegister(person, http);
        return refusal is null ? Results.Ok(question) : problems.Of(refusal);
    }

    private static async Task<IResult> Register(RegisterPasskey asked, HttpContext http, Passkeys passkeys, Problems problems) =>
        await passkeys.Register(http.Caller()!.Person, asked.Challenge, asked.Credential, asked.Name, http) is { } refusal
            ? problems.Of(refusal)
            : Results.NoContent();

    private static async Task<IResult> RemovePasskey(string passkey, HttpContext http, Passkeys passkeys, Problems problems) =>
        await passkeys.Remove(http.Caller()!.Person, passkey, http.Caller()!, http.RequestAborted) is { } refusal
            ? problems.Of(refusal)
            : Results.NoContent();

    private static LiveSession SessionOf(HttpContext http) => http.Features.Get<Shown>()!.Session!;
}

/// <summary>The person has no such session.</summary>
public sealed record SessionUnknown() : Refusal("session.unknown");
