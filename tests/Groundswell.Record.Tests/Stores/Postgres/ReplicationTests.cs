using Groundswell.Testing;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>Sites carry their logs to a hub by PostgreSQL's own logical replication, as docs/record/postgres.md sets it up.</summary>
public sealed class ReplicationTests
{
    /// <summary>In milliseconds. What replication does not bring is waited for in vain.</summary>
    private const int Minutes = 180_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = Minutes)]
    public async Task A_sites_log_arrives_at_the_hub_entry_by_entry_with_its_head_and_tree()
    {
        await using var hub = await Store.OnAClusterOfItsOwn();
        await using var site = await Store.OnAClusterOfItsOwn();
        await using var siteJournal = await site.Database.Open();
        await using var hubJournal = await hub.Database.OpenWithout();
        await siteJournal.OpenLog("site-a.people", Stop);
        for (var i = 0; i < 300; i++)
            await siteJournal.Recorded(Sample.To($"job-{i % 7}"));
        await siteJournal.Recorded(Sample.To("person-1") with { Log = "site-a.people" });

        // What was there before the subscription is copied, what comes after it is streamed.
        var news = hubJournal.WaitForNews(Sample.Log, 599, Stop);
        await Publish(site, Sample.Log);
        await Subscribe(hub, site, Sample.Log);
        for (var i = 0; i < 300; i++)
            await siteJournal.Recorded(Sample.To($"job-{i % 7}"));

        Assert.Equal(600, await news);
        var here = await WholeLog.Of(siteJournal.Store, Sample.Log);
        var there = await WholeLog.Of(hubJournal.Store, Sample.Log);
        Assert.Equal(here.Commands, there.Commands);
        Assert.Equal(
            Convert.ToHexString((await siteJournal.Store.Head(Sample.Log, Stop))!.Frontier),
            Convert.ToHexString((await hubJournal.Store.Head(Sample.Log, Stop))!.Frontier));
        Assert.Null(await hubJournal.Store.Head("site-a.people", Stop));
    }

    [Fact(Timeout = Minutes)]
    public async Task The_hub_reads_and_guards_by_a_replica_but_does_not_write_it()
    {
        await using var hub = await Store.OnAClusterOfItsOwn();
        await using var site = await Store.OnAClusterOfItsOwn();
        await using var siteJournal = await site.Database.Open();
        await using var hubJournal = await hub.Database.OpenWithout();
        await hubJournal.OpenLog("enterprise", Stop);
        var news = hubJournal.WaitForNews(Sample.Log, 0, Stop);
        await Publish(site, Sample.Log);
        await Subscribe(hub, site, Sample.Log);
        await siteJournal.Recorded(Sample.To("job-1"));
        await news;

        var draft = Sample.To("draft-1") with { Log = "enterprise" };
        Assert.Equal(new UnknownLog(Sample.Log), await hubJournal.Append(Sample.To("job-1"), Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => hubJournal.OpenLog(Sample.Log, Stop));
        Assert.IsType<Stale>(await hubJournal.Append(draft.At("job-1", 0), Stop));
        await hubJournal.Recorded(draft.At("job-1", 1));

        var entry = Assert.Single(await hubJournal.All("enterprise"));
        Assert.Equal([new ForeignRead(Sample.Log, "job-1", 1, 1)], entry.DecidedAgainst);

        // And the site goes on: nothing at the hub has stood in replication's way.
        var more = hubJournal.WaitForNews(Sample.Log, 1, Stop);
        await siteJournal.Recorded(Sample.To("job-1"));
        Assert.Equal(2, await more);
    }

    [Fact(Timeout = Minutes)]
    public async Task A_change_that_replication_brings_is_refused_like_any_other()
    {
        await using var hub = await Store.OnAClusterOfItsOwn();
        await using var site = await Store.OnAClusterOfItsOwn();
        await using var siteJournal = await site.Database.Open();
        await using var hubJournal = await hub.Database.OpenWithout();
        var news = hubJournal.WaitForNews(Sample.Log, 0, Stop);
        await Publish(site, Sample.Log);
        await Subscribe(hub, site, Sample.Log);
        var recorded = Sample.To("job-1");
        await siteJournal.Recorded(recorded);
        await news;

        await site.Database.Database.Tamper("UPDATE record.entry SET actor = 'P-99' WHERE position = 1");

        await hub.Refused("the record is append-only: UPDATE on entry is refused");
        Assert.Equal("P-17", Assert.Single(await hubJournal.All()).Actor);
    }

    private static Task Publish(Store site, string log) => PostgresCluster.Execute(
        site.Database.Database.Superuser,
        $"""
        CREATE PUBLICATION "{log}" FOR TABLE
            record.log WHERE (name = '{log}'), record.entry WHERE (log = '{log}'),
            record.tile WHERE (log = '{log}'), record.checkpoint WHERE (log = '{log}')
            WITH (publish = 'insert, update')
        """);

    /// <summary>Subscribes, and waits until what was there before has been copied: table by table, so that in between a head may be ahead of its entries.</summary>
    private static async Task Subscribe(Store hub, Store site, string log)
    {
        await PostgresCluster.Execute(
            hub.Database.Database.Superuser,
            $"""CREATE SUBSCRIPTION {log.Replace('-', '_')} CONNECTION '{site.Conninfo}' PUBLICATION "{log}" """);
        while (await hub.Database.Database.Ask<bool>("SELECT count(*) < 4 OR bool_or(srsubstate <> 'r') FROM pg_subscription_rel"))
            await Task.Delay(50, Stop);
    }

    /// <summary>A database on a server of its own.</summary>
    private sealed class Store : IAsyncDisposable
    {
        private readonly PostgresCluster _cluster;

        private Store(PostgresCluster cluster, DatabaseStore database) => (_cluster, Database) = (cluster, database);

        public DatabaseStore Database { get; }

        /// <summary>How another server reaches this database, as libpq wants it said.</summary>
        public string Conninfo => $"host=127.0.0.1 port={_cluster.Port} user=postgres dbname={Database.Database.Name}";

        public static async Task<Store> OnAClusterOfItsOwn()
        {
            var cluster = await PostgresCluster.Start();
            await PostgresServer.MakeRoles(cluster);
            return new Store(cluster, new DatabaseStore(await PostgresDatabase.Make(cluster)));
        }

        /// <summary>Waits until the server's log says so.</summary>
        public Task Refused(string what) => _cluster.Said(what, Stop);

        public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
    }
}
