using System.Collections.Concurrent;
using Groundswell.Deciding;
using Groundswell.People.Accounts;

namespace Groundswell.Identifying;

/// <summary>Accounts as the record has them, quickly: what this node has recorded at once, what another has within <see cref="Freshness"/>.</summary>
public sealed class Grants(States states, TimeProvider time)
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
        var asked = time.GetUtcNow();
        var (account, _) = await states.Newest<Account>(new StreamName(Logs.Enterprise, id.Stream), stop);
        if (_freshUntil.Count >= Capacity)
            _freshUntil.Clear();
        _freshUntil[id.Value] = asked + Freshness;
        return account;
    }
}
