using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Moving;

/// <summary>A log in an export's file. Everything that can be checked line by line is; the first line that is wrong is named.</summary>
internal sealed class ExportSource : ILogSource
{
    private readonly string _file;
    private readonly LineReader _lines;
    private readonly ExportHeader _header;
    private readonly IncrementalHash _above = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private ExportSource(string file, LineReader lines, ReadOnlySpan<byte> first, ExportHeader header)
    {
        (_file, _lines, _header) = (file, lines, header);
        Hash(first);
        Store = new StoreIdentity(header.Store, RecordKinds.Parse(header.Kind));
    }

    public StoreIdentity Store { get; }

    public string Log => _header.Log;

    public string Origin => _header.Origin;

    public long Size => _header.Size;

    public byte[] Root => _header.Root;

    /// <exception cref="ExportDamagedException">Its first line is not that of an export.</exception>
    public static async Task<ExportSource> Open(string file, CancellationToken stop)
    {
        var lines = new LineReader(
            new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan),
            ExportFormat.LongestLine);
        try
        {
            var first = await lines.Next(stop) ?? throw new FormatException("the file is empty");
            var header = Parse(first.Span, ExportJson.Default.ExportHeader);
            if (header.Format != ExportFormat.Version1)
                throw new FormatException($"the format is '{header.Format}', and '{ExportFormat.Version1}' is read");
            if (header.Size < 0 || header.Root.Length != MerkleTree.HashLength)
                throw new FormatException("its size or root is none");
            return new ExportSource(file, lines, first.Span, header);
        }
        catch (FormatException wrong)
        {
            await lines.DisposeAsync();
            throw new ExportDamagedException(file, Math.Max(1, lines.Line), wrong.Message, wrong);
        }
        catch
        {
            await lines.DisposeAsync();
            throw;
        }
    }

    public async IAsyncEnumerable<LogPart> Read([EnumeratorCancellation] CancellationToken stop)
    {
        var entries = new EntryLineReader(Log);
        var frontier = new Frontier(0, []);
        var recordedAt = long.MinValue;
        while (frontier.Size < Size)
        {
            var rows = new List<EntryRow>();
            for (var bytes = 0; rows.Count < LogPart.MostEntries && bytes < LogPart.MostBytes && frontier.Size < Size;)
            {
                var line = await Line($"{Size - frontier.Size} more entries are to come", stop);
                Hash(line.Span);
                bytes += line.Length;
                var row = Entry(entries, line);
                if (row.Entry.Position != frontier.Size + 1)
                    throw Damaged($"entry {frontier.Size + 1} is to stand here and entry {row.Entry.Position} does");
                if (Microseconds.Of(row.Entry.RecordedAt) < recordedAt)
                    throw Damaged("it was recorded before the entry above it");
                recordedAt = Microseconds.Of(row.Entry.RecordedAt);
                frontier.Add(row.Entry.LeafHash.Span);
                rows.Add(row);
            }

            yield return new LogPart(rows, []);
        }

        if (!frontier.Root().AsSpan().SequenceEqual(Root))
            throw Damaged("the entries above do not have the root that the first line states");
        await foreach (var part in Checkpoints(stop))
            yield return part;
    }

    public ValueTask DisposeAsync()
    {
        _above.Dispose();
        return _lines.DisposeAsync();
    }

    private void Hash(ReadOnlySpan<byte> line)
    {
        _above.AppendData(line);
        _above.AppendData("\n"u8);
    }

    private async IAsyncEnumerable<LogPart> Checkpoints([EnumeratorCancellation] CancellationToken stop)
    {
        var rows = new List<CheckpointRow>();
        for (var count = 0L; ;)
        {
            var line = await Line("the closing line is missing", stop);
            if (line.Span.StartsWith("{\"end\""u8))
            {
                var end = Checked(() => Parse(line.Span, ExportJson.Default.ExportEnd)).End;
                if (end.Entries != Size || end.Checkpoints != count)
                    throw Damaged($"{end.Entries} entries and {end.Checkpoints} checkpoints are to stand above it, and {Size} and {count} do");
                if (end.Sha256 != Convert.ToHexStringLower(_above.GetHashAndReset()))
                    throw Damaged("something above it was changed: the lines do not have the SHA-256 that it states");
                if (await Next(stop) is not null)
                    throw Damaged("something follows the closing line");
                break;
            }

            Hash(line.Span);
            rows.Add(Checked(() => Row(Parse(line.Span, ExportJson.Default.ExportedCheckpoint).Checkpoint)));
            count++;
            if (rows.Count < LogPart.MostEntries)
                continue;
            yield return new LogPart([], rows);
            rows = [];
        }

        if (rows.Count > 0)
            yield return new LogPart([], rows);
    }

    private CheckpointRow Row(CheckpointLine line) => line.Size >= 0 && line.Size <= Size
        ? new CheckpointRow(Log, line.Size, InstantOf(line.RecordedAt), line.Note)
        : throw new FormatException($"its checkpoint is of size {line.Size} and the log has {Size} entries");

    private static long InstantOf(string text) => DateTimeOffset.TryParseExact(
            text, ExportFormat.Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant)
        ? Microseconds.Of(instant)
        : throw new FormatException("'recordedAt' is no instant in UTC with six decimals");

    private static T Parse<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, shape) ?? throw new FormatException("it says nothing");
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"it is not what stands there in an export ({malformed.Message})", malformed);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> Line(string otherwise, CancellationToken stop) =>
        await Next(stop) ?? throw new ExportDamagedException(_file, _lines.Line, $"the file ends here, and {otherwise}");

    private async ValueTask<ReadOnlyMemory<byte>?> Next(CancellationToken stop)
    {
        try
        {
            return await _lines.Next(stop);
        }
        catch (FormatException wrong)
        {
            throw Damaged(wrong.Message);
        }
    }

    private EntryRow Entry(EntryLineReader entries, ReadOnlyMemory<byte> line)
    {
        try
        {
            return entries.Read(line.Span);
        }
        catch (FormatException wrong)
        {
            throw Damaged(wrong.Message);
        }
    }

    private T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException wrong)
        {
            throw Damaged(wrong.Message);
        }
    }

    private ExportDamagedException Damaged(string how) => new(_file, _lines.Line, how);
}
