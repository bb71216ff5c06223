using System.Security.Cryptography;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Writing;

/// <summary>Decides a batch: each append by itself, on the state that those before it in the batch have made. It reads and writes nothing.</summary>
internal sealed class BatchPlan
{
    private readonly WriteScope _scope;
    private readonly long _now;
    private readonly byte[] _leafHashes;
    private readonly Dictionary<string, LogPlan> _logs = new(StringComparer.Ordinal);
    private readonly Dictionary<StreamKey, StreamHead> _streams = [];
    private readonly Dictionary<Guid, CommandRecord> _commands = [];
    private readonly HashSet<AppendRun> _endedRuns = [];
    private readonly CanonicalForm.CanonicalBuffer _buffer = new();
    private int _hashed;

    private BatchPlan(WriteScope scope, long now, int mostEntries)
    {
        _scope = scope;
        _now = now;
        _leafHashes = new byte[mostEntries * MerkleTree.HashLength];
        Answers = [];
    }

    /// <summary>What each append's caller is told once the batch is on disk, in the order of the appends.</summary>
    public IReadOnlyList<AppendAnswer> Answers { get; private set; }

    /// <summary>The logs that grow.</summary>
    public IReadOnlyCollection<LogPlan> Logs => _logs.Values;

    /// <param name="scope">What is true before the batch.</param>
    /// <param name="now">Microseconds. An entry is never recorded earlier than the one before it, whatever the clock says.</param>
    public static BatchPlan Make(WriteScope scope, IReadOnlyList<PreparedAppend> appends, long now)
    {
        var plan = new BatchPlan(scope, now, appends.Sum(append => append.Canonical.Length));
        var answers = new AppendAnswer[appends.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = plan.Decide(appends[i]);
        plan.Answers = answers;
        return plan;
    }

    private AppendAnswer Decide(PreparedAppend prepared)
    {
        if (prepared.Append.Run is not { } run)
            return DecideAlone(prepared);
        // Noted in this plan alone: a plan that is made again begins with the run as it was.
        if (run.HasEnded || _endedRuns.Contains(run))
            return new RunEnded(prepared.Append.Command);
        var answer = DecideAlone(prepared);
        if (!answer.Adds)
            _endedRuns.Add(run);
        return answer;
    }

    private AppendAnswer DecideAlone(PreparedAppend prepared)
    {
        var append = prepared.Append;

        // Before anything else: a command that was recorded is answered as it was then, however its streams have moved since.
        if (_commands.TryGetValue(append.Command, out var recorded) || _scope.Commands.TryGetValue(append.Command, out recorded))
            return AnswerAgain(recorded, prepared);
        if (!_scope.Logs.TryGetValue(append.Log, out var head) || head.IsReplica)
            return new UnknownLog(append.Log);

        foreach (var guard in prepared.Guards)
        {
            if (!_scope.Logs.ContainsKey(guard.Log))
                return new UnknownLog(guard.Log);
            var actual = HeadOf(new StreamKey(guard.Log, guard.Stream)).Version;
            if (actual != guard.Version)
                return new Stale(guard, actual);
        }

        var size = _logs.TryGetValue(append.Log, out var log) ? log.Size : head.Size;
        foreach (var entry in prepared.Entries)
        {
            if (entry.Corrects is { } corrected && (corrected < 1 || corrected > size))
                return new CorrectsNothing(append.Log, corrected);
        }

        if (log is null)
            _logs.Add(append.Log, log = new LogPlan(head, Math.Max(_now, head.RecordedAt)));
        return Add(prepared, log);
    }

    private static AppendAnswer AnswerAgain(CommandRecord recorded, PreparedAppend prepared) =>
        recorded.Log == prepared.Append.Log && recorded.Digest.AsSpan().SequenceEqual(prepared.Digest)
            ? new Receipt(recorded.Log, recorded.Command, recorded.First, recorded.Count, Microseconds.ToInstant(recorded.RecordedAt)) { Repeated = true }
            : new CommandIdReused(recorded.Command);

    private Receipt Add(PreparedAppend prepared, LogPlan log)
    {
        var append = prepared.Append;
        var first = log.Size + 1;
        var against = DecidedAgainst(prepared);
        var againstText = ForeignReads.Write(against);
        for (var i = 0; i < prepared.Canonical.Length; i++)
        {
            var position = log.Size + 1;
            var version = HeadOf(prepared.Streams[i]).Version + 1;
            _streams[prepared.Streams[i]] = new StreamHead(version, position);
            var canonical = againstText is null ? prepared.Canonical[i] : WithDecidedAgainst(prepared.Canonical[i], againstText);
            CanonicalForm.Place(canonical, position, version, log.RecordedAt);
            var leafHash = _leafHashes.AsMemory(_hashed++ * MerkleTree.HashLength, MerkleTree.HashLength);
            SHA256.HashData(canonical, leafHash.Span);
            log.Add(new EntryRow(
                log.Before.Id,
                EntryOf(prepared, i, position, version, log.RecordedAt, against, canonical, leafHash),
                againstText,
                i == 0 ? prepared.Canonical.Length : null,
                i == 0 ? prepared.Digest : null)
            { Canonical = canonical });
        }

        var count = prepared.Canonical.Length;
        _commands.Add(append.Command, new CommandRecord(append.Command, append.Log, first, count, prepared.Digest, log.RecordedAt));
        return new Receipt(append.Log, append.Command, first, count, Microseconds.ToInstant(log.RecordedAt));
    }

    private StreamHead HeadOf(StreamKey stream) =>
        _streams.TryGetValue(stream, out var head) || _scope.Streams.TryGetValue(stream, out head) ? head : default;

    private ForeignRead[] DecidedAgainst(PreparedAppend prepared) =>
    [
        .. from guard in prepared.Guards
           where guard.Log != prepared.Append.Log
           select new ForeignRead(guard.Log, guard.Stream, guard.Version, HeadOf(new StreamKey(guard.Log, guard.Stream)).Position),
    ];

    private byte[] WithDecidedAgainst(byte[] canonical, string against)
    {
        var fields = CanonicalForm.Read(canonical);
        fields.DecidedAgainst = (ReadOnlySpan<byte>)System.Text.Encoding.UTF8.GetBytes(against);
        CanonicalForm.Write(fields, _buffer);
        return _buffer.Written.ToArray();
    }

    private static Entry EntryOf(
        PreparedAppend prepared, int ordinal, long position, long version, long recordedAt, IReadOnlyList<ForeignRead> against,
        byte[] canonical, ReadOnlyMemory<byte> leafHash)
    {
        var append = prepared.Append;
        var entry = prepared.Entries[ordinal];
        return new Entry
        {
            Log = append.Log,
            Position = position,
            Stream = entry.Stream,
            Version = version,
            Name = entry.Name,
            OccurredAt = Microseconds.ToInstant(Microseconds.Of(entry.OccurredAt ?? append.OccurredAt)),
            RecordedAt = Microseconds.ToInstant(recordedAt),
            TimeZone = append.TimeZone,
            Actor = append.Actor,
            Station = append.Station,
            Device = append.Device,
            Shift = append.Shift,
            Source = append.Source,
            Command = append.Command,
            Ordinal = ordinal,
            Corrects = entry.Corrects,
            DecidedAgainst = against,
            Payload = canonical.AsMemory(canonical.Length - entry.Payload.Length),
            LeafHash = leafHash,
        };
    }
}

/// <summary>What a batch adds to one log.</summary>
internal sealed class LogPlan(LogHead before, long recordedAt)
{
    private readonly List<EntryRow> _rows = [];

    public LogHead Before => before;

    /// <summary>Microseconds: when all of it is recorded.</summary>
    public long RecordedAt => recordedAt;

    /// <summary>The log's size with it.</summary>
    public long Size => before.Size + _rows.Count;

    public IReadOnlyList<EntryRow> Rows => _rows;

    public void Add(EntryRow row) => _rows.Add(row);

    /// <summary>The leaf hashes of <see cref="Rows"/>, end to end.</summary>
    public byte[] LeafHashes()
    {
        var hashes = new byte[_rows.Count * MerkleTree.HashLength];
        for (var i = 0; i < _rows.Count; i++)
            _rows[i].Entry.LeafHash.Span.CopyTo(hashes.AsSpan(i * MerkleTree.HashLength));
        return hashes;
    }
}
