using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.People.Accounts;

// The life of an account, in the enterprise's log (Annex 11-12, 21 CFR 11.300). Never a secret, never a name: those are in the directory.

[RecordedAs("account.opened")]
public sealed record AccountOpened(Id<Account> Account, AccountHolder Holder) : Event;

/// <summary>The name to sign in with or the printed name was set or changed; which, and to what, the directory knows.</summary>
[RecordedAs("account.named")]
public sealed record AccountNamed(Id<Account> Account, bool SignInName, bool PrintedName) : Event;

[RecordedAs("account.role-granted")]
public sealed record RoleGranted(Id<Account> Account, Role Role, Function? Function = null, string? Site = null) : Event;

[RecordedAs("account.role-withdrawn")]
public sealed record RoleWithdrawn(Id<Account> Account, Role Role, Function? Function = null, string? Site = null, string? Reason = null) : Event;

/// <summary>A code was given out with which its owner sets a password, once.</summary>
[RecordedAs("account.sign-in-code-issued")]
public sealed record SignInCodeIssued(Id<Account> Account, DateTimeOffset ExpiresAt) : Event;

/// <param name="Number">Which one, where there can be several: the directory's own number for it, never the secret.</param>
[RecordedAs("account.credential-set")]
public sealed record CredentialSet(Id<Account> Account, CredentialKind Kind, string? Number = null) : Event;

[RecordedAs("account.credential-removed")]
public sealed record CredentialRemoved(Id<Account> Account, CredentialKind Kind, string Number) : Event;

[RecordedAs("account.signature-policy-accepted")]
public sealed record SignaturePolicyAccepted(Id<Account> Account, string Version) : Event;

/// <summary>A signature was tried and not proved (11.300(d)).</summary>
[RecordedAs("signature.failed")]
public sealed record SignatureFailed(Id<Account> Account, string Act, string Meaning, string Why) : Event;

/// <param name="Until">When it ends by itself; null: when someone unlocks it.</param>
[RecordedAs("account.locked")]
public sealed record AccountLocked(Id<Account> Account, LockCause Cause, DateTimeOffset? Until = null, string? Reason = null) : Event;

[RecordedAs("account.unlocked")]
public sealed record AccountUnlocked(Id<Account> Account, string Reason) : Event;

/// <summary>Closed, for good or until it is opened again; its grants are withdrawn with it. An account is never deleted.</summary>
[RecordedAs("account.deactivated")]
public sealed record AccountDeactivated(Id<Account> Account, string Reason) : Event;

[RecordedAs("account.reactivated")]
public sealed record AccountReactivated(Id<Account> Account, string Reason) : Event;

// Who administers the enterprise, in one stream, so that the last one can be told.

[RecordedAs("administrators.joined")]
public sealed record AdministratorJoined(Id<Account> Account) : Event;

[RecordedAs("administrators.parted")]
public sealed record AdministratorParted(Id<Account> Account) : Event;

[JsonConverter(typeof(JsonStringEnumConverter<AccountHolder>))]
public enum AccountHolder
{
    /// <summary>Of one person, who is the only one to use it.</summary>
    Person = 1,

    /// <summary>Of a machine or another system: it signs in by key and signs nothing.</summary>
    Machine,
}

[JsonConverter(typeof(JsonStringEnumConverter<CredentialKind>))]
public enum CredentialKind
{
    Password = 1,
    Passkey,
    Badge,
    ApiKey,
}

[JsonConverter(typeof(JsonStringEnumConverter<LockCause>))]
public enum LockCause
{
    /// <summary>Too many failed proofs in a row: someone may be trying to misuse it.</summary>
    FailedProofs = 1,

    /// <summary>An administrator's decision.</summary>
    Administrator,
}
