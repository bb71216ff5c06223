using System.Globalization;
using System.Runtime.CompilerServices;
using Groundswell.Changes.Due;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Proposals;

/// <summary>Proposals whose time for an answer is over: they go up the reporting line.</summary>
public sealed class OverdueProposals : IFallsDue
{
    public async IAsyncEnumerable<Command> At(DateTimeOffset now, IServiceProvider services, [EnumeratorCancellation] CancellationToken stop)
    {
        var overdue = await services.GetRequiredService<ViewsDb>().Set<ProposalRow>().AsNoTracking()
            .Where(row => row.IsOpen && row.Answerer != null && row.DueAt <= now)
            .OrderBy(row => row.DueAt).Take(ProposalList.Most)
            .Select(row => new { row.Site, row.Proposal, row.DueAt }).ToListAsync(stop);
        foreach (var row in overdue)
        {
            yield return new ClimbProposal(new Id<Proposal>(row.Proposal))
            {
                Site = row.Site,
                Id = ChangesClock.IdOf("proposal overdue", row.Site, row.Proposal, row.DueAt.ToString("O", CultureInfo.InvariantCulture)),
            };
        }
    }
}
