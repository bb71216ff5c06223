using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Showing;

namespace Groundswell.Changes.Programme;

/// <summary>
/// Pages of the programme, read once for all who look at the same sites: what they show follows the record, and when something happens to a change, everybody's page asks anew at the same moment.
/// </summary>
public sealed class SharedProgramme(Views views, IViewsProgress progress, States states, TimeProvider time)
{
    /// <summary>A page holds a cell for each change and site.</summary>
    private const int MostPages = 100;

    /// <summary>Terms of champions and of grace end by the clock.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly SharedReading<(string Sites, ProgrammeFilter Filter, int Number, string Culture), ProgrammeShown> _pages = new(progress, time, Fresh, MostPages);

    internal Task<ProgrammeShown> Of(IReadOnlyList<SiteChoice> sites, ProgrammeFilter filter, int number, CancellationToken stop) =>
        _pages.Of((string.Join(' ', sites.Select(site => site.Code)), filter, number, CultureInfo.CurrentCulture.Name), () => Read(sites, filter, number)).WaitAsync(stop);

    private async Task<ProgrammeShown> Read(IReadOnlyList<SiteChoice> sites, ProgrammeFilter filter, int number)
    {
        await using var reading = views.Open();
        return await new ProgrammeReading(reading, states, time).Of(sites, filter, number, CancellationToken.None);
    }
}
