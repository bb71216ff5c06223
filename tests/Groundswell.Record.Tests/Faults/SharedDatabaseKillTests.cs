using Groundswell.Record.Checkpoints;
using Groundswell.Record.Tests.Stores.Postgres;
using Groundswell.Testing;

namespace Groundswell.Record.Tests.Faults;

/// <summary>Two processes write the same logs of one database, and one of them is killed while the other goes on.</summary>
public sealed class SharedDatabaseKillTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Of_two_processes_on_one_database_either_is_killed_and_nothing_acknowledged_is_lost() => KillOneOfTwo(times: 10);

    [Fact, Trait("Duration", "long")]
    public Task Of_two_processes_on_one_database_a_hundred_are_killed_and_nothing_acknowledged_is_lost() => KillOneOfTwo(times: 100);

    private static async Task KillOneOfTwo(int times)
    {
        using var folder = new TemporaryFolder();
        using var key = SigningKey.Create(folder.File("signing.key"));
        await using var database = await PostgresServer.NewDatabase();
        await Journal.PreparePostgres(database.Owner, PostgresServer.Application, new JournalOptions { Kind = RecordKind.Trial }, Stop);
        await using var journal = await Journal.OpenPostgresForReading(database.Application, Stop);
        var (random, ledger) = (new SplitMix64(7), new Ledger());
        WriterProcess[] writers = [await Start(), await Start()];
        try
        {
            for (var kill = 0; kill < times; kill++)
            {
                await Task.WhenAll(writers.Select(writer => writer.ReadUntil(writer.Acknowledged.Count + 1 + random.Next(60), Stop)));
                var killed = random.Next(2);
                await writers[killed].Kill(Stop);
                ledger.Add(writers[killed]);
                // What the killed one's server process is still busy with, another process sends again at this moment.
                writers[killed].Dispose();
                writers[killed] = await Start();
            }

            await Task.WhenAll(writers.Select(writer => writer.ReadUntil(20, Stop)));
            foreach (var writer in writers)
            {
                await writer.Kill(Stop);
                ledger.Add(writer);
            }
        }
        finally
        {
            foreach (var writer in writers)
                writer.Dispose();
        }

        await database.CutConnections("groundswell%");
        await ledger.Check(journal, key.Public, Stop);

        async Task<WriterProcess> Start()
        {
            var unanswered = folder.File($"unanswered-{Guid.CreateVersion7():N}");
            await ledger.WriteUnanswered(unanswered, Stop);
            return WriterProcess.Start(
                "--store", database.Application, "--signing-key", folder.File("signing.key"), "--again", unanswered, "--checkpoint-every", "40",
                "--payload", "300", "--writers", "8", "--log", "site-a", "--log", "site-b");
        }
    }
}
