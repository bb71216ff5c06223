using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.AspNetCore.Components;

namespace Groundswell.Work.Boards;

/// <summary>The line boards that people look at: each put together once for all who look, as long as it would come out the same.</summary>
public sealed class LineBoards(Views views, IViewsProgress progress, States states, Names names, IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>A board tells for how long things have been as they are, by the minute.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SharedReading<(string Site, string? Area), LineBoard?> _shared = new(progress, time, Fresh);
    private readonly SharedReading<(string Site, string Language), IReadOnlyList<BoardNotice>> _notices = new(progress, time, Fresh);
    private readonly SharedReading<(string Site, string? Area, string Language), byte[]?> _pages = new(progress, time, Fresh);

    /// <summary>The board's page, drawn once for all who read it in this language; nothing on it depends on who looks.</summary>
    /// <param name="assets">The files that the page asks for, with their fingerprints.</param>
    /// <returns>Null where the site has no such area.</returns>
    public Task<byte[]?> Page(SiteFacts site, string? area, string language, ResourceAssetCollection assets, CancellationToken stop) =>
        _pages.Of((site.Code, area, language), async () => await Of(site, area, CancellationToken.None) is { } board
            ? await SharedPage.Of<LineBoardPage>(scopes, assets, language, TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone), new()
            {
                [nameof(LineBoardPage.Shown)] = board,
                [nameof(LineBoardPage.Notices)] = await Notices(site, language, CancellationToken.None),
            })
            : null).WaitAsync(stop);

    /// <param name="area">The area; the first one, where nothing is said.</param>
    /// <returns>Null where the site has no such area.</returns>
    public Task<LineBoard?> Of(SiteFacts site, string? area, CancellationToken stop) => _shared.Of((site.Code, area), async () =>
    {
        await using var reading = views.Open();
        return await new LineBoardReading(reading, states, names, time).Of(site, area, CancellationToken.None);
    }).WaitAsync(stop);

    /// <summary>What other rooms tell at a site's boards, in the language of those who read it.</summary>
    public Task<IReadOnlyList<BoardNotice>> Notices(SiteFacts site, string language, CancellationToken stop) => _notices.Of((site.Code, language), async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<Words>();
        words.Speak(language);
        words.Zone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone);
        var told = new List<BoardNotice>();
        foreach (var room in scope.ServiceProvider.GetServices<IBoardNotices>())
            told.AddRange(await room.At(site.Code, CancellationToken.None));
        return (IReadOnlyList<BoardNotice>)told;
    }).WaitAsync(stop);
}
