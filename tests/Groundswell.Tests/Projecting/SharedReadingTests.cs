using Groundswell.Projecting;

namespace Groundswell.Tests.Projecting;

public sealed class SharedReadingTests
{
    private readonly Moving _views = new();
    private readonly Clock _clock = new();
    private int _reads;

    [Fact]
    public async Task Who_asks_at_the_same_time_is_answered_by_one_reading()
    {
        var shared = Shared();
        var read = new TaskCompletionSource<int>();

        var answers = Enumerable.Range(0, 200).Select(_ => shared.Of("board", () => Count(read.Task))).ToList();
        read.SetResult(7);

        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal(7, answer));
        Assert.Equal(1, _reads);
    }

    [Fact]
    public async Task What_came_into_the_views_is_read_by_whoever_asks_next()
    {
        var shared = Shared();
        var before = new TaskCompletionSource<int>();

        var slow = shared.Of("board", () => Count(before.Task));
        _views.Changes++;
        var next = await shared.Of("board", () => Count(Task.FromResult(2)));
        before.SetResult(1);

        Assert.Equal((1, 2), (await slow, next));
    }

    [Fact]
    public async Task What_grows_old_by_itself_is_read_again_after_a_while()
    {
        var shared = Shared();

        await shared.Of("board", () => Count(Task.FromResult(1)));
        _clock.Now += TimeSpan.FromSeconds(0.9);
        await shared.Of("board", () => Count(Task.FromResult(1)));
        Assert.Equal(1, _reads);

        _clock.Now += TimeSpan.FromSeconds(0.2);
        await shared.Of("board", () => Count(Task.FromResult(1)));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task One_thing_is_not_answered_by_another()
    {
        var shared = Shared();

        Assert.Equal(1, await shared.Of("hall", () => Count(Task.FromResult(1))));
        Assert.Equal(2, await shared.Of("yard", () => Count(Task.FromResult(2))));
    }

    [Fact]
    public async Task What_was_read_of_something_else_besides_the_views_is_read_anew()
    {
        var shared = Shared();

        Assert.Equal(1, await shared.Of("sheet", () => Count(Task.FromResult(1)), "at 7"));
        Assert.Equal(1, await shared.Of("sheet", () => Count(Task.FromResult(2)), "at 7"));
        Assert.Equal(2, await shared.Of("sheet", () => Count(Task.FromResult(2)), "at 8"));
    }

    [Fact]
    public async Task A_reading_that_failed_is_not_kept()
    {
        var shared = Shared();

        await Assert.ThrowsAsync<ViewsNotReadyException>(() => shared.Of("board", () => throw new ViewsNotReadyException()));

        Assert.Equal(1, await shared.Of("board", () => Count(Task.FromResult(1))));
    }

    private SharedReading<string, int> Shared() => new(_views, _clock, TimeSpan.FromSeconds(1));

    private Task<int> Count(Task<int> reading)
    {
        _reads++;
        return reading;
    }

    private sealed class Moving : IViewsProgress
    {
        public long Changes { get; set; }

        public Task<bool> WaitFor(string log, long position, TimeSpan atMost, CancellationToken stop) => throw new NotSupportedException();
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
