using Groundswell.Deciding;

namespace Groundswell.People.Accounts;

/// <summary>Withdraw a grant, named exactly as it was given.</summary>
public sealed record WithdrawRole(
    Id<Account> Account, Role Role, Function? Function = null, string? AtSite = null, string? Reason = null) : EnterpriseCommand
{
    public static Decision Decide(WithdrawRole withdraw, Account account, Administrators administrators)
    {
        var grant = new Grant(withdraw.Role, withdraw.Function, GrantRole.SiteOf(withdraw.AtSite));
        if (!account.Holds(grant))
            return new RoleNotHeld(withdraw.Account, withdraw.Role);
        var parts = account.AdministersEnterprise && !(account with { Grants = account.Grants.Remove(grant) }).AdministersEnterprise;
        if (parts && administrators.IsLast(withdraw.Account))
            return new LastAdministrator();

        Decision withdrawn = new RoleWithdrawn(withdraw.Account, grant.Role, grant.Function, grant.Site, Text.OrNull(withdraw.Reason));
        return parts ? withdrawn.And(Administrators.OfEnterprise, new AdministratorParted(withdraw.Account)) : withdrawn;
    }
}

/// <summary>The account has no such grant: role, function and site have to be the same as when it was given.</summary>
public sealed record RoleNotHeld(Id<Account> Account, Role Role) : Refusal("account.role-not-held")
{
    public override string Field => "role";
}

/// <summary>The enterprise always has an administrator.</summary>
public sealed record LastAdministrator() : Refusal("administrators.last");
