using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Plant;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Showing;

/// <summary>Marks a page that is in the head of every desk page, and on the home page.</summary>
/// <param name="Text">The key of its word; with <c>.what</c> behind it, of the sentence that says what it is for.</param>
/// <param name="Order">Smaller comes first.</param>
/// <param name="Group">The key of the word that several pages stand under in the head; null: it stands there by itself.</param>
public sealed record InNavigation(string Text, int Order, string? Group = null);

/// <summary>A page someone may open.</summary>
public sealed record Place(string Text, string Path, string? Group = null);

/// <summary>What each person may open: the pages that say they are in the navigation, by the rights they declare.</summary>
public sealed class Navigation(IServiceProvider services, Views views, IViewsProgress progress, TimeProvider time)
{
    /// <summary>Every page asks, and sites are opened once in years.</summary>
    private readonly SharedReading<string, List<SiteChoice>> _open = new(progress, time, TimeSpan.FromMinutes(1));

    private IReadOnlyList<RouteEndpoint>? _all;

    // Once, when all endpoints are there.
    private IReadOnlyList<RouteEndpoint> All => _all ??=
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<InNavigation>() is not null)
            .OrderBy(endpoint => endpoint.Metadata.GetRequiredMetadata<InNavigation>().Order),
    ];

    /// <param name="site">The site to look at; null where the person has none: then only what is about no site.</param>
    public IReadOnlyList<Place> For(Caller caller, string? site) =>
    [
        .. from page in All
           let pattern = "/" + page.RoutePattern.RawText!.Trim('/')
           let ofSite = pattern.Contains("{site}", StringComparison.Ordinal)
           where (!ofSite || site is not null)
               && EndpointRights.Allow(page.Metadata, page.Metadata.GetRequiredMetadata<Rights>(), caller, ofSite ? site : null)
           let shown = page.Metadata.GetRequiredMetadata<InNavigation>()
           select new Place(shown.Text, pattern.Replace("{site}", site, StringComparison.Ordinal), shown.Group),
    ];

    /// <summary>The open sites someone has a grant for.</summary>
    public async ValueTask<IReadOnlyList<SiteChoice>> SitesOf(Caller caller, CancellationToken stop) =>
        (await _open.Of("", Open).WaitAsync(stop)).FindAll(site => Rights.Everyone.Allow(caller.Grants, site.Code));

    private async Task<List<SiteChoice>> Open()
    {
        await using var reading = views.Open();
        return await reading.Set<SiteRow>().AsNoTracking()
            .Where(row => row.Status == nameof(SiteStatus.Open)).OrderBy(row => row.Name).Select(row => new SiteChoice(row.Code, row.Name)).ToListAsync();
    }
}
