using Groundswell.Changes.Openings;
using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Stories;

/// <summary>What the page of all changes is asked, and what it needs to answer.</summary>
public sealed record ChangesAsked(ViewsDb Views, States States, Viewer Viewer, FormDoor Forms, HttpContext Http)
{
    public const int PageSize = 50;

    internal async Task<IResult> Show()
    {
        var (stop, number) = (Http.RequestAborted, int.TryParse(Http.Request.Query["page"], out var page) ? Math.Max(1, page) : 1);
        var all = Views.Set<ChangeRow>().AsNoTracking();
        var rows = await all.OrderByDescending(row => row.OpenedAt).Skip((number - 1) * PageSize).Take(PageSize).ToListAsync(stop);
        return Page.Of<ChangesPage>(new
        {
            Rows = (IReadOnlyList<ChangeRow>)rows,
            Opened = await OpeningStanding.Of(Views, rows, stop),
            Count = await all.CountAsync(stop),
            Number = number,
            Sites = (IReadOnlyDictionary<string, string>)await Views.Set<SiteRow>().AsNoTracking().ToDictionaryAsync(row => row.Code, row => row.Name, stop),
            ToOpen = await SiteToOpen.All(Views, States, Viewer, stop),
            ActsAt = Viewer.Caller is { } caller ? Viewer.Sites.FirstOrDefault(site => StoryActs.Shaping.Allow(caller.Grants, site.Code))?.Code : null,
        });
    }
}
