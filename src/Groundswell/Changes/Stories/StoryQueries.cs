using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Readiness;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Effective;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Groundswell.Changes.Stories;

/// <summary>What can be asked of one change, its pilots and a site's part in it: answered by the record itself, as a decision would see it.</summary>
internal static class StoryQueries
{
    public static void List(Queries queries)
    {
        queries.Add("/changes/{change}", "A change: what it is, its class, what it touches, who gains and loses, what was frozen and accepted.", Rights.Everyone, One);
        queries.Add("/sites/{site}/changes/{change}", "What a site does with a change, and what it has given the site.", Rights.Everyone, AtSite);
        queries.Add("/sites/{site}/changes/{change}/readiness", "The gate before a launch: each condition with its evidence and what is missing.",
            Rights.Everyone, Readiness);
        queries.Add("/sites/{site}/pilots/{pilot}", "A pilot: its group, its plan, how it stands, and whether the group has accepted.", Rights.Everyone, Pilot);
    }

    private static async Task<Results<Ok<ChangeShown>, NotFound>> One(string change, States states, CancellationToken stop)
    {
        var read = new Reading(states, Logs.Enterprise, stop);
        var known = await read.Of(new Id<Change>(change));
        if (known.Status == ChangeStatus.Unknown)
            return TypedResults.NotFound();
        var (drafts, bases) = await StoryActs.DraftsOf(known, read);
        return TypedResults.Ok(new ChangeShown(
            change, known.Status, known.Title, known.Reason, known.Origin, known.OpenedBy, known.Affecting, ClassOfChange.Now(known, drafts, bases),
            [.. known.Drafts], known.Reach, [.. known.Effects],
            [.. known.Benefits.OrderBy(one => one.Key).Select(one => new BenefitShown(one.Key, one.Value.Words, one.Value.Measure))], [.. known.Revisions],
            known.Acceptance is { } accepted ? new AcceptanceShown(accepted.Site, accepted.Pilot, [.. accepted.Revisions]) : null, known.VariantOf,
            known.OfferOf, known.OfferedAs, known.OpensSite));
    }

    private static async Task<Results<Ok<SiteChangeShown>, NotFound>> AtSite(string site, string change, States states, CancellationToken stop)
    {
        var read = new Reading(states, Logs.OfSite(site), stop);
        var here = await read.Of(SiteChange.IdOf(new Id<Change>(change)));
        if (here.Status == SiteChangeStatus.Unknown)
            return TypedResults.NotFound();
        var given = new List<GivenShown>();
        foreach (var draft in (await read.Shared(here.Change)).Drafts)
        {
            given.AddRange((await read.Of(EffectiveVersion.IdOf(draft.WorkMaster))).Provisions
                .Where(one => one.Change == change)
                .Select(one => new GivenShown(
                    one.Position, one.Source, one.Version, [.. (one.Scope.WorkCenters ?? []).Select(center => center.Value)], [.. one.Scope.Shifts ?? []],
                    one.BeginsAt, one.WithdrawnAt)));
        }

        return TypedResults.Ok(new SiteChangeShown(
            change, here.Status, [.. here.WorkCenters.Select(center => center.Value)], [.. here.Shifts], here.Affected.Count, here.Fallback, here.AskedBy,
            here.LaunchedAt, here.GraceUntil, given));
    }

    private static async Task<Results<Ok<ReadinessShown>, NotFound>> Readiness(
        string site, string change, States states, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var all = await LaunchActs.Of(new Id<Change>(change), site, new Reading(states, Logs.OfSite(site), stop), now);
        if (all.Here.Status == SiteChangeStatus.Unknown)
            return TypedResults.NotFound();
        var answer = LaunchGate.Judge(site, all, now);
        return TypedResults.Ok(new ReadinessShown(answer.IsGreen, answer.Conditions));
    }

    private static async Task<Results<Ok<PilotShown>, NotFound>> Pilot(string site, string pilot, States states, CancellationToken stop)
    {
        var known = await new Reading(states, Logs.OfSite(site), stop).Of(new Id<Pilot>(pilot));
        return known.Status == PilotStatus.Unknown
            ? TypedResults.NotFound()
            : TypedResults.Ok(new PilotShown(
                pilot, known.Change.Value, known.Status, known.Facilitator, [.. known.Members], known.Plan, known.SignedPlan is not null, known.OwnLists,
                known.PausedBy, known.Vote?.ClosesAt, known.Vote is { IsOpen: false }, known.Vote is { Accepted: true }, known.AgreedAt is not null));
    }
}

/// <param name="Class">What its drafts and Quality make it now.</param>
public sealed record ChangeShown(
    string Change, ChangeStatus Status, string Title, string Reason, string Origin, string OpenedBy, bool Affecting, ChangeClass Class,
    IReadOnlyList<ChangeDraft> Drafts, ChangeReach Reach, IReadOnlyList<ChangeEffect> Effects, IReadOnlyList<BenefitShown> Benefits,
    IReadOnlyList<FrozenRevision> Revisions, AcceptanceShown? Acceptance, VariantLink? VariantOf,
    VariantOffer? OfferOf, Id<Change>? OfferedAs, bool OpensSite);

public sealed record BenefitShown(Function Function, string Words, string Measure);

public sealed record AcceptanceShown(string Site, string Pilot, IReadOnlyList<FrozenRevision> Revisions);

/// <param name="Affected">How many people it touches here.</param>
public sealed record SiteChangeShown(
    string Change, SiteChangeStatus Status, IReadOnlyList<string> WorkCenters, IReadOnlyList<string> Shifts, int Affected, FallbackChoice Fallback, string? AskedBy,
    DateTimeOffset? LaunchedAt, DateTimeOffset? GraceUntil, IReadOnlyList<GivenShown> Given);

/// <summary>A version that the site was given by a change.</summary>
/// <param name="Position">The entry of the site's log that gave it.</param>
public sealed record GivenShown(
    long Position, VersionSource Source, Id<WorkMasterVersion> Version, IReadOnlyList<string> WorkCenters, IReadOnlyList<string> Shifts, DateTimeOffset? BeginsAt,
    DateTimeOffset? WithdrawnAt);

public sealed record ReadinessShown(bool IsGreen, IReadOnlyList<ReadinessCondition> Conditions);

/// <param name="Accepted">Whether the group has accepted; how each voted is nobody's business.</param>
/// <param name="Agreed">Whether Quality has agreed with it.</param>
public sealed record PilotShown(
    string Pilot, string Change, PilotStatus Status, string Facilitator, IReadOnlyList<string> Members, PilotPlan? Plan, bool PlanSigned, int OwnLists,
    string? PausedBy, DateTimeOffset? VoteClosesAt, bool VoteClosed, bool Accepted, bool Agreed);
