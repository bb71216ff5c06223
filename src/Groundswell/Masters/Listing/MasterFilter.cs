using System.Text.Json.Serialization;

namespace Groundswell.Masters.Listing;

/// <summary>Which masters someone wants to see. All but the first and the last two ask for somebody's attention.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MasterShow>))]
public enum MasterShow
{
    All = 1,

    /// <summary>A version waits to be reviewed and approved.</summary>
    InReview,

    /// <summary>A site lead has signed for a version, and Quality has not.</summary>
    ToCommission,

    /// <summary>The newest approved version runs at no site.</summary>
    NowhereRunning,

    /// <summary>A site runs a version that was retired: no order can be released there.</summary>
    RetiredRunning,

    Drafts,
    Running,
}

/// <summary>In which order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MasterSort>))]
public enum MasterSort
{
    Name = 1,
    Number,
    Newest,
}

/// <summary>A filter, as it stands in the page's address.</summary>
public sealed record MasterFilter(MasterShow Show, MasterSort Sort, string? Find, string? Class, int Page);
