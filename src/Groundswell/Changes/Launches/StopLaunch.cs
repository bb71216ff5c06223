using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.Plant;
using Groundswell.Signing;

namespace Groundswell.Changes.Launches;

/// <summary>Let no more orders get what was launched, for now.</summary>
public sealed record PauseLaunch(Id<Change> Change, string Reason) : SiteCommand
{
    /// <param name="runs">What the site's record says of the versions' masters.</param>
    public static Decision Decide(PauseLaunch pause, SiteChange here, IReadOnlyList<EffectiveVersion> runs)
    {
        if (here.Status != SiteChangeStatus.Launched)
            return new NotLaunched(pause.Change, here.Status);
        if (string.IsNullOrWhiteSpace(pause.Reason))
            return new ChangeReasonMissing();

        return LaunchRules.TakenBack(
            Decision.Of(new LaunchPaused(pause.Change, pause.Reason.Trim())), pause.Change, runs, WithdrawnFor.Pause, pause.Reason.Trim(), null, held: false);
    }
}

/// <summary>Judge a launch by its guards, for the program: what is worse than before by more than chance pauses it.</summary>
/// <param name="Was">What it was at the same place before, or is on lines not yet launched.</param>
/// <param name="Worse">By how much of that it may be worse before the launch is paused: 0.1 for a tenth.</param>
public sealed record JudgeLaunch(Id<Change> Change, LaunchGuard Guard, decimal Was, decimal Is, decimal Worse, string Words) : SiteCommand
{
    public static Decision Decide(JudgeLaunch judge, SiteChange here, IReadOnlyList<EffectiveVersion> runs)
    {
        if (here.Status != SiteChangeStatus.Launched)
            return new NotLaunched(judge.Change, here.Status);
        var broken = judge.Guard == LaunchGuard.FirstPassYield ? judge.Is < judge.Was * (1 - judge.Worse) : judge.Is > judge.Was * (1 + judge.Worse);
        if (!broken)
            return new GuardHolds(judge.Change, judge.Guard);

        return LaunchRules.TakenBack(
            Decision.Of(new LaunchPaused(judge.Change, judge.Words, judge.Guard, judge.Was, judge.Is)), judge.Change, runs, WithdrawnFor.Pause, judge.Words,
            null, held: false);
    }
}

/// <summary>
/// Go back, as the site: orders released from then on get the version before. Signed by Quality: "approved", under GMP for what is more than wording;
/// without the signature it is withdrawn too, and new orders are held.
/// </summary>
public sealed record WithdrawLaunch(Id<Change> Change, string Reason) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.QualityApprover))];

    /// <param name="materials">What the versions make.</param>
    public static Decision Decide(
        WithdrawLaunch withdraw, Change change, SiteChange here, IReadOnlyList<EffectiveVersion> runs, IReadOnlyList<MaterialDefinition> materials, Site site,
        Circumstances circumstances)
    {
        if (here.Status is not (SiteChangeStatus.Launched or SiteChangeStatus.Paused))
            return new NotLaunched(withdraw.Change, here.Status);
        if (string.IsNullOrWhiteSpace(withdraw.Reason))
            return new ChangeReasonMissing();
        var reason = withdraw.Reason.Trim();
        var signature = circumstances.LacksSignature(SignatureMeaning.Approved, SheetOf(withdraw).ContentHash) is null
            ? circumstances.Own(SignatureMeaning.Approved, SheetOf(withdraw).ContentHash)
            : null;
        var held = signature is null && LaunchRules.GoingBackNeedsQuality(change, site, materials);
        return LaunchRules.GoneBack(
            Decision.Of(new LaunchWithdrawn(withdraw.Change, reason, signature)), withdraw.Change, here, runs, WithdrawnFor.Withdrawal, reason, signature, held);
    }

    ValueTask<SigningSheet> ISignable.Sheet(Reading read) => ValueTask.FromResult(SheetOf(this));

    internal static SigningSheet SheetOf(WithdrawLaunch withdraw) => new SigningSheet("Let new orders get the version before")
        .With("Site", withdraw.Site).With("Change", withdraw.Change.Value).With("Reason", withdraw.Reason.Trim());
}

/// <summary>Let held orders get a version again, for Quality. Signed: "approved".</summary>
/// <param name="Held">The entry that held them.</param>
public sealed record FreeNewOrders(Id<WorkMaster> WorkMaster, long Held, string Reason) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.QualityApprover))];

    public static Decision Decide(FreeNewOrders free, EffectiveVersion runs, Circumstances circumstances)
    {
        if (!runs.Holds.Any(hold => hold.Position == free.Held && hold.EndedAt is null))
            return new NothingHeld(free.WorkMaster, free.Held);
        if (string.IsNullOrWhiteSpace(free.Reason))
            return new ChangeReasonMissing();
        var shown = SheetOf(free).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, shown) is { } unsigned)
            return unsigned;

        return new NewOrdersFreed(free.WorkMaster, free.Held, free.Reason.Trim(), circumstances.Own(SignatureMeaning.Approved, shown));
    }

    ValueTask<SigningSheet> ISignable.Sheet(Reading read) => ValueTask.FromResult(SheetOf(this));

    internal static SigningSheet SheetOf(FreeNewOrders free) => new SigningSheet("Let held orders get a version again")
        .With("Site", free.Site).With("Work master", free.WorkMaster.Value).With("Held by entry", free.Held).With("Reason", free.Reason.Trim());
}
