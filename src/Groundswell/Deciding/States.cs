using System.Collections.Concurrent;
using Groundswell.Record;
using Groundswell.Record.Sealing;
using Groundswell.Sealing;

namespace Groundswell.Deciding;

/// <summary>The states of live streams, kept in memory and bounded. Never trusted: the append checks the version of each that a decision used.</summary>
/// <remarks>
/// Two generations: what was used lately, and what was used before that. When the young one is full it becomes the old one, and what the old one
/// held and nobody has asked for since is forgotten. A hit costs one look-up; there is no list to keep in order.
/// </remarks>
public sealed class States(Journal journal, EventCodec codec, int capacity = 100_000, Sealer? sealer = null)
{
    /// <summary>A state waits among those behind from when it is found to be so until the next who needs it.</summary>
    private const int MostBehind = 1_000;

    private readonly ConcurrentDictionary<StreamName, Kept> _behind = new();
    private ConcurrentDictionary<StreamName, Kept> _young = new();
    private ConcurrentDictionary<StreamName, Kept> _old = new();

    /// <summary>How many the young one holds; more where some were forgotten since.</summary>
    private int _kept;

    internal (TState State, long Version)? Cached<TState>(StreamName stream) where TState : IState<TState>
    {
        if (!_young.TryGetValue(stream, out var kept))
        {
            if (!_old.TryGetValue(stream, out kept))
                return null;
            Keep(stream, kept);
        }

        return kept is Of<TState> known ? (known.State, known.Version) : null;
    }

    /// <summary>As the store has it now: what is kept, where nothing has come since; otherwise it is read on from there.</summary>
    internal async ValueTask<(TState State, long Version)> Newest<TState>(StreamName stream, CancellationToken stop) where TState : IState<TState>
    {
        if (Cached<TState>(stream) is { } kept)
        {
            if (kept.Version == await journal.VersionOf(stream.Log, stream.Stream, stop))
                return kept;
            Outdated(stream, kept.Version);
        }

        return await Load<TState>(stream, stop);
    }

    /// <summary>Reads the stream, or what has come since it was read, and keeps what it comes to.</summary>
    internal async ValueTask<(TState State, long Version)> Load<TState>(StreamName stream, CancellationToken stop) where TState : IState<TState>
    {
        if (_behind.TryRemove(stream, out var before) && before is Of<TState> known
            && await journal.ReadStream(stream.Log, stream.Stream, known.Version + 1, stop) is { Count: > 0 } since)
            return await Keep(stream, known.State, since, stop);
        return await Keep(stream, TState.Unknown, await journal.ReadStream(stream.Log, stream.Stream, 1, stop), stop);
    }

    /// <summary>Carries a state on by what was just recorded, where the one kept is the one the decision was made on; otherwise forgets it.</summary>
    internal void Recorded(StreamName stream, long decidedOn, IEnumerable<Happened> recorded)
    {
        if (!_young.TryGetValue(stream, out var kept) && !_old.TryGetValue(stream, out kept))
            return;
        if (kept.Version == decidedOn)
            Keep(stream, recorded.Aggregate(kept, (state, happened) => state.After(happened)));
        else if (kept.Version < decidedOn)
            Outdated(stream, kept.Version);
    }

    /// <summary>This version is not the stream's newest: what has come since is read at the next use. A later one that is kept already stays.</summary>
    internal void Outdated(StreamName stream, long version)
    {
        if ((!_young.TryGetValue(stream, out var kept) && !_old.TryGetValue(stream, out kept)) || kept.Version > version)
            return;
        _young.TryRemove(new(stream, kept));
        _old.TryRemove(stream, out _);
        if (_behind.Count < MostBehind)
            _behind[stream] = kept;
    }

    private async ValueTask<(TState State, long Version)> Keep<TState>(
        StreamName stream, TState before, IReadOnlyList<Entry> since, CancellationToken stop) where TState : IState<TState>
    {
        var state = before;
        foreach (var entry in since)
        {
            var happened = Happened.Of(entry, codec);
            await happened.Event.Open(sealer, stop);
            state = state.Evolve(happened);
        }

        var version = since.Count == 0 ? 0 : since[^1].Version;
        Keep(stream, new Of<TState>(state, version));
        return (state, version);
    }

    private void Keep(StreamName stream, Kept kept)
    {
        while (true)
        {
            if (_young.TryAdd(stream, kept))
                break;
            // Of two who carry the same stream on at once the further one stays; a state never goes back.
            if (_young.TryGetValue(stream, out var there) && (there.Version > kept.Version || _young.TryUpdate(stream, kept, there)))
                return;
        }

        // Counted here: to ask the dictionary for its count stops everybody else.
        if (Interlocked.Increment(ref _kept) <= capacity)
            return;
        lock (this)
        {
            if (Volatile.Read(ref _kept) <= capacity)
                return;
            (_old, _young) = (_young, new ConcurrentDictionary<StreamName, Kept>());
            Volatile.Write(ref _kept, 0);
        }
    }

    /// <summary>A class, not a record: it is compared by what it is. To compare states by what they hold takes longer than to decide on them.</summary>
    private abstract class Kept(long version)
    {
        public long Version => version;

        public abstract Kept After(Happened happened);
    }

    private sealed class Of<TState>(TState state, long version) : Kept(version) where TState : IState<TState>
    {
        public TState State => state;

        public override Kept After(Happened happened) => new Of<TState>(state.Evolve(happened), Version + 1);
    }
}
