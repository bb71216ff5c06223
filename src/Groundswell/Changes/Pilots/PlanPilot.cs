using System.Globalization;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Plant;
using Groundswell.Signing;

namespace Groundswell.Changes.Pilots;

/// <summary>Say what a pilot group tries, where, when, with whom, and by which rules it is stopped or has shown enough. For its members.</summary>
public sealed record PlanPilot(Id<Pilot> Pilot, PilotPlan Plan) : SiteCommand
{
    /// <summary>So long a trial may take: what lasts longer is used, not tried.</summary>
    public const int LongestDays = 92;

    /// <param name="workCenters">Those that the plan names.</param>
    public static Decision Decide(PlanPilot plan, Pilot pilot, Change change, IReadOnlyList<WorkCenter> workCenters, Circumstances circumstances)
    {
        if (PilotRules.NotOfGroup(plan.Pilot, change.Id, pilot, circumstances) is { } refusal)
            return refusal;
        if (pilot.Status != PilotStatus.Gathering)
            return new PilotBegun(plan.Pilot, pilot.Status);
        var wanted = plan.Plan;
        foreach (var revision in wanted.Revisions)
        {
            if (change.Revisions.All(frozen => frozen.Revision != revision))
                return new RevisionNotFrozen(change.Id, revision);
        }

        // Of a draft only the last that was frozen is tried, and each once.
        var latest = change.Drafts.Select(draft => change.Revisions.LastOrDefault(frozen => frozen.Draft == draft.Version)?.Revision).ToList();
        if (latest.Contains(null) || !latest.OfType<Id<WorkMasterVersion>>().ToHashSet().SetEquals(wanted.Revisions) || latest.Count != wanted.Revisions.Count)
            return new NotTheLatestRevisions(change.Id);
        if (wanted.WorkCenters.Count == 0 || workCenters.FirstOrDefault(center => center.InUse != InUse.Yes) is not null)
            return new PilotPlaceUnfit(plan.Pilot);
        if (wanted.People.Count == 0)
            return new PilotPeopleMissing(plan.Pilot);
        if (wanted.Until < wanted.From || wanted.Until < circumstances.Date || wanted.Until.DayNumber - wanted.From.DayNumber >= LongestDays)
            return new PilotDatesUnfit(plan.Pilot, LongestDays);

        return PilotJudging.Unfit(plan.Pilot, wanted.Rules) is { } fault ? fault : new PilotPlanned(plan.Pilot, wanted);
    }
}

/// <summary>Sign, for Quality, what is tried, where and when. Signed: "approved".</summary>
public sealed record SignPilotPlan(Id<Pilot> Pilot) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.QualityApprover))];

    /// <param name="revisions">Those that the plan names.</param>
    public static Decision Decide(SignPilotPlan sign, Pilot pilot, IReadOnlyList<WorkMasterVersion> revisions, Circumstances circumstances)
    {
        if (pilot.Status == PilotStatus.Unknown)
            return new PilotUnknown(sign.Pilot);
        if (pilot.Plan is null)
            return new PilotPlanMissing(sign.Pilot);
        if (revisions.Any(revision => revision.Editors.Contains(circumstances.Person)))
            return new EditorJudgesOwnDraft(circumstances.Person);
        var shown = PilotSheet.Of(sign.Site, pilot, revisions).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, shown) is { } unsigned)
            return unsigned;

        return new PilotPlanSigned(sign.Pilot, circumstances.Own(SignatureMeaning.Approved, shown));
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read)
    {
        var pilot = await read.Of(Pilot);
        return PilotSheet.Of(Site, pilot, await PilotActs.RevisionsOf(pilot, read));
    }
}

/// <summary>What Quality is shown of a pilot: exactly what runs, and exactly where.</summary>
internal static class PilotSheet
{
    public static SigningSheet Of(string site, Pilot pilot, IReadOnlyList<WorkMasterVersion> revisions)
    {
        var sheet = new SigningSheet("Let a draft be tried").With("Site", site.ToUpperInvariant()).With("Pilot", pilot.Id.Value).With("Change", pilot.Change.Value);
        if (pilot.Plan is not { } plan)
            return sheet;
        sheet = revisions.Aggregate(sheet, (sum, revision) => sum.With(SheetWord.AsIs($"{revision.Id} (SHA-256)"), revision.ContentHash))
            .With("Work centers", string.Join(", ", plan.WorkCenters.Select(center => center.Value)))
            .With("Shifts", plan.Shifts is null ? "all" : SheetWord.AsIs(string.Join(", ", plan.Shifts)))
            .With("People", string.Join(", ", plan.People))
            .With("From", plan.From.ToString("O", CultureInfo.InvariantCulture))
            .With("Until", plan.Until.ToString("O", CultureInfo.InvariantCulture));
        return plan.Rules.Aggregate(sheet, (sum, rule) => sum.With(
            SheetWord.Of("{kind} {rule}", ("kind", SheetWord.Of(rule.Kind)), ("rule", rule.Id)), $"{rule.Words}: {rule.Condition}"));
    }
}
