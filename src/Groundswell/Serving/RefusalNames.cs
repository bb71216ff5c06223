using System.Collections.Concurrent;
using System.Collections.Frozen;
using Groundswell.Deciding;
using Groundswell.Identifying;

namespace Groundswell.Serving;

/// <summary>A room's own things, as people call them: what refusals tell of by an id.</summary>
public interface IThingNames
{
    /// <summary>What refusals call such a thing, <c>Change</c>: the names of their values.</summary>
    IReadOnlyList<string> Called { get; }

    /// <summary>How it is told; null where there is none with this id.</summary>
    Saying? Told(string id);
}

/// <summary>What refusals tell of is recorded and sent by its id; people read what it is called.</summary>
public sealed class RefusalNames(Names people, IEnumerable<IThingNames> things, TimeProvider time)
{
    private const int Capacity = 10_000;

    /// <summary>A page asks for the same few again and again, and what a thing is called changes seldom.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private readonly FrozenDictionary<string, IThingNames> _things =
        things.SelectMany(thing => thing.Called.Select(called => (called, thing))).ToFrozenDictionary(one => one.called, one => one.thing, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string Called, string Id), (Saying? Told, DateTimeOffset Until)> _known = new();

    /// <summary>The printed name of a person, the title of a change: as they are told in the middle of a sentence. Null: they are told by their id.</summary>
    /// <param name="called">What the refusal calls it.</param>
    public object? Told(string called, string id)
    {
        if (RefusalPeople.IsCalled(called))
            return people.Told(id);
        if (!_things.TryGetValue(called, out var thing))
            return null;
        var now = time.GetUtcNow();
        if (_known.TryGetValue((called, id), out var known) && known.Until > now)
            return known.Told;
        if (_known.Count >= Capacity)
            _known.Clear();
        var told = thing.Told(id);
        _known[(called, id)] = (told, now + Freshness);
        return told;
    }

    /// <summary>The printed name of a person.</summary>
    public string? OfPerson(string person) => people.Told(person);
}
