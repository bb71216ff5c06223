using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests.Checkpoints;

public sealed class CheckpointWritingTests : IDisposable
{
    private readonly SigningKey _key = SigningKey.FromSeed(new byte[32]);
    private readonly ManualTime _time = new(Sample.Noon);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private JournalOptions Options => new()
    {
        Kind = RecordKind.Trial,
        Time = _time,
        SigningKey = _key,
        CheckpointEntries = 10,
        CheckpointAfter = TimeSpan.FromMinutes(1),
    };

    public void Dispose() => _key.Dispose();

    [Theory, EveryStore]
    public async Task A_checkpoint_is_signed_when_so_many_entries_came(TestStore store)
    {
        await using var journal = await store.Open(Options);

        for (var i = 0; i < 25; i++)
            await journal.Recorded(Sample.To("job-1"));

        Assert.Equal([10, 20], (await CheckpointsOf(journal)).Select(checkpoint => checkpoint.Size));
    }

    [Theory, EveryStore]
    public async Task A_checkpoint_is_signed_when_an_entry_has_waited_long_enough(TestStore store)
    {
        await using var journal = await store.Open(Options);
        await journal.Recorded(Sample.To("job-1"));
        _time.Set(Sample.Noon.AddSeconds(59));
        await journal.Recorded(Sample.To("job-1"));
        Assert.Empty(await CheckpointsOf(journal));

        _time.Set(Sample.Noon.AddSeconds(60));

        // The writer takes the signing before what is sent after it.
        await journal.Recorded(Sample.To("job-1"));
        Assert.Equal([2], (await CheckpointsOf(journal)).Select(checkpoint => checkpoint.Size));
        _time.Set(Sample.Noon.AddSeconds(120));
        await journal.OpenLog(Sample.Log, Stop);
        Assert.Equal([2, 3], (await CheckpointsOf(journal)).Select(checkpoint => checkpoint.Size));
        _time.Set(Sample.Noon.AddSeconds(300));
        await journal.OpenLog(Sample.Log, Stop);
        Assert.Equal(2, (await CheckpointsOf(journal)).Count);
    }

    [Theory, EveryStore]
    public async Task Closing_signs_what_no_checkpoint_covers(TestStore store)
    {
        await using (var journal = await store.Open(Options))
        {
            await journal.OpenLog("site-b", Stop);
            await journal.Recorded(Sample.To("job-1", "{}", "{}", "{}"));
        }

        await using (var journal = await store.Open(Options))
        {
            Assert.Equal([3], (await CheckpointsOf(journal)).Select(checkpoint => checkpoint.Size));
            Assert.Empty(await journal.Store.Checkpoints("site-b", 0, long.MaxValue, Stop));
        }

        await using (var journal = await store.Open(Options))
            Assert.Single(await CheckpointsOf(journal));
    }

    [Theory, EveryStore]
    public async Task What_a_killed_process_left_unsigned_is_signed_by_the_next(TestStore store)
    {
        await using (var journal = await store.Open(Options with { SigningKey = null }))
        {
            await journal.Recorded(Sample.To("job-1", "{}", "{}", "{}"));
            Assert.Empty(await CheckpointsOf(journal));
        }

        await using (var journal = await store.Open(Options))
        {
            _time.Set(Sample.Noon.AddSeconds(60));
            await journal.OpenLog(Sample.Log, Stop);
            Assert.Equal([3], (await CheckpointsOf(journal)).Select(checkpoint => checkpoint.Size));
        }
    }

    [Theory, EveryStore]
    public async Task A_checkpoint_is_the_signed_root_over_the_log_at_its_size(TestStore store)
    {
        await using var journal = await store.Open(Options);
        for (var i = 0; i < 12; i++)
            await journal.Recorded(Sample.To($"job-{i % 3}", [.. Enumerable.Repeat("{}", 50)]));

        foreach (var row in await CheckpointsOf(journal))
        {
            var note = SignedNote.Parse(row.Note);
            var checkpoint = Checkpoint.Parse(note.Text);
            Assert.True(Assert.Single(note.Signatures).IsBy(_key.Public, note.TextBytes));
            Assert.Equal(($"groundswell/trial/{journal.Id}/{Sample.Log}", row.Size), (checkpoint.Origin, checkpoint.Size));
            Assert.Equal(MerkleTree.RootOf(await journal.Store.LeafHashes(Sample.Log, 1, row.Size, Stop)), checkpoint.Root);
        }

        Assert.Equal(12, (await CheckpointsOf(journal)).Count);
    }

    private static Task<IReadOnlyList<CheckpointRow>> CheckpointsOf(Journal journal) =>
        journal.Store.Checkpoints(Sample.Log, 0, long.MaxValue, Stop);
}
