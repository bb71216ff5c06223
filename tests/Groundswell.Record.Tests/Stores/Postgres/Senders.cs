using System.Collections.Concurrent;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>
/// Callers that append without a pause, each to a stream of its own. A command whose answer is lost is sent again, by whichever journal,
/// until it is answered.
/// </summary>
internal sealed class Senders : IAsyncDisposable
{
    private readonly CancellationTokenSource _finishing = new();
    private readonly ConcurrentBag<Receipt> _receipts = [];
    private readonly Journal[] _journals;
    private readonly Task _sending;
    private int _failures;
    private TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Senders(int senders, Journal[] journals)
    {
        _journals = journals;
        _sending = Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() => Send(sender))));
    }

    public static Senders Start(int senders, params Journal[] journals) => new(senders, journals);

    /// <summary>How often an answer was an exception.</summary>
    public int Failures => _failures;

    /// <summary>Waits until so many more commands were acknowledged.</summary>
    public async Task Recorded(int more)
    {
        var enough = _receipts.Count + more;
        while (true)
        {
            var progress = Volatile.Read(ref _progress).Task;
            if (_receipts.Count >= enough)
                return;
            await (await Task.WhenAny(progress, _sending).WaitAsync(TestContext.Current.CancellationToken));
        }
    }

    /// <summary>Every sender ends with its last command acknowledged.</summary>
    public async Task<IReadOnlyList<Receipt>> Finish()
    {
        await _finishing.CancelAsync();
        await _sending;
        return [.. _receipts];
    }

    public async ValueTask DisposeAsync()
    {
        await _finishing.CancelAsync();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _finishing.Dispose();
    }

    private async Task Send(int sender)
    {
        for (var version = 0; !_finishing.IsCancellationRequested; version++)
        {
            var append = Sample.To($"job-{sender}").At($"job-{sender}", version);
            for (var tries = 0; ; tries++)
            {
                try
                {
                    var answer = await _journals[(sender + tries) % _journals.Length].Append(append, TestContext.Current.CancellationToken);
                    _receipts.Add(Assert.IsType<Receipt>(answer));
                    Interlocked.Exchange(ref _progress, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
                    break;
                }
                catch (JournalUnavailableException)
                {
                    Interlocked.Increment(ref _failures);
                    await Task.Delay(20, TestContext.Current.CancellationToken);
                }
            }
        }
    }
}
