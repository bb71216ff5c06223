using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Showing;
using Groundswell.Work.Boards;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Proposals;

/// <summary>The oldest proposals that wait for an answer, on their site's board.</summary>
public sealed class ProposalNotices(ViewsDb views, Words words, TimeProvider time) : IBoardNotices
{
    private const int Most = 4;

    public async ValueTask<IReadOnlyList<BoardNotice>> At(string site, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var rows = await views.Set<ProposalRow>().AsNoTracking().Where(row => row.Site == site && row.IsOpen).OrderBy(row => row.ProposedAt).Take(Most).ToListAsync(stop);
        var centers = await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Site == site && row.Kind == WorkCenter.Kind).ToDictionaryAsync(row => row.Id, row => row.Name, stop);
        return rows.ConvertAll(row => new BoardNotice(
            "voice", $"{(row.WorkCenter is { } center ? $"{centers.GetValueOrDefault(center) ?? center}: " : "")}{words.Of(row.About)}", row.Wrong ?? row.StepText ?? "",
            now - row.ProposedAt, row.DueAt <= now, $"/sites/{site}/proposals#proposal-{row.Proposal}"));
    }
}
