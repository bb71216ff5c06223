using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Work.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Demonstration;

/// <summary>A terminal one can stand at, with how much can be begun there.</summary>
/// <param name="Jobs">Jobs that wait there, nothing of their order standing before them; none where the work unit is out of service.</param>
/// <param name="Down">Its work unit is out of service.</param>
/// <param name="First">Where a newcomer finds something to do at once: something waits, and nobody is at it.</param>
internal sealed record TerminalToTry(DemoTerminal Terminal, int Jobs, bool Down, bool First)
{
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<TerminalToTry>>> Of(DemoSignIns demo, ViewsDb views)
    {
        var open = await views.Set<JobRow>().AsNoTracking().Where(row => row.Status != JobStatus.Completed && row.Status != JobStatus.Cancelled)
            .Select(row => new { row.Site, row.Order, row.Operation, row.WorkCenter, row.WorkUnit, row.Status }).ToListAsync();
        // The made-up masters number their operations in their order.
        var ready = open.FindAll(job => job.Status == JobStatus.Planned
            && !open.Exists(other => other.Site == job.Site && other.Order == job.Order && string.CompareOrdinal(other.Operation, job.Operation) < 0));
        var down = await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Kind == WorkUnit.Kind && row.OutOfServiceFor != null)
            .Select(row => new { row.Site, row.Id }).ToListAsync();
        return demo.Terminals.GroupBy(terminal => terminal.Site).ToDictionary(plant => plant.Key, IReadOnlyList<TerminalToTry> (plant) =>
        {
            var counted = plant.Select(terminal => (Terminal: terminal, Down: down.Exists(unit => unit.Site == terminal.Site && unit.Id == terminal.WorkUnit)))
                .Select(one => (
                    one.Terminal,
                    one.Down,
                    Jobs: one.Down ? 0 : ready.Count(job => Waits(job.Site, job.WorkCenter, job.WorkUnit, one.Terminal)),
                    Free: !open.Exists(job => job.Site == one.Terminal.Site && job.WorkUnit == one.Terminal.WorkUnit))).ToList();
            var first = counted.Find(one => one is { Jobs: > 0, Free: true }).Terminal ?? counted.MaxBy(one => one.Jobs).Terminal;
            return [.. counted.Select(one => new TerminalToTry(one.Terminal, one.Jobs, one.Down, one.Terminal == first))];
        });
    }

    private static bool Waits(string site, string? workCenter, string? workUnit, DemoTerminal at) =>
        site == at.Site && workCenter == at.WorkCenter && (workUnit is null || workUnit == at.WorkUnit);
}
