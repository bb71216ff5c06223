using Groundswell.Influence.Maps;

namespace Groundswell.Influence.Spread;

/// <summary>How a site has taken up what it launched and what was pushed to it. The room that launches answers: this one knows nothing of launches.</summary>
public interface IPastRollouts
{
    /// <summary>By persons, for fitting the numbers of a site; nothing of it is told of one.</summary>
    Task<IReadOnlyList<PastRollout>> Of(string site, CancellationToken stop);
}

/// <summary>One version of one master at a site.</summary>
/// <param name="By">Asked for by the site's champions, or pushed from above.</param>
/// <param name="First">By person, the day they first worked by it.</param>
/// <param name="Concerned">Everybody who worked by any version of the master.</param>
/// <param name="Until">The last day that is known.</param>
public sealed record PastRollout(BroughtBy By, IReadOnlyDictionary<string, DateOnly> First, IReadOnlySet<string> Concerned, DateOnly Until)
{
    private const int Week = 7;

    public DateOnly Begun => First.Values.Min();

    public int Weeks => ((Until.DayNumber - Begun.DayNumber) / Week) + 1;

    /// <summary>In which week somebody had it, from 1 on; null for whoever has not.</summary>
    public int? WeekOf(string person) => First.TryGetValue(person, out var day) ? ((day.DayNumber - Begun.DayNumber) / Week) + 1 : null;
}
