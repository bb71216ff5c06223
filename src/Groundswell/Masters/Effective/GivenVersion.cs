using Groundswell.Deciding;
using Groundswell.Plant;

namespace Groundswell.Masters.Effective;

/// <summary>What a version is asked for.</summary>
/// <param name="WorkCenter">Where the work is planned; null where that is open.</param>
/// <param name="ShiftDate">The date of the shift it is planned for; null where that is open.</param>
/// <param name="Person">Who is to do it, where that is known: some versions are for their people only.</param>
/// <param name="At">When the question arises: what was given later, or withdrawn before, does not count.</param>
/// <param name="Shift">The code of the shift it is planned for; null where that is open, or no shift runs.</param>
public readonly record struct VersionAsked(Id<WorkCenter>? WorkCenter, DateOnly? ShiftDate, string? Person, DateTimeOffset At, string? Shift = null);

/// <summary>A version that a source has given to a site. Nobody can make one but the site's own record.</summary>
public sealed class GivenVersion
{
    private readonly Provision _provision;

    private GivenVersion(Provision provision) => _provision = provision;

    public Id<WorkMasterVersion> Version => _provision.Version;

    /// <summary>Of the content it was given with, SHA-256 in lower-case hexadecimal.</summary>
    public string ContentHash => _provision.ContentHash;

    public VersionSource Source => _provision.Source;

    /// <summary>The entry of the site's log that gave it.</summary>
    public long Position => _provision.Position;

    /// <summary>Whether work that is released and not begun moves to it.</summary>
    public bool IsAffecting => _provision.Affecting;

    /// <summary>
    /// A push goes before a pilot, a pilot before a launch, a launch before what the site began with. Of two of one source the later one; of what one
    /// entry gave, what it gave to the work center before what it gave to the site.
    /// </summary>
    internal static GivenVersion? By(EffectiveVersion effective, VersionAsked asked)
    {
        foreach (var hold in effective.Holds)
        {
            if (hold.Since <= asked.At && (hold.EndedAt is not { } ended || asked.At < ended) && hold.Scope.Covers(asked))
                return null;
        }

        Provision? chosen = null;
        foreach (var provision in effective.Provisions)
        {
            if (Holds(provision, asked) && !IsBarred(effective, provision, asked) && (chosen is null || GoesBefore(provision, chosen)))
                chosen = provision;
        }

        return chosen is null ? null : new GivenVersion(chosen);
    }

    private static bool Holds(Provision provision, VersionAsked asked) =>
        provision.IsLive(asked.At)
        && (provision.From is not { } from || from <= asked.ShiftDate)
        && (provision.Until is not { } until || asked.ShiftDate <= until)
        && provision.Scope.Covers(asked);

    private static bool IsBarred(EffectiveVersion effective, Provision provision, VersionAsked asked)
    {
        foreach (var barred in effective.Barred)
        {
            if (barred.Version == provision.Version && barred.Since <= asked.At && barred.Scope.Covers(asked))
                return true;
        }

        return false;
    }

    private static bool GoesBefore(Provision one, Provision other) =>
        Rank(one.Source) != Rank(other.Source) ? Rank(one.Source) > Rank(other.Source)
        : one.Position != other.Position ? one.Position > other.Position
        : one.Scope.WorkCenters is not null || other.Scope.WorkCenters is null;

    private static int Rank(VersionSource source) => source switch
    {
        VersionSource.Push => 3,
        VersionSource.Pilot => 2,
        VersionSource.Launch => 1,
        _ => 0,
    };
}
