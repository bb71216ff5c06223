using System.Collections.Immutable;
using Groundswell.Deciding;

namespace Groundswell.Masters.Effective;

/// <summary>What a site's log says about which version of one master runs there. It is the only place that says so.</summary>
/// <remarks>
/// Nothing follows from a version being approved, or the latest. Each source that gives a site a version is an event of this stream; a source
/// more is an event more here, and nowhere else. An order is bound to what <see cref="For"/> answers, and to nothing that anybody names.
/// </remarks>
/// <param name="Provisions">Every version that was ever given to the site, in the order it was recorded.</param>
/// <param name="Asked">What the site lead has signed and Quality has not yet.</param>
/// <param name="HasBaseline">The one-time entry is made.</param>
/// <param name="Barred">What a push has replaced for good: nothing leads back to it there.</param>
/// <param name="Holds">Where new orders get no version at all.</param>
public sealed record EffectiveVersion(
    Id<WorkMaster> WorkMaster, ImmutableArray<Provision> Provisions, VersionCommissioningAsked? Asked, bool HasBaseline,
    ImmutableArray<BarredVersion> Barred, ImmutableArray<ReleaseHold> Holds) : IState<EffectiveVersion>
{
    public static string Kind => "effective-version";

    public static EffectiveVersion Unknown { get; } = new(default, [], null, false, [], []);

    /// <summary>A site has one stream for each master, called by the master's id.</summary>
    public static Id<EffectiveVersion> IdOf(Id<WorkMaster> master) => new(master.Value);

    /// <summary>The version for this work, or null where the site has none for it: then nothing may be released.</summary>
    public GivenVersion? For(VersionAsked asked) => GivenVersion.By(this, asked);

    /// <summary>Whether some version is the site's, now or from a later shift on.</summary>
    public bool HasVersion => Provisions.Any(provision => provision.WithdrawnAt is null);

    /// <summary>What an entry of a launch, a pilot, a push or a commissioning gave.</summary>
    public Provision? GivenAt(long position) => Provisions.LastOrDefault(one => one.Position == position && one.Source != VersionSource.Baseline);

    /// <summary>Whether a push has replaced this version for good somewhere in the scope.</summary>
    public bool IsBarred(Id<WorkMasterVersion> version, ProvisionScope scope) =>
        Barred.Any(barred => barred.Version == version && barred.Scope.Meets(scope));

    public EffectiveVersion Evolve(Happened happened) => happened.Event switch
    {
        BaselineRecorded e => this with
        {
            WorkMaster = e.WorkMaster,
            HasBaseline = true,
            Provisions = Provisions.AddRange(e.InUse.Select(use => new Provision(
                VersionSource.Baseline, use.Version, use.ContentHash, happened.Position,
                use.WorkCenter is { } center ? new ProvisionScope([center]) : ProvisionScope.Everywhere))),
        },
        VersionCommissioningAsked e => this with { WorkMaster = e.WorkMaster, Asked = e },
        VersionCommissioningDeclined => this with { Asked = null },
        VersionCommissioned e => (this with { Asked = null }).Given(e.WorkMaster, happened, new Provision(
            VersionSource.Commissioning, e.Version, e.ContentHash, happened.Position, new ProvisionScope(e.WorkCenters), From: e.From)),
        VersionCommissioningWithdrawn e => Withdrawn(e.Commissioned, happened),
        VersionLaunched e => Given(e.WorkMaster, happened, new Provision(
            VersionSource.Launch, e.Version, e.ContentHash, happened.Position, e.Scope, From: e.From, Change: e.Change, Affecting: e.Affecting)),
        VersionPiloted e => Given(e.WorkMaster, happened, new Provision(
            VersionSource.Pilot, e.Version, e.ContentHash, happened.Position, e.Scope, From: e.From, Until: e.Until, Change: e.Change, Pilot: e.Pilot)),
        VersionPushed e => Given(e.WorkMaster, happened, new Provision(
            VersionSource.Push, e.Version, e.ContentHash, happened.Position, e.Scope, EndsAt: e.EndsAt, Change: e.Change, Affecting: e.Affecting)),
        PushAccepted e => Accepted(e, happened),
        ProvisionWithdrawn e => Withdrawn(e.Given, happened),
        NewOrdersHeld e => this with { Holds = Holds.Add(new ReleaseHold(happened.Position, e.Scope, happened.RecordedAt)) },
        NewOrdersFreed e => this with
        {
            Holds = [.. Holds.Select(hold => hold.Position == e.Held ? hold with { EndedAt = happened.RecordedAt } : hold)],
        },
        _ => this,
    };

    private EffectiveVersion Given(Id<WorkMaster> master, Happened happened, Provision provision) =>
        this with { WorkMaster = master, Provisions = Provisions.Add(provision with { BeginsAt = happened.RecordedAt }) };

    private EffectiveVersion Withdrawn(long position, Happened happened) => this with
    {
        Provisions =
        [
            .. Provisions.Select(one => one.Position == position && one.WithdrawnAt is null ? one with { WithdrawnAt = happened.RecordedAt } : one),
        ],
    };

    /// <summary>What was pushed is the site's own from then on, and what it replaced there is past.</summary>
    private EffectiveVersion Accepted(PushAccepted e, Happened happened)
    {
        if (Provisions.FirstOrDefault(one => one.Position == e.Pushed) is not { } pushed)
            return this;
        var replaced = Provisions
            .Where(one => one.Position < e.Pushed && one.Version != pushed.Version && one.Source != VersionSource.Pilot)
            .Select(one => one.Version).Distinct().Select(version => new BarredVersion(version, pushed.Scope, happened.RecordedAt));
        return Withdrawn(e.Pushed, happened).Given(e.WorkMaster, happened, pushed with
        {
            Source = VersionSource.Launch,
            Position = happened.Position,
            EndsAt = null,
            WithdrawnAt = null,
        }) with
        { Barred = Barred.AddRange(replaced) };
    }
}

/// <summary>A version that a push has replaced.</summary>
public sealed record BarredVersion(Id<WorkMasterVersion> Version, ProvisionScope Scope, DateTimeOffset Since);

/// <summary>New orders get no version there until somebody may decide which.</summary>
public sealed record ReleaseHold(long Position, ProvisionScope Scope, DateTimeOffset Since, DateTimeOffset? EndedAt = null);
