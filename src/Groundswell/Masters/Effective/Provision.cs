using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Plant;

namespace Groundswell.Masters.Effective;

/// <summary>A version given to the site by one source.</summary>
/// <param name="Position">The entry that gave it, in the site's log.</param>
/// <param name="BeginsAt">When that was recorded, whatever time it is said to have happened at; null: before there was a record.</param>
/// <param name="From">The first shift date it is for; null: any.</param>
/// <param name="Until">The last shift date it is for; null: any.</param>
/// <param name="EndsAt">When it lapses by itself; null: it does not.</param>
/// <param name="WithdrawnAt">From then on no order gets it.</param>
/// <param name="Change">The id of the change that it came with.</param>
/// <param name="Affecting">Whether work that is released and not begun moves to it.</param>
/// <param name="Pilot">The id of the pilot that tries it.</param>
public sealed record Provision(
    VersionSource Source, Id<WorkMasterVersion> Version, string ContentHash, long Position, ProvisionScope Scope, DateTimeOffset? BeginsAt = null,
    DateOnly? From = null, DateOnly? Until = null, DateTimeOffset? EndsAt = null, DateTimeOffset? WithdrawnAt = null, string? Change = null,
    bool Affecting = false, string? Pilot = null)
{
    /// <summary>Whether it holds at an instant, for some work somewhere.</summary>
    public bool IsLive(DateTimeOffset at) => (BeginsAt is not { } begins || begins <= at) && (EndsAt is not { } ends || at < ends)
        && (WithdrawnAt is not { } withdrawn || at < withdrawn);
}

/// <summary>Where and for whom a version is given; in each respect null for all.</summary>
/// <param name="Shifts">The codes of shifts.</param>
/// <param name="People">The ids of who may work by it.</param>
public sealed record ProvisionScope(
    IReadOnlyList<Id<WorkCenter>>? WorkCenters = null, IReadOnlyList<string>? Shifts = null, IReadOnlyList<string>? People = null)
{
    public static ProvisionScope Everywhere { get; } = new();

    public bool HasWorkCenter(Id<WorkCenter> center) => WorkCenters is null || Contains(WorkCenters, center);

    public bool HasPerson(string person) => People is null || Contains(People, person);

    public bool Covers(VersionAsked asked) =>
        (WorkCenters is null || (asked.WorkCenter is { } center && Contains(WorkCenters, center)))
        && (Shifts is null || (asked.Shift is { } shift && Contains(Shifts, shift)))
        && (People is null || asked.Person is null || Contains(People, asked.Person));

    /// <summary>Whether some work would be in both.</summary>
    public bool Meets(ProvisionScope other) =>
        (WorkCenters is null || other.WorkCenters is null || WorkCenters.Intersect(other.WorkCenters).Any())
        && (Shifts is null || other.Shifts is null || Shifts.Intersect(other.Shifts).Any());

    // A loop, not a search through an interface: this is asked for every order and every job.
    private static bool Contains<T>(IReadOnlyList<T> list, T one) where T : IEquatable<T>
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i].Equals(one))
                return true;
        }

        return false;
    }
}

/// <summary>What can give a site a version. There is no other way.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VersionSource>))]
public enum VersionSource
{
    /// <summary>It ran there before there was a record: the one-time form of commissioning.</summary>
    Baseline = 1,

    /// <summary>The first version of a master at a site, signed by site lead and Quality.</summary>
    Commissioning,

    /// <summary>The site has launched a change, asked for by a champion of its own.</summary>
    Launch,

    /// <summary>A frozen revision of a draft is tried, by its people, at its work centers.</summary>
    Pilot,

    /// <summary>Quality has set it, for safety or compliance, for a time.</summary>
    Push,
}
