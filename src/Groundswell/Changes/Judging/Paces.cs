namespace Groundswell.Changes.Judging;

/// <summary>How long a unit took in each operation: what jobs are compared with, each with its own operation's.</summary>
internal sealed class Paces(IEnumerable<JudgedJob> before)
{
    private readonly Dictionary<string, decimal> _usual = before.Where(job => job.Pace is not null).GroupBy(job => job.Operation)
        .ToDictionary(operation => operation.Key, operation => operation.Average(job => job.Pace!.Value), StringComparer.Ordinal);

    /// <summary>A job's time as a share of what its operation took before: 1 is as before. Null where nothing is known to compare it with.</summary>
    public decimal? Of(JudgedJob job) => job.Pace is { } pace && _usual.TryGetValue(job.Operation, out var usual) ? pace / usual : null;
}
