using System.Text.Json.Serialization;

namespace Groundswell.Changes.Stories;

/// <summary>How far a change has come as a whole; how far it has come at a site is the site's own.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeStatus>))]
public enum ChangeStatus
{
    Unknown,

    /// <summary>Being shaped and tried.</summary>
    Open,

    /// <summary>A pilot group has accepted a frozen revision of it.</summary>
    Accepted,

    /// <summary>Given up as a whole.</summary>
    GivenUp,
}
