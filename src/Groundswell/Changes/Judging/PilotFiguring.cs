using Groundswell.Changes.Pilots;

namespace Groundswell.Changes.Judging;

/// <summary>Works out what a pilot's rules are judged by.</summary>
internal static class PilotFiguring
{
    private const int Decimals = 4;

    /// <param name="tried">Jobs done by the pilot's revisions.</param>
    /// <param name="before">Jobs of the same masters at the same work centers, before it began.</param>
    public static PilotFigures Of(IReadOnlyList<JudgedJob> tried, IReadOnlyList<JudgedJob> before)
    {
        var paces = new Paces(before);
        return new PilotFigures(
            tried.Count,
            Mean(job => job.Yield),
            Mean(paces.Of),
            Mean(job => job.Exceptions),
            Mean(job => job.HelpCalls),
            Mean(job => job.Late));

        decimal? Mean(Func<JudgedJob, decimal?> figure) => Sample.Of(tried.Select(figure)) is { Count: > 0 } sample ? Math.Round(sample.Mean, Decimals) : null;
    }
}
