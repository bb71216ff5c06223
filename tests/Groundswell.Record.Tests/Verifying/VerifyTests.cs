using Groundswell.Record.Checkpoints;
using Groundswell.Record.Verifying;

namespace Groundswell.Record.Tests.Verifying;

public sealed class VerifyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task A_log_that_nobody_touched_is_sound(TestStore store)
    {
        await store.Fill();

        var alone = await store.Verify();
        var signed = await store.VerifySigned();

        Assert.Empty(alone.Findings);
        Assert.Empty(signed.Findings);
        Assert.Equal("self-consistent only", alone.Basis.ToString());
        Assert.Equal($"signed by {RecordedLog.Key.Public.Text} up to entry 700; nothing beyond that", signed.Basis.ToString());
        Assert.Equal(Convert.ToBase64String(Checkpoint.Parse(SignedNote.Parse((await store.Notes())[^1].Note).Text).Root), signed.Root);
        Assert.Equal(7, (await store.Notes()).Count);
    }

    [Theory, EveryStore]
    public async Task An_empty_log_is_sound(TestStore store)
    {
        await using (await store.Open(RecordedLog.Signing))
        {
        }

        var verification = await store.VerifySigned();

        Assert.Empty(verification.Findings);
        Assert.Equal(0, verification.Size);
    }

    [Theory, EveryStore]
    public async Task What_no_checkpoint_covers_is_said_to_rest_on_nothing(TestStore store)
    {
        await store.Fill();
        await using (var journal = await store.Open())
            await journal.Recorded(Sample.To("job-1", "{}", "{}"));

        var verification = await store.VerifySigned();

        Assert.True(verification.Sound);
        Assert.EndsWith("up to entry 700; entries 701 to 702 self-consistent only", verification.Basis.ToString(), StringComparison.Ordinal);
    }

    [Theory, EveryStore]
    public async Task A_log_is_verified_while_it_is_written(TestStore store)
    {
        await store.Fill();
        await using var journal = await store.Open(RecordedLog.Signing);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var writing = Write();

        for (var i = 0; i < 5; i++)
            Assert.Empty((await LogVerifier.Verify(journal, Sample.Log, new VerifyOptions { Key = RecordedLog.Key.Public }, Stop)).Findings);

        await enough.CancelAsync();
        Assert.True(await writing > 0);

        async Task<int> Write()
        {
            var appended = 0;
            for (; !enough.IsCancellationRequested; appended++)
                await journal.Recorded(Sample.To($"job-{appended % 3}"));
            return appended;
        }
    }

    [Theory, EveryStore]
    public async Task Another_key_than_the_logs_own_vouches_for_nothing(TestStore store)
    {
        await store.Fill();
        using var other = SigningKey.FromSeed(new byte[32]);

        var verification = await store.Verify(new VerifyOptions { Key = other.Public });

        Assert.False(verification.Sound);
        Assert.All(verification.Codes(), code => Assert.Equal("checkpoint.signature", code));
        Assert.Equal("self-consistent only", verification.Basis.ToString());
    }

    [Fact]
    public async Task Progress_is_told_and_a_stop_is_heard()
    {
        await using var store = new FolderStore();
        await store.Fill();
        var told = new Progress();
        await store.Verify(new VerifyOptions { Progress = told });

        Assert.Equal(new VerifyProgress(Sample.Log, 700, 700), told.Last);

        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await using var journal = await store.OpenToRead();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LogVerifier.Verify(journal, Sample.Log, new VerifyOptions(), stopped.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => LogVerifier.Verify(journal, "site-b", new VerifyOptions(), Stop));
    }

    private sealed class Progress : IProgress<VerifyProgress>
    {
        public VerifyProgress? Last { get; private set; }

        public void Report(VerifyProgress value) => Last = value;
    }
}
