using System.Text;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>Writes to a store as the journal would, one entry for each command, for tests that look at the store alone.</summary>
internal static class StoreBatch
{
    public static async Task<WriteScope> Begin(this IStoreWriter writer, string log, params IReadOnlyList<string> streams) =>
        await writer.Begin(
            new WriteRequest([log], [], [], [.. streams.Select(stream => new StreamKey(log, stream))]), TestContext.Current.CancellationToken);

    public static async Task<LogHead> Open(this IStoreWriter writer, string log)
    {
        await writer.Begin(new WriteRequest([], [], [], []), TestContext.Current.CancellationToken);
        var head = await writer.OpenLog(log, $"groundswell.test/{log}", TestContext.Current.CancellationToken);
        await writer.Commit(new Changes([], [], [], []), TestContext.Current.CancellationToken);
        return head;
    }

    /// <summary>Appends one entry to each stream named.</summary>
    public static async Task<IReadOnlyList<Entry>> Append(this IStoreWriter writer, string log, params IReadOnlyList<string> streams)
    {
        var scope = await writer.Begin(log, streams);
        var changes = Changes(scope, log, streams);
        await writer.Commit(changes, TestContext.Current.CancellationToken);
        return [.. changes.Entries.Select(row => row.Entry)];
    }

    public static Changes Changes(WriteScope scope, string log, IReadOnlyList<string> streams)
    {
        var head = scope.Logs[log];
        var versions = scope.Streams.ToDictionary(stream => stream.Key.Stream, stream => stream.Value.Version);
        var tree = new Frontier(head.Size, head.Frontier);
        var rows = new List<EntryRow>();
        foreach (var stream in streams)
        {
            var version = versions.GetValueOrDefault(stream) + 1;
            versions[stream] = version;
            var entry = new Entry
            {
                Log = log,
                Position = tree.Size + 1,
                Stream = stream,
                Version = version,
                Name = "job.held",
                OccurredAt = Instant(tree.Size),
                RecordedAt = Instant(tree.Size + 1),
                TimeZone = "Europe/Berlin",
                Actor = "P-17",
                Device = "scanner \"ß\"",
                Source = Source.Scanned,
                Command = Guid.CreateVersion7(),
                Ordinal = 0,
                Corrects = tree.Size > 0 ? 1 : null,
                DecidedAgainst = tree.Size > 1 ? [new ForeignRead("enterprise", "policy-1", 2, 9)] : [],
                Payload = Encoding.UTF8.GetBytes($$"""{"job":"{{stream}}","remark":"Riecht angebrannt – 95 °C"}"""),
                LeafHash = default,
            };
            entry = entry with { LeafHash = CanonicalForm.LeafHash(entry) };
            tree.Add(entry.LeafHash.Span);
            rows.Add(new EntryRow(head.Id, entry, ForeignReads.Write(entry.DecidedAgainst), 1, new byte[32]) { Canonical = default });
        }

        return new Changes(
            rows, [], [], [head with { Size = tree.Size, Frontier = tree.Bytes(), RecordedAt = Microseconds.Of(Instant(tree.Size)) }]);
    }

    private static DateTimeOffset Instant(long microseconds) =>
        new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero).AddMicroseconds(microseconds);
}
