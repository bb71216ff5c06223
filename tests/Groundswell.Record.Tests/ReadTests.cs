using Groundswell.Record.Tests.Verifying;

namespace Groundswell.Record.Tests;

public sealed class ReadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task A_log_is_read_in_order_in_batches_from_any_position(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1", [.. Enumerable.Range(1, 25).Select(i => $"{i}")]));

        var batches = new List<int>();
        var positions = new List<long>();
        await foreach (var batch in journal.ReadLog(Sample.Log, 6, 10, Stop))
        {
            batches.Add(batch.Count);
            positions.AddRange(batch.Select(entry => entry.Position));
        }

        Assert.Equal([10, 10], batches);
        Assert.Equal(Enumerable.Range(6, 20).Select(n => (long)n), positions);
    }

    [Theory, EveryStore]
    public async Task A_stream_is_read_from_a_version(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1", "1", "2", "3"));
        await journal.Recorded(Sample.To("job-10", "1", "2", "3"));

        Assert.Equal([2L, 3L], (await journal.ReadStream(Sample.Log, "job-1", 2, Stop)).Select(entry => entry.Version));
        Assert.Empty(await journal.ReadStream(Sample.Log, "job-1", 4, Stop));
        Assert.Equal(3, await journal.VersionOf(Sample.Log, "job-10", Stop));
    }

    [Theory, EveryStore]
    public async Task What_is_not_there_is_empty(TestStore store)
    {
        await using var journal = await store.Open();

        Assert.Empty(await journal.ReadStream(Sample.Log, "job-1", 1, Stop));
        Assert.Empty(await journal.ReadStream("site-z", "job-1", 1, Stop));
        Assert.Empty(await journal.All());
        Assert.Empty(await journal.All("site-z"));
        Assert.Equal(0, await journal.VersionOf("site-z", "job-1", Stop));
    }

    [Theory, EveryStore]
    public async Task Whoever_stops_reading_early_leaves_nothing_behind(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1", [.. Enumerable.Repeat("{}", 500)]));

        for (var i = 0; i < 50; i++)
        {
            await foreach (var batch in journal.ReadLog(Sample.Log, 1, 10, Stop))
            {
                Assert.Equal(10, batch.Count);
                break;
            }
        }

        Assert.Equal(500, (await journal.All()).Count);
    }

    [Theory, EveryStore]
    public async Task News_wakes_whoever_waits(TestStore store)
    {
        await using var journal = await store.Open();
        var waiting = journal.WaitForNews(Sample.Log, 0, Stop);
        Assert.False(waiting.IsCompleted);

        await journal.Recorded(Sample.To("job-1", "1", "2"));

        Assert.Equal(2, await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.Equal(2, await journal.WaitForNews(Sample.Log, 1, Stop));
        Assert.False(journal.WaitForNews(Sample.Log, 2, Stop).IsCompleted);
    }

    [Theory, EveryStore]
    public async Task What_was_recorded_before_a_restart_is_no_news_to_wait_for(TestStore store)
    {
        await using (var journal = await store.Open())
            await journal.Recorded(Sample.To("job-1"));

        await using (var journal = await store.Open())
            Assert.Equal(1, await journal.WaitForNews(Sample.Log, 0, Stop));
    }

    [Theory, EveryStore]
    public async Task Waiting_for_news_can_be_given_up(TestStore store)
    {
        await using var journal = await store.Open();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var waiting = journal.WaitForNews(Sample.Log, 0, patience.Token);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory, EveryStore]
    public async Task Readers_read_while_the_writer_writes(TestStore store)
    {
        await using var journal = await store.Open();
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; i < 100; i++)
                    await journal.Recorded(Sample.To($"job-{i % 7}", "{}", "{}", "{}"));
            },
            Stop);

        var seen = 0L;
        while (seen < 300)
        {
            await journal.WaitForNews(Sample.Log, seen, Stop);
            await foreach (var batch in journal.ReadLog(Sample.Log, seen + 1, 17, Stop))
            {
                Assert.Equal(seen + 1, batch[0].Position);
                seen = batch[^1].Position;
            }
        }

        await writing;
        Assert.Equal(300, seen);
    }

    [Theory, EveryStore]
    public async Task A_missing_entry_is_told_not_skipped(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1", "1", "2", "3"));
        await store.TamperOne("DELETE FROM entry WHERE position = 2");

        var stream = await Assert.ThrowsAsync<RecordDamagedException>(() => journal.ReadStream(Sample.Log, "job-1", 1, Stop));
        var log = await Assert.ThrowsAsync<RecordDamagedException>(() => journal.All());

        Assert.Contains("in the stream 'job-1', version 2 is missing", stream.Message, StringComparison.Ordinal);
        Assert.Contains("entry 2 is missing", log.Message, StringComparison.Ordinal);
        Assert.Single(await journal.ReadStream(Sample.Log, "job-1", 3, Stop));
    }

    [Theory, EveryStore]
    public async Task An_entry_that_was_put_before_the_first_is_no_stream_s_newest(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1"));
        await store.Copy("-5", "2", guarded: false);

        await Assert.ThrowsAsync<RecordDamagedException>(() => journal.ReadStream(Sample.Log, "job-1", 1, Stop));
    }

    [Theory, EveryStore]
    public async Task The_tables_take_no_entry_before_the_first(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1"));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.Copy("-5", "2", guarded: true));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.Copy("2", "0", guarded: true));
        Assert.Single(await journal.ReadStream(Sample.Log, "job-1", 1, Stop));
    }
}
