using System.Globalization;
using System.Runtime.CompilerServices;
using Groundswell.Changes.Due;
using Groundswell.Changes.Judging;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Pilots;

/// <summary>Running pilots whose rules have come to hold: figures are worked out from the record of their jobs, and the decider judges by them.</summary>
public sealed class PilotsDue : IFallsDue
{
    /// <summary>So far back goes what a pilot is compared with.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(42);

    public async IAsyncEnumerable<Command> At(DateTimeOffset now, IServiceProvider services, [EnumeratorCancellation] CancellationToken stop)
    {
        var views = services.GetRequiredService<ViewsDb>();
        var states = services.GetRequiredService<States>();
        var running = await views.Set<PilotRow>().AsNoTracking().Where(row => row.Status == PilotStatus.Running).ToListAsync(stop);
        foreach (var row in running)
        {
            var read = new Reading(states, Logs.OfSite(row.Site), stop);
            var pilot = await read.Of(new Id<Pilot>(row.Pilot));
            if (pilot is not { Status: PilotStatus.Running, Plan: { } plan } || row.JudgedSince is not { } since || row.StartedAt is not { } started)
                continue;
            var figures = await FiguresOf(row.Site, plan, await PilotActs.RevisionsOf(pilot, read), started, since, views, stop);
            if (PilotJudging.Holding(PilotRuleKind.Stop, pilot, figures) is null && PilotJudging.Holding(PilotRuleKind.Exit, pilot, figures) is null)
                continue;

            // Once for each time that it runs: whoever lets it go on begins anew.
            yield return new JudgePilot(pilot.Id, figures)
            {
                Id = ChangesClock.IdOf("judge-pilot", row.Site, row.Pilot, since.ToString("O", CultureInfo.InvariantCulture)),
                Site = row.Site,
            };
        }
    }

    internal static async Task<PilotFigures> FiguresOf(
        string site, PilotPlan plan, IReadOnlyList<WorkMasterVersion> revisions, DateTimeOffset started, DateTimeOffset since, ViewsDb views, CancellationToken stop)
    {
        var jobs = await JudgedJobs.Of(views, site, [.. revisions.Select(revision => revision.WorkMaster.Value).Distinct()], started - Before, stop);
        var tried = plan.Revisions.Select(revision => revision.Value).ToHashSet(StringComparer.Ordinal);
        var places = plan.WorkCenters.Select(center => center.Value).ToHashSet(StringComparer.Ordinal);
        return PilotFiguring.Of(
            [.. jobs.Where(job => tried.Contains(job.Version) && job.EndedAt >= since)],
            [.. jobs.Where(job => !tried.Contains(job.Version) && job.EndedAt < started && places.Contains(job.WorkCenter))]);
    }
}
