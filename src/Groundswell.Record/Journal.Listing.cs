namespace Groundswell.Record;

public sealed partial class Journal
{
    /// <summary>Waits until more logs than <paramref name="known"/> have entries; gives the names of all that have, new ones last.</summary>
    public Task<IReadOnlyList<string>> WaitForLogs(int known, CancellationToken stop) => Store.WaitForLogs(known, stop);

    /// <summary>When the newest entry of all logs was recorded; null of a record without entries.</summary>
    public async Task<DateTimeOffset?> NewestRecordedAt(CancellationToken stop)
    {
        DateTimeOffset? newest = null;
        foreach (var log in await Store.Logs(stop))
        {
            if (log.Size > 0 && Microseconds.ToInstant(log.RecordedAt) is var at && !(newest > at))
                newest = at;
        }

        return newest;
    }
}
