using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.People.Qualifications;
using Groundswell.Projecting;
using Groundswell.Work.Orders;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Jobs;

/// <summary>The qualifications that the open jobs of a site ask for, by work center: as the versions say that they are done by.</summary>
internal sealed class PlannedNeeds(ViewsDb views, States states) : IPlannedNeeds
{
    public async Task<IReadOnlyList<PlannedNeed>> Of(string site, CancellationToken stop)
    {
        var jobs = await (
            from job in views.Set<JobRow>().AsNoTracking()
            join order in views.Set<OrderRow>().AsNoTracking() on new { job.Site, job.Order } equals new { order.Site, order.Order }
            where job.Site == site && job.Status != JobStatus.Completed && job.Status != JobStatus.Cancelled
            select new { job.Operation, job.WorkCenter, job.Version, order.Due }).ToListAsync(stop);
        var needs = new Dictionary<(string Qualification, string? WorkCenter), PlannedNeed>();
        foreach (var version in jobs.GroupBy(job => job.Version))
        {
            var content = (await new Reading(states, Logs.OfSite(site), stop).Settled(new Id<WorkMasterVersion>(version.Key))).Content;
            foreach (var job in version)
            {
                foreach (var qualification in content.FindOperation(job.Operation)?.Qualifications ?? [])
                {
                    var need = needs.GetValueOrDefault((qualification, job.WorkCenter)) ?? new PlannedNeed(qualification, job.WorkCenter, 0, null);
                    needs[(qualification, job.WorkCenter)] = need with { Jobs = need.Jobs + 1, FirstDue = Earlier(need.FirstDue, job.Due) };
                }
            }
        }

        return [.. needs.Values.OrderBy(need => need.Qualification, StringComparer.Ordinal).ThenBy(need => need.WorkCenter, StringComparer.Ordinal)];
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
