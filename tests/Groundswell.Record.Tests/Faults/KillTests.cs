using Groundswell.Record.Checkpoints;
using Groundswell.Record.Tests.Stores.Postgres;

namespace Groundswell.Record.Tests.Faults;

/// <summary>A process with many writers over several logs is killed at any moment: while it opens, writes, checkpoints, recovers from the last kill.</summary>
public sealed class KillTests
{
    private const int KillsPerFolder = 25;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_process_killed_a_hundred_times_loses_nothing_that_was_acknowledged() => KillFolders(seeds: 4);

    [Fact, Trait("Duration", "long")]
    public Task A_process_killed_a_thousand_times_loses_nothing_that_was_acknowledged() => KillFolders(seeds: 40);

    // Side by side, because a process spends most of its short life waiting.
    private static Task KillFolders(int seeds) => Parallel.ForEachAsync(
        Enumerable.Range(1, seeds),
        new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Stop },
        async (seed, _) =>
        {
            var kill = 0;
            try
            {
                await KillOneFolder(new SplitMix64((ulong)seed), number => kill = number);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                throw new InvalidOperationException($"Seed {seed}, kill {kill}: {failure.Message}", failure);
            }
        });

    private static async Task KillOneFolder(SplitMix64 random, Action<int> killing)
    {
        using var folder = new TemporaryFolder();
        var (data, key, unanswered) = (folder.File("data"), folder.File("signing.key"), folder.File("unanswered"));
        var ledger = new Ledger();
        for (var kill = 1; kill <= KillsPerFolder; kill++)
        {
            killing(kill);
            await ledger.WriteUnanswered(unanswered, Stop);
            using var writer = WriterProcess.Start(
                "--data", data, "--signing-key", key, "--again", unanswered, "--checkpoint-every", "40", "--payload", "300",
                "--writers", "8", "--log", "site-a", "--log", "site-b", "--log", "site-a.people");
            if (random.Next(6) == 0)
                await Task.Delay(random.Next(300), Stop);
            else
                await writer.ReadUntil(1 + random.Next(120), Stop);
            await writer.Kill(Stop);
            ledger.Add(writer);

            // Now and then the next process is the first to see what the last one left.
            if (ledger.Acknowledged > 0 && random.Next(4) != 0)
                await CheckReading();
        }

        await CheckWriting();
        Assert.True(ledger.Acknowledged > 10 * KillsPerFolder, $"Only {ledger.Acknowledged} commands were acknowledged.");

        async Task CheckReading()
        {
            using var signing = SigningKey.Load(key);
            await using var journal = await Journal.OpenFolderForReading(Path.Combine(data, "record"), Stop);
            await ledger.Check(journal, signing.Public, Stop);
        }

        async Task CheckWriting()
        {
            using var signing = SigningKey.Load(key);
            await using var journal = await Journal.OpenFolder(Path.Combine(data, "record"), new JournalOptions { SigningKey = signing }, Stop);
            await ledger.Check(journal, signing.Public, Stop);
            var after = await journal.Recorded(Sample.To("job-1"));
            Assert.Equal(after.First, (await journal.All())[^1].Position);
        }
    }
}
