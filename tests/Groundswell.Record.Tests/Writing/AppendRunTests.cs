namespace Groundswell.Record.Tests.Writing;

/// <summary>What was decided on something that was still on its way to disk is recorded only where that was.</summary>
public sealed class AppendRunTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HeldStore _store;
    private readonly AppendRun _run = new();
    private Journal _journal = null!;

    public AppendRunTests() => _store = new HeldStore(_folder.Path);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _journal = new Journal(_store, new JournalOptions { QueueCapacity = 4 });
        await _journal.OpenLog(Sample.Log, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        _store.LetGo();
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Its_appends_build_on_one_another_in_one_commit()
    {
        var first = await Taken();
        var others = new[] { Next("job-1", 0), Next("job-1", 1), Next("job-1", 2) };

        _store.LetGo();

        Assert.Equal([2L, 3L, 4L], (await Task.WhenAll(others)).Select(answer => Assert.IsType<Receipt>(answer).First));
        await first;
        Assert.Equal([0, 1, 3], _store.Commits);
        Assert.False(_run.HasEnded);
    }

    [Fact]
    public async Task Where_somebody_else_was_quicker_their_entry_is_not_taken_for_what_the_run_had_decided()
    {
        var first = await Taken();
        var quicker = _journal.Append(Sample.To("job-1").At("job-1", 0), Stop);
        var late = Next("job-1", 0);
        // By its version alone it would hold: the stream is at 1, but by another's hand.
        var onIt = Next("job-1", 1);
        var another = _journal.Append(Sample.To("job-2"), Stop);

        _store.LetGo();

        await Task.WhenAll(first, quicker, another);
        Assert.IsType<Stale>(await late);
        Assert.IsType<RunEnded>(await onIt);
        Assert.True(_run.HasEnded);
        Assert.IsType<RunEnded>(await Next("job-3", 0));
        Assert.Equal(["held", "job-1", "job-2"], (await _journal.All()).Select(entry => entry.Stream));
    }

    [Fact]
    public async Task A_command_recorded_before_ends_it()
    {
        var known = Sample.To("job-1").At("job-1", 0);
        await _journal.Recorded(known);

        var again = await _journal.Append(known with { Run = _run }, Stop);

        Assert.True(Assert.IsType<Receipt>(again).Repeated);
        Assert.IsType<RunEnded>(await Next("job-1", 1));
    }

    [Fact]
    public async Task A_disk_that_fails_ends_it_and_all_of_it_can_be_sent_again()
    {
        var first = await Taken();
        var failing = new[] { Next("job-1", 0), Next("job-1", 1) };
        _store.FailCommit(new JournalUnavailableException("The disk is full."), after: 1);
        _store.LetGo();
        await first;
        foreach (var append in failing)
            await Assert.ThrowsAsync<JournalUnavailableException>(() => append);

        Assert.IsType<RunEnded>(await Next("job-1", 2));
        var anew = new AppendRun();
        Assert.IsType<Receipt>(await Next("job-1", 0, anew));
        Assert.IsType<Receipt>(await Next("job-1", 1, anew));
    }

    [Fact]
    public async Task One_that_is_given_up_while_it_waits_ends_it()
    {
        using var leaving = new CancellationTokenSource();
        var first = await Taken();
        var left = _journal.Append(Sample.To("job-1").At("job-1", 0) with { Run = _run }, leaving.Token);
        var onIt = Next("job-2", 0);
        await leaving.CancelAsync();

        _store.LetGo();

        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.IsType<RunEnded>(await onIt);
    }

    [Fact]
    public async Task One_that_never_got_in_ends_it()
    {
        var first = await Taken();
        var waiting = Enumerable.Range(0, 4).Select(i => _journal.Append(Sample.To($"job-{i}"), Stop)).ToList();
        Assert.IsType<Overloaded>(await Next("job-9", 0));
        _store.LetGo();
        await Task.WhenAll([first, .. waiting]);

        Assert.IsType<RunEnded>(await Next("job-9", 1));

        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        var another = new AppendRun();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _journal.Append(Sample.To("job-9") with { Run = another }, given.Token));
        Assert.True(another.HasEnded);
    }

    [Fact]
    public async Task None_of_it_refers_to_an_attachment()
    {
        var referring = Sample.To("job-1", $$$"""{"picture":{"$attachment":"sha256:{{{new string('a', 64)}}}","length":1,"mediaType":"image/png"}}""");

        await Assert.ThrowsAsync<ArgumentException>(() => _journal.Append(referring with { Run = _run }, Stop));
    }

    private Task<AppendAnswer> Next(string stream, long version, AppendRun? run = null) =>
        _journal.Append(Sample.To(stream).At(stream, version) with { Run = run ?? _run }, Stop);

    /// <summary>An append that the writer has taken, and holds until <see cref="HeldStore.LetGo"/>.</summary>
    private async Task<Task<AppendAnswer>> Taken()
    {
        _store.Hold();
        var taken = _journal.Append(Sample.To("held"), Stop);
        await _store.Reached(Stop);
        return taken;
    }
}
