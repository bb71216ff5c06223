namespace Groundswell.Record.Tests.Writing;

public sealed class GroupCommitTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HeldStore _store;
    private Journal _journal = null!;

    public GroupCommitTests() => _store = new HeldStore(_folder.Path);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _journal = await Open(new JournalOptions());

    public async ValueTask DisposeAsync()
    {
        _store.LetGo(); // a test that failed while it held the writer ends all the same
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_came_in_during_a_commit_is_committed_together()
    {
        var first = await TakenBy();
        var others = Enumerable.Range(0, 30).Select(i => _journal.Append(Sample.To($"job-{i}"), Stop)).ToList();

        _store.LetGo();

        Assert.IsType<Receipt>(await first);
        Assert.Equal(Enumerable.Range(2, 30).Select(n => (long)n), (await Task.WhenAll(others)).Select(answer => ((Receipt)answer).First));
        Assert.Equal([0, 1, 30], _store.Commits);
    }

    [Fact]
    public async Task A_batch_is_no_larger_than_is_said_except_for_one_append_that_is()
    {
        await using var journal = await Restarted(new JournalOptions { LargestBatch = 10 });
        var first = await TakenBy();
        var others = Enumerable.Range(0, 12).Select(i => journal.Append(Sample.To($"job-{i}", "1", "2"), Stop)).ToList();
        others.Add(journal.Append(Sample.To("job", [.. Enumerable.Repeat("{}", 50)]), Stop));
        others.Add(journal.Append(Sample.To("job"), Stop));

        _store.LetGo();

        await Task.WhenAll([first, .. others]);
        Assert.Equal([1, 10, 10, 54, 1], _store.Commits[^5..]);
    }

    [Fact]
    public async Task One_refusal_does_not_fail_its_neighbors()
    {
        var first = await TakenBy();
        var good = Sample.To("job-1").At("job-1", 0);
        var again = _journal.Append(Sample.To("job-9").At("job-9", 1), Stop);
        var answers = Task.WhenAll(
            _journal.Append(good, Stop),
            _journal.Append(Sample.To("job-1").At("job-1", 0), Stop),
            _journal.Append(Sample.To("job-1").At("job-1", 1), Stop),
            _journal.Append(good, Stop),
            _journal.Append(good with { Actor = "P-18" }, Stop),
            _journal.Append(Sample.To("job-1") with { Log = "site-z" }, Stop),
            _journal.Append(Sample.To("job-2"), Stop));

        _store.LetGo();

        Assert.IsType<Receipt>(await first);
        Assert.IsType<Stale>(await again);
        Assert.Equal(
            ["Receipt 2", "Stale", "Receipt 3", "Receipt 2 again", "CommandIdReused", "UnknownLog", "Receipt 4"],
            (await answers).Select(answer => answer is Receipt receipt
                ? $"Receipt {receipt.First}{(receipt.Repeated ? " again" : "")}"
                : answer.GetType().Name));
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_and_takes_more_when_there_is_room()
    {
        await using var journal = await Restarted(new JournalOptions { QueueCapacity = 2 });
        var taken = await TakenBy(journal);
        var waiting = new[] { journal.Append(Sample.To("job-1"), Stop), journal.Append(Sample.To("job-2"), Stop) };

        Assert.Equal(new Overloaded(2), await journal.Append(Sample.To("job-3"), Stop));

        _store.LetGo();
        Assert.All(await Task.WhenAll([taken, .. waiting]), answer => Assert.IsType<Receipt>(answer));
        Assert.IsType<Receipt>(await journal.Append(Sample.To("job-3"), Stop));
    }

    [Fact]
    public async Task Whoever_leaves_before_being_taken_leaves_nothing_and_counts_until_the_writer_has_come_by()
    {
        await using var journal = await Restarted(new JournalOptions { QueueCapacity = 2 });
        var taken = await TakenBy(journal);
        using var leaving = new CancellationTokenSource();
        var left = Sample.To("job-1");
        var leaves = journal.Append(left, leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        var next = journal.Append(Sample.To("job-2"), Stop);
        var full = await journal.Append(Sample.To("job-3"), Stop);
        _store.LetGo();
        Assert.Equal(new Overloaded(2), full);
        Assert.All(await Task.WhenAll(taken, next), answer => Assert.IsType<Receipt>(answer));
        Assert.IsType<Receipt>(await journal.Append(Sample.To("job-3"), Stop));
        Assert.Null(await journal.Find(left.Command, Stop));
        Assert.Equal(3, (await journal.All()).Count);
    }

    [Fact]
    public async Task So_many_bytes_wait_and_no_more_but_one_that_is_larger_may_wait_alone()
    {
        await using var journal = await Restarted(new JournalOptions { QueueBytes = 5_000 });
        var large = $"\"{new string('x', 8_000)}\"";
        var taken = await TakenBy(journal);
        var alone = journal.Append(Sample.To("job-1", large), Stop);

        var refused = await journal.Append(Sample.To("job-2"), Stop);

        _store.LetGo();
        Assert.Equal(new Overloaded(1), refused);
        Assert.All(await Task.WhenAll(taken, alone), answer => Assert.IsType<Receipt>(answer));
        Assert.IsType<Receipt>(await journal.Append(Sample.To("job-2"), Stop));
    }

    [Fact]
    public async Task A_log_that_is_damaged_stops_itself_and_not_its_neighbors()
    {
        await _journal.OpenLog("site-b", Stop);
        await _journal.Recorded(Sample.To("job-1"));
        SetFrontier("x''");
        var taken = await TakenBy(log: "site-b");

        var hurt = _journal.Append(Sample.To("job-2"), Stop);
        var sound = _journal.Append(Sample.To("job-2") with { Log = "site-b" }, Stop);
        _store.LetGo();

        Assert.Equal(Sample.Log, (await Assert.ThrowsAsync<RecordDamagedException>(() => hurt)).Log);
        Assert.IsType<Receipt>(await taken);
        Assert.IsType<Receipt>(await sound);
        SetFrontier("(SELECT leaf_hash FROM entry WHERE log = 1 AND position = 1)");
        await _journal.Recorded(Sample.To("job-2"));
    }

    [Fact]
    public async Task What_can_not_be_signed_holds_nobody_up()
    {
        using var key = Record.Checkpoints.SigningKey.Create(_folder.File("key"));
        var time = new ManualTime(Sample.Noon);
        var warnings = new List<string>();
        await using var journal = await Restarted(new JournalOptions { SigningKey = key, Time = time, Warn = warnings.Add });
        await journal.OpenLog("site-b", Stop);
        await journal.Recorded(Sample.To("job-1"));
        await journal.Recorded(Sample.To("job-1") with { Log = "site-b" });
        SetFrontier("x''");

        time.Set(Sample.Noon.AddMinutes(2));
        while (await journal.Store.NewestCheckpoint("site-b", Stop) is null)
            await journal.Recorded(Sample.To("job-2") with { Log = "site-b" });

        Assert.Null(await journal.Store.NewestCheckpoint(Sample.Log, Stop));
        Assert.StartsWith("No checkpoint could be written over log 'site-a'.", Assert.Single(warnings), StringComparison.Ordinal);
        SetFrontier("(SELECT leaf_hash FROM entry WHERE log = 1 AND position = 1)");
        await journal.DisposeAsync();
        await using var again = await Journal.OpenFolderForReading(_folder.Path, Stop);
        Assert.NotNull(await again.Store.NewestCheckpoint(Sample.Log, Stop));
    }

    [Fact]
    public async Task That_a_checkpoint_could_not_be_written_is_told_once_until_one_is()
    {
        using var key = Record.Checkpoints.SigningKey.Create(_folder.File("key"));
        var time = new ManualTime(Sample.Noon);
        var warnings = new List<string>();
        await using var journal = await Restarted(new JournalOptions { SigningKey = key, Time = time, Warn = warnings.Add });
        await journal.Recorded(Sample.To("job-1"));

        await Missed(2);
        await Missed(4);
        Assert.Equal(
            ["No checkpoint could be written over log 'site-a'. It is tried again; until then nothing outside the record vouches for its newest entries. The disk is full."],
            warnings);

        time.Set(Sample.Noon.AddMinutes(6));
        await journal.OpenLog(Sample.Log, Stop);
        Assert.NotNull(await journal.Store.NewestCheckpoint(Sample.Log, Stop));
        await journal.Recorded(Sample.To("job-1"));
        await Missed(8);
        Assert.Equal(2, warnings.Count);

        // What comes after the bell in the queue is done after the checkpoint was tried.
        async Task Missed(int minutes)
        {
            _store.FailCommit(new JournalUnavailableException("The disk is full."));
            time.Set(Sample.Noon.AddMinutes(minutes));
            await journal.OpenLog(Sample.Log, Stop);
        }
    }

    [Fact]
    public async Task Whoever_leaves_too_late_holds_nobody_up_and_can_find_out()
    {
        using var leaving = new CancellationTokenSource();
        var late = Sample.To("job-1");
        _store.Hold();
        var taken = _journal.Append(late, leaving.Token);
        await _store.Reached(Stop);
        var next = _journal.Append(Sample.To("job-2"), Stop);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taken);
        _store.LetGo();
        Assert.Equal(2, Assert.IsType<Receipt>(await next).First);
        Assert.Equal(1, (await _journal.Find(late.Command, Stop))!.First);
    }

    [Fact]
    public async Task Whoever_has_stopped_already_is_not_taken()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var append = Sample.To("job-1");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _journal.Append(append, stopped.Token));

        await _journal.Recorded(Sample.To("job-2"));
        Assert.Null(await _journal.Find(append.Command, Stop));
    }

    [Fact]
    public async Task A_caller_who_is_slow_to_go_on_holds_nobody_up()
    {
        using var slow = new ManualResetEventSlim();
        var first = await TakenBy();
        var goesOn = first.ContinueWith(_ => slow.Wait(Stop), Stop, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        _store.LetGo();
        await _journal.Recorded(Sample.To("job-2"));

        slow.Set();
        await goesOn;
    }

    [Fact]
    public async Task A_commit_that_fails_is_told_to_everyone_in_it_and_the_next_goes_on()
    {
        var first = await TakenBy();
        var appends = Enumerable.Range(0, 3).Select(i => Sample.To($"job-{i}", [.. Enumerable.Repeat("{}", 100)])).ToList();
        var answers = appends.ConvertAll(append => _journal.Append(append, Stop));
        _store.FailCommit(new JournalUnavailableException("The disk that holds it is full."), after: 1);
        _store.LetGo();
        await first;

        foreach (var answer in answers)
            Assert.Equal("The disk that holds it is full.", (await Assert.ThrowsAsync<JournalUnavailableException>(() => answer)).Message);

        foreach (var append in appends)
            Assert.False((await _journal.Recorded(append)).Repeated);
        var entries = await _journal.All();
        Assert.Equal(Enumerable.Range(1, 301).Select(n => (long)n), entries.Select(entry => entry.Position));
        var head = await _store.Head(Sample.Log, Stop);
        Assert.Equal(
            Record.Trees.MerkleTree.RootOf([.. entries.SelectMany(entry => entry.LeafHash.ToArray())]),
            new Record.Trees.Frontier(head!.Size, head.Frontier).Root());
    }

    [Fact]
    public async Task A_bug_is_told_to_whoever_met_it_and_the_next_goes_on()
    {
        _store.FailCommit(new InvalidCastException("a bug"));

        await Assert.ThrowsAsync<InvalidCastException>(() => _journal.Append(Sample.To("job-1"), Stop));

        await _journal.Recorded(Sample.To("job-1"));
    }

    [Fact]
    public async Task Where_the_writer_itself_fails_everybody_is_told_who_waits_and_who_comes()
    {
        using var folder = new TemporaryFolder();
        var store = new HeldStore(folder.Path);
        var journal = new Journal(store, new JournalOptions());
        await journal.OpenLog(Sample.Log, Stop);
        store.Hold();
        var first = journal.Append(Sample.To("held"), Stop);
        await store.Reached(Stop);
        var waiting = Enumerable.Range(0, 3).Select(i => journal.Append(Sample.To($"job-{i}"), Stop)).ToList();
        store.FailCommit(new JournalUnavailableException("The disk is full."), after: 1);
        store.FailingRollback = new InvalidOperationException("no way back");
        store.LetGo();

        Assert.IsType<Receipt>(await first);
        foreach (var append in waiting)
            Assert.Equal("no way back", (await Assert.ThrowsAsync<InvalidOperationException>(() => append)).Message);
        var after = await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Append(Sample.To("job-9"), Stop));
        Assert.Contains("no way back", after.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.OpenLog("site-b", Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await journal.DisposeAsync());

        await using var again = new Journal(new HeldStore(folder.Path), new JournalOptions());
        Assert.Equal("held", Assert.Single(await again.All()).Stream);
    }

    [Fact]
    public async Task Closing_finishes_what_waits_and_refuses_what_comes_later()
    {
        var first = await TakenBy();
        var waiting = _journal.Append(Sample.To("job-1"), Stop);

        var closing = _journal.DisposeAsync();
        _store.LetGo();
        await closing;

        Assert.IsType<Receipt>(await first);
        Assert.IsType<Receipt>(await waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _journal.Append(Sample.To("job-2"), Stop));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _journal.OpenLog("site-b", Stop));
    }

    private async Task<Journal> Open(JournalOptions options)
    {
        var journal = new Journal(_store, options);
        await journal.OpenLog(Sample.Log, Stop);
        return journal;
    }

    /// <summary>Another journal over the same store, in the place of the first.</summary>
    private async Task<Journal> Restarted(JournalOptions options) => _journal = await Open(options);

    /// <summary>An append that the writer has taken, and holds until <see cref="HeldStore.LetGo"/>.</summary>
    private async Task<Task<AppendAnswer>> TakenBy(Journal? journal = null, string log = Sample.Log)
    {
        _store.Hold();
        var taken = (journal ?? _journal).Append(Sample.To("held") with { Log = log }, Stop);
        await _store.Reached(Stop);
        return taken;
    }

    /// <summary>Does to a log's head what a bad sector or a bad hand does.</summary>
    private void SetFrontier(string expression)
    {
        using var database = Record.Stores.Sqlite.Database.OpenForWriting(Path.Combine(_folder.Path, Record.Stores.Sqlite.SqliteStore.FileName));
        database.Execute($"UPDATE log SET frontier = {expression} WHERE id = 1");
    }
}
