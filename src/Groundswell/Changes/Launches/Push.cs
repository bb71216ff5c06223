using Groundswell.Changes.Champions;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Signing;

namespace Groundswell.Changes.Launches;

/// <summary>
/// Set a version at the site for safety or compliance, past the floor's consent, for Quality. Signed: "approved"; with a reason; for a time. It is
/// counted and shown, and the site accepts it after the fact or it lapses.
/// </summary>
/// <param name="WorkCenters">Null: everywhere.</param>
public sealed record PushVersion(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, PushGround Ground, string Reason, DateTimeOffset EndsAt,
    IReadOnlyList<Id<WorkCenter>>? WorkCenters = null, Id<Change>? Change = null, bool Affecting = false) : SiteCommand, ISignable
{
    /// <summary>The longest time that a site can be without having accepted it.</summary>
    public const int LongestDays = 90;

    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.QualityApprover))];

    public static Decision Decide(PushVersion push, EffectiveVersion runs, WorkMasterVersion version, Circumstances circumstances)
    {
        if (version.Status == VersionStatus.Unknown || version.WorkMaster != push.WorkMaster)
            return new VersionUnknown(push.Version);
        if (version is not { Status: VersionStatus.Approved, ContentHash: { } hash })
            return new VersionNotApproved(push.Version, version.Status);
        if (version.NotOf(push.Site) is { } ofOther)
            return ofOther;
        if (string.IsNullOrWhiteSpace(push.Reason))
            return new ChangeReasonMissing();
        if (push.WorkCenters is { Count: 0 })
            return new StepOutsideReach(push.Change ?? default);
        if (push.EndsAt <= circumstances.Now || push.EndsAt > circumstances.Now.AddDays(LongestDays))
            return new PushTimeUnfit(LongestDays);
        var scope = new ProvisionScope(push.WorkCenters);
        if (runs.IsBarred(push.Version, scope))
            return new VersionWasReplaced(push.Version);

        // One push, then the site's answer: to push again what nobody has accepted would be to rule without them. A copy under another number is the same.
        if (runs.Provisions.Any(given => given.Source == VersionSource.Push && (given.Version == push.Version || given.ContentHash == hash) && given.Scope.Meets(scope)))
            return new PushedBefore(push.Version);
        var shown = SheetOf(push, version).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, shown) is { } unsigned)
            return unsigned;

        return new VersionPushed(
            push.WorkMaster, push.Version, hash, push.Ground, push.Reason.Trim(), push.EndsAt, scope,
            circumstances.Own(SignatureMeaning.Approved, shown), push.Change?.Value, push.Affecting);
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => SheetOf(this, await read.Shared(Version));

    internal static SigningSheet SheetOf(PushVersion push, WorkMasterVersion version) => new SigningSheet("Set a version past the floor's consent")
        .With("Site", push.Site)
        .With("Work master", push.WorkMaster.Value)
        .With("Version", push.Version.Value)
        .With("Content (SHA-256)", version.ContentHash)
        .With("Ground", SheetWord.Of(push.Ground))
        .With("Reason", push.Reason?.Trim())
        .With("Ends", push.EndsAt)
        .With("Work centers", push.WorkCenters is null ? "all" : SheetWord.AsIs(string.Join(", ", push.WorkCenters.Select(center => center.Value))))
        .With("Moves work in progress", SheetWord.Of(push.Affecting ? "yes" : "no"));
}

/// <summary>Accept, after the fact, what was pushed: as an active champion of the site, before it ends. What it replaced does not come back.</summary>
/// <param name="Pushed">The entry that pushed it.</param>
public sealed record AcceptPush(Id<WorkMaster> WorkMaster, long Pushed) : SiteCommand
{
    public static Decision Decide(
        AcceptPush accept, EffectiveVersion runs, WorkMasterVersion version, SiteChampions champions, Circumstances circumstances)
    {
        if (runs.GivenAt(accept.Pushed) is not { Source: VersionSource.Push } pushed || !pushed.IsLive(circumstances.Now))
            return new NoSuchPush(accept.WorkMaster, accept.Pushed);
        if (version.Id != pushed.Version || version.Status != VersionStatus.Approved)
            return new VersionNotApproved(pushed.Version, version.Status);
        if (champions.Of(new Id<Person>(circumstances.Person)) is not { } champion || !champion.IsActive(circumstances.Now))
            return new NotAChampion(circumstances.Person);
        if (pushed.Scope.WorkCenters is { } centers && !centers.Any(center => champion.Area.Covers(center, null)))
            return new NotAChampion(circumstances.Person);

        return new PushAccepted(accept.WorkMaster, pushed.Version, accept.Pushed, pushed.Change);
    }
}

/// <summary>Take a push back before it ends, for Quality: it was a mistake, or its reason is gone. Signed: "approved".</summary>
public sealed record EndPush(Id<WorkMaster> WorkMaster, long Pushed, string Reason) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.QualityApprover))];

    public static Decision Decide(EndPush end, EffectiveVersion runs, Circumstances circumstances)
    {
        if (runs.GivenAt(end.Pushed) is not { Source: VersionSource.Push } pushed || !pushed.IsLive(circumstances.Now))
            return new NoSuchPush(end.WorkMaster, end.Pushed);
        if (string.IsNullOrWhiteSpace(end.Reason))
            return new ChangeReasonMissing();
        var shown = SheetOf(end).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, shown) is { } unsigned)
            return unsigned;

        return new ProvisionWithdrawn(
            end.WorkMaster, pushed.Version, end.Pushed, WithdrawnFor.End, end.Reason.Trim(), circumstances.Own(SignatureMeaning.Approved, shown));
    }

    ValueTask<SigningSheet> ISignable.Sheet(Reading read) => ValueTask.FromResult(SheetOf(this));

    internal static SigningSheet SheetOf(EndPush end) => new SigningSheet("Take a push back")
        .With("Site", end.Site).With("Work master", end.WorkMaster.Value).With("Pushed by entry", end.Pushed).With("Reason", end.Reason.Trim());
}
