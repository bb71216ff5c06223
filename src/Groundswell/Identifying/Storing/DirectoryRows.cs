using Microsoft.AspNetCore.Identity;

namespace Groundswell.Identifying.Storing;

/// <summary>The name a person is printed and addressed by; also of those who never sign in, and of machines.</summary>
public sealed class NameRow
{
    public required string Person { get; init; }
    public required string PrintedName { get; set; }
}

/// <summary>How a person signs in. The id is the person's; what they may do is in the record, not here.</summary>
public sealed class SignInRow : IdentityUser
{
    public DateTimeOffset? PasswordSetAt { get; set; }
}

/// <summary>A password that was used before, so that it is not used again soon.</summary>
public sealed class FormerPasswordRow
{
    public required string Person { get; init; }
    public required DateTimeOffset SetAt { get; init; }
    public required string PasswordHash { get; init; }
}

/// <summary>A code with which a password is set, once. The person is empty for the first administrator's.</summary>
public sealed class SignInCodeRow
{
    public required string Person { get; init; }
    public required byte[] CodeHash { get; set; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public int Tries { get; set; }
}

/// <summary>A badge and its PIN. It opens a session at a station and never signs.</summary>
public sealed class BadgeRow
{
    public required string Id { get; init; }

    /// <summary>SHA-256 of the number: whoever reads the directory cannot write a badge from it at once.</summary>
    public required byte[] NumberHash { get; init; }

    public required string Person { get; init; }
    public required string PinHash { get; set; }
    public required DateTimeOffset IssuedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A session: what a person, or a machine's key, has opened by proving who they are.</summary>
public sealed class SessionRow
{
    public required string Id { get; init; }

    /// <summary>SHA-256 of the token's secret part; null for a badge's session, which lives on its station's token.</summary>
    public byte[]? SecretHash { get; init; }

    public required string Person { get; init; }
    public required SessionKind Kind { get; init; }
    public string? Site { get; init; }
    public string? Station { get; init; }

    /// <summary>The enrolled device it was opened on.</summary>
    public string? Device { get; init; }

    /// <summary>What a key is for.</summary>
    public string? Label { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Written coarsely: a use is not a write each time.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>Null: a key without an end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool Locked { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>A badge's session has a key of its own, by which acts are known that its station could not send at once.</summary>
    public byte[]? ActKey { get; init; }
}

/// <summary>A device that stands for an enrolled station.</summary>
public sealed class DeviceRow
{
    public required string Id { get; init; }
    public required byte[] SecretHash { get; init; }
    public required string Site { get; init; }
    public required string Station { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A question asked of an authenticator and not yet answered.</summary>
public sealed class ChallengeRow
{
    public required string Id { get; init; }

    /// <summary>What it may be answered for: <c>register</c>, <c>sign-in</c>, or <c>sign</c> with what is signed.</summary>
    public required string Purpose { get; init; }

    /// <summary>Who has to answer; null where whoever answers is to be found out.</summary>
    public string? Person { get; init; }

    public required string State { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A key that the tokens in forms are made with, so that a form is good on every node and after a restart.</summary>
public sealed class FormKeyRow
{
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
