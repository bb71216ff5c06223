using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;

namespace Groundswell.Changes.Stories;

/// <summary>Say what a change touches: sites, work centers, functions, qualifications. Said whole.</summary>
public sealed record SayReach(Id<Change> Change, ChangeReach Reach) : SharedCommand
{
    public static Decision Decide(SayReach say, Change change)
    {
        if (ChangeRules.NotOpen(say.Change, change) is { } refusal)
            return refusal;
        if (say.Reach.Functions.Count == 0 || say.Reach.Sites.Count == 0)
            return new ReachMissing(say.Change);

        // What is being tried was to touch them: who is left out then would be heard by nobody.
        if (!change.Revisions.IsEmpty && change.Functions.Except(say.Reach.Functions).Any())
            return new ReachNarrowed(say.Change, string.Join(", ", change.Functions.Except(say.Reach.Functions)));

        return new ChangeReachSaid(say.Change, say.Reach with
        {
            Sites = [.. say.Reach.Sites.Select(site => site.ToUpperInvariant()).Distinct()],
            Functions = [.. say.Reach.Functions.Distinct()],
        });
    }
}

/// <summary>Say who gains and who loses by a change. Said whole; somebody always loses something, or nobody looked.</summary>
public sealed record SayEffects(Id<Change> Change, IReadOnlyList<ChangeEffect> Effects) : SharedCommand
{
    public static Decision Decide(SayEffects say, Change change)
    {
        if (ChangeRules.NotOpen(say.Change, change) is { } refusal)
            return refusal;
        if (say.Effects.Count == 0 || say.Effects.Any(effect =>
            effect is null || string.IsNullOrWhiteSpace(effect.Who) || (string.IsNullOrWhiteSpace(effect.Gains) && string.IsNullOrWhiteSpace(effect.Loses))))
            return new EffectsMissing(say.Change);

        return new ChangeEffectsSaid(say.Change, say.Effects);
    }
}

/// <summary>Say what a function gets from a change, in its own words, and what will show it.</summary>
public sealed record SayBenefit(Id<Change> Change, Function Function, string Words, string Measure) : SharedCommand
{
    public static Decision Decide(SayBenefit say, Change change)
    {
        if (ChangeRules.NotOpen(say.Change, change) is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(say.Words) || string.IsNullOrWhiteSpace(say.Measure))
            return new BenefitMissing(say.Function);

        return new ChangeBenefitSaid(say.Change, say.Function, say.Words.Trim(), say.Measure.Trim());
    }
}

/// <summary>Raise the class of a change, for Quality. Nobody lowers it.</summary>
public sealed record RaiseClass(Id<Change> Change, ChangeClass To, string Reason) : SharedCommand
{
    /// <param name="drafts">The change's drafts.</param>
    /// <param name="bases">The versions that they are based on, in the same order.</param>
    public static Decision Decide(RaiseClass raise, Change change, IReadOnlyList<WorkMasterVersion> drafts, IReadOnlyList<WorkMasterVersion> bases)
    {
        if (ChangeRules.NotOpen(raise.Change, change) is { } refusal)
            return refusal;
        var now = ClassOfChange.Now(change, drafts, bases);
        if (raise.To <= now)
            return new ClassNotRaised(raise.Change, now, raise.To);
        if (string.IsNullOrWhiteSpace(raise.Reason))
            return new ChangeReasonMissing();

        return new ChangeClassRaised(raise.Change, now, raise.To, raise.Reason.Trim());
    }
}

/// <summary>The class of a change: the most that any of its differences makes it, or what Quality has raised it to.</summary>
internal static class ClassOfChange
{
    public static ChangeClass Now(Change change, IReadOnlyList<WorkMasterVersion> drafts, IReadOnlyList<WorkMasterVersion> bases) =>
        change.OpensSite ? change.AcceptedClass : drafts.Zip(bases, Between).Append(change.RaisedTo).Max();

    public static ChangeClass Between(WorkMasterVersion draft, WorkMasterVersion basedOn) =>
        DifferenceOf.Contents(basedOn.Content, draft.Content).Class;
}
