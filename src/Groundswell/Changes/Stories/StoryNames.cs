using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Versions;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Stories;

/// <summary>What the lines of a story are about, as people call it: lines keep ids, which stay the same when a place gets another name.</summary>
public sealed class StoryNames
{
    private readonly Dictionary<string, string> _sites;
    private readonly Dictionary<(string Site, string Code), string> _places;
    private readonly VersionNames _versions;

    private StoryNames(Dictionary<string, string> sites, Dictionary<(string Site, string Code), string> places, VersionNames versions) =>
        (_sites, _places, _versions) = (sites, places, versions);

    internal static async Task<StoryNames> Of(IReadOnlyList<StoryLineRow> lines, IEnumerable<WorkMasterVersion> versions, ViewsDb views, States states, CancellationToken stop)
    {
        var at = lines.Select(line => line.Site).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var places = (await views.Set<PlaceRow>().AsNoTracking().Where(row => at.Contains(row.Site) && row.Kind == WorkCenter.Kind)
            .Select(row => new { row.Site, row.Id, row.Name }).ToListAsync(stop)).ToDictionary(row => (row.Site, row.Id), row => row.Name);
        foreach (var site in at)
        {
            foreach (var shift in (await new Reading(states, Logs.OfSite(site), stop).Of(ShiftCalendar.OfSite)).Shifts)
                places.TryAdd((site, shift.Code), shift.Name);
        }

        return new StoryNames(await views.Set<SiteRow>().AsNoTracking().ToDictionaryAsync(row => row.Code, row => row.Name, stop), places, VersionNames.Of(versions));
    }

    public string Site(string? code) => code is null ? "" : _sites.GetValueOrDefault(code) ?? code;

    public string Version(Words words, string version) => _versions.Of(words, version);

    /// <summary>What a line is about; empty where that says nothing to people.</summary>
    public string About(Words words, StoryLineRow line) => (line.Kind, line.Of) switch
    {
        (_, null) or (StoryKind.Voice or StoryKind.VoiceAccepted, _) => "",

        // A pilot's id is nobody's word for it.
        (StoryKind.Accepted, _) => "",
        (StoryKind.DraftOpened or StoryKind.Frozen or StoryKind.Tried or StoryKind.Pushed or StoryKind.PushAccepted or StoryKind.VariantOffered, { } version) => _versions.Of(words, version),
        (StoryKind.ReachSaid, { } sites) => Each(sites, Site),
        (StoryKind.PlacesSaid or StoryKind.Launched or StoryKind.Planned or StoryKind.FellBack or StoryKind.GraceBegan, { } places) => Each(places, place => Place(line.Site, place)),
        (_, { } of) when Enum.TryParse<Function>(of, out var function) => words.Of(function),
        (_, { } of) when Enum.TryParse<ChangeClass>(of, out var kind) => words.Of(kind),
        (_, { } of) => of,
    };

    /// <summary>A work center, a shift, or both: <c>FILL-1 N</c>.</summary>
    private string Place(string? site, string place)
    {
        if (site is null)
            return place;
        return _places.GetValueOrDefault((site, place)) ?? string.Join(' ', place.Split(' ').Select(part => _places.GetValueOrDefault((site, part)) ?? part));
    }

    private static string Each(string parts, Func<string, string> called) => string.Join(", ", parts.Split(", ").Select(called));
}
