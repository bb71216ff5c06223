using Groundswell.Changes.Policies;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.Plant;

namespace Groundswell.Changes.Launches;

/// <summary>
/// Hold new orders, for the program, where a launch has been paused for as long as the policy's time of grace, under GMP: a pause is for now, and to let it stand is to go back,
/// which is Quality's to sign. They are free again when a champion lets the launch go on, or when Quality frees them.
/// </summary>
public sealed record HoldPaused(Id<Change> Change) : SiteCommand
{
    private const string Reason = "The launch has been paused for longer than the time of grace, and Quality has not signed that the site goes back.";

    /// <param name="runs">What the site's record says of the versions' masters.</param>
    /// <param name="materials">What the versions make.</param>
    public static Decision Decide(
        HoldPaused hold, Change change, SiteChange here, ChangePolicy policy, IReadOnlyList<EffectiveVersion> runs, IReadOnlyList<MaterialDefinition> materials,
        Site site, Circumstances circumstances)
    {
        if (here.Status != SiteChangeStatus.Paused || here.PausedAt is not { } paused)
            return new LaunchNotPaused(hold.Change, here.Status);
        if (!LaunchRules.GoingBackNeedsQuality(change, site, materials) || here.HeldAt is not null)
            return new PauseHoldsNothing(hold.Change);
        var until = paused + TimeSpan.FromDays(policy.For(change.AcceptedClass).GraceDays);
        if (circumstances.Now < until)
            return new GraceNotOver(hold.Change, until);

        return runs.Aggregate(
            Decision.Of(new PausedTooLong(hold.Change)),
            (decision, one) => decision.And(EffectiveVersion.IdOf(one.WorkMaster), new NewOrdersHeld(one.WorkMaster, new ProvisionScope(here.WorkCenters), Reason)));
    }

    /// <summary>Frees, with a launch that goes on or that Quality has signed back, what was held because it did not.</summary>
    internal static Decision Freed(Decision decided, SiteChange here, IReadOnlyList<EffectiveVersion> runs, string reason, Signature? signature = null)
    {
        if (here.HeldAt is null)
            return decided;
        foreach (var one in runs)
        {
            foreach (var held in one.Holds.Where(held => held.EndedAt is null && held.Since == here.HeldAt))
                decided = decided.And(EffectiveVersion.IdOf(one.WorkMaster), new NewOrdersFreed(one.WorkMaster, held.Position, reason, signature));
        }

        return decided;
    }
}

/// <summary>Nothing is held because of this pause: the site goes back by itself from such a change, or orders are held already.</summary>
public sealed record PauseHoldsNothing(Id<Change> Change) : Refusal("launch.pause-holds-nothing");
