using static Groundswell.Tests.CommandLine.CommandLineRun;

namespace Groundswell.Tests.CommandLine;

/// <summary>Whatever goes wrong is one clear sentence and an exit code, never a stack trace.</summary>
public sealed class CommandFailureTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task What_is_missing_is_named()
    {
        Directory.CreateDirectory(_run.File("empty"));

        Assert.Equal($"There is no folder {_run.File("nowhere")}.", await Fails(3, "verify", "--data", _run.File("nowhere")));
        Assert.Equal($"There is no record in {_run.File("empty")}.", await Fails(3, "verify", "--data", _run.File("empty")));
        Assert.Equal($"There is no file {_run.File("x")}.", await Fails(3, "check-proof", _run.File("x"), "--key", "k"));
        Assert.Equal($"There is no {_run.File("x")}.", await Fails(3, "restore", "--from", _run.File("x"), "--data", _run.File("to")));
    }

    [Fact]
    public async Task A_file_that_is_no_record_is_called_that()
    {
        Directory.CreateDirectory(_run.File("data/record"));
        await File.WriteAllTextAsync(_run.File("data/record/record.db"), "This is a shopping list, not a database, however long it may be.", Stop);
        Assert.Contains("no record", await Fails(1, "verify", "--data", _run.Data), StringComparison.Ordinal);

        await File.WriteAllTextAsync(_run.File("data/record/record.db"), "", Stop);
        Assert.Contains("not a record", await Fails(1, "verify", "--data", _run.Data), StringComparison.Ordinal);

        await File.WriteAllTextAsync(_run.File("a.jsonl"), "{}\n", Stop);
        Assert.Contains("line 1", await Fails(1, "restore", "--from", _run.File("a.jsonl"), "--data", _run.File("to")), StringComparison.Ordinal);
        Directory.CreateDirectory(_run.File("holiday"));
        Assert.Contains("manifest.json", await Fails(1, "restore", "--from", _run.File("holiday"), "--data", _run.File("to")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_in_use_is_said_to_be_and_by_whom()
    {
        await _run.Record();
        await using var server = await _run.Write();

        var sentence = await Fails(3, "key", "rotate", "--data", _run.Data, "--signing-key", _run.SigningKeyFile, "--actor", "P-1");

        Assert.Contains($"is being written by process {Environment.ProcessId}", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_none_and_a_key_file_that_others_may_read_are_refused()
    {
        await _run.Record();

        Assert.Contains("public key", await Fails(2, "verify", "--data", _run.Data, "--key", "nonsense"), StringComparison.Ordinal);
        Assert.Contains("no signing key", await Fails(3, "key", "show", "--data", _run.Data, "--signing-key", _run.File("none")), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(_run.SigningKeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains("0600", await Fails(3, "key", "show", "--data", _run.Data, "--signing-key", _run.SigningKeyFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_and_a_connection_that_is_none_are_told_apart()
    {
        Assert.Contains("could not be reached", await Fails(3, "verify", "--store", "Host=127.0.0.1;Port=1;Timeout=2"), StringComparison.Ordinal);
        var sentence = await Fails(2, "verify", "--store", "Host=127.0.0.1;Passwort=secret");
        Assert.Contains("connection string", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unrecognized", "frobnicate")]
    [InlineData("--data DIR or --store", "verify")]
    [InlineData("--data DIR or --store", "verify", "--data", "a", "--store", "b")]
    [InlineData("--position N or --stream", "prove", "--data", "a", "--log", "b")]
    [InlineData("--key", "check-proof", "x")]
    [InlineData("--log", "export", "--data", "a")]
    public async Task A_command_that_is_not_understood_says_what_was_meant_to_be(string says, params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.Contains("Try: groundswell", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_commands_and_hides_the_test_writer()
    {
        var help = await Good("--help");

        foreach (var command in (string[])["verify", "prove", "check-proof", "export", "backup", "restore", "key", "witness"])
            Assert.Contains($"\n  {command} ", help.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("append-test", help, StringComparison.Ordinal);
        Assert.Contains("groundswell [command]", help, StringComparison.Ordinal);
    }
}
