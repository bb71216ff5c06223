using System.Text.Json.Serialization;

namespace Groundswell.Identifying;

/// <summary>How a session was opened.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionKind>))]
public enum SessionKind
{
    Password = 1,
    Passkey,

    /// <summary>A badge and PIN at a station.</summary>
    Badge,

    /// <summary>A machine's key.</summary>
    ApiKey,
}
