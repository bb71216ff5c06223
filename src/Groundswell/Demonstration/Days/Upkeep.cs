using Groundswell.Deciding;
using Groundswell.Demonstration.Cast;
using Groundswell.Plant;
using Groundswell.Work.Jobs;

namespace Groundswell.Demonstration.Days;

/// <summary>Machines that stand for a while, jobs that are held for a while, and the talk of each shift.</summary>
internal sealed class Upkeep(PlantLife life)
{
    public async Task Run()
    {
        var talked = life.Now;
        while (true)
        {
            await life.Timeline.For(TimeSpan.FromMinutes(life.Luck.Between(60, 150)));
            if (life.Now - talked > TimeSpan.FromHours(8))
            {
                talked = life.Now;
                life.Stances.TalkOver();
            }

            if (life.Luck.Is(0.2))
                await Repair();
            else if (life.Luck.Is(0.2))
                await Hold();
        }
    }

    private async Task Repair()
    {
        var free = life.Plant.WorkCenters.SelectMany(center => center.Units).Select(unit => unit.Id)
            .Where(unit => !life.Shop.IsTaken(unit) && !life.Shop.Down.Contains(unit) && life.Shop.Jobs.All(job => job.WorkUnit != unit || job.Ended)).ToList();
        if (free.Count < 3 || life.Shop.Here(Duty.LineLead) is not { } lead)
            return;
        var unit = life.Luck.Of(free);
        if ((await life.Ask(lead, new TakeWorkUnitOutOfService(new(unit), life.Luck.Of(Texts.Breakdowns)))).Receipt is null)
            return;
        life.Shop.Down.Add(unit);
        await life.Timeline.For(TimeSpan.FromMinutes(life.Luck.Between(25, 120)));
        if ((life.Shop.Here(Duty.LineLead) ?? life.Shop.Here(Duty.Supervisor)) is { } other)
        {
            await life.Ask(other, new ReturnWorkUnitToService(new(unit)));
            life.Shop.Down.Remove(unit);
        }
    }

    private async Task Hold()
    {
        var running = life.Shop.Jobs.Where(job => job.Busy && !life.Shop.IsTaken(job.WorkUnit ?? "")).ToList();
        if (running.Count == 0 || life.Shop.Here(Duty.QualityReviewer) is not { } quality)
            return;
        var job = new Id<Job>(life.Luck.Of(running).Id);
        if ((await life.Ask(quality, new HoldJob(job, "deviation"))).Receipt is null)
            return;
        await life.Timeline.For(TimeSpan.FromMinutes(life.Luck.Between(15, 50)));
        await life.Ask(quality, new ReleaseHeldJob(job, "Nothing found."));
    }
}
