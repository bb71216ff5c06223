using System.Net.ServerSentEvents;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.Extensions.Hosting;

namespace Groundswell.Tests.Projecting;

public sealed class NewsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryPlant]
    public async Task News_of_a_log_come_in_order_without_a_gap_when_they_can_be_read(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start();
        await node.Arrived(await plant.Work(3));
        using var listening = node.News.Listen(_ => true);

        var working = Task.Run(
            async () =>
            {
                for (var i = 0; i < 40; i++)
                    await plant.Work(5, atOnce: 2);
            },
            Stop);
        var next = 4L;
        while (next <= 203)
        {
            var news = await listening.Next(Stop);
            Assert.Equal((SamplePlant.Log, next), (news!.Log, news.First));
            Assert.True(node.Projector.Positions[SamplePlant.Log] >= news.Last);
            Assert.All(news.Streams, stream => Assert.NotEmpty(stream.Events));
            next = news.Last + 1;
        }

        await working;
    }

    [Fact]
    public async Task A_slow_listener_is_told_to_read_again_and_holds_nobody_up()
    {
        using var news = new News(TimeProvider.System) { Between = TimeSpan.Zero };
        using var slow = news.Listen(_ => true);
        using var quick = news.Listen(_ => true);
        var entry = await AnEntry();

        for (var i = 1; i <= NewsSubscription.MostWaiting + 10; i++)
        {
            // A log each, so that what comes close together is not gathered into one.
            news.Add($"site.s{i}", [entry]);
            Assert.Equal($"site.s{i}", (await quick.Next(Stop))!.Log);
        }

        Assert.Null(await slow.Next(Stop));
        news.Add("site.after", [entry]);
        Assert.Equal("site.after", (await slow.Next(Stop))!.Log);
    }

    [Fact]
    public async Task What_changes_close_together_is_one_piece_of_news()
    {
        await using var plant = new SqlitePlant();
        await plant.Open();
        await plant.Work(100, atOnce: 1);
        using var news = new News(TimeProvider.System);
        using var listening = news.Listen(_ => true);
        await foreach (var entries in plant.Journal.ReadLog(SamplePlant.Log, 1, 10, Stop))
        {
            // The first ones go out at once, the others wait for their moment.
            news.Add(SamplePlant.Log, entries);
        }

        var pieces = 0;
        for (var last = 0L; last < 100; pieces++)
            last = (await listening.Next(Stop))!.Last;

        Assert.InRange(pieces, 1, 5);
    }

    [Theory, EveryPlant]
    public async Task A_page_follows_its_site_and_hears_what_it_missed(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start();
        var feed = Feed(plant, node);
        await node.Arrived(await plant.Work(10));
        await node.Arrived(await plant.Work(10, "site.k2"), "site.k2");

        string id;
        await using (var first = feed.Follow(site => site == "K1", null, Stop).GetAsyncEnumerator(Stop))
        {
            Assert.Equal(("following", "site.k1=10"), Kind(await Next(first)));
            await plant.Work(5, "site.k2");
            await plant.Work(5, "site.k1.people");
            await plant.Work(5);
            SseItem<string> heard;
            do
            {
                heard = await Next(first);
                Assert.Equal("changed", heard.EventType);
                Assert.Contains("\"log\":\"site.k1\",\"site\":\"K1\"", heard.Data, StringComparison.Ordinal);
                id = heard.EventId!;
            }
            while (id != "site.k1=15");
        }

        await node.Arrived(await plant.Work(7));
        await using var again = feed.Follow(site => site == "K1", id, Stop).GetAsyncEnumerator(Stop);
        var missed = await Next(again);
        Assert.Equal(("changed", "site.k1=22"), Kind(missed));
        Assert.Contains("\"first\":16,\"last\":22", missed.Data, StringComparison.Ordinal);
        Assert.Equal(("following", "site.k1=22"), Kind(await Next(again)));
    }

    [Theory, EveryPlant]
    public async Task Who_missed_too_much_or_knows_another_record_reads_everything_again(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start();
        var feed = Feed(plant, node);
        await node.Arrived(await plant.Work((int)NewsFeed.MostMissed + 50, atOnce: 50));

        foreach (var id in (string[])["site.k1=3", "site.k1=99999"])
        {
            await using var following = feed.Follow(_ => true, id, Stop).GetAsyncEnumerator(Stop);
            Assert.Equal(("reload", $"site.k1={NewsFeed.MostMissed + 50}"), Kind(await Next(following)));
        }
    }

    [Theory, EveryPlant]
    public async Task Pages_read_everything_again_when_the_views_were_folded_anew(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start();
        await node.Arrived(await plant.Work(10));
        await using var following = Feed(plant, node).Follow(_ => true, null, Stop).GetAsyncEnumerator(Stop);
        Assert.Equal("following", (await Next(following)).EventType);

        await node.Projector.Rebuild(Stop);

        Assert.Equal("reload", (await Next(following)).EventType);
    }

    [Fact]
    public async Task The_line_is_kept_alive_and_ends_with_the_program()
    {
        await using var plant = new SqlitePlant();
        await plant.Open();
        var node = await plant.Start();
        await node.Arrived(await plant.Work(1));
        using var program = new Program();
        var feed = new NewsFeed(node.News, node.Projector, plant.Journal, TimeProvider.System, program) { Heartbeat = TimeSpan.FromMilliseconds(20) };
        await using var following = feed.Follow(_ => true, null, Stop).GetAsyncEnumerator(Stop);
        Assert.Equal("following", (await Next(following)).EventType);

        Assert.Equal("heartbeat", (await Next(following)).EventType);
        program.StopApplication();

        while (await following.MoveNextAsync())
            Assert.Equal("heartbeat", following.Current.EventType);
    }

    private static NewsFeed Feed(SamplePlant plant, SampleNode node) =>
        new(node.News, node.Projector, plant.Journal, TimeProvider.System, new Program());

    private static async Task<SseItem<string>> Next(IAsyncEnumerator<SseItem<string>> events)
    {
        Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Stop));
        return events.Current;
    }

    private static (string, string?) Kind(SseItem<string> heard) => (heard.EventType, heard.EventId);

    private static async Task<Record.Entry> AnEntry()
    {
        await using var plant = new SqlitePlant();
        await plant.Open();
        await plant.Work(1);
        await foreach (var entries in plant.Journal.ReadLog(SamplePlant.Log, 1, 1, Stop))
            return entries[0];
        throw new InvalidOperationException("Nothing was recorded.");
    }

    private sealed class Program : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
