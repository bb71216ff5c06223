using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>
/// Hears of every log's growth, whoever wrote it: one connection that listens for this process. After each reconnect it reads all heads
/// once, so nothing that was said meanwhile is missed.
/// </summary>
internal sealed class PostgresNews(NpgsqlDataSource connections, News news, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task? _listening;

    /// <summary>Completes when the log has an entry past <paramref name="after"/>; while the database is away, it waits for it to come back.</summary>
    public Task<long> Wait(string log, long after, CancellationToken stop)
    {
        StartListening();
        return news.Wait(log, after, stop);
    }

    /// <summary>Completes when more logs than <paramref name="known"/> have entries.</summary>
    public Task<IReadOnlyList<string>> WaitForLogs(int known, CancellationToken stop)
    {
        StartListening();
        return news.WaitForLogs(known, stop);
    }

    public async ValueTask DisposeAsync()
    {
        Task? listening;
        lock (_gate)
        {
            _stopping.Cancel();
            listening = _listening;
        }

        if (listening is not null)
            await listening;
        await connections.DisposeAsync();
    }

    private void StartListening()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            _listening ??= Task.Run(() => Listen(_stopping.Token), CancellationToken.None);
        }
    }

    private async Task Listen(CancellationToken stop)
    {
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await connections.OpenConnectionAsync(stop);
                connection.Notification += (_, heard) => Hear(heard.Payload);
                await using (var listen = new NpgsqlCommand($"LISTEN {PostgresTables.Channel}", connection))
                    await listen.ExecuteNonQueryAsync(stop);
                foreach (var head in await PostgresQueries.Logs(connection, stop))
                    news.Tell(head.Name, head.Size);
                pause = FirstPause;
                while (true)
                    await connection.WaitAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // Whoever waits goes on waiting: they hear of what happened meanwhile as soon as there is a connection again.
                await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private void Hear(string said)
    {
        var space = said.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && long.TryParse(said.AsSpan(0, space), out var size))
            news.Tell(said[(space + 1)..], size);
    }
}
