using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>
/// What a transaction may stand on without having asked: the database locks and checks it in the same message that writes and commits, so that a
/// batch takes one round trip instead of two, and holds its logs' rows for no longer than the server takes.
/// </summary>
/// <param name="Logs">The heads of all logs written or read, in the order of their names.</param>
/// <param name="Written">Of each, whether it is written.</param>
/// <param name="Unseen">Streams this process has not seen, at the versions that their guards say.</param>
internal sealed record Belief(
    IReadOnlyList<LogHead> Logs, IReadOnlyList<bool> Written, IReadOnlyCollection<Guid> Commands, IReadOnlyList<KeyValuePair<StreamKey, long>> Unseen)
{
    /// <summary>What <c>record.lock_as_believed</c> raises.</summary>
    public const string NotSo = "GS001";

    /// <summary>What is known of a request, and the belief it makes; null where something has to be asked for first.</summary>
    public static (WriteScope Scope, Belief Belief)? Of(WriteRequest request, KnownHeads known)
    {
        var written = request.LogsWritten.ToHashSet(StringComparer.Ordinal);
        var logs = new Dictionary<string, LogHead>(StringComparer.Ordinal);
        foreach (var log in written.Union(request.LogsRead))
        {
            if (known.Believed(log) is not { } head || (head.IsReplica && written.Contains(log)))
                return null;
            logs.Add(log, head);
        }

        var streams = new Dictionary<StreamKey, StreamHead>(request.Streams.Count);
        var unseen = new List<KeyValuePair<StreamKey, long>>();
        foreach (var stream in request.Streams)
        {
            if (known.TryGet(stream, out var head))
            {
                streams.Add(stream, head);
                continue;
            }

            // An entry keeps the position of what it was decided against in another log: that has to be looked up.
            if (!request.Guarded.TryGetValue(stream, out var version) || !written.Contains(stream.Log))
                return null;
            unseen.Add(new(stream, version));
            if (version > 0)
                streams.Add(stream, new StreamHead(version, 0));
        }

        LogHead[] inOrder = [.. logs.Values.OrderBy(log => log.Name, StringComparer.Ordinal)];
        return (
            new WriteScope(logs, new Dictionary<Guid, CommandRecord>(), streams),
            new Belief(inOrder, System.Array.ConvertAll(inOrder, log => written.Contains(log.Name)), request.Commands, unseen));
    }

    /// <summary>Locks and checks, or fails with <see cref="NotSo"/>.</summary>
    public NpgsqlBatchCommand Check() => new("SELECT record.lock_as_believed($1, $2, $3, $4, $5, $6, $7, $8)")
    {
        Parameters =
        {
            Array(Logs.Select(log => log.Name)), Array(Logs.Select(log => log.Size)), Array(Logs.Select(log => log.Frontier)),
            Array(Written), Array(Commands),
            Array(Unseen.Select(stream => stream.Key.Log)), Array(Unseen.Select(stream => stream.Key.Stream)),
            Array(Unseen.Select(stream => stream.Value)),
        },
    };

    private static NpgsqlParameter<T[]> Array<T>(IEnumerable<T> values) => new() { TypedValue = [.. values] };
}
