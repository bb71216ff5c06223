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
        Assert.All(entries, entry => Assert.Equal(CanonicalForm.LeafHash(entry), entry.LeafHash.ToArray()));
    }

    [Theory, EveryStore]
    public async Task A_guard_that_does_not_hold_refuses_the_append(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1").At("job-1", 0));

        var refused = await journal.Append(Sample.To("job-1").At("job-1", 0), Stop);

        Assert.Equal(new Stale(new Guard(Sample.Log, "job-1", 0), 1), refused);
        Assert.Single(await journal.ReadStream(Sample.Log, "job-1", 1, Stop));
    }

    [Theory, EveryStore]
    public async Task The_same_command_again_is_answered_as_the_first_time_also_after_a_restart(TestStore store)
    {
        var append = Sample.To("job-1").At("job-1", 0);
        Receipt first;
        await using (var journal = await store.Open())
        {
            first = await journal.Recorded(append);
            Assert.Equal(first with { Repeated = true }, await journal.Append(append, Stop));
        }

        await using (var journal = await store.Open())
        {
            Assert.Equal(first with { Repeated = true }, await journal.Append(append, Stop));
            Assert.Equal(first with { Repeated = true }, await journal.Find(append.Command, Stop));
            Assert.Single(await journal.All());
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
}
