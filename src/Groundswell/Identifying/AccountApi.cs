using Groundswell.Deciding;
using Groundswell.People.Accounts;
using Groundswell.Serving;

namespace Groundswell.Identifying;

/// <summary>Open an account with its names, and get the code its person sets a password with.</summary>
/// <param name="UserName">To sign in with; null: only by badge, or by key.</param>
public sealed record NewAccount(string Person, string PrintedName, string? UserName = null, AccountHolder Holder = AccountHolder.Person);

public sealed record NewNames(string PrintedName, string? UserName = null);

public sealed record NewName(string PrintedName);

public sealed record NewBadge(string Number, string Pin);

public sealed record NewKey(string Label, DateTimeOffset? ExpiresAt = null);

/// <param name="Code">Told once; null where the account has no name to sign in with.</param>
public sealed record CodeIssued(string Account, string? Code, DateTimeOffset? ExpiresAt);

public sealed record BadgeIssued(string Badge);

/// <param name="Token">Told once: <c>Authorization: Bearer</c> and this.</param>
public sealed record KeyMade(string Key, string Token);

/// <summary>What administrators do in the directory. Grants, locks and deactivation are acts: /api/commands.</summary>
public static class AccountApi
{
    private static readonly Rights Administration = Rights.Of(Role.Administrator);

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Accounts");
        group.MapPost("/accounts", Open).For(Administration).WithSummary("Open an account with its names.");
        group.MapPut("/accounts/{person}/names", Name).For(Administration).WithSummary("Set an account's names.");
        group.MapPost("/accounts/{person}/sign-in-code", IssueCode).For(Administration).WithSummary("Give out a code to set a password with.");
        group.MapGet("/accounts/{person}/badges", Badges).For(Administration).WithSummary("A person's badges.");
        group.MapPost("/accounts/{person}/badges", IssueBadge).For(Administration).WithSummary("Give a person a badge.");
        group.MapDelete("/accounts/{person}/badges/{badge}", EndBadge).For(Administration).WithSummary("Take a badge out of use.");
        group.MapPost("/accounts/{person}/keys", MakeKey).For(Administration).WithSummary("Make a key for a machine's account.");
        group.MapDelete("/accounts/{person}/keys/{key}", EndKey).For(Administration).WithSummary("End a key.");
        group.MapGet("/accounts/{person}/passkeys", Passkeys).For(Administration).WithSummary("A person's passkeys.");
        group.MapDelete("/accounts/{person}/passkeys/{passkey}", RemovePasskey).For(Administration).WithSummary("Forget a person's passkey.");
        group.MapGet("/accounts/{person}/sessions", Sessions).For(Administration).WithSummary("A person's open sessions, or a machine's keys.");
        group.MapDelete("/accounts/{person}/sessions/{session}", EndSession).For(Administration).WithSummary("End a person's session.");
        group.MapPut("/sites/{site}/persons/{person}/name", NamePerson)
            .For(Rights.Of(Role.Supervisor, Role.SiteLead, Role.Administrator, Role.Integration))
            .WithSummary("Set the printed name of a person who has no account.");
    }

    private static async Task<IResult> Open(NewAccount asked, HttpContext http, AccountOpening opening, Problems problems)
    {
        var (issued, refusal) = await opening.Open(asked, http.Caller()!, http.RequestAborted);
        return refusal is null ? Results.Ok(issued) : problems.Of(refusal);
    }

    private static async Task<IResult> Name(string person, NewNames asked, HttpContext http, AccountNames names, Problems problems) =>
        Done(await names.Set(person, asked.UserName, asked.PrintedName, http.Caller()!, http.RequestAborted), problems);

    private static async Task<IResult> IssueCode(string person, HttpContext http, SignInCodes codes, Problems problems)
    {
        var (code, expires, refusal) = await codes.Issue(person, http.Caller()!, http.RequestAborted);
        return refusal is null ? Results.Ok(new CodeIssued(person, code, expires)) : problems.Of(refusal);
    }

    private static async Task<IResult> Badges(string person, Badges badges, CancellationToken stop) => Results.Ok(await badges.Of(person, stop));

    private static async Task<IResult> IssueBadge(string person, NewBadge asked, HttpContext http, Badges badges, Problems problems)
    {
        var (badge, refusal) = await badges.Issue(person, asked.Number, asked.Pin, http.Caller()!, http.RequestAborted);
        return refusal is null ? Results.Ok(new BadgeIssued(badge!)) : problems.Of(refusal);
    }

    private static async Task<IResult> EndBadge(string person, string badge, HttpContext http, Badges badges, Problems problems) =>
        Done(await badges.End(person, badge, http.Caller()!, http.RequestAborted), problems);

    private static async Task<IResult> MakeKey(string person, NewKey asked, HttpContext http, ApiKeys keys, Problems problems)
    {
        var (key, token, refusal) = await keys.Make(person, asked.Label, asked.ExpiresAt, http.Caller()!, http.RequestAborted);
        return refusal is null ? Results.Ok(new KeyMade(key!, token.ToString())) : problems.Of(refusal);
    }

    private static async Task<IResult> EndKey(string person, string key, HttpContext http, ApiKeys keys, Problems problems) =>
        Done(await keys.End(person, key, http.Caller()!, http.RequestAborted), problems);

    private static async Task<IResult> Passkeys(string person, Passkeys passkeys, CancellationToken stop) => Results.Ok(await passkeys.Of(person, stop));

    private static async Task<IResult> RemovePasskey(string person, string passkey, HttpContext http, Passkeys passkeys, Problems problems) =>
        Done(await passkeys.Remove(person, passkey, http.Caller()!, http.RequestAborted), problems);

    private static async Task<IResult> Sessions(string person, Sessions sessions, CancellationToken stop) =>
        Results.Ok(await SessionApi.List(person, null, sessions, stop));

    private static async Task<IResult> EndSession(string person, string session, HttpContext http, Sessions sessions, Problems problems)
    {
        if (await sessions.Find(session, http.RequestAborted) is not { } found || found.Person != person)
            return problems.Of(new SessionUnknown());
        await sessions.End(session, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> NamePerson(
        string site, string person, NewName asked, HttpContext http, Grants grants, Names names, Problems problems) =>
        Done(await NameOfPerson.Set(person, asked.PrintedName, grants, names, http.RequestAborted), problems);

    private static IResult Done(Refusal? refusal, Problems problems) => refusal is null ? Results.NoContent() : problems.Of(refusal);
}
