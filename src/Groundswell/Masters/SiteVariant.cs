using Groundswell.Deciding;

namespace Groundswell.Masters;

/// <summary>What makes a version a site's own adaptation of the core (ISA-88: the site recipe of a general recipe). It goes to that site and to no other.</summary>
/// <param name="Site">The site's code.</param>
/// <param name="Core">The core version that it was last brought in line with.</param>
/// <param name="Reason">Why the core does not fit there.</param>
/// <param name="Before">The variant that it goes on from; null: it is the first.</param>
public sealed record SiteVariant(string Site, Id<WorkMasterVersion> Core, string Reason, Id<WorkMasterVersion>? Before = null)
{
    public bool IsOf(string site) => string.Equals(Site, site, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The version is a variant of another site: it comes to others through the core.</summary>
public sealed record VersionOfOtherSite(Id<WorkMasterVersion> Version, string Site) : Refusal("version.of-other-site")
{
    public override string Field => "version";
}

/// <summary>The version is a site's variant: what the core says is not copied from it.</summary>
public sealed record VersionIsVariant(Id<WorkMasterVersion> Version, string Site) : Refusal("version.is-variant")
{
    public override string Field => "basedOn";
}
