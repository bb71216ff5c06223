using Groundswell.Testing;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>The connection is cut, the server dies: what was acknowledged is there, once, and the journal works on.</summary>
public sealed class FaultTests(ServerToBreak server) : IClassFixture<ServerToBreak>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cut_connection_costs_nobody_an_entry()
    {
        await using var store = new DatabaseStore();
        await using var one = await store.Open();
        await using var two = await store.Open();
        await using var senders = Senders.Start(10, one, two);

        for (var cut = 0; cut < 15; cut++)
        {
            await senders.Recorded(20);
            await store.Database.CutConnections("groundswell%");
        }

        await senders.Recorded(20);
        await AllIsThere(one, await senders.Finish());
        Assert.NotEqual(0, senders.Failures);
    }

    [Fact]
    public Task A_server_killed_ten_times_loses_nothing_that_was_acknowledged() => KillServer(10);

    [Fact, Trait("Duration", "long")]
    public Task A_server_killed_a_hundred_times_loses_nothing_that_was_acknowledged() => KillServer(100);

    [Fact]
    public async Task While_the_server_is_away_callers_are_told_so_and_afterwards_the_same_journal_works()
    {
        await using var store = new DatabaseStore(await PostgresDatabase.Make(server.Cluster));
        await using var journal = await store.Open();
        var append = Sample.To("job-1");
        await server.Cluster.Stop();

        var written = await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Append(append, Stop));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.All());
        await server.Cluster.StartServer();

        Assert.Contains("sent again under the same command id", written.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await journal.Recorded(append)).First);
        Assert.Single(await journal.All());
    }

    [Fact]
    public async Task What_a_synchronous_standby_did_not_confirm_is_not_acknowledged()
    {
        var database = await PostgresDatabase.Make(server.Cluster);
        await Journal.PreparePostgres(database.Owner, PostgresServer.Application, new JournalOptions(), Stop);
        await using var journal = await Journal.OpenPostgres(database.Application + ";Command Timeout=1", new JournalOptions(), Stop);
        await journal.OpenLog(Sample.Log, Stop);
        await server.Cluster.Configure("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");

        // It is on the primary's disk: whoever sends it again finds it, and is not told so before the standby has it either.
        var append = Sample.To("job-1");
        try
        {
            var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Append(append, Stop));
            Assert.Contains("synchronous replication", refused.Message, StringComparison.Ordinal);
            Assert.Single(await journal.All());
            await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Append(append, Stop));
            await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Find(append.Command, Stop));
        }
        finally
        {
            await server.Cluster.Configure("ALTER SYSTEM RESET synchronous_standby_names");
        }

        Assert.True((await journal.Recorded(append)).Repeated);
        Assert.Equal(1, (await journal.Find(append.Command, Stop))!.First);
    }

    private async Task KillServer(int times)
    {
        await using var store = new DatabaseStore(await PostgresDatabase.Make(server.Cluster));
        await using var one = await store.Open();
        await using var two = await store.Open();
        await using var senders = Senders.Start(10, one, two);

        for (var kill = 0; kill < times; kill++)
        {
            await senders.Recorded(50);
            server.Cluster.Kill();
            await server.Cluster.StartServer();
        }

        await senders.Recorded(50);
        await AllIsThere(one, await senders.Finish());
        Assert.NotEqual(0, senders.Failures);
    }

    private static async Task AllIsThere(Journal journal, IReadOnlyList<Receipt> acknowledged)
    {
        var whole = await WholeLog.Of(journal.Store, Sample.Log);
        Assert.All(acknowledged, receipt => Assert.Equal(receipt.First, whole.Commands[receipt.Command]));
        Assert.Equal(acknowledged.Count, whole.Commands.Count);
    }
}

/// <summary>A server for the tests of one class to stop and kill.</summary>
public sealed class ServerToBreak : IAsyncLifetime
{
    private PostgresCluster? _cluster;

    public PostgresCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await PostgresCluster.Start();
        await PostgresServer.MakeRoles(_cluster);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }
}
