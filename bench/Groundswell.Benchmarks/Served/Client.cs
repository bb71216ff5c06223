using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Groundswell.Deciding;

namespace Groundswell.Benchmarks.Served;

/// <summary>Somebody who is signed in, at a keep-alive connection of their own: sends commands and asks, one after the other.</summary>
internal sealed class Client(Connection connection, string credential) : IDisposable
{
    public static Acts Acts { get; } = Rooms.Whole.Acts;

    private readonly ArrayBufferWriter<byte> _body = new(1024);
    private readonly ArrayBufferWriter<byte> _request = new(2048);

    /// <param name="credential">The header that says who it is, whole.</param>
    public static async Task<Client> At(Uri server, string credential, CancellationToken stop) =>
        new(await Connection.To(server, stop), credential);

    /// <summary>Sends a command and expects its receipt.</summary>
    /// <param name="wait">Whether the answer waits until the views have it.</param>
    public async ValueTask<ReadOnlyMemory<byte>> Do(Command command, CancellationToken stop, bool wait = false)
    {
        var act = Acts[command.GetType()];
        _body.ResetWrittenCount();
        await using (var json = new Utf8JsonWriter(_body))
            JsonSerializer.Serialize(json, command with { Id = Guid.CreateVersion7() }, act.Shape);
        _request.ResetWrittenCount();
        Head("POST", "/api/commands/", act.Name);
        Write("Content-Type: application/json\r\nContent-Length: "u8);
        Write(_body.WrittenCount);
        if (wait)
            Write("\r\nGroundswell-Wait-For-Views: 5"u8);
        Write("\r\n\r\n"u8);
        _request.Write(_body.WrittenSpan);
        return Expect(act.Name, await connection.Ask(_request.WrittenMemory, stop));
    }

    /// <summary>Asks, and expects an answer.</summary>
    /// <param name="path">Below /api/.</param>
    public async ValueTask<ReadOnlyMemory<byte>> Read(string path, CancellationToken stop) => Expect(path, await Ask(path, stop));

    /// <summary>Asks, and takes whatever comes.</summary>
    public ValueTask<(int Status, ReadOnlyMemory<byte> Body)> Ask(string path, CancellationToken stop)
    {
        _request.ResetWrittenCount();
        Head("GET", "/api/", path);
        Write("\r\n"u8);
        return connection.Ask(_request.WrittenMemory, stop);
    }

    /// <summary>Opens a page as a browser does, and expects it.</summary>
    /// <param name="path">From the root.</param>
    public async ValueTask<ReadOnlyMemory<byte>> Open(string path, CancellationToken stop)
    {
        _request.ResetWrittenCount();
        Head("GET", "", path);
        Write("Accept: text/html\r\nAccept-Encoding: gzip, br\r\n\r\n"u8);
        return Expect(path, await connection.Ask(_request.WrittenMemory, stop));
    }

    /// <summary>Listens to a stream of server-sent events, which never ends by itself.</summary>
    /// <param name="heard">Told of each piece of it, as it comes.</param>
    public async Task Listen(string path, Action<ReadOnlyMemory<byte>> heard, CancellationToken stop)
    {
        _request.ResetWrittenCount();
        Head("GET", "/api/", path);
        Write("Accept: text/event-stream\r\n\r\n"u8);
        await connection.Hear(_request.WrittenMemory, heard, stop);
    }

    public void Dispose() => connection.Dispose();

    private void Head(string method, string folder, string path)
    {
        Encoding.ASCII.GetBytes(method, _request);
        Write(" "u8);
        Encoding.ASCII.GetBytes(folder, _request);
        Encoding.ASCII.GetBytes(path, _request);
        Write(" HTTP/1.1\r\nHost: plant\r\n"u8);
        Encoding.ASCII.GetBytes(credential, _request);
        Write("\r\n"u8);
    }

    private void Write(ReadOnlySpan<byte> bytes) => _request.Write(bytes);

    private void Write(int number)
    {
        Utf8Formatter.TryFormat(number, _request.GetSpan(11), out var written);
        _request.Advance(written);
    }

    private static ReadOnlyMemory<byte> Expect(string what, (int Status, ReadOnlyMemory<byte> Body) answer) => answer.Status == 200
        ? answer.Body
        : throw new InvalidOperationException($"{what} was answered {answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}");
}
