using Groundswell.Deciding;

namespace Groundswell.People.Accounts;

/// <summary>Close an account: its sessions end at once and its grants are gone. It stays in the record and is never deleted.</summary>
public sealed record DeactivateAccount(Id<Account> Account, string Reason) : EnterpriseCommand
{
    public static Decision Decide(DeactivateAccount deactivate, Account account, Administrators administrators)
    {
        if (account.Status != AccountStatus.Open)
            return new AccountNotOpen(deactivate.Account);
        if (administrators.IsLast(deactivate.Account))
            return new LastAdministrator();
        if (Text.OrNull(deactivate.Reason) is not { } reason)
            return new ReasonMissing();

        var deactivated = Decision.Of(
            new AccountDeactivated(deactivate.Account, reason),
            [.. account.Grants.Select(grant => new RoleWithdrawn(deactivate.Account, grant.Role, grant.Function, grant.Site))]);
        return account.AdministersEnterprise
            ? deactivated.And(Administrators.OfEnterprise, new AdministratorParted(deactivate.Account))
            : deactivated;
    }
}

/// <summary>Open a deactivated account again, without the grants it had.</summary>
public sealed record ReactivateAccount(Id<Account> Account, string Reason) : EnterpriseCommand
{
    public static Decision Decide(ReactivateAccount reactivate, Account account)
    {
        if (account.Status != AccountStatus.Deactivated)
            return new AccountNotDeactivated(reactivate.Account);
        if (Text.OrNull(reactivate.Reason) is not { } reason)
            return new ReasonMissing();

        return new AccountReactivated(reactivate.Account, reason);
    }
}

/// <summary>The account is not deactivated.</summary>
public sealed record AccountNotDeactivated(Id<Account> Account) : Refusal("account.not-deactivated")
{
    public override string Field => "account";
}
