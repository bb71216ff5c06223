namespace Groundswell.Record.Tests;

public sealed class NewsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task Who_follows_all_logs_hears_of_one_when_it_has_its_first_entry(TestStore store)
    {
        await using var journal = await store.Open();
        var first = journal.WaitForLogs(0, Stop);
        Assert.False(first.IsCompleted);

        await journal.Recorded(Sample.To("job-1"));
        Assert.Equal([Sample.Log], await first);

        await journal.OpenLog("site-b", Stop);
        var second = journal.WaitForLogs(1, Stop);
        await journal.Recorded(Sample.To("job-2"));
        Assert.False(second.IsCompleted);
        await journal.Recorded(Sample.To("job-1") with { Log = "site-b" });
        Assert.Equal([Sample.Log, "site-b"], await second);
    }

    [Theory, EveryStore]
    public async Task Logs_that_had_entries_before_it_was_opened_are_known_at_once(TestStore store)
    {
        await using (var before = await store.Open())
            await before.Recorded(Sample.To("job-1"));

        await using var journal = await store.Open();

        Assert.Equal([Sample.Log], await journal.WaitForLogs(0, Stop));
    }
}
