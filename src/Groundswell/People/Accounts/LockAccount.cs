using Groundswell.Deciding;

namespace Groundswell.People.Accounts;

/// <summary>Lock an account until it is unlocked: its sessions end at once, and nobody can sign in or sign with it.</summary>
public sealed record LockAccount(Id<Account> Account, string Reason) : EnterpriseCommand
{
    public static Decision Decide(LockAccount locking, Account account, Administrators administrators)
    {
        if (account.Status != AccountStatus.Open)
            return new AccountNotOpen(locking.Account);
        if (account.Lock is { Cause: LockCause.Administrator })
            return new AccountLockedAlready(locking.Account);
        if (administrators.IsLast(locking.Account))
            return new LastAdministrator();
        if (Text.OrNull(locking.Reason) is not { } reason)
            return new ReasonMissing();

        Decision locked = new AccountLocked(locking.Account, LockCause.Administrator, Reason: reason);
        return account.AdministersEnterprise
            ? locked.And(Administrators.OfEnterprise, new AdministratorParted(locking.Account))
            : locked;
    }
}

/// <summary>Lock out whoever fails to prove again and again to be an account's owner. Only the program asks for it.</summary>
public sealed record LockOutAccount(Id<Account> Account, DateTimeOffset Until) : EnterpriseCommand
{
    public static Decision Decide(LockOutAccount lockOut, Account account, Circumstances circumstances)
    {
        if (account.Status != AccountStatus.Open)
            return new AccountNotOpen(lockOut.Account);
        if (account.IsLocked(circumstances.Now))
            return new AccountLockedAlready(lockOut.Account);

        return new AccountLocked(lockOut.Account, LockCause.FailedProofs, lockOut.Until);
    }
}

/// <summary>Unlock an account, whatever locked it.</summary>
public sealed record UnlockAccount(Id<Account> Account, string Reason) : EnterpriseCommand
{
    public static Decision Decide(UnlockAccount unlock, Account account, Administrators administrators, Circumstances circumstances)
    {
        if (!account.IsLocked(circumstances.Now))
            return new AccountNotLocked(unlock.Account);
        if (Text.OrNull(unlock.Reason) is not { } reason)
            return new ReasonMissing();

        Decision unlocked = new AccountUnlocked(unlock.Account, reason);
        return (account with { Lock = null }).AdministersEnterprise && !administrators.Accounts.Contains(unlock.Account)
            ? unlocked.And(Administrators.OfEnterprise, new AdministratorJoined(unlock.Account))
            : unlocked;
    }
}

/// <summary>The account is locked already.</summary>
public sealed record AccountLockedAlready(Id<Account> Account) : Refusal("account.locked-already")
{
    public override string Field => "account";
}

/// <summary>The account is not locked.</summary>
public sealed record AccountNotLocked(Id<Account> Account) : Refusal("account.not-locked")
{
    public override string Field => "account";
}

/// <summary>There is no open account of this id.</summary>
public sealed record AccountNotOpen(Id<Account> Account) : Refusal("account.not-open")
{
    public override string Field => "account";
}
