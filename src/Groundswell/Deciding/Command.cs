using System.Text.Json.Serialization;
using Groundswell.Record;
using Groundswell.Signing;

namespace Groundswell.Deciding;

/// <summary>Something a person, a machine or another system asks for. A record type each; what a caller must say and no more.</summary>
public abstract record Command
{
    /// <summary>Made by the sender (UUIDv7), once per intent: the same id sent again is answered as the first time and recorded once.</summary>
    public Guid Id { get; init; }

    /// <summary>When it happened, where that is not now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>How the values came in; typed, where nothing is said.</summary>
    public Source? Source { get; init; }

    /// <summary>Signatures with their proofs, from outside to the door. They are taken off there: deciders get them proved, without the secrets.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public IReadOnlyList<GivenSignature>? Signatures { get; init; }

    /// <summary>The log it writes.</summary>
    [JsonIgnore]
    public abstract string Log { get; }
}

/// <summary>A command about one site's own work, people and things: it writes the site's log.</summary>
public abstract record SiteCommand : Command
{
    /// <summary>The site's code.</summary>
    public string Site { get; init => field = value ?? ""; } = "";

    [JsonIgnore]
    public override string Log => Logs.OfSite(Site);
}

/// <summary>A command about people's data at a site, which is no part of the GMP record: it writes the site's second log.</summary>
/// <remarks>What it holds may be forgotten, so it is kept nowhere but in what is sealed: no digest of its content is recorded, and a station does not keep it.</remarks>
public abstract record PeopleCommand : SiteCommand
{
    [JsonIgnore]
    public override string Log => Logs.PeopleOfSite(Site);
}

/// <summary>A command about what all sites share: it writes the enterprise's log.</summary>
public abstract record EnterpriseCommand : Command
{
    [JsonIgnore]
    public override string Log => Logs.Enterprise;
}

/// <summary>What somebody does, by their right at a site, to what all sites share: it writes the enterprise's log.</summary>
public abstract record SharedCommand : SiteCommand
{
    [JsonIgnore]
    public override string Log => Logs.Enterprise;
}

/// <summary>The names of the logs.</summary>
public static class Logs
{
    /// <summary>What all sites share: core masters, policies, accounts.</summary>
    public const string Enterprise = "enterprise";

    /// <summary>A site's own log.</summary>
    public static string OfSite(string site) => SitePrefix + site.ToLowerInvariant();

    /// <summary>A site's second log, for people's data that is not part of the GMP record.</summary>
    public static string PeopleOfSite(string site) => OfSite(site) + PeopleSuffix;

    /// <summary>The code of the site whose log this is, its people's log included; null for what the sites share.</summary>
    public static string? SiteOf(string log) => (
        !log.StartsWith(SitePrefix, StringComparison.Ordinal) ? null
        : log.EndsWith(PeopleSuffix, StringComparison.Ordinal) ? log[SitePrefix.Length..^PeopleSuffix.Length]
        : log[SitePrefix.Length..])?.ToUpperInvariant();

    /// <summary>Whether it is a site's second log, for people's data.</summary>
    public static bool IsOfPeople(string log) => log.StartsWith(SitePrefix, StringComparison.Ordinal) && log.EndsWith(PeopleSuffix, StringComparison.Ordinal);

    private const string SitePrefix = "site.";
    private const string PeopleSuffix = ".people";
}
