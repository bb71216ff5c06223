using System.Collections.Concurrent;
using Groundswell.Record;

namespace Groundswell.Deciding;

/// <summary>The states of live streams, kept in memory and bounded. Never trusted: the append checks the version of each that a decision used.</summary>
/// <remarks>
/// Two generations: what was used lately, and what was used before that. When the young one is full it becomes the old one, and what the old one
/// held and nobody has asked for since is forgotten. A hit costs one look-up; there is no list to keep in order.
/// </remarks>
public sealed class States(Journal journal, EventCodec codec, int capacity = 100_000)
{
    private ConcurrentDictionary<StreamName, Kept> _young = new();
    private ConcurrentDictionary<StreamName, Kept> _old = new();

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

    /// <summary>Reads the stream and keeps what it comes to.</summary>
    internal async ValueTask<(TState State, long Version)> Load<TState>(StreamName stream, CancellationToken stop) where TState : IState<TState>
    {
        var entries = await journal.ReadStream(stream.Log, stream.Stream, 1, stop);
        var state = TState.Unknown;
        foreach (var entry in entries)
            state = state.Evolve(Happened.Of(entry, codec));
        var version = entries.Count == 0 ? 0 : entries[^1].Version;
        Keep(stream, new Of<TState>(state, version));
        return (state, version);
    }

    /// <summary>Carries a state on by what was just recorded, where the one kept is the one the decision was made on; otherwise forgets it.</summary>
    internal void Recorded(StreamName stream, long decidedOn, IEnumerable<Happened> recorded)
    {
        if (!_young.TryGetValue(stream, out var kept) && !_old.TryGetValue(stream, out kept))
            return;
        if (kept.Version == decidedOn)
            Keep(stream, recorded.Aggregate(kept, (state, happened) => state.After(happened)));
        else if (kept.Version < decidedOn)
            Forget(stream);
    }

    /// <summary>What was written elsewhere is read again at the next use.</summary>
    internal void Forget(StreamName stream)
    {
        _young.TryRemove(stream, out _);
        _old.TryRemove(stream, out _);
    }

    private void Keep(StreamName stream, Kept kept)
    {
        // Of two who carry the same stream on at once the further one stays; a state never goes back.
        _young.AddOrUpdate(stream, kept, (_, there) => there.Version > kept.Version ? there : kept);
        if (_young.Count <= capacity)
            return;
        lock (this)
        {
            if (_young.Count > capacity)
                (_old, _young) = (_young, new ConcurrentDictionary<StreamName, Kept>());
        }
    }

    private abstract record Kept(long Version)
    {
        public abstract Kept After(Happened happened);
    }

    private sealed record Of<TState>(TState State, long Version) : Kept(Version) where TState : IState<TState>
    {
        public override Kept After(Happened happened) => new Of<TState>(State.Evolve(happened), Version + 1);
    }
}
