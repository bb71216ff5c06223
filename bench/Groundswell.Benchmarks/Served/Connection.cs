using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Groundswell.Benchmarks.Served;

/// <summary>One keep-alive connection to a server, with as little work of its own as can be: the load and the server share the machine.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];
    private int _filled;

    private Connection()
    {
    }

    public static async Task<Connection> To(Uri server, CancellationToken stop)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(server.Host), server.Port), stop);
        return connection;
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <returns>The status and the body, which stays as it is until the next request.</returns>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> Ask(ReadOnlyMemory<byte> request, CancellationToken stop)
    {
        await _socket.SendAsync(request, SocketFlags.None, stop);
        _filled = 0;
        int headEnd;
        while ((headEnd = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            await Receive(stop);
        var head = Encoding.ASCII.GetString(_buffer, 0, headEnd);
        var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        return (status, await Body(head, headEnd + 4, stop));
    }

    /// <summary>Sends a request and passes on whatever comes, until it is stopped or the server ends it.</summary>
    public async Task Hear(ReadOnlyMemory<byte> request, Action<ReadOnlyMemory<byte>> heard, CancellationToken stop)
    {
        await _socket.SendAsync(request, SocketFlags.None, stop);
        while (await _socket.ReceiveAsync(_buffer.AsMemory(), SocketFlags.None, stop) is > 0 and var received)
            heard(_buffer.AsMemory(0, received));
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<ReadOnlyMemory<byte>> Body(string head, int start, CancellationToken stop)
    {
        if (Header(head, "Content-Length: ") is { } length)
        {
            var end = start + int.Parse(length, CultureInfo.InvariantCulture);
            while (_filled < end)
                await Receive(stop);
            return _buffer.AsMemory(start, end - start);
        }

        if (Header(head, "Transfer-Encoding: ") is null)
            return default;

        // Chunks, put together where they lie.
        var (at, whole) = (start, start);
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(at, _filled - at).IndexOf("\r\n"u8)) < 0)
                await Receive(stop);
            var size = int.Parse(Encoding.ASCII.GetString(_buffer, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += line + 2;
            while (_filled < at + size + 2)
                await Receive(stop);
            if (size == 0)
                return _buffer.AsMemory(start, whole - start);
            _buffer.AsSpan(at, size).CopyTo(_buffer.AsSpan(whole));
            (at, whole) = (at + size + 2, whole + size);
        }
    }

    private static string? Header(string head, string name)
    {
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var end = head.IndexOf('\r', at);
        return head[(at + name.Length)..(end < 0 ? head.Length : end)];
    }

    private async ValueTask Receive(CancellationToken stop)
    {
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var received = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), SocketFlags.None, stop);
        if (received == 0)
            throw new IOException("The server has closed the connection.");
        _filled += received;
    }
}
