using Groundswell.Record.Checkpoints;
using Groundswell.Record.Tests.Verifying;

namespace Groundswell.Record.Tests.Checkpoints;

/// <summary>A record that was changed, with everything made to fit, so that only a signature is missing: the journal must not give it.</summary>
public sealed class ForgedHistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private JournalOptions Signing => RecordedLog.Signing with
    {
        SignedHistory = SignedHistory.At(_folder.File("signing.key.signed")),
        Warn = _warnings.Add,
    };

    public void Dispose() => _folder.Dispose();

    [Theory, EveryStore]
    public async Task What_was_forged_while_nobody_wrote_is_not_signed(TestStore store)
    {
        await Filled(store);
        await Forge(store);

        await Write(store, Signing, 250);

        Assert.Empty(await store.Notes());
        Assert.Contains("700 entries signed before", Assert.Single(_warnings), StringComparison.Ordinal);
        var later = await store.Verify(new() { Key = RecordedLog.Key.Public, Time = new ManualTime(TimeProvider.System.GetUtcNow().AddHours(1)) });
        Assert.Equal("key.nothing-signed", later.FirstDamage?.Code);
    }

    [Theory, EveryStore]
    public async Task What_was_forged_under_a_running_writer_is_not_signed_though_it_keeps_no_history(TestStore store)
    {
        await using (var journal = await store.Open(RecordedLog.Signing with { CheckpointEntries = 1_000, Warn = _warnings.Add }))
        {
            await journal.Recorded(Sample.To("job-1", [.. Enumerable.Repeat("{}", 300)]));
            await Forge(store);
            await journal.Recorded(Sample.To("job-1", "{}"));
        }

        Assert.Empty(await store.Notes());
        Assert.Contains("300 entries written by this process", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Theory, EveryStore]
    public async Task A_frontier_that_was_changed_is_not_signed(TestStore store)
    {
        await Filled(store);
        await store.TamperOne("UPDATE log SET frontier = @a", new byte[6 * 32]);

        await Write(store, Signing, 250);

        Assert.Equal(700, (await store.Notes())[^1].Size);
        Assert.Contains("changed past the journal", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Theory, EveryStore]
    public async Task A_log_whose_end_is_gone_with_its_checkpoints_is_not_signed(TestStore store)
    {
        await Filled(store);
        await store.Tamper("DELETE FROM entry WHERE position > 650");
        await store.Tamper("DELETE FROM checkpoint WHERE size > 650");
        await store.MakeEverythingFit();

        await Write(store, Signing, 40);
        await Write(store, Signing, 40);

        Assert.Equal(600, (await store.Notes())[^1].Size);
        Assert.Contains("holds 650 entries, and 700 were signed before", _warnings[0], StringComparison.Ordinal);
    }

    [Theory, EveryStore]
    public async Task What_was_not_changed_goes_on_being_signed(TestStore store)
    {
        await Filled(store);

        await Write(store, Signing, 250);
        await Write(store, Signing, 3);

        Assert.Empty(_warnings);
        var verification = await store.VerifySigned();
        Assert.Empty(verification.Findings);
        Assert.Equal(953, verification.Basis.SignedUpTo);
        Assert.Equal(953, Checkpoint.Parse(SignedNote.Parse(Assert.Single(Signing.SignedHistory!.Checkpoints)).Text).Size);
    }

    [Theory, EveryStore]
    public async Task A_history_that_cannot_be_read_keeps_nobody_from_recording_and_nothing_is_signed_meanwhile(TestStore store)
    {
        await Filled(store);
        await using var journal = await store.Open(Signing);
        await using (new FileStream(_folder.File("signing.key.signed"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            for (var i = 0; i < 250; i++)
                await journal.Recorded(Sample.To("job-after"));
            Assert.Equal(700, (await store.Notes())[^1].Size);
        }

        await journal.Recorded(Sample.To("job-after"));

        Assert.Equal(951, (await store.Notes())[^1].Size);
        Assert.Contains("signing.key.signed, which says what was signed last, can't be read", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_begins_the_history_again_once()
    {
        var file = _folder.File("history");
        var (first, second) = (SignedHistory.At(file), SignedHistory.At(file));
        first.Signed(Note(100));
        Assert.Null(first.Keep());
        Assert.Equal(100, second.Of("trial")?.Size);

        second.BeginAgain("trial", 40, Convert.ToBase64String(new byte[32]));
        Assert.Equal(40, first.Of("trial")?.Size);
        first.Signed(Note(50));
        Assert.Null(first.Keep());

        Assert.Equal(50, first.Of("trial")?.Size);
        Assert.Equal(50, SignedHistory.At(file).Of("trial")?.Size);
        await File.WriteAllTextAsync(file, "nonsense", Stop);
        Assert.Contains("can't be read", Assert.Throws<SigningKeyException>(() => SignedHistory.At(file)).Message, StringComparison.Ordinal);
        Assert.Contains("can't be remembered", first.Keep(), StringComparison.Ordinal);
    }

    private static string Note(long size) => new Checkpoint("trial", size, new byte[32]).Sign(RecordedLog.Key).ToString();

    private Task Filled(TestStore store) => store.Fill(Signing);

    private static async Task Forge(TestStore store)
    {
        await store.Replace(42);
        await store.MakeEverythingFit();
        await store.Tamper("DELETE FROM checkpoint");
    }

    private static async Task Write(TestStore store, JournalOptions options, int entries)
    {
        await using var journal = await store.Open(options);
        for (var i = 0; i < entries; i++)
            await journal.Recorded(Sample.To("job-after"));
    }
}
