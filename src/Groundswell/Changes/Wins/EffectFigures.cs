using System.Text.Json.Serialization;
using Groundswell.Changes.Judging;
using Groundswell.Changes.Launches;
using Groundswell.Networks;

namespace Groundswell.Changes.Wins;

/// <summary>What one figure of the work was before a launch and is since, and how sure that is.</summary>
/// <param name="JobsBefore">Jobs that the figure is known of, at the same work centers, in the ninety days before.</param>
/// <param name="Before">Null where there are too few.</param>
/// <param name="Low">The difference lies between this and <paramref name="High"/>: 99 of 100 such intervals hold the true one.</param>
public sealed record MeasuredEffect(
    LaunchGuard Measure, int JobsBefore, int JobsSince, decimal? Before, decimal? Since, decimal? Low, decimal? High, EffectSeen Seen);

/// <summary>What can honestly be said of a difference.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EffectSeen>))]
public enum EffectSeen
{
    /// <summary>Too few jobs on one side to say anything.</summary>
    TooLittle = 1,

    /// <summary>The interval holds zero: chance alone may have made the difference.</summary>
    None,
    Better,
    Worse,
}

/// <summary>
/// Compares the work since a launch with the work before it, at the same work centers. The interval of each difference is by the bootstrap (percentiles of
/// 1,000 resamples of whole jobs, before and since apart): jobs differ more than a formula for counts or shares would have it. Five figures are looked at, so
/// each interval is at 99 %: all five together hold at 95 %.
/// </summary>
/// <remarks>
/// Jobs that are all alike resample to themselves, as if nothing else could ever happen. By the rule of Hanley and Lippman-Hand (JAMA 249, 1983, "If nothing goes
/// wrong, is everything all right?") n of them leave room for another in 1 - a^(1/n) of all jobs: the interval is wider by that.
/// </remarks>
internal static class EffectFigures
{
    /// <summary>Fewer jobs say nothing.</summary>
    public const int FewestJobs = 10;

    /// <summary>So long a time before and after is looked at: further back, other things were different too.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(90);

    private const int Resamples = 1_000;

    /// <summary>On each side of an interval at 99 %.</summary>
    private const double Tail = 0.005;
    private const int Decimals = 4;

    /// <param name="jobs">Of the launched masters at the site.</param>
    /// <param name="versions">What is launched.</param>
    public static IReadOnlyList<MeasuredEffect> Of(IReadOnlyList<JudgedJob> jobs, IReadOnlySet<string> versions, DateTimeOffset launched)
    {
        var since = jobs.Where(job => versions.Contains(job.Version) && job.EndedAt >= launched && job.EndedAt < launched + Window).ToList();
        var places = since.Select(job => job.WorkCenter).ToHashSet(StringComparer.Ordinal);
        var before = jobs.Where(job =>
            !versions.Contains(job.Version) && places.Contains(job.WorkCenter) && job.EndedAt < launched && job.EndedAt >= launched - Window).ToList();
        var paces = new Paces(before);
        return
        [
            Compared(LaunchGuard.FirstPassYield, job => job.Yield), Compared(LaunchGuard.CycleTime, paces.Of), Compared(LaunchGuard.Overrides, job => job.Exceptions),
            Compared(LaunchGuard.HelpCalls, job => job.HelpCalls), Compared(LaunchGuard.LateEntries, job => job.Late),
        ];

        MeasuredEffect Compared(LaunchGuard measure, Func<JudgedJob, decimal?> figure) =>
            Of(measure, [.. before.Select(figure).OfType<decimal>()], [.. since.Select(figure).OfType<decimal>()]);
    }

    internal static MeasuredEffect Of(LaunchGuard measure, IReadOnlyList<decimal> before, IReadOnlyList<decimal> since)
    {
        if (before.Count < FewestJobs || since.Count < FewestJobs)
            return new MeasuredEffect(measure, before.Count, since.Count, null, null, null, null, EffectSeen.TooLittle);
        var (low, high) = Interval(before, since, (ulong)measure);
        var (least, most) = (Math.Round((decimal)low, Decimals), Math.Round((decimal)high, Decimals));
        var upward = measure == LaunchGuard.FirstPassYield;
        var seen = least > 0 ? (upward ? EffectSeen.Better : EffectSeen.Worse) : most < 0 ? (upward ? EffectSeen.Worse : EffectSeen.Better) : EffectSeen.None;
        return new MeasuredEffect(
            measure, before.Count, since.Count, Math.Round(before.Average(), Decimals), Math.Round(since.Average(), Decimals), least, most, seen);
    }

    /// <summary>Of the difference of the means. The same jobs are answered by the same interval, whoever asks.</summary>
    private static (double Low, double High) Interval(IReadOnlyList<decimal> before, IReadOnlyList<decimal> since, ulong seed)
    {
        double[] one = [.. before.Select(value => (double)value)], other = [.. since.Select(value => (double)value)];
        var drawn = new double[Resamples];
        for (var resample = 0; resample < Resamples; resample++)
        {
            var chance = new Chance(seed, (ulong)resample);
            drawn[resample] = Drawn(other, ref chance) - Drawn(one, ref chance);
        }

        Array.Sort(drawn);
        var (was, isNow) = (Unseen(one), Unseen(other));
        return (
            drawn[(int)(Tail * (Resamples - 1))] - isNow.Below - was.Above,
            drawn[(int)Math.Ceiling((1 - Tail) * (Resamples - 1))] + isNow.Above + was.Below);

        static double Drawn(double[] values, ref Chance chance)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
                sum += values[chance.Below(values.Length)];
            return sum / values.Length;
        }
    }

    /// <summary>How far the true mean may be from that of jobs that are all alike: nothing is below none of all, and no share above the whole.</summary>
    private static (double Below, double Above) Unseen(double[] values)
    {
        if (values.Any(value => value != values[0]))
            return (0, 0);
        var room = 1 - Math.Pow(Tail, 1.0 / values.Length);
        return (values[0] == 0 ? 0 : room, values[0] == 1 ? 0 : room);
    }
}
