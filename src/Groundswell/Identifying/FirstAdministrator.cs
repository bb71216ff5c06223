using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Groundswell.People.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Groundswell.Identifying;

/// <summary>Who asks for what when the first administrator is set up.</summary>
public sealed record FirstAdministratorAsked(string Code, string Person, string UserName, string PrintedName, string Password);

/// <summary>
/// The first administrator of a record that has none, and the way back in where none of its administrators can sign in any more: with a code
/// that only who sees the server's console can read.
/// </summary>
public sealed class FirstAdministrator(
    States states, IDbContextFactory<DirectoryDb> directory, SignInCodes codes, AccountNames names, Passwords passwords, PasswordPolicy policy,
    Door door, IOptions<IdentifyingOptions> options, TimeProvider time)
{
    /// <summary>A code to print on the console, where nobody can administer the enterprise; otherwise null.</summary>
    public async Task<string?> NewCode(CancellationToken stop) => await IsMissing(stop)
        ? await codes.Make(SignInCodes.Nobody, time.GetUtcNow().AddHours(options.Value.SignInCodeHours), stop)
        : null;

    /// <summary>Appoints the administrator and sets their password. Tried again after a crash it goes on where it stopped.</summary>
    /// <returns>Why not, or null.</returns>
    public async Task<Refusal?> Appoint(FirstAdministratorAsked asked, CancellationToken stop)
    {
        if (!Id<Account>.TryParse(asked.Person, null, out var account))
            return new AccountIdReserved(new Id<Account>(asked.Person));
        if (!await IsMissing(stop))
            return new AdministratorThere();
        if (!await codes.IsRight(SignInCodes.Nobody, asked.Code, stop))
            return new SignInCodeWrong();
        if (policy.Refuses(asked.Password, asked.UserName, asked.Person) is { } unfit)
            return unfit;

        var program = Caller.System("first-administrator");
        if (!(await InRecord(stop)).Accounts.Contains(account)
            && (await door.Take(new AppointFirstAdministrator(account) { Id = Guid.CreateVersion7() }, program, stop)).Refusal is { } refusal)
            return refusal;
        if (await names.Set(asked.Person, asked.UserName, asked.PrintedName, program, stop) is { } misnamed)
            return misnamed;
        if (await passwords.Set(asked.Person, asked.Password, stop) is { } unset)
            return unset;
        await codes.Use(SignInCodes.Nobody, stop);
        return null;
    }

    /// <summary>Whether nobody can administer the enterprise.</summary>
    public async Task<bool> IsMissing(CancellationToken stop)
    {
        var administrators = (await InRecord(stop)).Accounts.Select(account => account.Value).ToList();
        await using var db = await directory.CreateDbContextAsync(stop);
        return !await db.SignIns.AnyAsync(row => administrators.Contains(row.Id) && row.PasswordHash != null, stop);
    }

    private ValueTask<Administrators> InRecord(CancellationToken stop) => new Reading(states, Logs.Enterprise, stop).Of(Administrators.OfEnterprise);
}
