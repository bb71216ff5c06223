using System.Text.Json.Serialization;

namespace Groundswell.Influence.Spread;

/// <summary>How ready sites are to begin with a change. The room that launches answers, by its own gate: this one knows nothing of launches.</summary>
public interface ISiteReadiness
{
    /// <summary>The changes somebody could begin with, the newest first.</summary>
    Task<IReadOnlyList<ChangeToBegin>> Changes(CancellationToken stop);

    /// <returns>A row for each open site; null where there is no such change.</returns>
    Task<IReadOnlyList<SiteReadiness>?> Of(string change, CancellationToken stop);
}

/// <summary>A change that sites could begin with.</summary>
public sealed record ChangeToBegin(string Change, string Title);

/// <summary>How far a site is with a change.</summary>
/// <param name="Met">Conditions of the gate that are met.</param>
/// <param name="Missing">The codes of those that are not.</param>
public sealed record SiteReadiness(string Site, SiteStage Stage, int Met, IReadOnlyList<string> Missing);

[JsonConverter(typeof(JsonStringEnumConverter<SiteStage>))]
public enum SiteStage
{
    /// <summary>The site has not brought the change in: nobody there has asked for it.</summary>
    NotIn = 1,

    /// <summary>It has, and its gate is closed.</summary>
    GettingReady,

    /// <summary>Its gate is open: its champions can ask for it.</summary>
    Ready,

    /// <summary>It runs there already.</summary>
    Begun,
}
