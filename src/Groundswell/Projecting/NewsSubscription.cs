using System.Threading.Channels;

namespace Groundswell.Projecting;

/// <summary>One listener's news, in order. Whoever is slow misses some and is told so; nobody is held up by it.</summary>
public sealed class NewsSubscription : IDisposable
{
    /// <summary>So many pieces of news wait for a slow listener; they come ten times a second for each log at most.</summary>
    internal const int MostWaiting = 64;

    private readonly Channel<LogNews?> _waiting = Channel.CreateBounded<LogNews?>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Func<string, bool> _wanted;
    private readonly Action<NewsSubscription> _leave;
    private volatile bool _missed;

    internal NewsSubscription(Func<string, bool> wanted, Action<NewsSubscription> leave) => (_wanted, _leave) = (wanted, leave);

    /// <summary>The next piece of news; null where some was missed, and everything has to be read again.</summary>
    public async ValueTask<LogNews?> Next(CancellationToken stop)
    {
        var news = await _waiting.Reader.ReadAsync(stop);
        if (!_missed && news is not null)
            return news;

        // Whoever reads everything again need not hear what waits.
        _missed = false;
        while (_waiting.Reader.TryRead(out _))
        {
        }

        return null;
    }

    public void Dispose() => _leave(this);

    internal void Hear(LogNews news)
    {
        if (_wanted(news.Log) && !_waiting.Writer.TryWrite(news))
            _missed = true;
    }

    internal void Miss()
    {
        if (!_waiting.Writer.TryWrite(null))
            _missed = true;
    }
}
