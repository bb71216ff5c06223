using Groundswell.Deciding;

namespace Groundswell.Masters.Effective;

/// <summary>The version that an order is bound to when it is released, or why it can't be.</summary>
public static class VersionAtRelease
{
    /// <param name="version">The version that <see cref="EffectiveVersion.For"/> answers to the same question; unknown where it answers none.</param>
    /// <returns>Exactly one of the two.</returns>
    public static (GivenVersion? Given, Refusal? Refusal) Of(
        Id<WorkMaster> master, EffectiveVersion effective, WorkMasterVersion version, VersionAsked asked)
    {
        if (effective.For(asked) is not { } given)
            return (null, new NoVersionHere(master));
        if (version.Id != given.Version)
            throw new ArgumentException($"The site is given {given.Version}, but {version.Id} was read.", nameof(version));

        return version.Status == VersionStatus.Approved ? (given, null) : (null, new GivenVersionRetired(given.Version));
    }
}

/// <summary>The site has no version of this master for this work: nothing may be released.</summary>
public sealed record NoVersionHere(Id<WorkMaster> WorkMaster) : Refusal("version.none-here");

/// <summary>The version that the site was given is retired: new orders wait until it is given another.</summary>
public sealed record GivenVersionRetired(Id<WorkMasterVersion> Version) : Refusal("version.given-is-retired");
