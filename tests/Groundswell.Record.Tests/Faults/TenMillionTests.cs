using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Groundswell.Record.Tests.Faults;

/// <summary>Ten million entries in one log. Facts are asserted; times are only printed, for they are the benchmarks' business.</summary>
public sealed class TenMillionTests
{
    private const int Million = 1_000_000;
    private const int Streams = 100_000;
    private const int PerAppend = 500;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Trait("Duration", "long")]
    public async Task Ten_million_entries_open_read_and_verify_in_no_more_memory_than_one_million()
    {
        using var folder = new TemporaryFolder();
        await Told("filling the first million", () => Fill(folder, from: 0, to: Million));
        var less = await Told("verifying one million", () => MemoryOfVerifying(folder));
        await Told("filling nine million more", () => Fill(folder, from: Million, to: 10 * Million));
        var more = await Told("verifying ten million", () => MemoryOfVerifying(folder));
        TestContext.Current.TestOutputHelper!.WriteLine($"memory at most: {less} kB for one million, {more} kB for ten");

        await using var journal = await Told("opening", () => Journal.OpenFolder(Record(folder), new JournalOptions(), Stop));
        var alive = await Told("reading ten million in order", () => MemoryOfReading(journal));
        TestContext.Current.TestOutputHelper!.WriteLine($"alive while they were read, after collecting: from {alive.Least / 1024} to {alive.Most / 1024} kB");
        Assert.InRange(alive.Most, 1, alive.Least + 64 * 1024 * 1024);
        var times = new List<double>();
        for (var i = 0; i < 201; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var entries = await journal.ReadStream(Sample.Log, Stream(i * 37L), 1, Stop);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Assert.Equal(10 * Million / Streams, entries.Count);
            Assert.Equal(entries.Count, entries[^1].Version);
        }

        times.Sort();
        TestContext.Current.TestOutputHelper!.WriteLine($"a stream of 100 entries: {times[100]:F3} ms, median of 201");
        Assert.Equal(10L * Million, (await journal.Logs(Stop)).Single().Size);
        Assert.InRange(more, 1, less + 64 * 1024);
    }

    private static string Record(TemporaryFolder folder) => Path.Combine(folder.File("data"), "record");

    private static string Stream(long number) => $"job-{number % Streams}";

    private static async Task<bool> Fill(TemporaryFolder folder, long from, long to)
    {
        await using var journal = await Journal.OpenFolder(Record(folder), new JournalOptions { Kind = RecordKind.Trial }, Stop);
        await journal.OpenLog(Sample.Log, Stop);
        var appends = Enumerable.Range((int)(from / PerAppend), (int)((to - from) / PerAppend));
        await Parallel.ForEachAsync(appends, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Stop }, async (append, _) =>
        {
            var first = (long)append * PerAppend;
            await journal.Recorded(Sample.To("") with
            {
                Entries = [.. Enumerable.Range(0, PerAppend).Select(i => new NewEntry(Stream(first + i), "job.counted", Payload(first + i)))],
            });
        });
        return true;
    }

    private static byte[] Payload(long number) => Encoding.UTF8.GetBytes($$"""{"good":{{number}},"scrap":0,"note":"{{new string('x', 100)}}"}""");

    /// <summary>What is alive while a log is read, looked at every million entries.</summary>
    private static async Task<(long Least, long Most)> MemoryOfReading(Journal journal)
    {
        var (least, most, read) = (long.MaxValue, 0L, 0L);
        await foreach (var batch in journal.ReadLog(Sample.Log, 1, 1_000, Stop))
        {
            read += batch.Count;
            if (read % Million != 0)
                continue;
            var alive = GC.GetTotalMemory(forceFullCollection: true);
            (least, most) = (Math.Min(least, alive), Math.Max(most, alive));
        }

        Assert.Equal(10L * Million, read);
        return (least, most);
    }

    /// <summary>What <c>groundswell verify</c> had at most of memory of its own while it ran, in kB.</summary>
    private static async Task<long> MemoryOfVerifying(TemporaryFolder folder)
    {
        using var verify = Process.Start(new ProcessStartInfo(WriterProcess.Application, ["verify", "--data", folder.File("data")])
        {
            RedirectStandardOutput = true,
        })!;
        var said = verify.StandardOutput.ReadToEndAsync(Stop);
        var most = 0L;
        while (!verify.HasExited)
        {
            most = Math.Max(most, OwnMemory(verify.Id));
            await Task.Delay(50, Stop);
        }

        Assert.True(verify.ExitCode == 0, await said);
        return most;
    }

    private static long OwnMemory(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan("RssAnon:".Length, line.Length - "RssAnon:".Length - " kB".Length), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // It has just ended.
        }
    }

    private static async Task<T> Told<T>(string what, Func<Task<T>> act)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await act();
        TestContext.Current.TestOutputHelper!.WriteLine($"{what}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s");
        return result;
    }
}
