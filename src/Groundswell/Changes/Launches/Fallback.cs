using Groundswell.Changes.Champions;
using Groundswell.Changes.Policies;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Launches;

/// <summary>Look, for the program, whether a launched change is still carried everywhere: warn and begin the time of grace, or end it.</summary>
public sealed record WatchCoverage(Id<Change> Change) : SiteCommand
{
    /// <param name="carriers">The champions who carry it, as persons: who has left covers nothing.</param>
    public static Decision Decide(
        WatchCoverage watch, Change change, SiteChange here, SiteChampions champions, IReadOnlyList<Person> carriers, ChangePolicy policy, Circumstances circumstances)
    {
        if (here.Status is not (SiteChangeStatus.Launched or SiteChangeStatus.Paused))
            return new NotLaunched(watch.Change, here.Status);
        var asked = policy.For(change.AcceptedClass);
        var uncovered = LaunchRules.Uncovered(here, champions, carriers, asked, circumstances.Now);
        return (uncovered.Count > 0, here.GraceUntil) switch
        {
            (true, null) => new GraceBegan(watch.Change, circumstances.Now + TimeSpan.FromDays(asked.GraceDays), uncovered),
            (false, not null) => new GraceEnded(watch.Change),
            _ => new CoverageUnchanged(watch.Change),
        };
    }
}

/// <summary>Fall back, for the program, as the site has chosen: nobody carries the change everywhere, and the time of grace is over.</summary>
public sealed record FallBack(Id<Change> Change) : SiteCommand
{
    /// <param name="carriers">The champions who carry it, as persons.</param>
    /// <param name="materials">What the versions make.</param>
    public static Decision Decide(
        FallBack fall, Change change, SiteChange here, SiteChampions champions, IReadOnlyList<Person> carriers, ChangePolicy policy,
        IReadOnlyList<EffectiveVersion> runs, IReadOnlyList<MaterialDefinition> materials, Site site, Circumstances circumstances)
    {
        if (here.Status is not (SiteChangeStatus.Launched or SiteChangeStatus.Paused))
            return new NotLaunched(fall.Change, here.Status);
        var uncovered = LaunchRules.Uncovered(here, champions, carriers, policy.For(change.AcceptedClass), circumstances.Now);
        if (here.GraceUntil is not { } until || circumstances.Now < until || uncovered.Count == 0)
            return new GraceNotOver(fall.Change, here.GraceUntil);
        const string reason = "Nobody carries the change everywhere any more.";
        var held = here.Fallback == FallbackChoice.HoldNewOrders || LaunchRules.GoingBackNeedsQuality(change, site, materials);

        return LaunchRules.GoneBack(
            Decision.Of(new LaunchFellBack(fall.Change, here.Fallback, uncovered)), fall.Change, here, runs, WithdrawnFor.Fallback, reason, null, held);
    }
}

/// <summary>Ask the record again, for the program, six weeks after the launch: is the change used as it was designed?</summary>
/// <param name="Share">The share of work on the new version, live and complete, over the last weeks.</param>
public sealed record LookAtUse(Id<Change> Change, decimal? Share) : SiteCommand
{
    /// <summary>When the record is asked again.</summary>
    public static readonly TimeSpan After = TimeSpan.FromDays(42);

    public static Decision Decide(LookAtUse look, Change change, SiteChange here, ChangePolicy policy, Circumstances circumstances)
    {
        if (here.Status != SiteChangeStatus.Launched || here.LaunchedAt is not { } launched)
            return new NotLaunched(look.Change, here.Status);
        if (here.LookedAgainAt is not null || circumstances.Now - launched < After)
            return new NotTimeToLook(look.Change);
        var asked = policy.For(change.AcceptedClass).UseShare;

        return look.Share is { } share ? new UseLookedAt(look.Change, share, asked, share < asked) : new UseNotTold(look.Change, asked);
    }
}
