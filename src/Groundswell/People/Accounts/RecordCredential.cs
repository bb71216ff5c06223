using Groundswell.Deciding;

namespace Groundswell.People.Accounts;

// What happens to an account's names and credentials happens in the directory; the program records that it did. Nobody else asks for these.

/// <summary>Names were set in the directory.</summary>
public sealed record RecordNaming(Id<Account> Account, bool SignInName, bool PrintedName) : EnterpriseCommand
{
    public static Decision Decide(RecordNaming naming, Account account) => account.Status == AccountStatus.Open
        ? new AccountNamed(naming.Account, naming.SignInName, naming.PrintedName)
        : new AccountNotOpen(naming.Account);
}

/// <summary>A code to set a password with is given out.</summary>
public sealed record RecordSignInCode(Id<Account> Account, DateTimeOffset ExpiresAt) : EnterpriseCommand
{
    public static Decision Decide(RecordSignInCode code, Account account) => account switch
    {
        { Status: not AccountStatus.Open } => new AccountNotOpen(code.Account),
        { Holder: AccountHolder.Machine } => new CredentialUnfit(CredentialKind.Password),
        _ => new SignInCodeIssued(code.Account, code.ExpiresAt),
    };
}

/// <summary>A password, a passkey, a badge or a key is set.</summary>
public sealed record RecordCredential(Id<Account> Account, CredentialKind Kind, string? Number = null) : EnterpriseCommand
{
    public static Decision Decide(RecordCredential credential, Account account)
    {
        if (account.Status != AccountStatus.Open)
            return new AccountNotOpen(credential.Account);
        if ((account.Holder == AccountHolder.Machine) != (credential.Kind == CredentialKind.ApiKey))
            return new CredentialUnfit(credential.Kind);

        return new CredentialSet(credential.Account, credential.Kind, credential.Number);
    }
}

/// <summary>A passkey, a badge or a key is removed.</summary>
public sealed record RecordCredentialRemoval(Id<Account> Account, CredentialKind Kind, string Number) : EnterpriseCommand
{
    public static Decision Decide(RecordCredentialRemoval removal, Account account) =>
        account.Credentials.Contains(Accounts.Account.CredentialOf(removal.Kind, removal.Number))
            ? new CredentialRemoved(removal.Account, removal.Kind, removal.Number)
            : new CredentialNotThere(removal.Kind);
}

/// <summary>Machines sign in by key and by nothing else; people never by key.</summary>
public sealed record CredentialUnfit(CredentialKind Kind) : Refusal("account.credential-unfit");

/// <summary>The account has no such passkey, badge or key.</summary>
public sealed record CredentialNotThere(CredentialKind Kind) : Refusal("account.credential-not-there");
