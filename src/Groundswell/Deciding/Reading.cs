using Groundswell.Record;

namespace Groundswell.Deciding;

/// <summary>Reads the states a decision needs, and remembers which versions it saw: they guard the append.</summary>
/// <remarks>Of a stream read twice the first version guards: what came between the two makes the decision stale.</remarks>
public sealed class Reading(States states, string log, CancellationToken stop)
{
    private readonly Dictionary<StreamName, long> _seen = [];

    /// <summary>Every stream read, with the version the decision is made on.</summary>
    public IReadOnlyDictionary<StreamName, long> Seen => _seen;

    /// <summary>A thing of the log that the command writes.</summary>
    public ValueTask<TState> Of<TState>(Id<TState> id) where TState : IState<TState> => In(log, id);

    /// <summary>A thing that all sites share.</summary>
    public ValueTask<TState> Shared<TState>(Id<TState> id) where TState : IState<TState> => In(Logs.Enterprise, id);

    /// <summary>A shared thing that will never change again, such as an approved version: what is read of it needs no guard.</summary>
    /// <remarks>A state kept from before it was settled, by another process perhaps, is read again.</remarks>
    public ValueTask<TState> Settled<TState>(Id<TState> id) where TState : IState<TState>, ISettles
    {
        var stream = new StreamName(Logs.Enterprise, id.Stream);
        if (states.Cached<TState>(stream) is { } known)
        {
            if (known.State.IsSettled)
                return ValueTask.FromResult(known.State);
            states.Outdated(stream, known.Version);
        }

        return Load();

        async ValueTask<TState> Load() => (await states.Load<TState>(stream, stop)).State;
    }

    /// <summary>A thing of another log.</summary>
    public ValueTask<TState> In<TState>(string otherLog, Id<TState> id) where TState : IState<TState>
    {
        var stream = new StreamName(otherLog, id.Stream);
        var known = states.Cached<TState>(stream);
        if (known is { } current)
        {
            _seen.TryAdd(stream, current.Version);
            return ValueTask.FromResult(current.State);
        }

        return Load();

        async ValueTask<TState> Load()
        {
            var (state, version) = await states.Load<TState>(stream, stop);
            _seen.TryAdd(stream, version);
            return state;
        }
    }

    internal IReadOnlyList<Guard> Guards() => [.. _seen.Select(seen => new Guard(seen.Key.Log, seen.Key.Stream, seen.Value))];
}

/// <summary>A thing that comes to a point from which it never changes again in what others read of it.</summary>
public interface ISettles
{
    bool IsSettled { get; }
}

/// <summary>A stream and the log it is in.</summary>
public readonly record struct StreamName(string Log, string Stream);
