using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Groundswell.Record.Stores;

namespace Groundswell.Record;

/// <summary>Writes and reads the record's own events (<see cref="RecordEvents"/>).</summary>
internal static class OwnEntries
{
    private const int ReadAtOnce = 1_000;

    private static readonly EventCodec Codec = new([], []);

    /// <exception cref="JournalUnavailableException">Not recorded as far as anyone knows.</exception>
    /// <exception cref="InvalidOperationException">Refused; the message says why.</exception>
    public static async Task<Receipt> Append(
        Journal journal, string log, Event happened, string actor, Guid command, TimeProvider time, CancellationToken stop)
    {
        var answer = await journal.AppendAny(
            new Append
            {
                Log = log,
                Command = command,
                Digest = SHA256.HashData(command.ToByteArray(bigEndian: true)),
                Actor = actor,
                Source = Source.Typed,
                OccurredAt = time.GetUtcNow(),
                TimeZone = "Etc/UTC",
                Entries = [Codec.Write(RecordEvents.Stream, happened)],
            },
            stop);
        return answer switch
        {
            Receipt receipt => receipt,
            CommandIdReused => await journal.Find(command, stop)
                ?? throw new InvalidOperationException($"Command {command} was recorded before and cannot be found."),
            Overloaded full => throw new JournalUnavailableException($"{full.Waiting} appends are waiting; the record takes no more at the moment."),
            UnknownLog => throw new InvalidOperationException($"There is no log '{log}' in this record."),
            AppendRefusal refusal => throw new InvalidOperationException($"The record refused its own entry: {refusal.Code}."),
            _ => throw new InvalidOperationException($"The record gave no answer that is known: {answer}."),
        };
    }

    /// <summary>A command's id that follows from what it does, so that doing it twice records it once (RFC 9562, version 8).</summary>
    public static Guid CommandOf(params ReadOnlySpan<string> parts)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>All of a log's own events of one kind, oldest first.</summary>
    public static async IAsyncEnumerable<(Entry Entry, TEvent Happened)> Read<TEvent>(
        Journal journal, string log, [EnumeratorCancellation] CancellationToken stop)
        where TEvent : Event
    {
        foreach (var entry in await journal.ReadStream(log, RecordEvents.Stream, 1, stop))
        {
            if (Codec.Read(entry) is TEvent happened)
                yield return (entry, happened);
        }
    }

    /// <summary>The entries of the record's own stream in a log, oldest first.</summary>
    public static IAsyncEnumerable<Entry> Stored(IRecordStore store, string log, CancellationToken stop) => Stored(store, log, 1, stop);

    /// <summary>Those from a version on.</summary>
    public static async IAsyncEnumerable<Entry> Stored(
        IRecordStore store, string log, long fromVersion, [EnumeratorCancellation] CancellationToken stop)
    {
        var stream = new StreamKey(log, RecordEvents.Stream);
        for (var read = await store.ReadStream(stream, fromVersion, ReadAtOnce, stop); read.Count > 0;)
        {
            foreach (var entry in read)
                yield return entry;
            read = await store.ReadStream(stream, read[^1].Version + 1, ReadAtOnce, stop);
        }
    }

    /// <summary>The event of one of the record's own entries, or null where it is none or can't be read.</summary>
    public static Event? TryRead(Entry entry)
    {
        try
        {
            return entry.Stream == RecordEvents.Stream ? Codec.Read(entry) : null;
        }
        catch (UnknownEventException)
        {
            return null;
        }
    }
}
