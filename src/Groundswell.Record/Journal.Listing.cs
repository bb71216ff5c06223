namespace Groundswell.Record;

public sealed partial class Journal
{
    /// <summary>Waits until more logs than <paramref name="known"/> have entries; gives the names of all that have, new ones last.</summary>
    public Task<IReadOnlyList<string>> WaitForLogs(int known, CancellationToken stop) => Store.WaitForLogs(known, stop);
}
