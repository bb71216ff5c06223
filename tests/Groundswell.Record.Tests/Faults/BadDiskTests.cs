using Groundswell.Record.Checkpoints;

namespace Groundswell.Record.Tests.Faults;

/// <summary>A disk that fails now and then: strace lets some of a writer's calls to the kernel fail as a bad disk does.</summary>
public sealed class BadDiskTests
{
    private const int Writers = 8;
    private const int Each = 60;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fsync,fdatasync:error=EIO:when=8..99+7", "I/O error")]
    [InlineData("pwrite64:error=EIO:when=150..999+61", "I/O error")]
    [InlineData("pwrite64:error=ENOSPC:when=150..999+61", "is full")]
    public async Task Callers_are_told_and_what_they_send_again_is_recorded_once(string fault, string told)
    {
        using var folder = new TemporaryFolder();
        var (data, key) = (folder.File("data"), folder.File("signing.key"));
        string[] arguments =
        [
            "--data", data, "--signing-key", key, "--writers", $"{Writers}", "--checkpoint-every", "40", "--payload", "300", "--log", "site-a", "--log", "site-b",
        ];
        var ledger = new Ledger();
        using (var first = WriterProcess.Start([.. arguments, "--count", "1"]))
        {
            Assert.Equal(Writers, await first.Finish(Stop));
            ledger.Add(first);
        }

        // Each of its threads counts its calls for itself; opening the record makes fewer than the first that fails. In the end the disk is well again.
        using var writer = WriterProcess.StartUnder(
            ["strace", "-f", "-qq", "-o", folder.File("trace"), "-e", $"trace={fault.Split(':')[0]}", "-e", $"inject={fault}", WriterProcess.Application],
            [.. arguments, "--count", $"{Each}", "--go-on"]);
        Assert.Equal(Writers * Each, await writer.Finish(Stop));
        ledger.Add(writer);

        Assert.NotEmpty(writer.Failures);
        Assert.All(writer.Failures, failure => Assert.Contains("sent again under the same command id", failure, StringComparison.Ordinal));
        Assert.Contains(writer.Failures, failure => failure.Contains(told, StringComparison.Ordinal) && failure.Contains(data, StringComparison.Ordinal));
        using var signing = SigningKey.Load(key);
        await using var journal = await Journal.OpenFolderForReading(Path.Combine(data, "record"), Stop);
        await ledger.Check(journal, signing.Public, Stop);
    }
}
