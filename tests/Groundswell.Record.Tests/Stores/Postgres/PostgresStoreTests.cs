using System.Security.Cryptography;
using Groundswell.Record.Stores;
using Groundswell.Record.Stores.Postgres;
using Groundswell.Testing;

namespace Groundswell.Record.Tests.Stores.Postgres;

public sealed class PostgresStoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_written_is_read_back_field_by_field()
    {
        await using var store = await OpenPrepared();
        await store.Writer!.Open("site-a");

        var written = await store.Writer!.Append("site-a", "job-1", "job-2", "job-1");

        var read = await store.ReadLog("site-a", 1, long.MaxValue, 10, Stop);
        Assert.Equal([1, 2, 3], read.Select(entry => entry.Position));
        foreach (var (before, after) in written.Zip(read))
        {
            Assert.Equal(
                before with { Payload = default, LeafHash = default, DecidedAgainst = [] },
                after with { Payload = default, LeafHash = default, DecidedAgainst = [] });
            Assert.Equal(before.DecidedAgainst, after.DecidedAgainst);
            Assert.Equal(before.Payload.ToArray(), after.Payload.ToArray());
            Assert.Equal(before.LeafHash.ToArray(), CanonicalForm.LeafHash(after));
        }

        Assert.Equal([1, 3], (await store.ReadStream(new StreamKey("site-a", "job-1"), 1, 10, Stop)).Select(entry => entry.Position));
    }

    [Fact]
    public async Task A_scan_shows_the_bytes_that_were_hashed()
    {
        await using var store = await OpenPrepared();
        await store.Writer!.Open("site-a");
        await store.Writer!.Append("site-a", "job-1", "job-2", "job-1", "job-3");

        var buffer = new CanonicalForm.CanonicalBuffer();
        var seen = new List<long>();
        await store.Scan(
            "site-a", 2, 3,
            (in entry, stored) =>
            {
                seen.Add(entry.Position);
                CanonicalForm.Write(entry, buffer);
                Assert.Equal(stored.ToArray(), SHA256.HashData(buffer.Written));
            },
            Stop);

        Assert.Equal([2, 3], seen);
    }

    [Fact]
    public async Task A_batch_larger_than_one_statement_should_be_is_still_one_commit()
    {
        await using var store = new DatabaseStore();
        await using var journal = await store.Open();
        var megabytes = $"\"{new string('x', 4_000_000)}\"";

        var receipt = await journal.Recorded(Sample.To("job-1", [.. Enumerable.Repeat(megabytes, 20), "{}"]));

        var entries = await journal.ReadStream(Sample.Log, "job-1", 1, Stop);
        Assert.Equal(Enumerable.Range(1, receipt.Count).Select(version => (long)version), entries.Select(entry => entry.Position));
        Assert.All(entries, entry => Assert.Equal(CanonicalForm.LeafHash(entry), entry.LeafHash.ToArray()));
    }

    [Fact]
    public async Task A_commit_that_is_refused_lets_go_of_the_log()
    {
        await using var database = await PostgresServer.NewDatabase();
        await Journal.PreparePostgres(database.Owner, PostgresServer.Application, new JournalOptions(), Stop);
        await using var one = await PostgresStore.Open(database.Application, writing: true, TimeProvider.System, Stop);
        await using var two = await PostgresStore.Open(database.Application, writing: true, TimeProvider.System, Stop);
        await one.Writer!.Open("site-a");
        await one.Writer!.Append("site-a", "job-1");
        var scope = await one.Writer!.Begin("site-a", "job-1");
        var again = StoreBatch.Changes(scope with { Streams = new Dictionary<StreamKey, StreamHead>() }, "site-a", ["job-1"]);

        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => one.Writer!.Commit(again, Stop));

        Assert.Contains("entry_by_stream", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await two.Writer!.Append("site-a", "job-1")).Single().Position);
        Assert.Equal(3, (await one.Writer!.Append("site-a", "job-1")).Single().Position);
    }

    [Fact]
    public async Task A_stream_without_an_entry_is_left_out_of_what_a_batch_is_checked_against()
    {
        await using var store = await OpenPrepared();
        await store.Writer!.Open("site-a");
        await store.Writer!.Append("site-a", "job-1", "job-1");

        var scope = await store.Writer!.Begin("site-a", "job-1", "job-2");
        await store.Writer!.Rollback();

        Assert.Equal(new StreamHead(2, 2), scope.Streams[new StreamKey("site-a", "job-1")]);
        Assert.False(scope.Streams.ContainsKey(new StreamKey("site-a", "job-2")));
    }

    private static async Task<PostgresStore> OpenPrepared()
    {
        var database = await PostgresServer.NewDatabase();
        await PostgresSchema.Prepare(
            database.Owner, PostgresServer.Application, new StoreIdentity(Guid.CreateVersion7(), RecordKind.Plant), PostgresTables.Steps, Stop);
        return await PostgresStore.Open(database.Application, writing: true, TimeProvider.System, Stop);
    }
}
