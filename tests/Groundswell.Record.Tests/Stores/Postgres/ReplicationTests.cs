using Groundswell.Testing;
using Npgsql;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>Sites carry their logs to a hub by PostgreSQL's own logical replication, as docs/record/postgres.md sets it up.</summary>
public sealed class ReplicationTests(SiteAndHub servers) : IClassFixture<SiteAndHub>
{
    /// <summary>In milliseconds. What replication does not bring is waited for in vain.</summary>
    private const int Minutes = 180_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = Minutes)]
    public async Task A_sites_log_arrives_at_the_hub_entry_by_entry_with_its_head_and_tree()
    {
        await using var hub = await Store.On(servers.Hub);
        await using var site = await Store.On(servers.Site);
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
        await using var hub = await Store.On(servers.Hub);
        await using var site = await Store.On(servers.Site);
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
        await using var hub = await Store.On(servers.Hub);
        await using var site = await Store.On(servers.Site);
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

    [Fact(Timeout = Minutes)]
    public async Task A_hub_whose_slot_was_lost_is_brought_up_by_hand_and_goes_on()
    {
        await using var hub = await Store.On(servers.Hub);
        await using var site = await Store.On(servers.Site);
        await using var siteJournal = await site.Database.Open();
        await using var hubJournal = await hub.Database.OpenWithout();
        await Publish(site, Sample.Log);
        await Subscribe(hub, site, Sample.Log);
        var first = hubJournal.WaitForNews(Sample.Log, 99, Stop);
        for (var i = 0; i < 100; i++)
            await siteJournal.Recorded(Sample.To($"job-{i % 7}"));
        await first;

        await hub.Run("ALTER SUBSCRIPTION site_a DISABLE");
        await hub.Run("ALTER SUBSCRIPTION site_a SET (slot_name = NONE)");
        await hub.Run("DROP SUBSCRIPTION site_a");
        await site.DropSlot();
        for (var i = 0; i < 200; i++)
            await siteJournal.Recorded(Sample.To($"job-{i % 7}"));

        await hub.Run($"CREATE SUBSCRIPTION site_a CONNECTION '{site.Conninfo}' PUBLICATION site_a WITH (slot_name = '{site.Database.Database.Name}', copy_data = false, enabled = false)");
        await BringByHand(site, hub, Sample.Log, 100);
        await hub.Run("ALTER SUBSCRIPTION site_a ENABLE");
        var news = hubJournal.WaitForNews(Sample.Log, 300, Stop);
        await siteJournal.Recorded(Sample.To("job-1"));

        Assert.Equal(301, await news);
        Assert.Equal((await WholeLog.Of(siteJournal.Store, Sample.Log)).Commands, (await WholeLog.Of(hubJournal.Store, Sample.Log)).Commands);
    }

    /// <summary>As docs/record/postgres.md says it.</summary>
    private static async Task BringByHand(Store site, Store hub, string log, long after)
    {
        await using var from = new NpgsqlConnection(site.Database.Database.Superuser);
        await using var to = new NpgsqlConnection(hub.Database.Database.Superuser);
        await from.OpenAsync(Stop);
        await to.OpenAsync(Stop);
        await using var transaction = await to.BeginTransactionAsync(Stop);
        await new NpgsqlCommand("SET LOCAL session_replication_role = replica", to).ExecuteNonQueryAsync(Stop);
        await Copy("entry", $"position > {after}");
        await Copy("tile", $"(idx + 1) * 256 ^ (level + 1) > {after}");
        await Copy("checkpoint", $"size > {after}");
        var head = (string)(await new NpgsqlCommand(
            $"""
            SELECT format('UPDATE record.log SET size = %s, frontier = decode(%L, ''hex''), recorded_at = %s WHERE name = %L',
                          size, encode(frontier, 'hex'), recorded_at, name)
            FROM record.log WHERE name = '{log}'
            """,
            from).ExecuteScalarAsync(Stop))!;
        await new NpgsqlCommand(head, to).ExecuteNonQueryAsync(Stop);
        await transaction.CommitAsync(Stop);

        async Task Copy(string table, string which)
        {
            await using var read = await from.BeginRawBinaryCopyAsync(
                $"COPY (SELECT * FROM record.{table} WHERE log = '{log}' AND {which}) TO STDOUT (FORMAT BINARY)", Stop);
            await using var write = await to.BeginRawBinaryCopyAsync($"COPY record.{table} FROM STDIN (FORMAT BINARY)", Stop);
            await read.CopyToAsync(write, Stop);
        }
    }

    private static Task Publish(Store site, string log) => PostgresCluster.Execute(
        site.Database.Database.Owner,
        $"""
        GRANT USAGE ON SCHEMA record TO record_replication;
        GRANT SELECT ON record.log, record.entry, record.tile, record.checkpoint TO record_replication;
        CREATE PUBLICATION {Subscription(log)} FOR TABLE
            record.log WHERE (name = '{log}'), record.entry WHERE (log = '{log}'),
            record.tile WHERE (log = '{log}'), record.checkpoint WHERE (log = '{log}')
            WITH (publish = 'insert, update')
        """);

    private static string Subscription(string log) => log.Replace('-', '_');

    /// <summary>Subscribes, and waits until what was there before has been copied: table by table, so that in between a head may be ahead of its entries.</summary>
    private static async Task Subscribe(Store hub, Store site, string log)
    {
        await PostgresCluster.Execute(
            hub.Database.Database.Superuser,
            $"CREATE SUBSCRIPTION {Subscription(log)} CONNECTION '{site.Conninfo}' PUBLICATION {Subscription(log)} WITH (slot_name = '{site.Database.Database.Name}')");
        while (await hub.Database.Database.Ask<bool>("SELECT count(*) < 4 OR bool_or(srsubstate <> 'r') FROM pg_subscription_rel"))
            await Task.Delay(50, Stop);
    }

    /// <summary>A database on one of the two servers.</summary>
    private sealed class Store : IAsyncDisposable
    {
        private readonly PostgresCluster _cluster;

        private Store(PostgresCluster cluster, DatabaseStore database) => (_cluster, Database) = (cluster, database);

        public DatabaseStore Database { get; }

        /// <summary>How another server reaches this database, as libpq wants it said.</summary>
        public string Conninfo => $"host=127.0.0.1 port={_cluster.Port} user=record_replication dbname={Database.Database.Name}";

        public static async Task<Store> On(PostgresCluster cluster) => new(cluster, new DatabaseStore(await PostgresDatabase.Make(cluster)));

        public Task Run(string sql) => PostgresCluster.Execute(Database.Database.Superuser, sql);

        /// <summary>Drops the slot that the site keeps for the hub, as soon as the hub has let go of it.</summary>
        public async Task DropSlot()
        {
            var slot = Database.Database.Name;
            while (await Database.Database.Ask<bool>($"SELECT active FROM pg_replication_slots WHERE slot_name = '{slot}'"))
                await Task.Delay(50, Stop);
            await Run($"SELECT pg_drop_replication_slot('{slot}')");
        }

        /// <summary>Waits until the server's log says so.</summary>
        public Task Refused(string what) => _cluster.Said(what, Stop);

        /// <summary>Databases that replicate are not dropped; they go with their servers.</summary>
        public async ValueTask DisposeAsync()
        {
            if (await Database.Database.Ask<long>("SELECT count(*) FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())") > 0)
                await Run("ALTER SUBSCRIPTION site_a DISABLE");
        }
    }
}

/// <summary>A site's server and a hub's, for the tests of one class.</summary>
public sealed class SiteAndHub : IAsyncLifetime
{
    private PostgresCluster? _site;
    private PostgresCluster? _hub;

    public PostgresCluster Site => _site!;

    public PostgresCluster Hub => _hub!;

    public async ValueTask InitializeAsync()
    {
        _site = await Started();
        await PostgresCluster.Execute(_site.Superuser, "CREATE ROLE record_replication LOGIN REPLICATION");
        _hub = await Started();
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
        if (_site is not null)
            await _site.DisposeAsync();
    }

    private static async Task<PostgresCluster> Started()
    {
        var cluster = await PostgresCluster.Start();
        await PostgresServer.MakeRoles(cluster);
        return cluster;
    }
}
