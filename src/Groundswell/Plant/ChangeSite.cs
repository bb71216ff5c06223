using Groundswell.Deciding;

namespace Groundswell.Plant;

/// <summary>Give a site another name, time zone or standing under GMP, with the reason.</summary>
public sealed record ChangeSite(Id<Site> Site, string Name, string TimeZone, bool UnderGmp, string Reason) : EnterpriseCommand
{
    public static Decision Decide(ChangeSite change, Site site)
    {
        if (site.Status != SiteStatus.Open)
            return new SiteNotOpen(change.Site);
        if (!OpenSite.IsTimeZone(change.TimeZone))
            return new TimeZoneUnknown(change.TimeZone);
        if (string.IsNullOrWhiteSpace(change.Name))
            return new NameMissing();
        if (string.IsNullOrWhiteSpace(change.Reason))
            return new PlantReasonMissing();

        return new SiteChanged(change.Site, change.Name.Trim(), change.TimeZone, change.UnderGmp, change.Reason.Trim());
    }
}

/// <summary>Close a site: nothing more is done there; its record stays.</summary>
public sealed record CloseSite(Id<Site> Site, string Reason) : EnterpriseCommand
{
    public static Decision Decide(CloseSite close, Site site)
    {
        if (site.Status != SiteStatus.Open)
            return new SiteNotOpen(close.Site);
        if (string.IsNullOrWhiteSpace(close.Reason))
            return new PlantReasonMissing();

        return new SiteClosed(close.Site, close.Reason.Trim());
    }
}

/// <summary>The site was never opened, or is closed.</summary>
public sealed record SiteNotOpen(Id<Site> Site) : Refusal("site.not-open")
{
    public override string Field => "site";
}

/// <summary>The record wants to know why.</summary>
public sealed record PlantReasonMissing() : Refusal("plant.reason-missing")
{
    public override string Field => "reason";
}
