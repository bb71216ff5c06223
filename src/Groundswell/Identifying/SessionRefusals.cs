using Groundswell.Deciding;

namespace Groundswell.Identifying;

/// <summary>Why nobody is signed in, or could sign in. Answered as 401.</summary>
public abstract record NotAdmitted(string Code) : Refusal(Code);

/// <summary>There is no such session, or it has ended: sign in.</summary>
public sealed record SessionOver() : NotAdmitted("session.over");

/// <summary>The session is locked, by its person or because it was not used for a while: unlock it.</summary>
public sealed record SessionLocked() : NotAdmitted("session.locked");

/// <summary>The badge's session asked for does not belong to this station.</summary>
public sealed record ActingElsewhere() : NotAdmitted("session.acting-elsewhere");

/// <summary>The name or what should prove it is wrong. Which of them is not said.</summary>
public sealed record ProofWrong() : NotAdmitted("proof.wrong");

/// <summary>Nobody can prove to be this account's owner now.</summary>
/// <param name="Until">When it ends by itself; null: when an administrator unlocks it.</param>
public sealed record AccountIsLocked(DateTimeOffset? Until) : NotAdmitted("proof.account-locked");

/// <summary>The password is right and too old: another one has to be set.</summary>
public sealed record PasswordExpired() : NotAdmitted("password.expired");

/// <summary>This has to be done at an enrolled station.</summary>
public sealed record NotAtStation() : NotAdmitted("station.not-enrolled");
