using Groundswell.Deciding;

namespace Groundswell.Plant;

/// <summary>Open a site: from then on it has a log of its own. It works when what ran there before is entered, or when its champions launch its opening.</summary>
public sealed record OpenSite(Id<Site> Site, string Name, string TimeZone, bool UnderGmp) : EnterpriseCommand
{
    public static Decision Decide(OpenSite open, Site site)
    {
        if (site.Status != SiteStatus.Unknown)
            return new SiteAlreadyOpened(open.Site);
        if (!SiteCode.IsMatch(open.Site.Value))
            return new SiteCodeUnfit(open.Site);
        if (!IsTimeZone(open.TimeZone))
            return new TimeZoneUnknown(open.TimeZone);
        if (string.IsNullOrWhiteSpace(open.Name))
            return new NameMissing();

        return new SiteOpened(open.Site, open.Name.Trim(), open.TimeZone, open.UnderGmp, OpensByChange: true);
    }

    /// <summary>Windows' own names for zones are understood by .NET too, and are not what the record keeps.</summary>
    internal static bool IsTimeZone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;

    private static readonly System.Text.RegularExpressions.Regex SiteCode =
        new("^[A-Z0-9][A-Z0-9-]{0,31}$", System.Text.RegularExpressions.RegexOptions.CultureInvariant);
}

/// <summary>A site of this code is in the record already.</summary>
public sealed record SiteAlreadyOpened(Id<Site> Site) : Refusal("site.already-opened")
{
    public override string Field => "site";
}

/// <summary>A site's code is 1 to 32 capital letters, digits and hyphens: it names the log.</summary>
public sealed record SiteCodeUnfit(Id<Site> Site) : Refusal("site.code-unfit")
{
    public override string Field => "site";
}

/// <summary>Not an IANA time zone.</summary>
public sealed record TimeZoneUnknown(string TimeZone) : Refusal("site.time-zone-unknown")
{
    public override string Field => "timeZone";
}

/// <summary>A thing of the plant needs a name that people know it by.</summary>
public sealed record NameMissing() : Refusal("plant.name-missing")
{
    public override string Field => "name";
}
