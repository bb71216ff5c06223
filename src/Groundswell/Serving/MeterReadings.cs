using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Groundswell.Serving;

/// <summary>What the program's meters show, kept up while it runs and written as Prometheus reads it. docs/administrators.md lists what there is.</summary>
public sealed class MeterReadings : IDisposable
{
    /// <summary>More series than this are not kept: somebody who calls made-up paths must not fill the memory.</summary>
    private const int MostSeries = 4_000;

    private static readonly HashSet<string> Meters = new(StringComparer.Ordinal)
    {
        "Groundswell.Record", "Groundswell.Projecting", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
    };

    private static readonly HashSet<string> TagsLeftOut = new(StringComparer.Ordinal)
    {
        "url.scheme", "network.protocol.name", "network.protocol.version", "network.transport", "network.type", "server.address", "server.port",
    };

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Tags), Series> _series = new();
    private readonly Lock _writing = new();

    public MeterReadings()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All of it, in the Prometheus text format 0.0.4.</summary>
    public string Text()
    {
        lock (_writing)
        {
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var instrument in _series.GroupBy(one => NameOf(one.Key.Instrument)).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var first = instrument.First().Key.Instrument;
                text.Append("# HELP ").Append(instrument.Key).Append(' ').Append(first.Description?.Replace('\n', ' ')).Append('\n');
                text.Append("# TYPE ").Append(instrument.Key).Append(' ').Append(KindOf(first)).Append('\n');
                foreach (var ((_, tags), series) in instrument.OrderBy(one => one.Key.Tags, StringComparer.Ordinal))
                    series.Write(text, instrument.Key, tags);
            }

            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (instrument, TagsOf(tags));
        if (!_series.TryGetValue(key, out var series))
        {
            if (_series.Count >= MostSeries)
                return;
            series = _series.GetOrAdd(key, static one => Series.For(one.Instrument));
        }

        series.Take(value);
    }

    private static string TagsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            if (TagsLeftOut.Contains(name))
                continue;
            text.Append(text.Length == 0 ? "" : ",").Append(Plain(name)).Append("=\"");
            foreach (var letter in Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
                _ = letter switch { '"' => text.Append("\\\""), '\\' => text.Append("\\\\"), '\n' => text.Append("\\n"), _ => text.Append(letter) };
            text.Append('"');
        }

        return text.ToString();
    }

    private static string NameOf(Instrument instrument)
    {
        var name = Plain(instrument.Name) + instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return KindOf(instrument) == "counter" ? name + "_total" : name;
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" or "ObservableCounter" => "counter",
        "Histogram" => "histogram",
        _ => "gauge",
    };

    private static string Plain(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    /// <summary>One line of readings: a sum, a last value, or a histogram.</summary>
    private abstract class Series
    {
        public static Series For(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
        {
            "Histogram" => new Spread(instrument.Unit == "s" ? Spread.Seconds : Spread.Counts),
            "Counter" or "UpDownCounter" => new Sum(),
            _ => new Last(),
        };

        public abstract void Take(double value);

        public abstract void Write(StringBuilder text, string name, string tags);

        protected static void Line(StringBuilder text, string name, string tags, double value) => text
            .Append(name).Append(tags.Length == 0 ? "" : $"{{{tags}}}").Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private sealed class Last : Series
    {
        private double _value;

        public override void Take(double value) => Volatile.Write(ref _value, value);

        public override void Write(StringBuilder text, string name, string tags) => Line(text, name, tags, Volatile.Read(ref _value));
    }

    private sealed class Sum : Series
    {
        private readonly Lock _lock = new();
        private double _value;

        public override void Take(double value)
        {
            lock (_lock)
                _value += value;
        }

        public override void Write(StringBuilder text, string name, string tags)
        {
            lock (_lock)
                Line(text, name, tags, _value);
        }
    }

    private sealed class Spread(double[] bounds) : Series
    {
        public static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
        public static readonly double[] Counts = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384];

        private readonly Lock _lock = new();
        private readonly long[] _counts = new long[bounds.Length + 1];
        private double _sum;

        public override void Take(double value)
        {
            var at = Array.FindIndex(bounds, bound => value <= bound);
            lock (_lock)
            {
                _counts[at < 0 ? bounds.Length : at]++;
                _sum += value;
            }
        }

        public override void Write(StringBuilder text, string name, string tags)
        {
            lock (_lock)
            {
                var before = tags.Length == 0 ? "" : tags + ",";
                var seen = 0L;
                for (var i = 0; i < bounds.Length; i++)
                    Line(text, name + "_bucket", FormattableString.Invariant($"{before}le=\"{bounds[i]}\""), seen += _counts[i]);
                Line(text, name + "_bucket", before + "le=\"+Inf\"", seen += _counts[^1]);
                Line(text, name + "_sum", tags, _sum);
                Line(text, name + "_count", tags, seen);
            }
        }
    }
}
