using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Work.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Demonstration;

/// <summary>A terminal one can stand at, with how much can be begun there.</summary>
/// <param name="Jobs">Jobs that wait there, nothing of their order standing before them; none where the work unit is out of service.</param>
/// <param name="Down">Its work unit is out of service.</param>
/// <param name="First">Where a newcomer finds something to do at once: something waits, best of all something that lets no time pass, and nobody is at it.</param>
internal sealed record TerminalToTry(DemoTerminal Terminal, int Jobs, bool Down, bool First)
{
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<TerminalToTry>>> Of(DemoSignIns demo, ViewsDb views, States states)
    {
        var open = await views.Set<JobRow>().AsNoTracking().Where(row => row.Status != JobStatus.Completed && row.Status != JobStatus.Cancelled)
            .Select(row => new { row.Site, row.Order, row.Operation, row.WorkCenter, row.WorkUnit, row.Status, row.Version }).ToListAsync();
        // The made-up masters number their operations in their order.
        var ready = open.FindAll(job => job.Status == JobStatus.Planned
            && !open.Exists(other => other.Site == job.Site && other.Order == job.Order && string.CompareOrdinal(other.Operation, job.Operation) < 0));
        var slow = new HashSet<(string Version, string Operation)>();
        foreach (var job in ready.DistinctBy(job => (job.Version, job.Operation)))
        {
            if (await LetsTimePass(job.Site, job.Version, job.Operation, states))
                slow.Add((job.Version, job.Operation));
        }

        var down = await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Kind == WorkUnit.Kind && row.OutOfServiceFor != null)
            .Select(row => new { row.Site, row.Id }).ToListAsync();
        return demo.Terminals.GroupBy(terminal => terminal.Site).ToDictionary(plant => plant.Key, IReadOnlyList<TerminalToTry> (plant) =>
        {
            var counted = plant.Select(terminal =>
            {
                var isDown = down.Exists(unit => unit.Site == terminal.Site && unit.Id == terminal.WorkUnit);
                var waiting = isDown ? [] : ready.FindAll(job => Waits(job.Site, job.WorkCenter, job.WorkUnit, terminal));
                return (
                    Terminal: terminal, Down: isDown, Jobs: waiting.Count, Quick: waiting.Exists(job => !slow.Contains((job.Version, job.Operation))),
                    Free: !open.Exists(job => job.Site == terminal.Site && job.WorkUnit == terminal.WorkUnit));
            }).ToList();
            var first = counted.OrderByDescending(one => one.Jobs > 0).ThenByDescending(one => one.Quick).ThenByDescending(one => one.Free).First().Terminal;
            return [.. counted.Select(one => new TerminalToTry(one.Terminal, one.Jobs, one.Down, one.Terminal == first))];
        });
    }

    /// <summary>Whether a step of the operation says how long to wait: stirring takes as long as in a plant.</summary>
    private static async Task<bool> LetsTimePass(string site, string version, string operation, States states)
    {
        var settled = await new Reading(states, Logs.OfSite(site), CancellationToken.None).Settled(new Id<WorkMasterVersion>(version));
        return settled.Content.FindOperation(operation)?.Steps.Any(step => step.Does is RunTimer { AtLeast: not null }) == true;
    }

    private static bool Waits(string site, string? workCenter, string? workUnit, DemoTerminal at) =>
        site == at.Site && workCenter == at.WorkCenter && (workUnit is null || workUnit == at.WorkUnit);
}
