using Groundswell.Deciding;

namespace Groundswell.People.Accounts;

/// <summary>Open an account for a person, or for a machine. It can do nothing until it is granted a role.</summary>
/// <param name="Account">The person's id, the same as at their sites.</param>
public sealed record OpenAccount(Id<Account> Account, AccountHolder Holder = AccountHolder.Person) : EnterpriseCommand
{
    public static Decision Decide(OpenAccount open, Account account)
    {
        if (open.Account.Value.Contains(':', StringComparison.Ordinal))
            return new AccountIdReserved(open.Account);
        if (account.Status != AccountStatus.Unknown)
            return new AccountAlreadyOpened(open.Account);

        return new AccountOpened(open.Account, open.Holder);
    }
}

/// <summary>The first administrator of a record that has none. Only the program asks for it, against the code it has printed.</summary>
public sealed record AppointFirstAdministrator(Id<Account> Account) : EnterpriseCommand
{
    public static Decision Decide(AppointFirstAdministrator appoint, Account account, Administrators administrators)
    {
        if (!administrators.Accounts.IsEmpty)
            return new AdministratorThere();
        if (OpenAccount.Decide(new OpenAccount(appoint.Account), account) is { Refusal: { } refusal })
            return refusal;

        return Decision.Of(
                new AccountOpened(appoint.Account, AccountHolder.Person), new RoleGranted(appoint.Account, Role.Administrator))
            .And(Administrators.OfEnterprise, new AdministratorJoined(appoint.Account));
    }
}

/// <summary>An account's id has no colon: with one, the program itself is meant.</summary>
public sealed record AccountIdReserved(Id<Account> Account) : Refusal("account.id-reserved")
{
    public override string Field => "account";
}

/// <summary>The person has an account already, open or deactivated.</summary>
public sealed record AccountAlreadyOpened(Id<Account> Account) : Refusal("account.already-opened")
{
    public override string Field => "account";
}

/// <summary>The enterprise has an administrator: they open accounts.</summary>
public sealed record AdministratorThere() : Refusal("administrators.there-already");
