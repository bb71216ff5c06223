using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Writing;

/// <summary>
/// Signs a log only where that is no lie: by the key that the log stands at, and only where the log still begins with everything that was signed
/// before and with everything that this process wrote.
/// </summary>
/// <remarks>
/// What the database holds is not taken on trust: a record that was changed and made to fit by whoever owns the database would otherwise get the
/// signature that makes it look genuine. What is compared lies in this process's memory and beside the signing key. Used by the writer alone.
/// </remarks>
internal sealed class CheckpointSigner
{
    /// <summary>The history's file is written at most so often while much is signed, and when the journal closes.</summary>
    private static readonly TimeSpan KeptEvery = TimeSpan.FromSeconds(10);

    private readonly IRecordStore _store;
    private readonly JournalMetrics _metrics;
    private readonly StandingKey _standing;
    private readonly SignedHistory _history;
    private readonly Action<string> _warn;

    /// <summary>What each log is known to have been, latest by a commit of this process.</summary>
    private readonly Dictionary<string, Checkpoint> _seen = new(StringComparer.Ordinal);

    /// <summary>Why a log has no checkpoint that was due, as it was told last.</summary>
    private readonly Dictionary<string, string> _unsigned = new(StringComparer.Ordinal);
    private long _keptAt;
    private bool _unkept;

    public CheckpointSigner(IRecordStore store, JournalOptions options, JournalMetrics metrics)
    {
        (_store, _metrics, _warn) = (store, metrics, options.Warn ?? (_ => { }));
        _standing = new StandingKey(store);
        _history = options.SignedHistory ?? SignedHistory.InMemory();
        Key = options.SigningKey;
    }

    public SigningKey? Key { get; set; }

    /// <summary>Looks at a log that is opened.</summary>
    /// <exception cref="SigningKeyException">The key at hand is not the one that the log stands at.</exception>
    public async Task Expect(LogHead log, CancellationToken stop)
    {
        if (Key is not { } key)
            return;
        if (await _standing.WhyNot(log, key.Public, stop) is { } stranger)
            throw new SigningKeyException(stranger);
        if (await Forked(log, stop) is { } forked)
            Refuse(log.Name, forked);
        else
            _seen[log.Name] = Checkpoint.Of(log);
    }

    /// <summary>The checkpoint of a log as it will be, or null where none may be signed.</summary>
    /// <param name="before">The log as the store has it, its row locked.</param>
    /// <param name="after">The same, or with what is about to be committed.</param>
    public async Task<CheckpointRow?> Sign(LogHead before, LogHead after, long at, CancellationToken stop)
    {
        if (Key is not { } key)
            return null;
        try
        {
            if ((await _standing.WhyNot(before, key.Public, stop) ?? await Forked(before, stop)) is { } why)
            {
                Refuse(before.Name, why);
                return null;
            }
        }
        catch (SigningKeyException unreadable)
        {
            Refuse(before.Name, unreadable.Message);
            return null;
        }

        return Checkpoint.Sign(after, key, at);
    }

    /// <summary>Takes note of what is on disk now.</summary>
    public void Committed(LogHead before, LogHead after, CheckpointRow? signed)
    {
        if (Key is null)
            return;

        // Where others write the log too, what came between is looked at when it is signed.
        if (!_seen.TryGetValue(after.Name, out var seen) || (seen.Size == before.Size && seen.Root.AsSpan().SequenceEqual(Checkpoint.Of(before).Root)))
            _seen[after.Name] = Checkpoint.Of(after);
        if (signed is null)
            return;
        _unsigned.Remove(after.Name);
        _history.Signed(signed.Note);
        _seen[after.Name] = Checkpoint.Of(after);
        _unkept = true;
    }

    /// <summary>A checkpoint that was due could not be made, and not because of what the log holds.</summary>
    public void Failed(string log, Exception failure)
    {
        _metrics.CheckpointFailed();
        var why = failure is JournalUnavailableException or RecordDamagedException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}";
        Warn(log, $"No checkpoint could be written over log '{log}'. It is tried again; until then nothing outside the record vouches for its newest entries. {why}");
    }

    /// <summary>Puts on disk what was signed, where that is due.</summary>
    public void Keep(bool now)
    {
        if (!_unkept || (!now && Environment.TickCount64 - _keptAt < KeptEvery.TotalMilliseconds))
            return;
        (_keptAt, _unkept) = (Environment.TickCount64, false);
        if (_history.Keep() is { } failed)
            Warn("", failed);
        else
            _unsigned.Remove("");
    }

    /// <summary>Why the log is not what it was, or null.</summary>
    private async Task<string?> Forked(LogHead log, CancellationToken stop)
    {
        try
        {
            var now = Checkpoint.Of(log);
            var prover = new TreeProver(_store, log);
            return await NotIn(now, prover, _history.Of(log.Origin), "signed before", stop)
                ?? await NotIn(now, prover, _seen.GetValueOrDefault(log.Name), "written by this process", stop)
                ?? await NotIn(now, prover, await Newest(log, stop), "of its newest checkpoint", stop);
        }
        catch (Exception damaged) when (damaged is RecordDamagedException or ArgumentException or FormatException)
        {
            return $"{damaged.Message} {Advice(log.Name)}";
        }
    }

    private static async Task<string?> NotIn(Checkpoint now, TreeProver prover, Checkpoint? known, string what, CancellationToken stop)
    {
        if (known is null)
            return null;
        var log = now.Origin[(now.Origin.LastIndexOf('/') + 1)..];
        if (known.Size > now.Size)
            return $"Log '{log}' holds {now.Size} entries, and {known.Size} were {what}: its end is gone. {Advice(log)}";
        var proof = await prover.Consistency(known.Size, now.Size, stop);
        return ProofVerifier.Consistent(known.Size, known.Root, now.Size, now.Root, proof)
            ? null
            : $"Log '{log}' does not begin any more with the {known.Size} entries {what}: something was changed past the journal. {Advice(log)}";
    }

    private async Task<Checkpoint?> Newest(LogHead log, CancellationToken stop) =>
        await _store.NewestCheckpoint(log.Name, stop) is { } row ? Checkpoint.Parse(SignedNote.Parse(row.Note).Text) : null;

    private static string Advice(string log) =>
        $"Nothing more of log '{log}' is signed. Keep a copy of the record as it is, run 'verify' with the log's key, and go on from a backup with 'restore'.";

    private void Refuse(string log, string why)
    {
        _metrics.CheckpointRefused();
        Warn(log, why);
    }

    /// <summary>Says it once, and again only when it is something else.</summary>
    private void Warn(string about, string why)
    {
        if (_unsigned.GetValueOrDefault(about) == why)
            return;
        _unsigned[about] = why;
        _warn(why);
    }
}
