using System.Diagnostics;

namespace Groundswell.Record.Tests.Stores.Sqlite;

/// <summary>A disk of 4 MiB, mounted for the test. That needs root, as continuous integration has it.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly string _disk = Directory.CreateTempSubdirectory("groundswell-disk-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public DiskFullTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Mounting a small disk needs root on Linux.");
        Run("mount", "-t", "tmpfs", "-o", "size=4m", "groundswell-test", _disk);
    }

    public void Dispose()
    {
        if (Environment.IsPrivilegedProcess && OperatingSystem.IsLinux())
            Run("umount", _disk);
        Directory.Delete(_disk);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_the_journal_works_on_once_there_is_room()
    {
        var ballast = Path.Combine(_disk, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[2 * 1024 * 1024], Stop);
        var folder = Path.Combine(_disk, "record");
        await using var journal = await Journal.OpenFolder(folder, new JournalOptions { Kind = RecordKind.Trial }, Stop);
        await journal.OpenLog(Sample.Log, Stop);

        var acknowledged = new List<Guid>();
        var refused = await FillUp(journal, acknowledged);
        Assert.Contains("is full", refused.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(folder, refused.Failure.Message, StringComparison.Ordinal);

        // Full stays full, for every caller, and what was recorded can be read all the while.
        var others = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            async i => await Xunit.Record.ExceptionAsync(() => journal.Append(Large($"job-{i}"), Stop))));
        Assert.All(others, failure => Assert.IsType<JournalUnavailableException>(failure));
        Assert.Equal(acknowledged.Count, (await journal.All()).Count);

        File.Delete(ballast);

        Assert.False((await journal.Recorded(refused.Append)).Repeated);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => journal.Recorded(Large($"job-{i}"))));
        var entries = await journal.All();
        Assert.Equal(Enumerable.Range(1, acknowledged.Count + 21).Select(n => (long)n), entries.Select(entry => entry.Position));
        Assert.Equal([.. acknowledged, refused.Append.Command], entries.Take(acknowledged.Count + 1).Select(entry => entry.Command));
        Assert.All(entries, entry => Assert.Equal(CanonicalForm.LeafHash(entry), entry.LeafHash.ToArray()));
    }

    [Fact]
    public async Task A_disk_that_is_full_at_opening_is_told_and_opens_once_there_is_room()
    {
        var ballast = Path.Combine(_disk, "ballast");
        var folder = Path.Combine(_disk, "record");
        var options = new JournalOptions { Kind = RecordKind.Trial };
        await (await Journal.OpenFolder(folder, options, Stop)).DisposeAsync();
        await File.WriteAllBytesAsync(Path.Combine(folder, "writer.lock"), [], Stop);
        await using (var file = File.Create(ballast))
        {
            var full = await Assert.ThrowsAnyAsync<IOException>(async () =>
            {
                while (true)
                    await file.WriteAsync(new byte[4096], Stop);
            });
            Assert.Contains("No space left", full.Message, StringComparison.Ordinal);
        }

        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.OpenFolder(folder, options, Stop));
        Assert.Contains(folder, refused.Message, StringComparison.Ordinal);

        File.Delete(ballast);
        await using var journal = await Journal.OpenFolder(folder, options, Stop);
        await journal.OpenLog(Sample.Log, Stop);
        await journal.Recorded(Large("job"));
    }

    private static async Task<(Append Append, JournalUnavailableException Failure)> FillUp(Journal journal, List<Guid> acknowledged)
    {
        while (true)
        {
            var append = Large("job");
            try
            {
                await journal.Recorded(append);
                acknowledged.Add(append.Command);
            }
            catch (JournalUnavailableException failure)
            {
                return (append, failure);
            }
        }
    }

    private static Append Large(string stream) => Sample.To(stream, $"\"{new string('x', 20_000)}\"");

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {said}");
    }
}
