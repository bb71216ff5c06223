using Npgsql;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>Several processes on one database. Each has a journal with connections, memory and a writer of its own, as two processes have.</summary>
public sealed class SharedDatabaseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_processes_write_the_same_logs_without_a_gap_or_a_lost_conflict()
    {
        await using var store = new DatabaseStore();
        await using var one = await store.Open();
        await using var two = await store.Open();
        await one.OpenLog("site-b", Stop);

        var receipts = await Task.WhenAll(
            from worker in Enumerable.Range(0, 24)
            select Task.Run(() => Work(worker % 2 == 0 ? one : two, (ulong)worker), Stop));

        foreach (var log in (string[])[Sample.Log, "site-b"])
        {
            var whole = await WholeLog.Of(one.Store, log);
            var acknowledged = receipts.SelectMany(worker => worker).Where(receipt => receipt.Log == log).ToList();
            Assert.Equal(acknowledged.Count, whole.Commands.Count);
            Assert.All(acknowledged, receipt => Assert.Equal(receipt.First, whole.Commands[receipt.Command]));
        }

        // Appends a while to few streams, each time on the version just read; whoever was beaten reads again.
        async Task<List<Receipt>> Work(Journal journal, ulong seed)
        {
            var random = new SplitMix64(seed);
            var recorded = new List<Receipt>();
            while (recorded.Count < 40)
            {
                var (log, other) = random.Next(2) == 0 ? (Sample.Log, "site-b") : ("site-b", Sample.Log);
                var stream = $"job-{random.Next(4)}";
                var version = await journal.VersionOf(log, stream, Stop);
                var append = Sample.To(stream, "{}", "{}") with { Log = log };
                append = append.At(stream, version, log);
                if (random.Next(3) == 0)
                    append = append.At("job-0", await journal.VersionOf(other, "job-0", Stop), other);
                if (await journal.Append(append, Stop) is Receipt receipt)
                    recorded.Add(receipt);
            }

            return recorded;
        }
    }

    [Fact]
    public async Task A_command_sent_to_two_processes_at_once_is_recorded_by_one()
    {
        await using var store = new DatabaseStore();
        await using var one = await store.Open();
        await using var two = await store.Open();

        for (var i = 0; i < 50; i++)
        {
            var append = Sample.To("job-1");

            var answers = await Task.WhenAll(one.Append(append, Stop), two.Append(append, Stop));

            var receipts = answers.Cast<Receipt>().ToList();
            Assert.Single(receipts, receipt => receipt.Repeated);
            Assert.Single(receipts.Select(receipt => (receipt.First, receipt.RecordedAt)).Distinct());
        }
    }

    [Fact]
    public async Task A_command_sent_to_two_logs_by_two_processes_at_once_is_recorded_in_one()
    {
        await using var store = new DatabaseStore();
        await using var one = await store.Open();
        await using var two = await store.Open();
        await one.OpenLog("site-b", Stop);
        await two.OpenLog("site-b", Stop);

        for (var i = 0; i < 100; i++)
        {
            var here = Sample.To("job-1");
            var there = here with { Log = "site-b" };

            var answers = await Task.WhenAll(Task.Run(() => one.Append(here, Stop)), Task.Run(() => two.Append(there, Stop)));

            Assert.Single(answers.OfType<Receipt>());
            Assert.Single(answers.OfType<CommandIdReused>());
        }
    }

    [Fact]
    public async Task Several_who_open_a_log_at_once_open_one()
    {
        await using var store = new DatabaseStore();
        Journal[] journals = [await store.OpenWithout(), await store.OpenWithout(), await store.OpenWithout(), await store.OpenWithout()];

        for (var i = 0; i < 50; i++)
        {
            var log = $"site-{i}";
            await Task.WhenAll(journals.Select(journal => journal.OpenLog(log, Stop)));
            await Task.WhenAll(journals.Select(journal => journal.Recorded(Sample.To("job-1") with { Log = log })));

            Assert.Equal(4, (await WholeLog.Of(journals[0].Store, log)).Size);
            Assert.Equal(i + 1, await store.Database.Ask<long>("SELECT count(*) FROM record.log"));
        }

        foreach (var journal in journals)
            await journal.DisposeAsync();
    }

    [Fact]
    public async Task A_process_does_not_believe_its_memory_where_another_has_written()
    {
        await using var store = new DatabaseStore();
        await using var one = await store.Open();
        await using var two = await store.Open();
        await one.Recorded(Sample.To("job-1").At("job-1", 0));
        await two.Recorded(Sample.To("job-1").At("job-1", 1));

        var refused = await one.Append(Sample.To("job-1").At("job-1", 1), Stop);

        Assert.Equal(new Stale(new Guard(Sample.Log, "job-1", 1), 2), refused);
    }

    [Fact]
    public async Task A_log_that_one_process_holds_does_not_keep_another_from_its_own()
    {
        await using var store = new DatabaseStore();
        await using var one = await store.Open();
        await one.OpenLog("site-b", Stop);
        await using var holder = await Holder.Of(store.Database.Application, Sample.Log);

        var held = one.Append(Sample.To("job-1"), Stop);
        await using var two = await Journal.OpenPostgres(store.Database.Application, new JournalOptions(), Stop);
        var receipt = await two.Recorded(Sample.To("job-1") with { Log = "site-b" });

        Assert.Equal(1, receipt.First);
        Assert.False(held.IsCompleted);
        await holder.LetGo();
        Assert.IsType<Receipt>(await held);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_a_writer()
    {
        await using var store = new DatabaseStore();
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1"));
        await using var holder = await Holder.Of(store.Database.Application, Sample.Log);

        Assert.Single(await journal.All());
        Assert.Equal(1, await journal.VersionOf(Sample.Log, "job-1", Stop));
    }

    [Fact]
    public async Task Whoever_waits_hears_what_another_process_recorded()
    {
        await using var store = new DatabaseStore();
        await using var one = await store.Open();
        await using var two = await store.Open();
        var news = one.WaitForNews(Sample.Log, 0, Stop);

        await two.Recorded(Sample.To("job-1", "{}", "{}"));

        Assert.Equal(2, await news);
        Assert.Equal(2, await one.WaitForNews(Sample.Log, 1, Stop));
    }

    [Fact]
    public async Task Whoever_waits_hears_what_was_recorded_while_the_line_was_cut()
    {
        await using var store = new DatabaseStore();
        await using var one = await store.Open();
        await using var two = await store.Open();
        await two.Recorded(Sample.To("job-1"));
        await one.WaitForNews(Sample.Log, 0, Stop);
        var news = one.WaitForNews(Sample.Log, 1, Stop);

        Assert.Equal(1, await store.Database.CutConnections("groundswell listen"));
        await two.Recorded(Sample.To("job-1"));

        Assert.Equal(2, await news);
    }

    /// <summary>Somebody who has locked a log's row and does not go on.</summary>
    private sealed class Holder : IAsyncDisposable
    {
        private readonly NpgsqlConnection _connection;

        private Holder(NpgsqlConnection connection) => _connection = connection;

        public static async Task<Holder> Of(string connection, string log)
        {
            var opened = new NpgsqlConnection(connection);
            await opened.OpenAsync(Stop);
            await using var hold = new NpgsqlCommand($"BEGIN; SELECT 1 FROM record.log WHERE name = '{log}' FOR UPDATE", opened);
            await hold.ExecuteNonQueryAsync(Stop);
            return new Holder(opened);
        }

        public async Task LetGo()
        {
            await using var rollback = new NpgsqlCommand("ROLLBACK", _connection);
            await rollback.ExecuteNonQueryAsync(Stop);
        }

        public ValueTask DisposeAsync() => _connection.DisposeAsync();
    }
}
