using System.Collections.Concurrent;
using Groundswell.Deciding;
using Groundswell.People.Accounts;
using Groundswell.Record;

namespace Groundswell.Identifying;

/// <summary>Accounts as the record has them, quickly: what this node has recorded at once, what another has within <see cref="Freshness"/>.</summary>
public sealed class Grants(Journal journal, States states, TimeProvider time)
{
    /// <summary>How long an account, or a session, is believed without asking the store whether it has changed.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private const int Capacity = 50_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _freshUntil = new(StringComparer.Ordinal);

    public ValueTask<Account> Of(string person, CancellationToken stop)
    {
        var id = new Id<Account>(person);
        return _freshUntil.TryGetValue(person, out var until) && time.GetUtcNow() < until
            ? new Reading(states, Logs.Enterprise, stop).Of(id)
            : Check(id, stop);
    }

    private async ValueTask<Account> Check(Id<Account> id, CancellationToken stop)
    {
        var stream = new StreamName(Logs.Enterprise, id.Stream);
        var asked = time.GetUtcNow();
        if (states.Cached<Account>(stream) is { } kept && kept.Version != await journal.VersionOf(stream.Log, stream.Stream, stop))
            states.Outdated(stream, kept.Version);
        var account = await new Reading(states, Logs.Enterprise, stop).Of(id);
        if (_freshUntil.Count >= Capacity)
            _freshUntil.Clear();
        _freshUntil[id.Value] = asked + Freshness;
        return account;
    }
}
