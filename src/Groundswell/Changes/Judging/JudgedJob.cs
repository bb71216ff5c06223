using Groundswell.Changes.Adoption;
using Groundswell.Projecting;
using Groundswell.Work.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Judging;

/// <summary>A completed job, as a pilot's rules and a launch's guards judge by it. Nobody is named in it.</summary>
/// <param name="Total">All that came out, in the job's unit.</param>
/// <param name="Seconds">Set up and run.</param>
/// <param name="LateEntries">Of its entries, those entered or copied afterwards.</param>
public sealed record JudgedJob(
    string Version, string WorkCenter, string Operation, DateTimeOffset EndedAt, decimal Good, decimal Total, long Seconds, int Entries, int LateEntries,
    int Exceptions, int HelpCalls)
{
    /// <summary>Good at the first pass, of all that came out: 0 to 1.</summary>
    public decimal? Yield => Total > 0 ? Good / Total : null;

    /// <summary>The share of its entries that came late.</summary>
    public decimal? Late => Entries > 0 ? (decimal)LateEntries / Entries : null;

    /// <summary>For one unit of what came out.</summary>
    public decimal? Pace => Total > 0 && Seconds > 0 ? Seconds / Total : null;
}

/// <summary>Reads completed jobs from the views. What does an operation again is no first pass, and is left out.</summary>
internal static class JudgedJobs
{
    public static async Task<IReadOnlyList<JudgedJob>> Of(
        ViewsDb views, string site, IReadOnlyCollection<string> masters, DateTimeOffset since, CancellationToken stop)
    {
        var jobs =
            from made in views.Set<AdoptionJobRow>().AsNoTracking()
            join job in views.Set<JobRow>().AsNoTracking() on new { made.Site, made.Job } equals new { job.Site, job.Job }
            where made.Site == site && masters.Contains(made.WorkMaster) && made.EndedAt >= since && job.Repeats == null
            select new
            {
                made.Version,
                made.WorkCenter,
                job.Operation,
                made.EndedAt,
                job.Good,
                Bad = job.Rejected + job.Rework + job.Review,
                Seconds = job.SetupSeconds + job.RunSeconds,
                made.Entries,
                made.LateEntries,
                made.Exceptions,
                made.HelpCalls,
            };
        return (await jobs.ToListAsync(stop)).ConvertAll(one => new JudgedJob(
            one.Version, one.WorkCenter, one.Operation, one.EndedAt!.Value, one.Good, one.Good + one.Bad, one.Seconds, one.Entries, one.LateEntries,
            one.Exceptions, one.HelpCalls));
    }
}
