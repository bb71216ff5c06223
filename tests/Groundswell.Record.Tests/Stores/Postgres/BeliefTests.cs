using Groundswell.Record.Stores;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>A process that alone writes a log writes without asking first. What it believes is checked all the same.</summary>
public sealed class BeliefTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_writer_that_is_alone_asks_nothing_before_it_writes()
    {
        await using var store = new DatabaseStore();
        await using var journal = await Alone(store);

        var believed = journal.Store.Writer!.Believe(RequestFor("job-1"));

        Assert.Equal(2, believed!.Logs[Sample.Log].Size);
        Assert.Equal(new StreamHead(2, 2), believed.Streams[new StreamKey(Sample.Log, "job-1")]);
    }

    [Fact]
    public async Task A_writer_that_was_overtaken_asks_again_until_it_is_alone()
    {
        await using var store = new DatabaseStore();
        await using var one = await Alone(store);
        await using var two = await store.Open();
        await two.Recorded(Sample.To("job-2"));

        Assert.Equal(4, (await one.Recorded(Sample.To("job-1").At("job-1", 2))).First);
        Assert.Null(one.Store.Writer!.Believe(RequestFor("job-1")));

        await one.Recorded(Sample.To("job-1"));
        Assert.NotNull(one.Store.Writer!.Believe(RequestFor("job-1")));
    }

    [Fact]
    public async Task A_command_that_was_recorded_before_is_found_whoever_recorded_it_and_in_whichever_log()
    {
        await using var store = new DatabaseStore();
        await using var one = await Alone(store);
        await using var two = await store.Open();
        await two.OpenLog("site-b", Stop);
        var elsewhere = Sample.To("job-1") with { Log = "site-b" };
        await two.Recorded(elsewhere);
        var here = Sample.To("job-1");
        await one.Recorded(here);

        Assert.Equal(new CommandIdReused(elsewhere.Command), await one.Append(elsewhere with { Log = Sample.Log }, Stop));
        await one.Recorded(Sample.To("job-1"));
        Assert.True((await one.Recorded(here)).Repeated);
        Assert.Equal(4, (await one.All()).Count);
    }

    [Fact]
    public async Task A_refusal_does_not_stand_on_what_is_believed()
    {
        await using var store = new DatabaseStore();
        await using var one = await Alone(store);
        await using var two = await store.Open();
        await two.Recorded(Sample.To("job-1"));

        // As this process remembers it the stream is at 2, and the guard would be refused.
        Assert.Equal(4, (await one.Recorded(Sample.To("job-1").At("job-1", 3))).First);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, 5)]
    [InlineData(3, null)]
    public async Task A_stream_not_seen_before_is_believed_to_be_where_its_guard_says_and_looked_at(long guard, int? position)
    {
        await using var store = new DatabaseStore();
        await using (var before = await store.Open())
            await before.Recorded(Sample.To("old", "{}", "{}"));
        await using var journal = await Alone(store);

        var answer = await journal.Append(Sample.To("old").At("old", guard), Stop);

        if (position is { } first)
            Assert.Equal(first, Assert.IsType<Receipt>(answer).First);
        else
            Assert.Equal(new Stale(new Guard(Sample.Log, "old", guard), 2), answer);
    }

    [Fact]
    public async Task Another_log_that_has_moved_is_noticed()
    {
        await using var store = new DatabaseStore();
        await using var one = await Alone(store);
        await using var two = await store.Open();
        await two.OpenLog("enterprise", Stop);
        await two.Recorded(Sample.To("policy") with { Log = "enterprise" });
        for (var i = 0; i < 3; i++)
            await one.Recorded(Sample.To("job-1").At("policy", 1, "enterprise"));
        await two.Recorded(Sample.To("policy") with { Log = "enterprise" });

        Assert.Equal(
            new Stale(new Guard("enterprise", "policy", 1), 2), await one.Append(Sample.To("job-1").At("policy", 1, "enterprise"), Stop));
        await one.Recorded(Sample.To("job-1").At("policy", 2, "enterprise"));
        Assert.Equal([new ForeignRead("enterprise", "policy", 2, 2)], (await one.All())[^1].DecidedAgainst);
    }

    /// <summary>A journal whose process has seen that nobody else writes, with two entries of its own in the stream job-1.</summary>
    private static async Task<Journal> Alone(DatabaseStore store)
    {
        var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1"));
        await journal.Recorded(Sample.To("job-1"));
        return journal;
    }

    private static WriteRequest RequestFor(string stream) => new([Sample.Log], [], [Guid.CreateVersion7()], [new StreamKey(Sample.Log, stream)]);
}
