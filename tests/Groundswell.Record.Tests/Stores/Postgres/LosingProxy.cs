using System.Net;
using System.Net.Sockets;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>Stands between a journal and its database, and cuts the line at the moment a test is about.</summary>
internal sealed class LosingProxy : IAsyncDisposable
{
    /// <summary>What PostgreSQL answers when a commit is on disk: the end of a CommandComplete message.</summary>
    private static ReadOnlySpan<byte> Committed => "COMMIT\0"u8;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly int _server;
    private readonly Task _accepting;
    private volatile bool _losing;

    /// <param name="server">The database's port.</param>
    public LosingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next answer that says that a commit is done does not arrive; the line is cut instead. After that, all goes well again.</summary>
    public void LoseAnswer() => _losing = true;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task Accept()
    {
        var lines = new List<Task>();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                lines.Add(Carry(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(lines);
    }

    private async Task Carry(TcpClient client)
    {
        using var _ = client;
        using var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        await server.ConnectAsync(IPAddress.Loopback, _server, _stopping.Token);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var asking = Copy(client.GetStream(), server.GetStream(), _ => true, cut.Token);
        var answering = Copy(server.GetStream(), client.GetStream(), Arrives, cut.Token);
        await Task.WhenAny(asking, answering);
        await cut.CancelAsync();
        await Task.WhenAll(asking, answering);
    }

    private bool Arrives(ReadOnlyMemory<byte> answer)
    {
        if (!_losing || answer.Span.IndexOf(Committed) < 0)
            return true;
        _losing = false;
        return false;
    }

    private static async Task Copy(NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, bool> arrives, CancellationToken stop)
    {
        // Large enough for all that one commit is answered with, so that it arrives in one piece.
        var buffer = new byte[256 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, stop) is > 0 and var read && arrives(buffer.AsMemory(0, read)))
                await to.WriteAsync(buffer.AsMemory(0, read), stop);
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException)
        {
            // One of the two has hung up.
        }
    }
}
