using System.ComponentModel;
using System.Diagnostics;

namespace Groundswell.Record.Tests.Faults;

/// <summary>The acknowledgement comes after the disk's: seen from outside, in the calls that a writer makes to the kernel.</summary>
public sealed class DurabilityTests
{
    private const int Commands = 20;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Between_an_entrys_way_to_the_log_file_and_its_acknowledgement_the_file_is_synchronized()
    {
        using var folder = new TemporaryFolder();
        var trace = folder.File("trace");

        await Trace(trace, "append-test", "--data", folder.File("data"), "--signing-key", folder.File("key"), "--writers", "1", "--count", $"{Commands}");

        var calls = new TracedCalls("record.db-wal");
        foreach (var line in File.ReadLines(trace))
            calls.Take(line);
        Assert.Equal(Commands, calls.Acknowledgements);
        Assert.Empty(calls.TooEarly);
    }

    [Theory]
    [InlineData("no synchronizing", "7 pwrite64(5</d/a-wal>, \"x\"..., 24, 0) = 24|7 write(6<pipe:[1]>, \"C trial 1\\n\", 50) = 50")]
    [InlineData(
        "a write after it",
        "7 pwrite64(5</d/a-wal>, \"x\"..., 24, 0) = 24|7 fsync(5</d/a-wal>) = 0|7 pwrite64(5</d/a-wal>, \"x\"..., 24, 0) = 24|7 write(6<pipe:[1]>, \"C trial 1\\n\", 50) = 50")]
    [InlineData(
        "one that is not finished",
        "7 pwrite64(5</d/a-wal>, \"x\"..., 24, 0) = 24|7 fdatasync(5</d/a-wal> <unfinished ...>|8 write(6<pipe:[1]>, \"C trial 1\\n\", 50) = 50|7 <... fdatasync resumed>) = 0")]
    [InlineData(
        "one that failed",
        "7 pwrite64(5</d/a-wal>, \"x\"..., 24, 0) = 24|7 fsync(5</d/a-wal>) = -1 EIO (Input/output error)|7 write(6<pipe:[1]>, \"C trial 1\\n\", 50) = 50")]
    [InlineData(
        "one of another file",
        "7 pwrite64(5</d/a-wal>, \"x\"..., 24, 0) = 24|7 fsync(4</d/a>) = 0|7 write(6<pipe:[1]>, \"C trial 1\\n\", 50) = 50")]
    [InlineData("nothing written", "7 fsync(5</d/a-wal>) = 0|7 write(6<pipe:[1]>, \"C trial 1\\n\", 50) = 50")]
    public void An_acknowledgement_that_comes_too_early_would_be_seen(string after, string trace)
    {
        var calls = new TracedCalls("a-wal");

        foreach (var line in trace.Replace("C trial", "01a20743-adb3-70e6-b9a2-3097aaf29488 trial", StringComparison.Ordinal).Split('|'))
            calls.Take(line);

        Assert.True(calls.TooEarly.Count == 1, after);
    }

    private static async Task Trace(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "strace", ["-f", "-y", "-s", "128", "-e", "trace=fdatasync,fsync,write,pwrite64,writev,pwritev", "-o", file, WriterProcess.Application, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var strace = Process.Start(start)!;
            var errors = strace.StandardError.ReadToEndAsync(Stop);
            await strace.StandardOutput.ReadToEndAsync(Stop);
            await strace.WaitForExitAsync(Stop);
            Assert.True(
                strace.ExitCode == 0,
                $"strace ended with {strace.ExitCode}. Where it may not trace (a container), allow it: --cap-add=SYS_PTRACE. It said: {await errors}");
        }
        catch (Win32Exception)
        {
            Assert.Fail("strace is missing. ./test installs it; so does: apt install strace");
        }
    }
}
