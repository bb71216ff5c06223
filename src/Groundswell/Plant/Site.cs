using System.Text.Json.Serialization;
using Groundswell.Deciding;

namespace Groundswell.Plant;

/// <summary>A plant at one place: one clock, one log, one readiness gate for every change.</summary>
/// <param name="TimeZone">IANA name.</param>
/// <param name="UnderGmp">Good manufacturing practice holds for all that is made here.</param>
public sealed record Site(Id<Site> Id, SiteStatus Status, string Name, string TimeZone, bool UnderGmp) : IState<Site>
{
    /// <summary>It begins to work with what ran there before, or by a change with the readiness gate. Sites of earlier records began as they did.</summary>
    public bool OpensByChange { get; init; }

    public static string Kind => "site";

    public static Site Unknown { get; } = new(default, SiteStatus.Unknown, "", "", false);

    [JsonIgnore]
    public TimeZoneInfo Zone => Status == SiteStatus.Unknown ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public Site Evolve(Happened happened) => happened.Event switch
    {
        SiteOpened e => new Site(e.Site, SiteStatus.Open, e.Name, e.TimeZone, e.UnderGmp) { OpensByChange = e.OpensByChange },
        SiteChanged e => this with { Name = e.Name, TimeZone = e.TimeZone, UnderGmp = e.UnderGmp },
        SiteClosed => this with { Status = SiteStatus.Closed },
        _ => this,
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<SiteStatus>))]
public enum SiteStatus
{
    Unknown,
    Open,
    Closed,
}
