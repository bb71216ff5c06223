using Groundswell.Deciding;
using Groundswell.Plant;

namespace Groundswell.Masters.Effective;

/// <summary>What a version is asked for.</summary>
/// <param name="WorkCenter">Where the work is planned; null where that is open.</param>
/// <param name="ShiftDate">The date of the shift it is planned for; null where that is open.</param>
/// <param name="Person">Who is to do it, where that is known: some versions are for their people only.</param>
/// <param name="At">When the question arises: what was given later, or withdrawn before, does not count.</param>
public readonly record struct VersionAsked(Id<WorkCenter>? WorkCenter, DateOnly? ShiftDate, string? Person, DateTimeOffset At);

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

    /// <summary>What is given to the work center goes before what is given to the site; of two alike, the later one.</summary>
    internal static GivenVersion? By(EffectiveVersion effective, VersionAsked asked)
    {
        Provision? chosen = null;
        foreach (var provision in effective.Provisions)
        {
            if (Holds(provision, asked) && (chosen?.WorkCenter is null || provision.WorkCenter is not null))
                chosen = provision;
        }

        return chosen is null ? null : new GivenVersion(chosen);
    }

    private static bool Holds(Provision provision, VersionAsked asked) =>
        (provision.WorkCenter is not { } only || only == asked.WorkCenter)
        && (provision.BeginsAt is not { } begins || begins <= asked.At)
        && (provision.From is not { } from || from <= asked.ShiftDate)
        && (provision.WithdrawnAt is not { } withdrawn || asked.At < withdrawn);
}
