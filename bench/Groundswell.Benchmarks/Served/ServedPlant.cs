using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace Groundswell.Benchmarks.Served;

/// <summary>A server in a process of its own, started by its command line as a plant starts it.</summary>
internal sealed class ServedPlant : IAsyncDisposable
{
    private const string AddressSaid = "Groundswell serves at ";
    private const string CodeSaid = "signs up with this code: ";

    private readonly Process _process;
    private readonly ChannelReader<string> _lines;

    private ServedPlant(Process process, ChannelReader<string> lines, Uri address, long startedAt) =>
        (_process, _lines, Address, StartedAt) = (process, lines, address, startedAt);

    public Uri Address { get; }

    /// <summary>The timestamp just before its process was started.</summary>
    public long StartedAt { get; }

    /// <summary>All the processor time it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What is measured: a published program where GROUNDSWELL_PROGRAM names its Groundswell.dll, else the one that was built with the benchmarks.</summary>
    private static string Program { get; } =
        Environment.GetEnvironmentVariable("GROUNDSWELL_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "Groundswell.dll");

    /// <param name="place">The options that say where the record is.</param>
    public static async Task<ServedPlant> Start(IReadOnlyList<string> place, CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, "serve", .. place, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
        };

        // Slow hashes and limits on guessing are not what is measured; they would only make it long until it begins.
        start.Environment["Identifying__HashIterations"] = "1000";
        start.Environment["Identifying__AttemptsPerMinute"] = "100000";
        var startedAt = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;

        // Read to its end, whatever it says: a program waits for whoever does not read what it writes.
        var lines = Channel.CreateUnbounded<string>();
        process.OutputDataReceived += (_, said) =>
        {
            if (said.Data is null)
                lines.Writer.Complete();
            else
                lines.Writer.TryWrite(said.Data);
        };
        process.BeginOutputReadLine();
        return new ServedPlant(process, lines, new Uri(await Said(lines, AddressSaid, stop)), startedAt);
    }

    /// <summary>The code with which the first administrator signs up, of a record that is new.</summary>
    public Task<string> FirstCode(CancellationToken stop) => Said(_lines, CodeSaid, stop);

    /// <summary>Bytes of memory that are its own or shared and in use now.</summary>
    public long Resident()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<string> Said(ChannelReader<string> lines, string what, CancellationToken stop)
    {
        await foreach (var line in lines.ReadAllAsync(stop))
        {
            if (line.IndexOf(what, StringComparison.Ordinal) is >= 0 and var at)
                return line[(at + what.Length)..].Trim();
        }

        throw new InvalidOperationException("The server has ended before it was ready.");
    }
}
