using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Groundswell.Record.Checkpoints;
using Groundswell.Record.Proofs;
using Groundswell.Record.Tests.Verifying;

namespace Groundswell.Record.Tests.Proofs;

public sealed class ProofFileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task One_entry_is_proved_to_whoever_has_the_public_key(TestStore store)
    {
        await store.Fill();
        await using var journal = await store.OpenToRead();
        foreach (var position in new long[] { 1, 255, 256, 257, 512, 513, 699, 700 })
        {
            var check = ProofFile.Check(await ProofFile.Create(journal, Sample.Log, position, Stop), RecordedLog.Key.Public);

            Assert.Empty(check.Faults);
            Assert.True(check.Holds);
            Assert.Equal((700, RecordedLog.Key.Public.Text), (check.Size, check.SignedBy));
            var recorded = Assert.Single(await journal.Store.ReadLog(Sample.Log, position, position, 1, Stop));
            var proved = Assert.Single(check.Entries);
            Assert.Equal(recorded.LeafHash.ToArray(), proved.LeafHash.ToArray());
            Assert.Equal(recorded.Payload.ToArray(), proved.Payload.ToArray());
            Assert.Equal(recorded with { Payload = default, LeafHash = default, DecidedAgainst = [] }, proved with { Payload = default, LeafHash = default, DecidedAgainst = [] });
        }
    }

    [Theory, EveryStore]
    public async Task What_was_changed_is_not_proved(TestStore store)
    {
        await store.Fill();
        await store.TamperOne("UPDATE entry SET payload = '{}' WHERE position = 42");
        await store.Replace(699);
        await using var journal = await store.OpenToRead();

        foreach (var position in new long[] { 42, 699 })
        {
            var damaged = await Assert.ThrowsAsync<RecordDamagedException>(() => ProofFile.Create(journal, Sample.Log, position, Stop));
            Assert.Contains($"entry {position} is not the one that its checkpoint of 700 entries covers", damaged.Message, StringComparison.Ordinal);
        }
    }

    [Theory, EveryStore]
    public async Task A_stream_is_proved_up_to_the_newest_checkpoint(TestStore store)
    {
        await store.Fill();
        await using (var unsigned = await store.Open())
            await unsigned.Recorded(Sample.To("job-3"));
        await using var journal = await store.OpenToRead();
        var recorded = await journal.ReadStream(Sample.Log, "job-3", 1, Stop);

        var check = ProofFile.Check(await ProofFile.Create(journal, Sample.Log, "job-3", Stop), RecordedLog.Key.Public);

        Assert.Empty(check.Faults);
        Assert.Equal("job-3", check.Stream);
        Assert.Equal(recorded.SkipLast(1).Select(entry => entry.Position), check.Entries.Select(entry => entry.Position));
    }

    [Fact]
    public async Task Every_field_is_carried_whole()
    {
        await using var store = new FolderStore();
        await using (var journal = await store.Open(RecordedLog.Signing))
        {
            await journal.OpenLog("enterprise", Stop);
            await journal.Recorded(Sample.To("policy-1") with { Log = "enterprise" });
            await journal.Recorded(Sample.To("job-1"));
            await journal.Recorded(Sample.To("job-1") with
            {
                Station = "T-4",
                Device = "d",
                Shift = "Früh",
                Source = Source.Transcribed,
                OccurredAt = new DateTimeOffset(2026, 3, 1, 7, 0, 0, TimeSpan.FromHours(1)).AddTicks(12_345_678),
                Guards = [new Guard("enterprise", "policy-1", 1)],
                Entries = [Sample.Entry("job-1", "{ \"text\" : \"Grüße <\\u0041> \\\"95 °C\\\" 🙂\"\n}") with { Corrects = 1 }],
            });
        }

        await using var reading = await store.OpenToRead();
        var text = await ProofFile.Create(reading, Sample.Log, 2, Stop);
        var check = ProofFile.Check(text, RecordedLog.Key.Public);

        Assert.Empty(check.Faults);
        Assert.Single(check.Entries[0].DecidedAgainst);
        Assert.Equal((await reading.All())[1].Payload.ToArray(), check.Entries[0].Payload.ToArray());
        Assert.Contains("\"occurredAt\": \"2026-03-01T06:00:01.234567Z\"", text, StringComparison.Ordinal);
        Assert.Contains("\"source\": \"transcribed\"", text, StringComparison.Ordinal);
        Assert.Contains("\"shift\": \"Früh\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        await using var store = new FolderStore();
        await store.Fill();
        await using var journal = await store.OpenToRead();
        var one = await ProofFile.Create(journal, Sample.Log, 300, Stop);
        var stream = await ProofFile.Create(journal, Sample.Log, "job-3", Stop);
        using var other = SigningKey.FromSeed(new byte[32]);

        Assert.Equal(["proof.signature"], Codes(one, other.Public));
        Assert.Equal(["proof.signature"], Codes(one, VerifierKey.Parse(RecordedLog.Key.LogKey("groundswell/plant/x/site-a"))));
        Assert.Equal(["proof.format"], Codes("nothing"));
        Assert.Equal(["proof.format"], Codes("null"));
        Assert.Equal(["proof.format"], Codes(Edited(one, file => file["format"] = "groundswell proof 2")));
        Assert.Equal(["proof.format"], Codes(Edited(one, file => file["surplus"] = 1)));
        Assert.Equal(["proof.format"], Codes(Edited(one, file => file.Remove("log"))));
        Assert.Equal(["proof.format"], Codes(Edited(one, file => file["entries"]![0] = null)));
        Assert.Equal(["proof.checkpoint"], Codes(Edited(one, file => file["checkpoint"] = "nothing")));
        Assert.Equal(["proof.log", "proof.inclusion"], Codes(Edited(one, file => file["log"] = "site-b")));
        Assert.Equal(["proof.empty"], Codes(Edited(one, file => file["entries"] = new JsonArray())));
        Assert.Equal(["proof.inclusion"], Codes(Edited(one, file => Entry(file)["payload"] = "{}")));
        Assert.Equal(["proof.inclusion"], Codes(Edited(one, file => Entry(file)["position"] = 301)));
        Assert.Equal(["proof.inclusion"], Codes(Edited(one, file => Entry(file)["position"] = -5)));
        Assert.Equal(["proof.inclusion"], Codes(Edited(one, file => file["entries"]![0]!["inclusion"]!.AsArray().RemoveAt(0))));
        Assert.Equal(["proof.entry"], Codes(Edited(one, file => Entry(file)["occurredAt"] = "2026-03-01T06:00:00Z")));
        Assert.Equal(["proof.entry"], Codes(Edited(one, file => Entry(file)["source"] = "guessed")));
        Assert.Equal(["proof.entry"], Codes(Edited(one, file => Entry(file)["decidedAgainst"] = "[ ]")));
        Assert.Equal(["proof.stream", "proof.stream"], Codes(Edited(stream, file => file["entries"]!.AsArray().RemoveAt(0))).Take(2));
        Assert.Equal(["proof.format"], Codes(Edited(stream, file => file.Remove("stream"))));
    }

    [Fact]
    public async Task No_single_change_makes_it_prove_something_else()
    {
        await using var store = new FolderStore();
        await store.Fill();
        await using var journal = await store.OpenToRead();
        var text = await ProofFile.Create(journal, Sample.Log, 300, Stop);
        var genuine = Convert.ToHexString(ProofFile.Check(text, RecordedLog.Key.Public).Entries[0].LeafHash.Span);

        var changes = Gen.Zip(Gen.Choose(0, text.Length - 1), Gen.Elements("0123456789abcxyzABC+/=\"\\{}[]:, \n\u00e9".ToCharArray()));
        Prop.ForAll(
            changes.ToArbitrary(),
            change =>
            {
                var check = ProofFile.Check(text[..change.Item1] + change.Item2 + text[(change.Item1 + 1)..], RecordedLog.Key.Public);
                return !check.Holds || Convert.ToHexString(check.Entries[0].LeafHash.Span) == genuine;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Theory, EveryStore]
    public async Task What_no_checkpoint_covers_cannot_be_proved_yet(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1"));

        await Assert.ThrowsAsync<ProofUnavailableException>(() => ProofFile.Create(journal, Sample.Log, 1, Stop));
        await Assert.ThrowsAsync<ProofUnavailableException>(() => ProofFile.Create(journal, Sample.Log, 2, Stop));
        await Assert.ThrowsAsync<ProofUnavailableException>(() => ProofFile.Create(journal, Sample.Log, 0, Stop));
        await Assert.ThrowsAsync<ProofUnavailableException>(() => ProofFile.Create(journal, Sample.Log, "job-1", Stop));
        await Assert.ThrowsAsync<ProofUnavailableException>(() => ProofFile.Create(journal, Sample.Log, "job-2", Stop));
        await Assert.ThrowsAsync<ProofUnavailableException>(() => ProofFile.Create(journal, "site-b", 1, Stop));
    }

    [Theory, EveryStore]
    public async Task A_witness_under_the_checkpoint_is_named(TestStore store)
    {
        await using var elsewhere = new FolderStore();
        await store.Fill();
        await using var journal = await store.Open(RecordedLog.Signing);
        await using var witnessing = await elsewhere.Open();
        using var key = SigningKey.FromSeed([.. Enumerable.Repeat((byte)9, 32)]);
        var witness = new Witness(witnessing, Sample.Log, key, TimeProvider.System);
        var cosigned = (Cosigned)await witness.Cosign(await Witness.Ask(journal, Sample.Log, 0, Stop), RecordedLog.Key.Public, Stop);
        await Witness.Keep(journal, Sample.Log, cosigned.Note, [VerifierKey.Parse(witness.Key)], Stop);

        var check = ProofFile.Check(await ProofFile.Create(journal, Sample.Log, 300, Stop), RecordedLog.Key.Public, VerifierKey.Parse(witness.Key));

        Assert.Empty(check.Faults);
        Assert.Equal([witness.Name], check.WitnessedBy);
    }

    [Theory, EveryStore]
    public async Task A_file_with_nothing_where_something_must_be_is_no_proof(TestStore store)
    {
        await store.Fill();
        await using var journal = await store.OpenToRead();
        var proof = await ProofFile.Create(journal, Sample.Log, 300, Stop);

        Assert.Equal(["proof.format"], Codes(Edited(proof, file => file["entries"]![0]!["inclusion"] = new JsonArray((JsonNode?)null))));
        Assert.Equal(["proof.format"], Codes(Edited(proof, file => file["entries"] = new JsonArray((JsonNode?)null))));
    }

    private static IEnumerable<string> Codes(string text, VerifierKey? key = null) =>
        ProofFile.Check(text, key ?? RecordedLog.Key.Public).Faults.Select(fault => fault.Code);

    private static JsonNode Entry(JsonObject file) => file["entries"]![0]!["entry"]!;

    private static string Edited(string text, Action<JsonObject> edit)
    {
        var file = JsonNode.Parse(text)!.AsObject();
        edit(file);
        return file.ToJsonString();
    }
}
