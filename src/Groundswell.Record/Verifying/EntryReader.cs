using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Groundswell.Record.Stores;

namespace Groundswell.Record.Verifying;

/// <summary>The thread that reads: looks at each entry's place among the others, and passes its bytes on to be hashed.</summary>
internal sealed class EntryReader(IRecordStore store, LogHead log, AttachmentCheck attachments, Findings findings) : IDisposable
{
    private const int Blocks = 16;

    /// <summary>A file with more unreadable places than this is not worth reading on: restoring it is.</summary>
    private const int MostFailures = 100;

    private readonly ConcurrentQueue<EntryBlock> _free = new(Enumerable.Range(0, Blocks).Select(_ => new EntryBlock()));
    private readonly SemaphoreSlim _freeCount = new(Blocks);
    private readonly Channel<EntryBlock> _filled = Channel.CreateUnbounded<EntryBlock>(new() { SingleReader = true, SingleWriter = true });
    private readonly StreamVersions _versions = new();
    private readonly CommandCheck _commands = new(findings);

    private EntryBlock? _filling;
    private long _last;
    private long _lastRecordedAt = long.MinValue;

    public ChannelReader<EntryBlock> Filled => _filled.Reader;

    /// <summary>The newest entry read.</summary>
    public long LastPosition => _last;

    /// <summary>When the newest entry read was recorded, in microseconds.</summary>
    public long LastRecordedAt => _lastRecordedAt;

    public void GiveBack(EntryBlock block)
    {
        block.Clear();
        _free.Enqueue(block);
        _freeCount.Release();
    }

    /// <summary>Reads all entries. What the store can't read is a finding, not an exception; it goes on behind it, a limited number of times.</summary>
    public async Task Read(CancellationToken stop)
    {
        try
        {
            var next = 1L;
            for (var failures = 0; next <= log.Size && failures < MostFailures; failures++)
            {
                try
                {
                    await store.Scan(log.Name, next, log.Size, (in entry, stored) => See(entry, stored, stop), stop);
                    return;
                }
                catch (Exception unreadable) when (StoreFailure.Is(unreadable))
                {
                    var bad = Math.Max(next, _last + 1);
                    findings.Damage("store.unreadable", bad, $"The store can't read entry {bad}: {unreadable.Message}");
                    next = bad + 1;
                }
            }
        }
        finally
        {
            _commands.Finish(_last == log.Size);
            if (_filling is { Count: > 0 } rest)
                _filled.Writer.TryWrite(rest);
            _filled.Writer.Complete();
        }
    }

    public void Dispose() => _freeCount.Dispose();

    private void See(in CanonicalForm.EntryFields entry, ReadOnlySpan<byte> stored, CancellationToken stop)
    {
        if (entry.Position <= _last)
        {
            findings.Damage("entry.twice", entry.Position, $"Position {entry.Position} is there more than once.");
            return;
        }

        CheckPlace(entry);
        attachments.See(entry);
        if (_filling is null)
        {
            _freeCount.Wait(stop);
            _free.TryDequeue(out _filling);
        }

        _filling!.Add(entry, stored);
        if (!_filling.Full)
            return;
        _filled.Writer.TryWrite(_filling);
        _filling = null;
    }

    private void CheckPlace(in CanonicalForm.EntryFields entry)
    {
        var due = _versions.Advance(entry.Stream, entry.Version);
        if (entry.Version != due)
        {
            findings.Damage(
                "stream.version", entry.Position,
                $"Entry {entry.Position} is version {entry.Version} of stream '{Encoding.UTF8.GetString(entry.Stream)}'; version {due} was due.");
        }

        if (entry.RecordedAt < _lastRecordedAt)
            findings.Damage("entry.recorded-at", entry.Position, $"Entry {entry.Position} says that it was recorded before the entry before it.");

        _commands.See(entry, afterGap: entry.Position != _last + 1);
        if (entry.Corrects is { } corrected && (corrected < 1 || corrected >= entry.Position))
            findings.Damage("entry.corrects", entry.Position, $"Entry {entry.Position} says it corrects entry {corrected}, which is not before it.");

        _last = entry.Position;
        _lastRecordedAt = Math.Max(_lastRecordedAt, entry.RecordedAt);
    }
}
