using Groundswell.Deciding;
using Groundswell.Plant;

namespace Groundswell.People.Accounts;

/// <summary>Grant a role: in a function or in all, at a site or at all.</summary>
/// <param name="Function">Null: in every function.</param>
/// <param name="AtSite">The site's code; null: at every site, and for what the sites share.</param>
public sealed record GrantRole(Id<Account> Account, Role Role, Function? Function = null, string? AtSite = null) : EnterpriseCommand
{
    /// <summary>As sites' codes are written; null for all sites.</summary>
    internal static string? SiteOf(string? typed) => Text.OrNull(typed)?.ToUpperInvariant();

    /// <param name="site">The site it is granted at; null where it is granted at all.</param>
    public static Decision Decide(GrantRole grant, Account account, Administrators administrators, Site? site)
    {
        if (account.Status != AccountStatus.Open)
            return new AccountNotOpen(grant.Account);
        if (site is { Status: SiteStatus.Unknown })
            return new GrantSiteUnknown(grant.AtSite!);
        var asked = new Grant(grant.Role, grant.Function, SiteOf(grant.AtSite));
        if (account.Holds(asked))
            return new RoleHeldAlready(grant.Account, grant.Role);
        if ((account.Holder == AccountHolder.Machine) != (grant.Role == Role.Integration))
            return new RoleOfMachines(grant.Account);
        if (account.Grants.FirstOrDefault(held => ForbiddenPairs.Forbid(held.Role, grant.Role)) is { } against)
            return new RolesNeverTogether(grant.Role, against.Role);

        Decision granted = new RoleGranted(grant.Account, asked.Role, asked.Function, asked.Site);
        var joins = asked is { Role: Role.Administrator, Site: null } && account.Lock is not { Cause: LockCause.Administrator };
        return joins && !administrators.Accounts.Contains(grant.Account)
            ? granted.And(Administrators.OfEnterprise, new AdministratorJoined(grant.Account))
            : granted;
    }
}

/// <summary>No site of this code was opened.</summary>
public sealed record GrantSiteUnknown(string AtSite) : Refusal("account.site-unknown")
{
    public override string Field => "atSite";
}

/// <summary>Roles that one person never has together: who administers the software signs nothing that Quality signs.</summary>
public static class ForbiddenPairs
{
    public static IReadOnlyList<(Role One, Role Other)> All { get; } =
    [
        (Role.Administrator, Role.QualityReviewer),
        (Role.Administrator, Role.QualityApprover),
    ];

    public static bool Forbid(Role one, Role other) => All.Any(pair => pair == (one, other) || pair == (other, one));
}

/// <summary>One person never has these two roles together.</summary>
public sealed record RolesNeverTogether(Role Role, Role Held) : Refusal("account.roles-never-together")
{
    public override string Field => "role";
}

/// <summary>A machine's account is for integration alone, and integration for machines alone.</summary>
public sealed record RoleOfMachines(Id<Account> Account) : Refusal("account.role-of-machines")
{
    public override string Field => "role";
}

/// <summary>The account has this grant already.</summary>
public sealed record RoleHeldAlready(Id<Account> Account, Role Role) : Refusal("account.role-held-already")
{
    public override string Field => "role";
}
