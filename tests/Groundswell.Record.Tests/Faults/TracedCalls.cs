using System.Text.RegularExpressions;

namespace Groundswell.Record.Tests.Faults;

/// <summary>Follows what <c>strace -f -y</c> wrote of one writer: writes to a file, its synchronizing, and the acknowledgements printed.</summary>
/// <remarks>A call that another thread's call interrupts in the trace stands on two lines: where it began, and where it ended.</remarks>
internal sealed partial class TracedCalls(string fileName)
{
    /// <summary>The thread whose call has begun and not ended, and how many writes the call covers.</summary>
    private readonly Dictionary<string, int> _synchronizing = [];
    private int _written;
    private int _synchronized;
    private int _writtenBefore;

    public int Acknowledgements { get; private set; }

    /// <summary>Acknowledgements of something that was not on disk yet.</summary>
    public List<string> TooEarly { get; } = [];

    public void Take(string line)
    {
        if (Resumed().Match(line) is { Success: true } resumed)
        {
            if (_synchronizing.Remove(resumed.Groups["thread"].Value, out var covered) && resumed.Groups["result"].Value == "0")
                _synchronized = covered;
            return;
        }

        if (Begun().Match(line) is not { Success: true } call)
            return;
        var name = call.Groups["call"].Value;
        if (!call.Groups["file"].Value.EndsWith(fileName, StringComparison.Ordinal))
            LookForAcknowledgement(line);
        else if (name.Contains("write", StringComparison.Ordinal))
            _written++;
        else if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            _synchronizing[call.Groups["thread"].Value] = _written;
        else if (line.EndsWith(" = 0", StringComparison.Ordinal))
            _synchronized = _written;
    }

    private void LookForAcknowledgement(string line)
    {
        if (!Acknowledgement().IsMatch(line))
            return;
        Acknowledgements++;
        if (_written == _writtenBefore || _synchronized < _written)
            TooEarly.Add(line);
        _writtenBefore = _written;
    }

    [GeneratedRegex(@"^(?<thread>\d+) +(?<call>\w+)\(\d+<(?<file>[^>]*)>")]
    private static partial Regex Begun();

    [GeneratedRegex(@"^(?<thread>\d+) +<\.\.\. (?<call>\w+) resumed>.* = (?<result>-?\d+)")]
    private static partial Regex Resumed();

    /// <summary>The command, its log, the position of its first entry, and the end of the line.</summary>
    [GeneratedRegex("""^\d+ +write\(.*"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} trial \d+\\n""")]
    private static partial Regex Acknowledgement();
}
