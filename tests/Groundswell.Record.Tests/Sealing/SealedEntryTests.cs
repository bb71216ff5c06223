using System.Text.Json;
using Groundswell.Record.Sealing;
using Groundswell.Record.Verifying;

namespace Groundswell.Record.Tests.Sealing;

/// <summary>Sealed values in a record: what destroying a key does to it, and what it does not.</summary>
public sealed class SealedEntryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FolderSealKeys _keys;
    private readonly Sealer _sealer;

    public SealedEntryTests()
    {
        _keys = new FolderSealKeys(_folder.File("seal-keys"));
        _sealer = new Sealer(_keys, TimeProvider.System);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _keys.Dispose();
        _folder.Dispose();
    }

    [Theory, EveryStore]
    public async Task A_forgotten_value_leaves_every_hash_as_it_was(TestStore store)
    {
        await using var journal = await store.Open();
        var before = await Say(journal);
        var root = (await LogVerifier.Verify(journal, Sample.Log, new VerifyOptions(), Stop)).Root;

        var receipt = await _sealer.Destroy(journal, Sample.Log, before.Key, "asked to be forgotten", "P-17", Stop);

        var verification = await LogVerifier.Verify(journal, Sample.Log, new VerifyOptions(), Stop);
        Assert.True(verification.Sound);
        Assert.NotEqual(root, verification.Root);
        var entries = await journal.All();
        Assert.Equal((2, "seal-key.destroyed", "P-17"), (receipt.First, entries[1].Name, entries[1].Actor));
        var says = JsonSerializer.Deserialize(entries[0].Payload.Span, SealingContext.Default.Voice)!.Says;
        Assert.Equal(new SealKeyGone<Nomination>(before.Key), await _sealer.Open(says, SealingContext.Default.Nomination, Stop));
    }

    [Theory, EveryStore]
    public async Task A_key_is_destroyed_by_one_entry_however_often_it_is_asked_for(TestStore store)
    {
        await using var journal = await store.Open();
        var key = (await Say(journal)).Key;

        var first = await _sealer.Destroy(journal, Sample.Log, key, "asked to", "P-17", Stop);
        var again = await _sealer.Destroy(journal, Sample.Log, key, "asked again", "P-18", Stop);

        Assert.Equal(first.First, again.First);
        Assert.Equal(2, (await journal.All()).Count);
    }

    [Theory, EveryStore]
    public async Task A_destruction_that_was_cut_short_after_its_entry_is_completed(TestStore store)
    {
        await using var journal = await store.Open();
        var says = await Say(journal);
        await OwnEntries.Append(
            journal, Sample.Log, new SealKeyDestroyed(says.Key, "asked to"), "P-17", Guid.CreateVersion7(), TimeProvider.System, Stop);
        Assert.IsType<OpenedValue<Nomination>>(await _sealer.Open(says, SealingContext.Default.Nomination, Stop));

        await _sealer.CompleteDestructions(journal, [Sample.Log], Stop);

        Assert.IsType<SealKeyGone<Nomination>>(await _sealer.Open(says, SealingContext.Default.Nomination, Stop));
    }

    [Theory, EveryStore]
    public async Task Where_the_entry_cannot_be_made_the_key_stays(TestStore store)
    {
        await using var journal = await store.Open();
        var says = await Say(journal);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _sealer.Destroy(journal, "no-such-log", says.Key, "asked to", "P-17", Stop));

        Assert.IsType<OpenedValue<Nomination>>(await _sealer.Open(says, SealingContext.Default.Nomination, Stop));
    }

    private async Task<Sealed> Say(Journal journal)
    {
        var says = await _sealer.Seal("P-17", "say", new Nomination("P-21", "fragt als Erste"), SealingContext.Default.Nomination, Stop);
        var text = JsonSerializer.Serialize(new Voice("change-7", says), SealingContext.Default.Voice);
        await journal.Recorded(Sample.To("voice-1", text));
        return says;
    }
}
