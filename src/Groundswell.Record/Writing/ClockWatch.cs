using System.Globalization;

namespace Groundswell.Record.Writing;

/// <summary>
/// The time of recording, and whether it can be believed: nothing is recorded earlier than the entry before it, so a clock that ran ahead, if only for
/// a moment, marks what is recorded until it has come there again.
/// </summary>
/// <remarks>Nothing is refused by it: a machine that slept has a clock that jumped too, and work must go on. Used by the writer alone.</remarks>
internal sealed class ClockWatch(TimeProvider time, JournalMetrics metrics, Action<string> warn)
{
    /// <summary>What a clock may be off before somebody is told.</summary>
    private static readonly TimeSpan Far = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _behind = new(StringComparer.Ordinal);
    private DateTimeOffset? _last;
    private long _lastTicks;

    /// <summary>Microseconds.</summary>
    public long Now()
    {
        var (now, ticks) = (time.GetUtcNow(), time.GetTimestamp());
        if (_last is { } last && now - last - time.GetElapsedTime(_lastTicks, ticks) is var jump && jump > Far)
        {
            warn($"The clock went ahead by {Say(jump)} between two moments: it was set, or this machine slept. If it is wrong now, set it right at once: "
                + "what is recorded until then keeps its time, and what comes after is not recorded earlier.");
        }

        (_last, _lastTicks) = (now, ticks);
        return Microseconds.Of(now);
    }

    /// <summary>Looks at what a log's entries are marked with.</summary>
    /// <param name="recordedAt">Microseconds, as is <paramref name="now"/>.</param>
    public void Marked(string log, long recordedAt, long now)
    {
        var behind = TimeSpan.FromMicroseconds(recordedAt - now);
        metrics.Behind(log, behind.TotalSeconds);
        if (behind <= Far)
        {
            _behind.Remove(log);
            return;
        }

        if (!_behind.Add(log))
            return;
        warn($"The clock is {Say(behind)} behind the newest entry of log '{log}': it is behind, or it was ahead. Entries keep their order, and say "
            + $"{Microseconds.ToInstant(recordedAt).ToString("u", CultureInfo.InvariantCulture)} as the time of recording until the clock has come there. Set it right.");
    }

    private static string Say(TimeSpan span) => span.TotalDays >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.0} days")
        : span.TotalHours >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.0} hours")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} minutes");
}
