using System.Globalization;
using System.Runtime.CompilerServices;
using Groundswell.Changes.Due;
using Groundswell.Deciding;
using Groundswell.Masters.Effective;
using Groundswell.Projecting;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Launches;

/// <summary>Released orders that are to move to a version which was launched, or pushed, for work in progress too: their jobs that are not begun follow it.</summary>
public sealed class AffectingDue : IFallsDue
{
    public async IAsyncEnumerable<Command> At(DateTimeOffset now, IServiceProvider services, [EnumeratorCancellation] CancellationToken stop)
    {
        var views = services.GetRequiredService<ViewsDb>();
        var states = services.GetRequiredService<States>();
        var orders = await (
            from given in views.Set<SiteVersionRow>().AsNoTracking()
            where given.Affecting && given.WithdrawnAt == null && (given.EndsAt == null || given.EndsAt > now)
            join order in views.Set<OrderRow>().AsNoTracking() on new { given.Site, given.WorkMaster } equals new { order.Site, order.WorkMaster }
            where order.Status == OrderStatus.Released && order.Version != given.Version
                && views.Set<JobRow>().Any(job => job.Site == order.Site && job.Order == order.Order && job.Status == JobStatus.Planned)
            select new { order.Site, order.Order }).Distinct().ToListAsync(stop);
        foreach (var row in orders)
        {
            var read = new Reading(states, Logs.OfSite(row.Site), stop);
            var order = await read.Of(new Id<Order>(row.Order));

            // It moves only where the site's record now gives it another version, for the place and shift it was released for.
            if (RebindOrder.GivenNow(order, await read.Of(EffectiveVersion.IdOf(order.WorkMaster)), now) is not { IsAffecting: true } given || given.Version == order.Version)
                continue;
            yield return new RebindOrder(order.Id)
            {
                Id = ChangesClock.IdOf("rebind-order", row.Site, row.Order, given.Position.ToString(CultureInfo.InvariantCulture)),
                Site = row.Site,
            };
        }
    }
}
