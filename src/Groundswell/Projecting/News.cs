using System.Text.Json;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Projecting;

/// <summary>What has come into the views of one log: streams, and the names of what happened to them.</summary>
/// <param name="Site">The site whose log it is; null for what the sites share.</param>
/// <param name="First">Position of the first entry.</param>
/// <param name="Last">Position of the last entry; every one before it is in the views.</param>
/// <param name="Streams">Empty where so much has changed at once that it is not told one by one.</param>
public sealed record LogNews(string Log, string? Site, long First, long Last, IReadOnlyList<StreamNews> Streams)
{
    private string? _json;

    /// <summary>As it is sent; written once for all who hear it.</summary>
    [JsonIgnore]
    public string Json => _json ??= JsonSerializer.Serialize(this, NewsJson.Default.LogNews);
}

/// <param name="Events">Recorded names, each once.</param>
public sealed record StreamNews(string Stream, IReadOnlyList<string> Events);

/// <summary>Tells whoever listens in this process what has come into the views, when it can be read there.</summary>
/// <remarks>Gathered for a moment, so that many small batches are one piece of news, and pages are not asked to look more often than people can see.</remarks>
public sealed class News : IDisposable
{
    /// <summary>How many streams are told one by one.</summary>
    internal const int MostStreams = 500;

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Gathered> _gathered = new(StringComparer.Ordinal);
    private readonly List<NewsSubscription> _listeners = [];
    private long _told;
    private bool _due;

    public News(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Hears what comes from now on.</summary>
    /// <param name="wanted">Which logs' news it is for.</param>
    public NewsSubscription Listen(Func<string, bool> wanted)
    {
        var listener = new NewsSubscription(wanted, Leave);
        lock (_gate)
            _listeners.Add(listener);
        return listener;
    }

    /// <summary>News of one log comes no more often than this.</summary>
    internal TimeSpan Between { get; init; } = TimeSpan.FromMilliseconds(100);

    internal bool AnybodyListens
    {
        get
        {
            lock (_gate)
                return _listeners.Count > 0;
        }
    }

    internal void Add(string log, IEnumerable<Entry> entries)
    {
        lock (_gate)
        {
            if (_listeners.Count == 0)
                return;
            if (!_gathered.TryGetValue(log, out var gathered))
                _gathered.Add(log, gathered = new Gathered());
            foreach (var entry in entries)
                gathered.Add(entry);
            if (_due)
                return;
            _due = true;
            var wait = Between - _time.GetElapsedTime(_told);
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Another set of views is read from now on: anything may look different.</summary>
    internal void EverythingChanged()
    {
        lock (_gate)
        {
            _gathered.Clear();
            foreach (var listener in _listeners)
                listener.Miss();
        }
    }

    /// <summary>News of entries that are in the views already, for one who was away.</summary>
    internal static LogNews Of(string log, IEnumerable<Entry> entries)
    {
        var gathered = new Gathered();
        foreach (var entry in entries)
            gathered.Add(entry);
        return gathered.News(log);
    }

    public void Dispose() => _timer.Dispose();

    private void Tell()
    {
        lock (_gate)
        {
            _due = false;
            _told = _time.GetTimestamp();
            foreach (var (log, gathered) in _gathered)
            {
                var news = gathered.News(log);
                foreach (var listener in _listeners)
                    listener.Hear(news);
            }

            _gathered.Clear();
        }
    }

    private void Leave(NewsSubscription listener)
    {
        lock (_gate)
            _listeners.Remove(listener);
    }

    private sealed class Gathered
    {
        private readonly Dictionary<string, List<string>> _streams = new(StringComparer.Ordinal);
        private long _first;
        private long _last;
        private bool _many;

        public void Add(Entry entry)
        {
            _first = _first == 0 ? entry.Position : _first;
            _last = entry.Position;
            if (_many)
                return;
            if (!_streams.TryGetValue(entry.Stream, out var events))
            {
                if (_streams.Count == MostStreams)
                {
                    _many = true;
                    _streams.Clear();
                    return;
                }

                _streams.Add(entry.Stream, events = []);
            }

            if (!events.Contains(entry.Name))
                events.Add(entry.Name);
        }

        public LogNews News(string log) =>
            new(log, Logs.SiteOf(log), _first, _last, [.. _streams.Select(stream => new StreamNews(stream.Key, stream.Value))]);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LogNews))]
internal sealed partial class NewsJson : JsonSerializerContext;
