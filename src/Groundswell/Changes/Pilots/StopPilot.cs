using Groundswell.Changes.Hearings;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Pilots;

/// <summary>Say that paper, or a list of one's own, is kept beside the system: it shows what the draft lacks.</summary>
public sealed record ReportOwnList(Id<Pilot> Pilot, string What) : SiteCommand
{
    public static Decision Decide(ReportOwnList report, Pilot pilot)
    {
        if (pilot.Status is not (PilotStatus.Running or PilotStatus.Paused))
            return new PilotNotRunning(report.Pilot, pilot.Status);
        if (string.IsNullOrWhiteSpace(report.What))
            return new ChangeReasonMissing();

        return new OwnListSeen(report.Pilot, report.What.Trim());
    }
}

/// <summary>Let no more orders get the revisions for now. Whoever sees a reason may.</summary>
public sealed record PausePilot(Id<Pilot> Pilot, string Reason) : SiteCommand
{
    /// <param name="runs">What the site's record says of the masters.</param>
    public static Decision Decide(PausePilot pause, Pilot pilot, IReadOnlyList<EffectiveVersion> runs)
    {
        if (pilot.Status != PilotStatus.Running)
            return new PilotNotRunning(pause.Pilot, pilot.Status);
        if (string.IsNullOrWhiteSpace(pause.Reason))
            return new ChangeReasonMissing();

        return Stopping.Of(Decision.Of(new PilotPaused(pause.Pilot, pause.Reason.Trim())), pilot, runs, WithdrawnFor.Pause, pause.Reason.Trim());
    }
}

/// <summary>Judge a pilot by its rules, for the program: a stop rule that holds pauses it, an exit rule ends it.</summary>
public sealed record JudgePilot(Id<Pilot> Pilot, PilotFigures Figures) : SiteCommand
{
    public static Decision Decide(JudgePilot judge, Pilot pilot, IReadOnlyList<EffectiveVersion> runs)
    {
        if (pilot.Status != PilotStatus.Running)
            return new PilotNotRunning(judge.Pilot, pilot.Status);
        if (PilotJudging.Holding(PilotRuleKind.Stop, pilot, judge.Figures) is { } broken)
        {
            return Stopping.Of(
                Decision.Of(new PilotPaused(judge.Pilot, broken.Words, broken.Id, judge.Figures)), pilot, runs, WithdrawnFor.Pause, broken.Words);
        }

        if (PilotJudging.Holding(PilotRuleKind.Exit, pilot, judge.Figures) is { } reached)
        {
            return Stopping.Of(
                Decision.Of(new PilotEnded(judge.Pilot, reached.Words, reached.Id, judge.Figures)), pilot, runs, WithdrawnFor.End, reached.Words);
        }

        return new NoRuleHolds(judge.Pilot);
    }
}

/// <summary>Let a paused pilot go on. For the members of the group; after a broken rule under GMP, Quality has to have signed the plan anew.</summary>
public sealed record ResumePilot(Id<Pilot> Pilot, string Reason) : SiteCommand
{
    public static Decision Decide(
        ResumePilot resume, Pilot pilot, Change change, Hearing hearing, IReadOnlyList<Person> members, IReadOnlyList<Person> workers,
        IReadOnlyList<WorkMasterVersion> revisions, IReadOnlyList<EffectiveVersion> runs, IReadOnlyList<MaterialDefinition> materials, Site site,
        Circumstances circumstances)
    {
        if (PilotRules.NotOfGroup(resume.Pilot, change.Id, pilot, circumstances) is { } refusal)
            return refusal;
        if (pilot.Status != PilotStatus.Paused)
            return new PilotNotPaused(resume.Pilot, pilot.Status);
        if (string.IsNullOrWhiteSpace(resume.Reason))
            return new ChangeReasonMissing();
        if (StartPilot.MayNotRun(resume.Site, pilot, change, hearing, members, workers, revisions, runs, materials, site, circumstances) is { } notYet)
            return notYet;

        return StartPilot.Running(Decision.Of(new PilotResumed(resume.Pilot, resume.Reason.Trim())), pilot, revisions);
    }
}

/// <summary>End a pilot.</summary>
public sealed record EndPilot(Id<Pilot> Pilot, string Reason) : SiteCommand
{
    public static Decision Decide(EndPilot end, Pilot pilot, IReadOnlyList<EffectiveVersion> runs, Circumstances circumstances)
    {
        if (PilotRules.NotOfGroup(end.Pilot, pilot.Change, pilot, circumstances) is { } refusal)
            return refusal;
        if (pilot.Status is not (PilotStatus.Running or PilotStatus.Paused))
            return new PilotNotRunning(end.Pilot, pilot.Status);
        if (string.IsNullOrWhiteSpace(end.Reason))
            return new ChangeReasonMissing();

        return Stopping.Of(Decision.Of(new PilotEnded(end.Pilot, end.Reason.Trim())), pilot, runs, WithdrawnFor.End, end.Reason.Trim());
    }
}

/// <summary>Takes back what a pilot was given.</summary>
internal static class Stopping
{
    public static Decision Of(Decision stopped, Pilot pilot, IReadOnlyList<EffectiveVersion> runs, WithdrawnFor why, string reason)
    {
        foreach (var one in runs)
        {
            foreach (var given in one.Provisions.Where(given => given.Pilot == pilot.Id.Value && given.WithdrawnAt is null))
            {
                stopped = stopped.And(
                    EffectiveVersion.IdOf(one.WorkMaster), new ProvisionWithdrawn(one.WorkMaster, given.Version, given.Position, why, reason));
            }
        }

        return stopped;
    }
}
