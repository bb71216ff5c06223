using Groundswell.Identifying.Storing;
using Groundswell.Record;
using Groundswell.Record.Checkpoints;
using Microsoft.Data.Sqlite;
using static Groundswell.Tests.CommandLine.CommandLineRun;

namespace Groundswell.Tests.CommandLine;

/// <summary>What the commands do with keys, with damage, and with what belongs to a record beside its logs.</summary>
public sealed class TrustCommandTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string[] Writing => WritingWith(_run.SigningKeyFile);

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_signed_record_is_not_opened_without_its_key_and_goes_on_when_a_lost_one_is_replaced()
    {
        await _run.Record();
        var old = _run.Key;
        File.Move(_run.SigningKeyFile, _run.File("safe.key"));

        Assert.Contains("key replace", await Fails(3, Writing), StringComparison.Ordinal);
        Assert.False(File.Exists(_run.SigningKeyFile));
        var replaced = (await Good(
            "key", "replace", "--data", _run.Data, "--signing-key", _run.SigningKeyFile, "--actor", "P-1", "--reason", "Its disk broke.")).Trim();
        await Good(Writing);

        Assert.Equal(_run.Key, replaced);
        Assert.Contains("key.replaced", (await Run("verify", "--data", _run.Data, "--key", old)).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await Run("verify", "--data", _run.Data, "--key", old)).Code);
        Assert.Contains("trust passes", await Good("verify", "--data", _run.Data, "--key", old, "--key", replaced), StringComparison.Ordinal);
        File.Move(_run.File("safe.key"), _run.SigningKeyFile, overwrite: true);
        Assert.Contains(replaced, await Fails(3, Writing), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_from_before_a_rotation_is_not_signed_by_the_key_that_came_after()
    {
        await _run.Record();
        await Good("backup", "--data", _run.Data, "--to", _run.File("backup"));
        var old = _run.Key;
        await Good("key", "rotate", "--data", _run.Data, "--signing-key", _run.SigningKeyFile, "--actor", "P-1");
        Directory.Delete(_run.Data, recursive: true);
        await Good("restore", "--from", _run.File("backup"), "--data", _run.Data, "--signing-key", _run.SigningKeyFile);

        Assert.Contains("same key file", await Fails(3, Writing), StringComparison.Ordinal);

        var retired = Assert.Single(Directory.GetFiles(_run.Folder, "signing.key.retired-*"));
        await Good(WritingWith(retired));
        Assert.Contains("nothing beyond that", await Good("verify", "--data", _run.Data, "--key", old), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_signed_after_a_backup_is_named_by_the_restore_and_the_restored_record_is_signed_again()
    {
        await Good(Writing);
        await Good("backup", "--data", _run.Data, "--to", _run.File("backup"));
        await Good([.. Writing[..^1], "50"]);
        await Good("prove", "--data", _run.Data, "--log", "site-a", "--position", "40", "--out", _run.File("proof.json"));
        var kept = Json(await File.ReadAllTextAsync(_run.File("proof.json"), Stop)).GetProperty("checkpoint").GetString();
        await File.WriteAllTextAsync(_run.File("known"), kept, Stop);
        Directory.Delete(_run.Data, recursive: true);

        await Good("restore", "--from", _run.File("backup"), "--data", _run.Data, "--signing-key", _run.SigningKeyFile, "--key", _run.Key);
        await Good(Writing);

        var verified = await Good("verify", "--data", _run.Data, "--key", _run.Key, "--known", _run.File("known"));
        Assert.Contains("restored.lost", verified, StringComparison.Ordinal);
        Assert.Contains("nothing beyond that", verified, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_restored_from_a_record_that_says_it_is_another_and_its_key_is_not_rotated()
    {
        await _run.Record();
        var key = _run.Key;
        await Tamper("DROP TRIGGER meta_keeps_its_identity; UPDATE meta SET kind = 'demo'");
        await Good("backup", "--data", _run.Data, "--to", _run.File("backup"));

        var (code, _, error) = await Run("restore", "--from", _run.File("backup"), "--data", _run.File("restored"));

        Assert.Equal(1, code);
        Assert.Contains("Log 'site-a' is not restored", error, StringComparison.Ordinal);
        Assert.Contains("Nothing is restored", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.File("restored")));
        Assert.Contains(
            "no log of its own", await Fails(2, "key", "rotate", "--data", _run.Data, "--signing-key", _run.SigningKeyFile, "--actor", "P-1"), StringComparison.Ordinal);
        Assert.Equal(key, _run.Key);
        Assert.Contains("log.origin", (await Run("verify", "--data", _run.Data)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_auditor_asks_for_and_is_not_there_is_no_success()
    {
        await _run.Record();
        using var other = SigningKey.Create(_run.File("other.key"));

        Assert.Contains("log.missing", (await Wrong("verify", "--data", _run.Data, "--log", "site-z")), StringComparison.Ordinal);
        Assert.Contains("key.unmatched", (await Wrong("verify", "--data", _run.Data, "--key", other.LogKey("groundswell/plant/x/site-z"))), StringComparison.Ordinal);
        Assert.Contains("witness.unmatched", (await Wrong("verify", "--data", _run.Data, "--witness", other.WitnessKey("w"))), StringComparison.Ordinal);

        async Task<string> Wrong(params string[] arguments)
        {
            var (code, output, _) = await Run(arguments);
            Assert.Equal(1, code);
            return output;
        }
    }

    [Fact]
    public async Task A_record_file_that_was_cut_off_is_damage()
    {
        await _run.Record();
        SqliteConnection.ClearAllPools();
        await using (var file = File.Open(Path.Combine(DataFolder.Record(_run.Data), "record.db"), FileMode.Open))
            file.SetLength(4096 * 3);

        var (code, _, error) = await Run("verify", "--data", _run.Data);

        Assert.Equal(1, code);
        Assert.DoesNotContain("Run verify", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_data_folder_takes_the_directory_along_and_a_restore_brings_it_back()
    {
        await _run.Record();
        await DirectoryPlace.InFolder(_run.Data).Open(Stop);
        await Execute(Path.Combine(_run.Data, "directory", "directory.db"), "CREATE TABLE kept (one TEXT); INSERT INTO kept VALUES ('by the backup')");

        var (code, _, error) = await Run("backup", "--data", _run.Data, "--to", _run.File("backup"));
        await Good("restore", "--from", _run.File("backup"), "--data", _run.File("restored"), "--key", _run.Key);

        Assert.Equal(0, code);
        Assert.Contains("credentials", error, StringComparison.Ordinal);
        var restored = Path.Combine(_run.File("restored"), "directory", "directory.db");
        Assert.Equal("by the backup", await Execute(restored, "SELECT one FROM kept"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(restored));
    }

    private string[] WritingWith(string key) =>
        ["append-test", "--data", _run.Data, "--signing-key", key, "--log", "site-a", "--writers", "1", "--count", "1"];

    private Task<object?> Tamper(string sql) => Execute(Path.Combine(DataFolder.Record(_run.Data), "record.db"), sql);

    private static async Task<object?> Execute(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Stop);
    }
}
