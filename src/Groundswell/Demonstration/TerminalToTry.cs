using Groundswell.Projecting;
using Groundswell.Work.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Demonstration;

/// <summary>A terminal one can stand at, with how much can be begun there.</summary>
/// <param name="Jobs">Jobs that wait there, nothing of their order standing before them.</param>
/// <param name="First">Where a newcomer finds something to do at once: something waits, and nobody is at it.</param>
internal sealed record TerminalToTry(DemoTerminal Terminal, int Jobs, bool First)
{
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<TerminalToTry>>> Of(DemoSignIns demo, ViewsDb views)
    {
        var open = await views.Set<JobRow>().AsNoTracking().Where(row => row.Status != JobStatus.Completed && row.Status != JobStatus.Cancelled)
            .Select(row => new { row.Site, row.Order, row.Operation, row.WorkCenter, row.WorkUnit, row.Status }).ToListAsync();
        // The made-up masters number their operations in their order.
        var ready = open.FindAll(job => job.Status == JobStatus.Planned
            && !open.Exists(other => other.Site == job.Site && other.Order == job.Order && string.CompareOrdinal(other.Operation, job.Operation) < 0));
        return demo.Terminals.GroupBy(terminal => terminal.Site).ToDictionary(plant => plant.Key, IReadOnlyList<TerminalToTry> (plant) =>
        {
            var counted = plant.Select(terminal => (
                Terminal: terminal,
                Jobs: ready.Count(job => job.Site == terminal.Site && job.WorkCenter == terminal.WorkCenter && (job.WorkUnit is null || job.WorkUnit == terminal.WorkUnit)),
                Free: !open.Exists(job => job.Site == terminal.Site && job.WorkUnit == terminal.WorkUnit))).ToList();
            var first = counted.Find(one => one is { Jobs: > 0, Free: true }).Terminal ?? counted.MaxBy(one => one.Jobs).Terminal;
            return [.. counted.Select(one => new TerminalToTry(one.Terminal, one.Jobs, one.Terminal == first))];
        });
    }
}
