using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Identifying.SigningIn;

/// <summary>Signing in and out in a browser, and what someone sets for themselves.</summary>
internal static class SignInPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", Show).ForAll();
        pages.MapPost("/sign-in", SignIn).ForAll().RequireRateLimiting(SignInApi.Limit);
        pages.MapGet("/sign-in/code", IResult () => Page.Of<CodePage>()).ForAll();
        pages.MapPost("/sign-in/code", ByCode).ForAll().RequireRateLimiting(SignInApi.Limit);
        pages.MapGet("/sign-in/first-administrator", ShowFirst).ForAll();
        pages.MapPost("/sign-in/first-administrator", Appoint).ForAll().RequireRateLimiting(SignInApi.Limit);
        pages.MapGet("/unlock", ShowUnlock).ForAll();
        pages.MapPost("/unlock", Unlock).ForAll().RequireRateLimiting(SignInApi.Limit);
        pages.MapGet("/password", IResult (string? name) => Page.Of<PasswordPage>(new { UserName = name })).ForAll();
        pages.MapPost("/password", ChangePassword).ForAll().RequireRateLimiting(SignInApi.Limit);
        pages.MapPost("/sign-out", SignOut).ForAll();
        pages.MapGet("/floor/enroll", EnrollPage.Show).ForAll();
        pages.MapPost("/floor/enroll", EnrollPage.Submit).ForAll().RequireRateLimiting(SignInApi.Limit);
        pages.MapPost("/language", ChooseLanguage).ForAll();
        pages.MapGet("/me", MePage.Show).ForWhoIsSignedIn();
        pages.MapPost("/me/passkeys/{passkey}/forget", MePage.ForgetPasskey).ForWhoIsSignedIn();
        pages.MapPost("/me/signature-policy", MePage.AcceptPolicy).ForWhoIsSignedIn().RequireRateLimiting(SignInApi.Limit);
        pages.MapPost("/me/sessions/{session}/end", MePage.EndSession).ForWhoIsSignedIn();
    }

    /// <summary>Where to go on: a page of this server, whatever the address says.</summary>
    internal static string Then(string? then) => then is ['/', ..] && then is not ['/', '/' or '\\', ..] && !then.Any(char.IsControl) ? then : "/";

    private static async Task<IResult> Show(string? then, HttpContext http, FirstAdministrator first)
    {
        if (http.Caller() is not null)
            return Page.GoTo(Then(then));
        return Page.Of<SignInPage>(new { Then = then, FirstMissing = await first.IsMissing(http.RequestAborted) });
    }

    private static async Task<IResult> SignIn(
        [FromForm] string userName, [FromForm] string password, [FromForm] string? then, HttpContext http, Passwords passwords, FormDoor door)
    {
        var proof = await passwords.ProveByName(userName, password, http.RequestAborted);
        if (proof.Refusal is PasswordExpired)
            return Page.GoTo($"/password?name={Uri.EscapeDataString(userName)}");
        if (proof.Refusal is { } refusal)
        {
            door.Refuse(refusal, http);
            return Page.Of<SignInPage>(new { Then = then });
        }

        await SignInApi.Begin(http, proof.Person!, SessionKind.Password);
        return Page.GoTo(Then(then));
    }

    private static async Task<IResult> ByCode(
        [FromForm] string userName, [FromForm] string code, [FromForm] string newPassword, HttpContext http, SignInCodes codes, Passwords passwords,
        Grants grants, Sessions sessions, FormDoor door)
    {
        var proof = await SignInApi.ProveByCode(userName, code, newPassword, codes, passwords, grants, sessions, http.RequestAborted);
        if (proof.Refusal is { } refusal)
        {
            door.Refuse(refusal, http);
            return Page.Of<CodePage>();
        }

        await SignInApi.Begin(http, proof.Person!, SessionKind.Password);
        return Page.GoTo("/");
    }

    private static async Task<IResult> ShowFirst(HttpContext http, FirstAdministrator first) =>
        await first.IsMissing(http.RequestAborted) ? Page.Of<FirstAdministratorPage>() : Page.GoTo("/sign-in");

    private static async Task<IResult> Appoint(
        [FromForm] string code, [FromForm] string person, [FromForm] string userName, [FromForm] string printedName, [FromForm] string newPassword,
        HttpContext http, FirstAdministrator first, FormDoor door)
    {
        if (await first.Appoint(new FirstAdministratorAsked(code, person, userName, printedName, newPassword), http.RequestAborted) is { } refusal)
        {
            door.Refuse(refusal, http);
            return Page.Of<FirstAdministratorPage>();
        }

        await SignInApi.Begin(http, person, SessionKind.Password);
        return Page.GoTo("/");
    }

    private static async Task<IResult> ShowUnlock(string? then, HttpContext http, Names names) =>
        http.Features.Get<Shown>() is { Session: { } session, Refusal: SessionLocked }
            ? Page.Of<UnlockPage>(new { Then = then, Name = await names.Of(session.Person, http.RequestAborted) ?? session.Person })
            : Page.GoTo(Then(then));

    private static async Task<IResult> Unlock(
        [FromForm] string password, [FromForm] string? then, HttpContext http, Passwords passwords, Sessions sessions, Names names, FormDoor door)
    {
        if (http.Features.Get<Shown>() is not { Session: { } session, Refusal: SessionLocked })
            return Page.GoTo("/sign-in");
        var proof = await passwords.Prove(session.Person, password, http.RequestAborted);
        if (proof.Refusal is { } refusal and not PasswordExpired)
        {
            door.Refuse(refusal, http);
            return Page.Of<UnlockPage>(new { Then = then, Name = await names.Of(session.Person, http.RequestAborted) ?? session.Person });
        }

        await sessions.Unlock(session.Id, http.RequestAborted);
        return Page.GoTo(Then(then));
    }

    private static async Task<IResult> ChangePassword(
        [FromForm] string userName, [FromForm] string password, [FromForm] string newPassword, HttpContext http, Passwords passwords, Sessions sessions,
        FormDoor door)
    {
        if (await SignInApi.SetAnother(new ChangePassword(userName, password, newPassword), http, passwords, sessions) is { } refusal)
        {
            door.Refuse(refusal, http);
            return Page.Of<PasswordPage>();
        }

        return Page.GoTo("/");
    }

    private static async Task<IResult> SignOut(HttpContext http, Sessions sessions)
    {
        await SessionApi.EndThis(http, sessions);
        return Page.GoTo("/sign-in");
    }

    private static IResult ChooseLanguage([FromForm] string language, [FromForm] string? then, HttpContext http)
    {
        Remember(http, language);
        return Page.GoTo(Then(then));
    }

    /// <summary>This browser speaks the language from now on, where it is one of ours.</summary>
    internal static void Remember(HttpContext http, string language)
    {
        if (Texts.FirstKnown([language]) is { } known)
        {
            http.Response.Cookies.Append(Viewer.LanguageCookie, known, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = http.Request.IsHttps,
                Path = "/",
                MaxAge = TimeSpan.FromDays(400),
            });
        }
    }
}
