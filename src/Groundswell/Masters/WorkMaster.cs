using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Materials.Definitions;

namespace Groundswell.Masters;

/// <summary>How a material is made, wherever it is made (ISA-95 work master; ISA-88 master recipe): the core that all sites share.</summary>
/// <remarks>
/// What is done is said by its versions, each a stream of its own. A version begins as a draft, most often as a copy of an earlier one. People
/// edit it, each under their own name; it goes to review, where nothing can change, and comes back or is approved by Quality with a signature
/// over the hash of its content. An approved version never changes. It runs nowhere by being approved, or by being the latest: what runs where
/// is said by the log of each site (<see cref="Effective.EffectiveVersion"/>). In the end a version is retired.
/// </remarks>
/// <param name="Class">What kind of thing is made, as the enterprise groups its masters; null where it does not.</param>
/// <param name="Versions">By their numbers, from 1 without gaps.</param>
public sealed record WorkMaster(
    Id<WorkMaster> Id, string Name, string? Class, Id<MaterialDefinition> Material, ImmutableArray<VersionOutline> Versions) : IState<WorkMaster>
{
    public static string Kind => "work-master";

    public static WorkMaster Unknown { get; } = new(default, "", null, default, []);

    [JsonIgnore]
    public bool IsKnown => Id.Value is not null;

    public WorkMaster Evolve(Happened happened) => happened.Event switch
    {
        WorkMasterCreated e => this with { Id = e.WorkMaster, Name = e.Name, Class = e.Class, Material = e.Material },
        WorkMasterChanged e => this with { Name = e.Name, Class = e.Class },
        WorkMasterVersionOpened e => this with { Versions = Versions.Add(new VersionOutline(e.Number, VersionStatus.Draft, Site: e.Site)) },
        WorkMasterVersionTakenOver e => this with { Versions = Versions.Add(new VersionOutline(e.Number, VersionStatus.Approved, TakenOver: true)) },
        WorkMasterVersionApproved e => With(e.Number, VersionStatus.Approved),
        WorkMasterVersionRetired e => With(e.Number, VersionStatus.Retired),
        _ => this,
    };

    /// <summary>What a draft is copied from where nobody says: the core's last version that is not retired, or its last of all; 0 where there is none.</summary>
    internal int UsualBase => Core.LastOrDefault(version => version.Status != VersionStatus.Retired)?.Number ?? Core.LastOrDefault()?.Number ?? 0;

    /// <summary>The number that the next version gets.</summary>
    internal int NextNumber => Versions.Length + 1;

    /// <summary>The number of the core's last version that is approved; 0 where there is none.</summary>
    internal int LastApproved => Core.LastOrDefault(version => version.Status == VersionStatus.Approved)?.Number ?? 0;

    private IEnumerable<VersionOutline> Core => Versions.Where(version => version.Site is null);

    private WorkMaster With(int number, VersionStatus status) =>
        number < 1 || number > Versions.Length ? this : this with { Versions = Versions.SetItem(number - 1, Versions[number - 1] with { Status = status }) };
}

/// <summary>A version as its master knows it. A version in review is a draft here.</summary>
/// <param name="Site">The code of the site whose variant it is; null: it is of the core.</param>
public sealed record VersionOutline(int Number, VersionStatus Status, bool TakenOver = false, string? Site = null);

/// <summary>How far a version has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VersionStatus>))]
public enum VersionStatus
{
    Unknown,
    Draft,
    InReview,
    Approved,

    /// <summary>No order gets it any more; a draft that was given up is retired too.</summary>
    Retired,

    /// <summary>A draft as it was at one time, to be tried in a pilot and nowhere else.</summary>
    Frozen,
}

/// <summary>The ids of a master's versions.</summary>
public static class VersionIds
{
    /// <summary>The longest id of a work master, so that a version's id has room for its number.</summary>
    public const int MaxMasterLength = 100;

    private const char Mark = '@';

    /// <summary><c>hand-rub@3</c> for version 3 of hand-rub.</summary>
    public static Id<WorkMasterVersion> Version(this Id<WorkMaster> master, int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{master.Value}{Mark}{number}"));

    /// <summary><c>hand-rub@3.2</c> for the second frozen revision of the draft <c>hand-rub@3</c>.</summary>
    public static Id<WorkMasterVersion> Revision(this Id<WorkMasterVersion> draft, int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{draft.Value}.{number}"));

    /// <summary>The master that a version's id is of.</summary>
    internal static string MasterOf(string version) => version[..version.LastIndexOf(Mark)];

    /// <summary>Whether an id can be a work master's.</summary>
    internal static bool Fits(Id<WorkMaster> master) => master.Value is { Length: <= MaxMasterLength } id && !id.Contains(Mark);
}
