namespace Groundswell.Record.Moving;

/// <summary>Reads a file line by line into one buffer. Lines end in a newline, the last one too.</summary>
internal sealed class LineReader(Stream file, int longest) : IAsyncDisposable
{
    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The next line without its newline, until the next call; null at the end of the file.</summary>
    /// <exception cref="FormatException">The file ends within the line, or the line is too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> Next(CancellationToken stop)
    {
        for (var searched = _start; ;)
        {
            if (_buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n') is var found && found >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + found - _start);
                _start = searched + found + 1;
                Line++;
                return line;
            }

            var unfinished = _end - _start;
            MakeRoom();
            searched = _start + unfinished;
            var read = await file.ReadAsync(_buffer.AsMemory(_end), stop);
            _end += read;
            if (read > 0)
                continue;
            if (unfinished == 0)
                return null;
            Line++;
            throw new FormatException("the file ends within it");
        }
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end < _buffer.Length)
            return;
        if (_buffer.Length >= longest)
        {
            Line++;
            throw new FormatException($"it is longer than {longest} bytes");
        }

        Array.Resize(ref _buffer, Math.Min(longest, 2 * _buffer.Length));
    }
}
