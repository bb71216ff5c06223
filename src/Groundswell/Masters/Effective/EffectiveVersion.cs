using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Plant;

namespace Groundswell.Masters.Effective;

/// <summary>What a site's log says about which version of one master runs there. It is the only place that says so.</summary>
/// <remarks>
/// Nothing follows from a version being approved, or the latest. Each source that gives a site a version is an event of this stream; a source
/// more is an event more here, and nowhere else. An order is bound to what <see cref="For"/> answers, and to nothing that anybody names.
/// </remarks>
/// <param name="Provisions">Every version that was ever given to the site, in the order it was recorded.</param>
/// <param name="Asked">What the site lead has signed and Quality has not yet.</param>
/// <param name="HasBaseline">The one-time entry is made.</param>
public sealed record EffectiveVersion(
    Id<WorkMaster> WorkMaster, ImmutableArray<Provision> Provisions, VersionCommissioningAsked? Asked, bool HasBaseline) : IState<EffectiveVersion>
{
    public static string Kind => "effective-version";

    public static EffectiveVersion Unknown { get; } = new(default, [], null, false);

    /// <summary>A site has one stream for each master, called by the master's id.</summary>
    public static Id<EffectiveVersion> IdOf(Id<WorkMaster> master) => new(master.Value);

    /// <summary>The version for this work, or null where the site has none for it: then nothing may be released.</summary>
    public GivenVersion? For(VersionAsked asked) => GivenVersion.By(this, asked);

    /// <summary>Whether some version is the site's, now or from a later shift on.</summary>
    public bool HasVersion => Provisions.Any(provision => provision.WithdrawnAt is null);

    public EffectiveVersion Evolve(Happened happened) => happened.Event switch
    {
        BaselineRecorded e => this with
        {
            WorkMaster = e.WorkMaster,
            HasBaseline = true,
            Provisions = Provisions.AddRange(e.InUse.Select(use =>
                new Provision(VersionSource.Baseline, use.Version, use.ContentHash, happened.Position, use.WorkCenter))),
        },
        VersionCommissioningAsked e => this with { WorkMaster = e.WorkMaster, Asked = e },
        VersionCommissioningDeclined => this with { Asked = null },
        VersionCommissioned e => this with
        {
            WorkMaster = e.WorkMaster,
            Asked = null,
            Provisions = Provisions.Add(new Provision(
                VersionSource.Commissioning, e.Version, e.ContentHash, happened.Position, BeginsAt: happened.RecordedAt, From: e.From)),
        },
        VersionCommissioningWithdrawn e => this with
        {
            Provisions =
            [
                .. Provisions.Select(provision =>
                    provision.Position == e.Commissioned ? provision with { WithdrawnAt = happened.RecordedAt } : provision),
            ],
        },
        _ => this,
    };
}

/// <summary>A version given to the site by one source.</summary>
/// <param name="Position">The entry that gave it, in the site's log.</param>
/// <param name="WorkCenter">Only there; null: at every work center that no other provision names.</param>
/// <param name="BeginsAt">When that was recorded, whatever time it is said to have happened at; null: before there was a record.</param>
/// <param name="From">The first shift date it is for; null: any.</param>
/// <param name="WithdrawnAt">From then on no order gets it.</param>
public sealed record Provision(
    VersionSource Source, Id<WorkMasterVersion> Version, string ContentHash, long Position,
    Id<WorkCenter>? WorkCenter = null, DateTimeOffset? BeginsAt = null, DateOnly? From = null, DateTimeOffset? WithdrawnAt = null);

/// <summary>What can give a site a version. There is no other way.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VersionSource>))]
public enum VersionSource
{
    /// <summary>It ran there before there was a record.</summary>
    Baseline = 1,

    /// <summary>The first version of a master at a site, signed by site lead and Quality.</summary>
    Commissioning,
}
