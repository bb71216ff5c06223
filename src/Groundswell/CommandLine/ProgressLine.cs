using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Groundswell.Record.Moving;
using Groundswell.Record.Verifying;

namespace Groundswell.CommandLine;

/// <summary>Says how far long work is, in one line of standard error that is written over and over; only where somebody looks, or asked for it.</summary>
internal sealed class ProgressLine : IProgress<VerifyProgress>, IProgress<MoveProgress>, IProgress<double>, IProgress<(int Done, int Of)>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly TextWriter _error;
    private readonly bool _terminal;
    private readonly Lock _lock = new();
    private long _saidAt;
    private int _length;

    private ProgressLine(TextWriter error, bool terminal) => (_error, _terminal) = (error, terminal);

    /// <summary>The option by which progress is asked for where standard error is no terminal.</summary>
    public static Option<bool> Option() => new("--progress") { Description = "Say how far it is, even where standard error is no terminal." };

    /// <returns>Null where nobody wants to know.</returns>
    public static ProgressLine? For(ParseResult parsed, Option<bool> asked)
    {
        var terminal = parsed.Error() == Console.Error && !Console.IsErrorRedirected;
        return terminal || parsed.GetValue(asked) ? new ProgressLine(parsed.Error(), terminal) : null;
    }

    public void Report(VerifyProgress value) => Say($"verifying {value.Log}", value.Verified, value.Size);

    public void Report(MoveProgress value) => Say($"copying {value.Log}", value.Moved, value.Size);

    public void Report((int Done, int Of) value) => Say("importing orders", value.Done, value.Of);

    public void Report(double value) => Say("copying the record", (long)(value * 100), 100);

    public void Dispose()
    {
        lock (_lock)
        {
            if (_terminal && _length > 0)
                _error.Write($"\r{new string(' ', _length)}\r");
        }
    }

    private void Say(string what, long done, long of)
    {
        lock (_lock)
        {
            if (_saidAt != 0 && done < of && Stopwatch.GetElapsedTime(_saidAt) < Pause)
                return;
            _saidAt = Stopwatch.GetTimestamp();
            var line = string.Create(CultureInfo.InvariantCulture, $"{what}: {(of == 0 ? 100 : 100.0 * done / of):0} % ({done:N0} of {of:N0})");
            _error.Write(_terminal ? $"\r{line.PadRight(_length)}" : line + Environment.NewLine);
            _length = Math.Max(_length, line.Length);
        }
    }
}
