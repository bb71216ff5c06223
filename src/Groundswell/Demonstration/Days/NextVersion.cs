using Groundswell.Changes.Launches;
using Groundswell.Deciding;
using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Cast;
using Groundswell.Masters;
using Groundswell.Masters.Effective;

namespace Groundswell.Demonstration.Days;

/// <summary>
/// Half way through the history each plant's main master gets its next version: written, judged, and pushed by Quality as a corrective action, the
/// one way past the floor's consent. It ends unless the site's champions accept it.
/// </summary>
internal sealed class NextVersion(PlantLife life)
{
    private const string Reason = "Corrective action: by version 1 a deviation could go unnoticed.";

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(50);

    public async Task Run(DateTimeOffset at)
    {
        var master = life.Plant.Masters.First(one => one.Second is not null);
        var id = new Id<WorkMaster>(master.Id);
        await life.Timeline.Until(at);
        var engineer = life.Cast.First(Duty.Engineer);
        if (life.Version(id.Version(1)) is not { } first || (await Shared(new OpenDraft(id, 1, 2), engineer)).Receipt is null)
            return;
        await life.Timeline.For(Between);
        await Shared(new ReplaceDraft(id.Version(2), 1, master.Second!(first.Content)), engineer);
        foreach (var step in Founding.Approval(life.Cast, id.Version(2)))
            await Next(step);

        var approver = life.Cast.First(Duty.QualityApprover);
        await life.Timeline.For(Between);
        await life.Ask(
            approver, new PushVersion(id, id.Version(2), PushGround.Compliance, Reason, at.AddDays(PushVersion.LongestDays - 1)), null,
            Founding.Signs(approver, SignatureMeaning.Approved));
    }

    private async Task Next(Asked step)
    {
        await life.Timeline.For(TimeSpan.FromMinutes(3));
        await life.Timeline.Ask(step.Command, step.Caller, step.Signatures);
    }

    private Task<Answer> Shared(Command command, CastPerson by) => life.Timeline.Ask(command, Founding.CallerOf(by));
}
