using System.Text;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests;

public sealed class AppendTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task What_was_appended_is_read_as_it_was(TestStore store)
    {
        await using var journal = await store.Open();
        var append = Sample.To("job-1", """{"job":"1","remark":"Riecht angebrannt – 95 °C"}""", "{ }") with
        {
            Station = "T-4",
            Device = "tablet-9",
            Shift = "A",
            Source = Source.Scanned,
            OccurredAt = new DateTimeOffset(2026, 3, 1, 7, 0, 0, TimeSpan.FromHours(1)).AddTicks(12_345_678),
        };

        var receipt = await journal.Recorded(append);

        var entries = await journal.ReadStream(Sample.Log, "job-1", 1, Stop);
        Assert.Equal((1, 2, false), (receipt.First, receipt.Count, receipt.Repeated));
        Assert.Equal([(1, 1, 0), (2, 2, 1)], entries.Select(entry => (entry.Position, entry.Version, entry.Ordinal)));
        var first = entries[0];
        Assert.Equal(("T-4", "tablet-9", "A", Source.Scanned), (first.Station, first.Device, first.Shift, first.Source));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 6, 0, 1, TimeSpan.Zero).AddTicks(2_345_670), first.OccurredAt);
        Assert.Equal(receipt.RecordedAt, first.RecordedAt);
        Assert.Equal(("Europe/Berlin", "P-17", "job.held", append.Command), (first.TimeZone, first.Actor, first.Name, first.Command));
        Assert.Equal("""{"job":"1","remark":"Riecht angebrannt – 95 °C"}""", Encoding.UTF8.GetString(first.Payload.Span));
        Assert.Equal("{ }", Encoding.UTF8.GetString(entries[1].Payload.Span));
        Assert.All(entries, entry => Assert.Equal(CanonicalForm.LeafHash(entry), entry.LeafHash.ToArray()));
    }

    [Theory, EveryStore]
    public async Task What_was_left_out_is_read_as_absent(TestStore store)
    {
        await using var journal = await store.Open();

        await journal.Recorded(Sample.To("job-1"));

        var entry = Assert.Single(await journal.ReadStream(Sample.Log, "job-1", 1, Stop));
        Assert.Equal((null, null, null, null), (entry.Station, entry.Device, entry.Shift, entry.Corrects));
        Assert.Empty(entry.DecidedAgainst);
    }

    [Theory, EveryStore]
    public async Task One_command_may_write_several_streams(TestStore store)
    {
        await using var journal = await store.Open();

        await journal.Recorded(Sample.To("job-1") with { Entries = [Sample.Entry("job-1"), Sample.Entry("lot-7"), Sample.Entry("job-1")] });

        Assert.Equal([("job-1", 1), ("lot-7", 1), ("job-1", 2)], (await journal.All()).Select(entry => (entry.Stream, entry.Version)));
    }

    [Theory, EveryStore]
    public async Task An_entry_may_have_happened_at_another_time_than_its_command(TestStore store)
    {
        await using var journal = await store.Open();
        var earlier = Sample.Noon.AddMinutes(-10);

        await journal.Recorded(Sample.To("job-1") with { Entries = [Sample.Entry("job-1") with { OccurredAt = earlier }, Sample.Entry("job-1")] });

        Assert.Equal([earlier, Sample.Noon], (await journal.All()).Select(entry => entry.OccurredAt));
    }

    [Theory, EveryStore]
    public async Task A_log_nobody_opened_takes_nothing(TestStore store)
    {
        await using var journal = await store.Open();

        Assert.Equal(new UnknownLog("site-z"), await journal.Append(Sample.To("job-1") with { Log = "site-z" }, Stop));
    }

    [Theory, EveryStore]
    public async Task Opening_a_log_again_changes_nothing(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1"));
        var before = await journal.Store.Logs(Stop);

        await journal.OpenLog(Sample.Log, Stop);

        Assert.Equivalent(before, await journal.Store.Logs(Stop), strict: true);
    }

    [Theory, EveryStore]
    public async Task A_correction_names_an_entry_of_its_own_log_that_is_there(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1"));

        await journal.Recorded(Correcting(1));

        Assert.Equal(1, (await journal.All())[1].Corrects);
        foreach (var nowhere in new long[] { 0, -1, 3, 4, long.MaxValue })
            Assert.Equal(new CorrectsNothing(Sample.Log, nowhere), await journal.Append(Correcting(nowhere), Stop));

        static Append Correcting(long position) =>
            Sample.To("job-1") with { Entries = [Sample.Entry("job-1") with { Corrects = position }] };
    }

    [Theory, EveryStore]
    public async Task Nothing_is_recorded_earlier_than_what_was_recorded_before_it(TestStore store)
    {
        var time = new ManualTime(Sample.Noon);
        var options = new JournalOptions { Kind = RecordKind.Trial, Time = time };
        await using (var journal = await store.Open(options))
        {
            await journal.Recorded(Sample.To("job-1"));
            time.Set(Sample.Noon.AddHours(-1));
            await journal.Recorded(Sample.To("job-1"));
        }

        await using (var journal = await store.Open(options))
        {
            await journal.Recorded(Sample.To("job-1"));
            time.Set(Sample.Noon.AddTicks(19));
            await journal.Recorded(Sample.To("job-1"));
            Assert.Equal(
                [Sample.Noon, Sample.Noon, Sample.Noon, Sample.Noon.AddTicks(10)], (await journal.All()).Select(entry => entry.RecordedAt));
        }
    }

    [Theory, EveryStore]
    public async Task Each_log_counts_for_itself(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.OpenLog("site-b", Stop);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => journal.Recorded(Sample.To("job-1") with { Log = i % 2 == 0 ? Sample.Log : "site-b" })));

        foreach (var log in new[] { Sample.Log, "site-b" })
        {
            var entries = await journal.All(log);
            Assert.Equal(Enumerable.Range(1, 50).Select(n => ((long)n, (long)n)), entries.Select(entry => (entry.Position, entry.Version)));
            Assert.All(entries, entry => Assert.Equal(log, entry.Log));
        }
    }

    [Theory, EveryStore]
    public async Task The_tree_in_the_store_is_the_tree_over_the_leaf_hashes(TestStore store)
    {
        await using var journal = await store.Open();
        for (var i = 0; i < 30; i++)
            await journal.Recorded(Sample.To($"job-{i % 3}", [.. Enumerable.Repeat("{}", 10 + i)]));

        var head = await journal.Store.Head(Sample.Log, Stop);
        var hashes = await journal.Store.LeafHashes(Sample.Log, 1, head!.Size, Stop);

        Assert.Equal(735, head.Size);
        Assert.Equal(MerkleTree.RootOf(hashes), new Frontier(head.Size, head.Frontier).Root());
        var tile = await journal.Store.Tile(Sample.Log, 0, 1, Stop);
        Assert.Equal(hashes[(256 * 32)..(512 * 32)], tile!.Hashes);
    }

    [Theory, EveryStore]
    public async Task Many_who_append_to_one_stream_at_once_get_consecutive_versions(TestStore store)
    {
        await using var journal = await store.Open();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 10; i++)
                    await journal.Recorded(Sample.To("counter"));
            },
            Stop)));

        var entries = await journal.ReadStream(Sample.Log, "counter", 1, Stop);
        Assert.Equal(Enumerable.Range(1, 400).Select(n => (long)n), entries.Select(entry => entry.Version));
        Assert.Equal(Enumerable.Range(1, 400).Select(n => (long)n), entries.Select(entry => entry.Position));
    }

    [Theory, EveryStore]
    public async Task What_the_record_says_of_itself_nobody_else_says(TestStore store)
    {
        await using (var journal = await store.Open())
        {
            var refused = await Assert.ThrowsAsync<ArgumentException>(() => journal.Append(Sample.To("record"), TestContext.Current.CancellationToken));
            Assert.Contains("The stream 'record'", refused.Message, StringComparison.Ordinal);
        }

        await using var again = await store.Open();
        Assert.Empty(await again.All());
    }
}
