using Groundswell.Testing;
using static Groundswell.Tests.CommandLine.CommandLineRun;

namespace Groundswell.Tests.CommandLine;

public sealed class RecordCommandTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_sound_record_verifies_and_says_what_that_rests_on()
    {
        await _run.Record();

        Assert.Contains("site-a: sound, 20 entries; self-consistent only.", await Good("verify", "--data", _run.Data), StringComparison.Ordinal);
        var log = Json(await Good("verify", "--data", _run.Data, "--key", _run.Key, "--json")).GetProperty("logs")[0];
        Assert.True(log.GetProperty("sound").GetBoolean());
        Assert.Equal((20, 20), (log.GetProperty("size").GetInt64(), log.GetProperty("signedUpTo").GetInt64()));
        Assert.Equal(_run.Key, log.GetProperty("signedBy").GetString());
    }

    [Fact]
    public async Task A_damaged_record_is_an_exit_code_and_a_position()
    {
        await _run.Record();
        await _run.Tamper();

        var (code, output, _) = await Run("verify", "--data", _run.Data, "--json");

        Assert.Equal(1, code);
        var finding = Json(output).GetProperty("logs")[0].GetProperty("findings")[0];
        Assert.Equal(("damage", 8), (finding.GetProperty("weight").GetString(), finding.GetProperty("position").GetInt64()));
        Assert.StartsWith("site-a: DAMAGED, first at entry 8", (await Run("verify", "--data", _run.Data)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_verified_while_it_is_written_and_with_a_key_that_is_in_a_file()
    {
        await _run.Record();
        await File.WriteAllTextAsync(_run.File("pub.txt"), _run.Key + "\n", Stop);
        await using var writing = await _run.Write();

        Assert.Contains($"signed by {_run.Key}", await Good("verify", "--data", _run.Data, "--key", _run.File("pub.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_is_checked_with_the_public_key_alone()
    {
        await _run.Record();
        await Good("prove", "--data", _run.Data, "--log", "site-a", "--position", "7", "--out", _run.File("proof.json"));
        var key = _run.Key;
        Directory.Delete(_run.Data, recursive: true);

        Assert.StartsWith("The proof holds.", await Good("check-proof", _run.File("proof.json"), "--key", key), StringComparison.Ordinal);
        var proved = Json(await Good("check-proof", _run.File("proof.json"), "--key", key, "--json"));
        Assert.Equal("""{"job":"6"}""", proved.GetProperty("entries")[0].GetProperty("payload").GetString());
    }

    [Fact]
    public async Task A_changed_proof_and_a_strangers_key_are_told_from_a_good_proof()
    {
        await _run.Record();
        var proof = await Good("prove", "--data", _run.Data, "--log", "site-a", "--stream", "job-4711");
        await File.WriteAllTextAsync(_run.File("good.json"), proof, Stop);
        await File.WriteAllTextAsync(_run.File("bad.json"), proof.Replace("P-17", "P-18", StringComparison.Ordinal), Stop);
        using var stranger = Record.Checkpoints.SigningKey.Create(_run.File("stranger.key"));

        Assert.Equal(0, (await Run("check-proof", _run.File("good.json"), "--key", _run.Key)).Code);
        Assert.Equal(1, (await Run("check-proof", _run.File("bad.json"), "--key", _run.Key)).Code);
        Assert.Equal(1, (await Run("check-proof", _run.File("good.json"), "--key", stranger.Public.Text)).Code);
        Assert.False(Json((await Run("check-proof", _run.File("bad.json"), "--key", _run.Key, "--json")).Output).GetProperty("holds").GetBoolean());
    }

    [Fact]
    public async Task Nothing_in_a_forged_file_or_record_draws_a_verdict_of_its_own()
    {
        await _run.Record();
        const string Verdict = "\u001B[2J\u009B1;1H\r\u202EThe proof holds.\u2028";
        var forged = (await Good("prove", "--data", _run.Data, "--log", "site-a", "--position", "7"))
            .Replace("\"log\": \"site-a\"", $"\"log\": {System.Text.Json.JsonSerializer.Serialize(Verdict)}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_run.File("forged.json"), forged, Stop);
        await _run.Change("DROP TRIGGER entry_is_never_changed; UPDATE entry SET stream = char(27) || '[2J' || char(10) || 'site-a: sound' WHERE position = 3");

        var (code, proof, _) = await Run("check-proof", _run.File("forged.json"), "--key", _run.Key);
        var (_, record, _) = await Run("verify", "--data", _run.Data);

        Assert.Equal(1, code);
        Assert.Contains(@"log '\u001B[2J\u009B1;1H\u000D\u202EThe proof holds.\u2028'", proof, StringComparison.Ordinal);
        Assert.Contains(@"\u001B[2J\u000Asite-a: sound", record, StringComparison.Ordinal);
        Assert.DoesNotContain(proof + record, letter => letter != '\n' && char.IsControl(letter));
    }

    [Fact]
    public async Task A_checkpoint_kept_in_a_proof_or_an_export_is_held_against_an_older_state()
    {
        await _run.Record();
        await Good("backup", "--data", _run.Data, "--to", _run.File("backup"));
        await _run.Record(5);
        await Good("prove", "--data", _run.Data, "--log", "site-a", "--position", "3", "--out", _run.File("proof.json"));
        await Good("export", "--data", _run.Data, "--log", "site-a", "--out", _run.File("a.jsonl"));
        Assert.Contains("as in a checkpoint kept elsewhere up to entry 25", await Good("verify", "--data", _run.Data, "--known", _run.File("proof.json")), StringComparison.Ordinal);
        File.Copy(_run.File("backup/record/record.db"), _run.File("data/record/record.db"), overwrite: true);

        foreach (var known in (string[])["proof.json", "a.jsonl"])
        {
            var (code, output, _) = await Run("verify", "--data", _run.Data, "--key", _run.Key, "--known", _run.File(known));
            Assert.Equal(1, code);
            Assert.Contains("tail.missing", output, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(_run.File("other.json"), "{}", Stop);
        Assert.Contains("no signed checkpoint in", await Fails(2, "verify", "--data", _run.Data, "--known", _run.File("other.json")), StringComparison.Ordinal);
        await File.WriteAllTextAsync(_run.File("other.json"), "a note", Stop);
        Assert.DoesNotContain("Parameter", await Fails(2, "verify", "--data", _run.Data, "--known", _run.File("other.json")), StringComparison.Ordinal);
        Assert.Contains("There is no file", await Fails(3, "verify", "--data", _run.Data, "--known", _run.File("nowhere")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_backed_up_and_restored_and_a_damaged_backup_is_not()
    {
        await _run.Record();
        await Good("backup", "--data", _run.Data, "--to", _run.File("backup"));
        Assert.DoesNotContain(Directory.EnumerateFiles(_run.File("backup"), "*", SearchOption.AllDirectories), path => path.EndsWith(".key", StringComparison.Ordinal));

        await Good("restore", "--from", _run.File("backup"), "--data", _run.File("tried"), "--check", "--key", _run.Key);
        Assert.False(Directory.Exists(_run.File("tried")));
        var restored = Json(await Good("restore", "--from", _run.File("backup"), "--data", _run.File("restored"), "--key", _run.Key, "--json"))[0];
        Assert.Equal(20, restored.GetProperty("lastPosition").GetInt64());
        Assert.Contains("21 entries", await Good("verify", "--data", _run.File("restored"), "--key", _run.Key), StringComparison.Ordinal);
        Assert.Contains("not empty", await Fails(3, "restore", "--from", _run.File("backup"), "--data", _run.File("restored")), StringComparison.Ordinal);

        await File.AppendAllTextAsync(_run.File("backup/record/record.db"), "x", Stop);
        Assert.Contains("record.db", await Fails(1, "restore", "--from", _run.File("backup"), "--data", _run.File("other")), StringComparison.Ordinal);
        Assert.Contains("backup", await Fails(2, "verify", "--data", _run.File("backup")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_goes_by_export_to_PostgreSQL_and_is_verified_proved_and_backed_up_there()
    {
        await _run.Record();
        await using var database = await PostgresServer.NewDatabase();
        await Good("export", "--data", _run.Data, "--log", "site-a", "--out", _run.File("site-a.jsonl"));

        await Good(
            "restore", "--from", _run.File("site-a.jsonl"), "--store", database.Owner, "--application-role", PostgresServer.Application, "--key", _run.Key);

        Assert.Contains("site-a: sound, 21 entries", await Good("verify", "--store", database.Application), StringComparison.Ordinal);
        await Good("prove", "--store", database.Application, "--log", "site-a", "--position", "3", "--out", _run.File("proof.json"));
        await Good("check-proof", _run.File("proof.json"), "--key", _run.Key);
        await Good("backup", "--store", database.Application, "--to", _run.File("backup"));
        await Good("restore", "--from", _run.File("backup"), "--data", _run.File("back"), "--key", _run.Key);
        Assert.Contains("22 entries", await Good("verify", "--data", _run.File("back")), StringComparison.Ordinal);
        Assert.Contains(
            "already", await Fails(2, "restore", "--from", _run.File("site-a.jsonl"), "--store", database.Owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_says_how_far_it_is_when_asked_and_overwrites_nothing()
    {
        await _run.Record();

        var (code, output, error) = await Run("export", "--data", _run.Data, "--log", "site-a", "--out", _run.File("a.jsonl"), "--progress");
        Assert.Equal(0, code);
        Assert.Contains("20 entries", output, StringComparison.Ordinal);
        Assert.Contains("copying site-a: 100 %", error, StringComparison.Ordinal);
        Assert.Contains("already", await Fails(3, "export", "--data", _run.Data, "--log", "site-a", "--out", _run.File("a.jsonl")), StringComparison.Ordinal);
        Assert.Contains("There are: site-a", await Fails(2, "export", "--data", _run.Data, "--log", "site-z"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_the_old_public_key_can_follow_a_rotation()
    {
        await _run.Record();
        var old = _run.Key;
        Assert.Equal(old, (await Good("key", "show", "--data", _run.Data, "--signing-key", _run.SigningKeyFile)).Trim());

        var next = (await Good("key", "rotate", "--data", _run.Data, "--signing-key", _run.SigningKeyFile, "--actor", "P-1")).Trim();

        Assert.Equal(next, _run.Key);
        Assert.NotEqual(old, next);
        Assert.Contains("up to entry 21; nothing beyond that", await Good("verify", "--data", _run.Data, "--key", old), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_vouch_for_one_another()
    {
        await _run.Record();
        using var other = new CommandLineRun();
        await other.Record(1);
        await Good("witness", "ask", "--data", _run.Data, "--log", "site-a", "--out", _run.File("ask"));

        await Good(
            "witness", "cosign", _run.File("ask"), "--data", other.Data, "--log", "site-a", "--signing-key", other.SigningKeyFile, "--key", _run.Key, "--out",
            _run.File("cosigned"));
        var witness = (await Good("witness", "key", "--data", other.Data, "--signing-key", other.SigningKeyFile)).Trim();
        await Good("witness", "keep", _run.File("cosigned"), "--data", _run.Data, "--log", "site-a", "--witness", witness);

        Assert.Contains("witnessed by", await Good("verify", "--data", _run.Data, "--key", _run.Key, "--witness", witness), StringComparison.Ordinal);
        var origin = (await File.ReadAllLinesAsync(_run.File("cosigned"), Stop))[0];
        Assert.Equal(
            await File.ReadAllTextAsync(_run.File("cosigned"), Stop),
            await Good("witness", "testimony", "--data", other.Data, "--log", "site-a", "--origin", origin));
        Assert.Contains("site-b", await Fails(2, "witness", "testimony", "--data", other.Data, "--log", "site-a", "--origin", "site-b"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(_run.File("ask"), "nonsense", Stop);
        Assert.Contains(
            "witness.unreadable",
            await Fails(1, "witness", "cosign", _run.File("ask"), "--data", other.Data, "--log", "site-a", "--signing-key", other.SigningKeyFile, "--key", _run.Key),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_test_writer_prints_what_was_acknowledged_and_its_commands_can_be_sent_again()
    {
        string[] place = ["--data", _run.Data, "--signing-key", _run.SigningKeyFile, "--log", "a", "--log", "b"];
        var lines = (await Good(["append-test", .. place, "--writers", "3", "--count", "10", "--announce"])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await File.WriteAllLinesAsync(_run.File("sent"), lines.Where(line => line.StartsWith('?')), Stop);
        var acknowledged = lines.Where(line => !line.StartsWith('?')).Order().ToList();

        var again = (await Good(["append-test", .. place, "--writers", "0", "--again", _run.File("sent")])).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(30, acknowledged.Count);
        Assert.Equal(acknowledged, again.Order());
        await Good("verify", "--data", _run.Data);
    }
}
