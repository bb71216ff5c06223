using Groundswell.Deciding;
using Groundswell.People.Accounts;

namespace Groundswell.Identifying;

/// <summary>Opens an account with its names, and gives out the code its person sets a password with.</summary>
public sealed class AccountOpening(Door door, AccountNames names, SignInCodes codes)
{
    public async Task<(CodeIssued? Issued, Refusal? Refusal)> Open(NewAccount asked, Caller caller, CancellationToken stop)
    {
        if (!Id<Account>.TryParse(asked.Person, null, out var account))
            return (null, new AccountIdReserved(new Id<Account>(asked.Person)));
        // Tried again after a failure half way, it goes on where it stopped: the names are set only once.
        var opened = await door.Take(new OpenAccount(account, asked.Holder) { Id = Guid.CreateVersion7() }, caller, stop);
        if (opened.Refusal is { } refusal && !(refusal is AccountAlreadyOpened && !await names.AreSet(asked.Person, stop)))
            return (null, refusal);
        if (await names.Set(asked.Person, asked.UserName, asked.PrintedName, caller, stop) is { } misnamed)
            return (null, misnamed);
        if (asked.UserName is null)
            return (new CodeIssued(asked.Person, null, null), null);
        var (code, expires, unissued) = await codes.Issue(asked.Person, caller, stop);
        return unissued is null ? (new CodeIssued(asked.Person, code, expires), null) : (null, unissued);
    }
}
