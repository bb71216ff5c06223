using System.Diagnostics;
using System.Globalization;

namespace Groundswell.Record.Tests.Faults;

/// <summary><c>groundswell append-test</c> in a process of its own, to be killed: what it announced and what it was given as acknowledged.</summary>
internal sealed class WriterProcess : IDisposable
{
    private const int KilledExitCode = 128 + 9;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private WriterProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The application as it was built with these tests.</summary>
    public static string Application { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "../../Groundswell", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Groundswell"));

    /// <summary>Commands that were about to be sent, and to which log.</summary>
    public Dictionary<Guid, string> Announced { get; } = [];

    /// <summary>Commands that were acknowledged, and the position of the first entry.</summary>
    public Dictionary<Guid, (string Log, long First)> Acknowledged { get; } = [];

    /// <summary>What it was told where the record could not be written, one for each time.</summary>
    public List<string> Failures { get; } = [];

    public static WriterProcess Start(params IEnumerable<string> arguments) => StartUnder([Application], arguments);

    /// <param name="program">The application, behind whatever it is run under.</param>
    public static WriterProcess StartUnder(IReadOnlyList<string> program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program[0], [.. program.Skip(1), "append-test", "--announce", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // It does not live long enough for the compiler's measuring to pay.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        return new WriterProcess(Process.Start(start)!);
    }

    /// <summary>Reads until so many commands were acknowledged.</summary>
    public async Task ReadUntil(int acknowledged, CancellationToken stop)
    {
        while (Acknowledged.Count < acknowledged)
        {
            if (!await ReadLine(stop))
                Assert.Fail($"The writer ended by itself: {await _errors}");
        }
    }

    /// <summary>Kills it with SIGKILL, and reads what it had still said.</summary>
    public async Task Kill(CancellationToken stop)
    {
        _process.Kill();
        while (await ReadLine(stop))
            continue;
        await _process.WaitForExitAsync(stop);
        Assert.True(_process.ExitCode == KilledExitCode, $"The writer ended by itself with {_process.ExitCode}: {await _errors}");
    }

    /// <summary>Reads to its end, to which it comes by itself, and soon.</summary>
    public async Task<int> Finish(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            while (await ReadLine(patience.Token))
                continue;
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Assert.Fail(
                $"The writer had not ended after {Patience}, with {Acknowledged.Count} of {Announced.Count} commands acknowledged and {Failures.Count} failures: {Failures.LastOrDefault()}");
        }

        Assert.True(_process.ExitCode == 0, $"The writer ended with {_process.ExitCode}: {await _errors}");
        return Acknowledged.Count;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    // A line is one write of less than a page to a pipe: it is there whole or not at all.
    private async Task<bool> ReadLine(CancellationToken stop)
    {
        if (await _process.StandardOutput.ReadLineAsync(stop) is not { } line)
            return false;
        switch (line.Split(' '))
        {
            case ["?", var command, var log]:
                Announced.Add(Guid.Parse(command), log);
                break;
            case ["!", ..]:
                Failures.Add(line[2..]);
                break;
            case [var command, var log, var first]:
                Acknowledged.Add(Guid.Parse(command), (log, long.Parse(first, CultureInfo.InvariantCulture)));
                break;
            default:
                Assert.Fail($"The writer said '{line}'.");
                break;
        }

        return true;
    }
}
