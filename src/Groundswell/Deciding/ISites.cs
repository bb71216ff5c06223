namespace Groundswell.Deciding;

/// <summary>What the door has to know of sites. The room Plant knows it.</summary>
public interface ISites
{
    /// <summary>The site as it is in the record, or null where no site of this code was opened.</summary>
    ValueTask<SiteFacts?> Find(string site, CancellationToken stop);

    /// <summary>The time zone and the shift at an instant.</summary>
    ValueTask<SiteTime> At(string site, DateTimeOffset instant, CancellationToken stop);
}

/// <param name="TimeZone">IANA name.</param>
/// <param name="UnderGmp">Whether the site works under good manufacturing practice as a whole.</param>
public sealed record SiteFacts(string Code, string Name, string TimeZone, bool UnderGmp);

/// <param name="Shift">The shift's code with its date, or null outside every shift.</param>
public readonly record struct SiteTime(string TimeZone, string? Shift)
{
    /// <summary>Of what no single site's clock rules.</summary>
    public static SiteTime Shared { get; } = new("Etc/UTC", null);
}
