namespace Groundswell.Identifying;

/// <summary>How people prove who they are and how long that holds: the configuration's section <c>Identifying</c>.</summary>
public sealed class IdentifyingOptions
{
    public const string Section = "Identifying";

    public int PasswordMinLength { get; set; } = 12;

    /// <summary>How long a password is used before another has to be set; 0: for ever.</summary>
    public int PasswordMaxAgeDays { get; set; } = 365;

    /// <summary>So many passwords of before are not used again.</summary>
    public int PasswordHistory { get; set; } = 5;

    /// <summary>PBKDF2 with HMAC-SHA512: how often it goes round, for passwords and PINs alike.</summary>
    public int HashIterations { get; set; } = 210_000;

    /// <summary>So many proofs may fail in a row; one more locks the account out.</summary>
    public int MaxFailures { get; set; } = 5;

    public int LockOutMinutes { get; set; } = 15;

    public int PinMinLength { get; set; } = 6;

    public int SignInCodeHours { get; set; } = 72;

    /// <summary>After so long without use a person's session is locked.</summary>
    public int IdleMinutes { get; set; } = 30;

    public int SessionHours { get; set; } = 14;

    /// <summary>After so long without use a badge's session at a station is locked.</summary>
    public int BadgeIdleMinutes { get; set; } = 5;

    public int BadgeSessionHours { get; set; } = 14;

    /// <summary>The name passkeys belong to (WebAuthn's relying party id): the server's host name. Null: the host of each request.</summary>
    public string? ServerDomain { get; set; }

    /// <summary>Sign-ins tried in a minute from one address, or at one enrolled station.</summary>
    public int AttemptsPerMinute { get; set; } = 60;

    /// <summary>Acts that one station may hand in at once after it was on its own; they come back at <see cref="LateActsPerSecond"/>.</summary>
    public int LateActsAtOnce { get; set; } = 2_000;

    public int LateActsPerSecond { get; set; } = 20;

    public TimeSpan LockOutFor => TimeSpan.FromMinutes(LockOutMinutes);

    public TimeSpan IdleLimit(SessionKind kind) => kind switch
    {
        SessionKind.ApiKey => TimeSpan.MaxValue,
        SessionKind.Badge => TimeSpan.FromMinutes(BadgeIdleMinutes),
        _ => TimeSpan.FromMinutes(IdleMinutes),
    };

    public TimeSpan Lifetime(SessionKind kind) => TimeSpan.FromHours(kind == SessionKind.Badge ? BadgeSessionHours : SessionHours);
}
