using System.Globalization;
using Groundswell.Changes.Launches;

namespace Groundswell.Changes.Judging;

/// <summary>A guard that is broken.</summary>
/// <param name="Worse">By how much of <paramref name="Was"/> it may be worse: chance, and what nobody would mind.</param>
/// <param name="Words">As people are told.</param>
internal sealed record BrokenGuard(LaunchGuard Guard, decimal Was, decimal Is, decimal Worse, string Words);

/// <summary>How a figure of a launch stands beside the site's own before.</summary>
/// <param name="Bound">Up to there it may be worse: beyond it the launch pauses.</param>
/// <param name="Jobs">How many it is of, since the launch.</param>
public sealed record GuardedFigure(LaunchGuard Guard, decimal Was, decimal Is, decimal Bound, int Jobs)
{
    public bool Holds => Guard == LaunchGuard.FirstPassYield ? Is >= Bound : Is <= Bound;
}

/// <summary>
/// Compares work on a launched version with the site's own before, at the same work centers. What got worse in the same time where it is not launched has
/// another cause than the launch, and is allowed for.
/// </summary>
internal static class LaunchGuarding
{
    /// <summary>Fewer say nothing, of either side.</summary>
    public const int FewestJobs = 10;

    /// <summary>A tenth worse is minded by nobody, however certain it is.</summary>
    private const decimal Minded = 0.1m;

    /// <summary>So many standard errors: it is looked at again and again, and chance must not break a guard by patience.</summary>
    private const decimal Certainty = 3;

    private const int Decimals = 4;

    /// <param name="jobs">Of the launched masters, from before the launch until now.</param>
    /// <param name="versions">What is launched.</param>
    /// <param name="launched">When it was.</param>
    /// <param name="guarded">From when on it is judged: the launch, or when it last went on.</param>
    public static BrokenGuard? Broken(IReadOnlyList<JudgedJob> jobs, IReadOnlySet<string> versions, DateTimeOffset launched, DateTimeOffset guarded) =>
        Compared(jobs, versions, launched, guarded).FirstOrDefault(figure => !figure.Holds) is { } broken
            ? new BrokenGuard(
                broken.Guard, Math.Round(broken.Was, Decimals), Math.Round(broken.Is, Decimals),
                broken.Was == 0 ? 0 : Math.Round(Math.Abs(broken.Bound - broken.Was) / broken.Was, Decimals), WordsOf(broken.Guard, broken.Was, broken.Is, broken.Jobs))
            : null;

    /// <summary>Each figure of which there is enough on both sides.</summary>
    public static IReadOnlyList<GuardedFigure> Compared(IReadOnlyList<JudgedJob> jobs, IReadOnlySet<string> versions, DateTimeOffset launched, DateTimeOffset guarded)
    {
        var now = jobs.Where(job => versions.Contains(job.Version) && job.EndedAt >= guarded).ToList();
        var places = now.Select(job => job.WorkCenter).ToHashSet(StringComparer.Ordinal);
        var old = jobs.Where(job => !versions.Contains(job.Version)).ToLookup(job => (Here: places.Contains(job.WorkCenter), Before: job.EndedAt < launched));
        var (before, elsewhereBefore, elsewhereSince) = (old[(true, true)].ToList(), old[(false, true)].ToList(), old[(false, false)].ToList());
        if (now.Count < FewestJobs || before.Count < FewestJobs)
            return [];

        var (paces, pacesElsewhere) = (new Paces(before), new Paces(elsewhereBefore));
        return
        [
            .. new[]
            {
                Judge(LaunchGuard.FirstPassYield, job => job.Yield, job => job.Yield), Judge(LaunchGuard.CycleTime, paces.Of, pacesElsewhere.Of),
                Judge(LaunchGuard.Overrides, job => job.Exceptions, job => job.Exceptions), Judge(LaunchGuard.HelpCalls, job => job.HelpCalls, job => job.HelpCalls),
                Judge(LaunchGuard.LateEntries, job => job.Late, job => job.Late),
            }.OfType<GuardedFigure>(),
        ];

        GuardedFigure? Judge(LaunchGuard guard, Func<JudgedJob, decimal?> here, Func<JudgedJob, decimal?> elsewhere)
        {
            var (then, since) = (Sample.Of(before.Select(here)), Sample.Of(now.Select(here)));
            if (then.Count < FewestJobs || since.Count < FewestJobs)
                return null;
            var sign = guard == LaunchGuard.FirstPassYield ? -1 : 1;
            var (otherThen, otherSince) = (Sample.Of(elsewhereBefore.Select(elsewhere)), Sample.Of(elsewhereSince.Select(elsewhere)));
            var allowed = otherThen.Count >= FewestJobs && otherSince.Count >= FewestJobs ? Math.Max(0, sign * (otherSince.Mean - otherThen.Mean)) : 0;
            var was = Math.Max(0, then.Mean + (sign * allowed));
            var margin = Math.Max(Minded * was, Certainty * Sample.ErrorOfDifference(then, since));
            return new GuardedFigure(guard, was, since.Mean, was + (sign * margin), since.Count);
        }
    }

    private static string WordsOf(LaunchGuard guard, decimal was, decimal @is, int jobs)
    {
        FormattableString words = guard switch
        {
            LaunchGuard.FirstPassYield => $"First-pass yield is {@is:P1}, it was {was:P1} ({jobs} jobs).",
            LaunchGuard.CycleTime => $"A job takes {@is:P0} of the time it took before ({jobs} jobs).",
            LaunchGuard.Overrides => $"{@is:0.##} exceptions a job, there were {was:0.##} ({jobs} jobs).",
            LaunchGuard.HelpCalls => $"{@is:0.##} calls for help a job, there were {was:0.##} ({jobs} jobs).",
            _ => $"{@is:P1} of the entries come late, it was {was:P1} ({jobs} jobs).",
        };
        return words.ToString(CultureInfo.InvariantCulture);
    }
}
