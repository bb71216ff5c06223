using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Deciding;

namespace Groundswell.People.Accounts;

[JsonConverter(typeof(JsonStringEnumConverter<AccountStatus>))]
public enum AccountStatus
{
    Unknown,
    Open,
    Deactivated,
}

/// <summary>What a person, or a machine, may do in the software. Its id is the person's.</summary>
/// <remarks>
/// The record alone decides who holds which grant and whose account is locked or closed; the directory only proves who someone is.
/// </remarks>
/// <param name="SessionsFrom">Sessions begun by this instant are void: the account was locked by an administrator or deactivated since.</param>
public sealed record Account(
    Id<Account> Id,
    AccountHolder Holder,
    AccountStatus Status,
    ImmutableArray<Grant> Grants,
    AccountLock? Lock,
    string? PolicyAccepted,
    DateTimeOffset SessionsFrom,
    ImmutableHashSet<string> Credentials) : IState<Account>
{
    public static string Kind => "account";

    /// <summary>Every grant held now or before, with its time.</summary>
    public ImmutableArray<HeldGrant> Held { get; init; } = [];

    /// <summary>
    /// The grants that an act is judged by: those of now; of these, where it is said to have happened before, only those that held then. What a station
    /// kept while it could not reach the server is judged by those of then alone.
    /// </summary>
    public IEnumerable<Grant> GrantsFor(Circumstances act)
    {
        if (act.Now - act.At <= Door.ClockTolerance)
            return Grants;
        var then = Held.Where(held => held.Covers(act.At)).Select(held => held.Grant);
        return act.Late ? then : then.Intersect(Grants);
    }

    public static Account Unknown { get; } = new(
        default, AccountHolder.Person, AccountStatus.Unknown, [], null, null, DateTimeOffset.MinValue, []);

    /// <summary>Whether nobody can prove to be its owner now.</summary>
    public bool IsLocked(DateTimeOffset at) => Lock is { } its && (its.Until is not { } until || at < until);

    /// <summary>Whether a session begun at an instant may act: failed proofs lock out who comes, not who is there.</summary>
    public bool Admits(DateTimeOffset sessionBegun) =>
        Status == AccountStatus.Open && Lock is not { Cause: LockCause.Administrator } && sessionBegun > SessionsFrom;

    public bool Holds(Grant grant) => Grants.Contains(grant);

    /// <summary>Whether they can administer the enterprise now: an administrator who is locked is none.</summary>
    public bool AdministersEnterprise =>
        Lock is not { Cause: LockCause.Administrator } && Grants.Any(grant => grant is { Role: Role.Administrator, Site: null });

    internal static string CredentialOf(CredentialKind kind, string number) => $"{kind}:{number}";

    public Account Evolve(Happened happened) => happened.Event switch
    {
        AccountOpened e => this with { Id = e.Account, Holder = e.Holder, Status = AccountStatus.Open },
        RoleGranted e => this with
        {
            Grants = Grants.Add(new Grant(e.Role, e.Function, e.Site)),
            Held = Held.Add(new HeldGrant(new Grant(e.Role, e.Function, e.Site), happened.RecordedAt, null)),
        },
        RoleWithdrawn e => this with
        {
            Grants = Grants.Remove(new Grant(e.Role, e.Function, e.Site)),
            Held = [.. Held.Select(held => held.Until is null && held.Grant == new Grant(e.Role, e.Function, e.Site) ? held with { Until = happened.RecordedAt } : held)],
        },
        SignaturePolicyAccepted e => this with { PolicyAccepted = e.Version },
        CredentialSet { Number: { } number } e => this with { Credentials = Credentials.Add(CredentialOf(e.Kind, number)) },
        CredentialRemoved e => this with { Credentials = Credentials.Remove(CredentialOf(e.Kind, e.Number)) },
        AccountLocked { Cause: LockCause.Administrator } e => this with
        {
            Lock = new AccountLock(e.Cause, e.Until),
            SessionsFrom = happened.RecordedAt,
        },
        AccountLocked e when Lock is not { Cause: LockCause.Administrator } => this with { Lock = new AccountLock(e.Cause, e.Until) },
        AccountUnlocked => this with { Lock = null },
        AccountDeactivated => this with { Status = AccountStatus.Deactivated, SessionsFrom = happened.RecordedAt },
        AccountReactivated => this with { Status = AccountStatus.Open },
        _ => this,
    };
}

/// <param name="Until">When it ends by itself; null: when someone unlocks it.</param>
public sealed record AccountLock(LockCause Cause, DateTimeOffset? Until);

/// <summary>Who can administer the enterprise: not who is locked. There is always someone.</summary>
public sealed record Administrators(ImmutableHashSet<Id<Account>> Accounts) : IState<Administrators>
{
    public static Id<Administrators> OfEnterprise { get; } = new("enterprise");

    public static string Kind => "administrators";

    public static Administrators Unknown { get; } = new(ImmutableHashSet<Id<Account>>.Empty);

    public bool IsLast(Id<Account> account) => Accounts.Count == 1 && Accounts.Contains(account);

    public Administrators Evolve(Happened happened) => happened.Event switch
    {
        AdministratorJoined e => new Administrators(Accounts.Add(e.Account)),
        AdministratorParted e => new Administrators(Accounts.Remove(e.Account)),
        _ => this,
    };
}
