using Groundswell.Record;

namespace Groundswell.Deciding;

/// <summary>Who asks, from where, and with which grants: what signing in has established.</summary>
/// <param name="Person">The person's id, or a machine account's.</param>
/// <param name="Station">The enrolled station it came through.</param>
public sealed record Caller(string Person, IReadOnlyList<Grant> Grants, string? Station = null, string? Device = null)
{
    /// <summary>The program vouches for the caller: it has checked by itself that they may. Opens the acts of <see cref="Rights.OfProgram"/>, and no other.</summary>
    public bool Vouched { get; init; }

    /// <summary>How the program itself took the values in, out of a file that the caller sent say: of that it has more than the caller's word.</summary>
    public Source? Brings { get; init; }

    /// <summary>What it asks for was done before, at a station that could not reach the server then. Its grants are those it held at that time.</summary>
    public bool Late { get; init; }

    /// <summary>Every grant the caller holds or has held, with its time; null where the grants are those of any time.</summary>
    public IReadOnlyList<HeldGrant>? Held { get; init; }

    /// <summary>The grants at an instant: an act that is recorded later is judged by what held when it happened, too.</summary>
    public IEnumerable<Grant> GrantsAt(DateTimeOffset at) => Held?.Where(held => held.Covers(at)).Select(held => held.Grant) ?? Grants;

    /// <summary>The program itself: reactions, timers, imports started at the command line. It is named in the record as what it is.</summary>
    public static Caller System(string part) =>
        new($"system:{part}", [new Grant(Role.Integration, null, null), new Grant(Role.Administrator, null, null)]) { Vouched = true };
}

/// <summary>What a decider may know besides the command and the states: who, where, when, and what was signed.</summary>
/// <param name="At">When it happened, as the command says, or now.</param>
/// <param name="Now">The door's own time.</param>
/// <param name="Signatures">Signatures given with the command, each proved at this moment.</param>
public sealed record Circumstances(
    string Person, string? Station, DateTimeOffset At, DateTimeOffset Now, Source Source, IReadOnlyList<Signature> Signatures)
{
    /// <summary>It was done at a station that could not reach the server, and is sent now: nobody was asked then to prove anything.</summary>
    public bool Late { get; init; }

    /// <summary>The clock of the place it is about: the site's; UTC for what sites share.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The date there, when it happened.</summary>
    public DateOnly Date => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(At, Zone).DateTime);
}

/// <summary>An electronic signature (21 CFR 11.50, 11.70): who, what it means, and the hash of exactly what was signed.</summary>
/// <param name="Signer">The person's id.</param>
/// <param name="PrintedName">As it is to be shown and printed for ever.</param>
/// <param name="Meaning">performed, verified, reviewed, approved, released …</param>
/// <param name="ContentHash">SHA-256 of what was signed, lower-case hexadecimal; of what was shown itself, where it was shown in English.</param>
/// <param name="Method">How the signer proved who they are: <c>password</c> or <c>passkey</c>.</param>
/// <param name="SignedAt">When, in UTC.</param>
/// <param name="Language">The language that it was shown in; absent: English.</param>
/// <param name="ShownHash">SHA-256 of exactly what was shown in that language; absent where it is the content's hash.</param>
public sealed record Signature(
    string Signer, string PrintedName, string Meaning, string ContentHash, string Method, DateTimeOffset SignedAt, string? Language = null,
    string? ShownHash = null);
