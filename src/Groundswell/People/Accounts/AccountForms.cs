using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.People.Accounts;

/// <summary>What an administrator does with an account on its page.</summary>
internal static class AccountForms
{
    public static void Map(IEndpointRouteBuilder pages, Rights administration)
    {
        pages.MapGet("/accounts", AccountsPage.Show).For(administration).WithMetadata(new InNavigation("nav.accounts", 80, "nav.accounts"));
        pages.MapGet("/accounts/new", NewAccountPage.Show).For(administration);
        pages.MapPost("/accounts/new", NewAccountPage.Submit).For(administration);
        pages.MapGet("/accounts/{person}", (string person, [AsParameters] AccountPageReading page) => page.Show(person)).For(administration);
        var account = pages.MapGroup("/accounts/{person}");
        account.MapPost("/names", SetNames).For(administration);
        account.MapPost("/code", IssueCode).For(administration);
        account.MapPost("/roles", Grant).For(administration);
        account.MapPost("/roles/withdraw", Withdraw).For(administration);
        account.MapPost("/badges", IssueBadge).For(administration);
        account.MapPost("/badges/{badge}/end", (string person, string badge, Badges badges, [AsParameters] AccountPageReading page) =>
            EndBadge(person, badge, badges, page)).For(administration);
        account.MapPost("/passkeys/{passkey}/forget", (string person, string passkey, Passkeys passkeys, [AsParameters] AccountPageReading page) =>
            ForgetPasskey(person, passkey, passkeys, page)).For(administration);
        account.MapPost("/sessions/{session}/end", (string person, string session, Sessions sessions, [AsParameters] AccountPageReading page) =>
            EndSession(person, session, sessions, page)).For(administration);
        account.MapPost("/keys", MakeKey).For(administration);
        account.MapPost("/keys/{key}/end", (string person, string key, ApiKeys keys, [AsParameters] AccountPageReading page) => EndKey(person, key, keys, page)).For(administration);
        account.MapPost("/lock", (string person, [FromForm] Guid id, [FromForm] string reason, [AsParameters] AccountPageReading page) =>
            page.Do(person, new LockAccount(new(person), reason) { Id = id })).For(administration);
        account.MapPost("/unlock", (string person, [FromForm] Guid id, [FromForm] string reason, [AsParameters] AccountPageReading page) =>
            page.Do(person, new UnlockAccount(new(person), reason) { Id = id })).For(administration);
        account.MapPost("/deactivate", (string person, [FromForm] Guid id, [FromForm] string reason, [AsParameters] AccountPageReading page) =>
            page.Do(person, new DeactivateAccount(new(person), reason) { Id = id })).For(administration);
        account.MapPost("/reactivate", (string person, [FromForm] Guid id, [FromForm] string reason, [AsParameters] AccountPageReading page) =>
            page.Do(person, new ReactivateAccount(new(person), reason) { Id = id })).For(administration);
    }

    private static Task<IResult> Grant(
        string person, [FromForm] Guid id, [FromForm] Role role, [FromForm] string? function, [FromForm] string? atSite, [AsParameters] AccountPageReading page) =>
        page.Do(person, new GrantRole(new(person), role, FunctionIn(function), Text.OrNull(atSite)) { Id = id });

    private static Task<IResult> Withdraw(
        string person, [FromForm] Guid id, [FromForm] Role role, [FromForm] string? function, [FromForm] string? atSite, [FromForm] string? reason,
        [AsParameters] AccountPageReading page) =>
        page.Do(person, new WithdrawRole(new(person), role, FunctionIn(function), Text.OrNull(atSite), Text.OrNull(reason)) { Id = id });

    private static Function? FunctionIn(string? entered) =>
        Text.OrNull(entered) is not { } name ? null : Enum.TryParse<Function>(name, out var function) ? function : throw new BadHttpRequestException($"'{name}' is no function.");

    private static async Task<IResult> SetNames(
        string person, [FromForm] string printedName, [FromForm] string? userName, [AsParameters] AccountPageReading page) =>
        await page.Done(person, await page.AccountNames.Set(person, Text.OrNull(userName), printedName, page.Http.Caller()!, page.Http.RequestAborted));

    /// <summary>The answer shows the code: it is told once, and is in no address.</summary>
    private static async Task<IResult> IssueCode(string person, SignInCodes codes, [AsParameters] AccountPageReading page)
    {
        var (code, expires, refusal) = await codes.Issue(person, page.Http.Caller()!, page.Http.RequestAborted);
        return refusal is null ? await page.Show(person, new CodeIssued(person, code, expires)) : await page.Done(person, refusal);
    }

    private static async Task<IResult> IssueBadge(
        string person, [FromForm] string number, [FromForm] string pin, Badges badges, [AsParameters] AccountPageReading page) =>
        await page.Done(person, (await badges.Issue(person, number, pin, page.Http.Caller()!, page.Http.RequestAborted)).Refusal);

    private static async Task<IResult> EndBadge(string person, string badge, Badges badges, AccountPageReading page) =>
        await page.Done(person, await badges.End(person, badge, page.Http.Caller()!, page.Http.RequestAborted));

    private static async Task<IResult> ForgetPasskey(string person, string passkey, Passkeys passkeys, AccountPageReading page) =>
        await page.Done(person, await passkeys.Remove(person, passkey, page.Http.Caller()!, page.Http.RequestAborted));

    private static async Task<IResult> EndSession(string person, string session, Sessions sessions, AccountPageReading page)
    {
        if (await sessions.Find(session, page.Http.RequestAborted) is { } found && found.Person == person)
            await sessions.End(session, page.Http.RequestAborted);
        return Page.GoTo(AccountPageReading.PathOf(person));
    }

    private static async Task<IResult> MakeKey(string person, [FromForm] string label, ApiKeys keys, [AsParameters] AccountPageReading page)
    {
        var (_, token, refusal) = await keys.Make(person, label, null, page.Http.Caller()!, page.Http.RequestAborted);
        return refusal is null ? await page.Show(person, null, token.ToString()) : await page.Done(person, refusal);
    }

    private static async Task<IResult> EndKey(string person, string key, ApiKeys keys, AccountPageReading page) =>
        await page.Done(person, await keys.End(person, key, page.Http.Caller()!, page.Http.RequestAborted));
}
