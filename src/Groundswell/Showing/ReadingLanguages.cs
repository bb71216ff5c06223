using System.Collections.Concurrent;
using Groundswell.People.Persons;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Showing;

/// <summary>Which languages a person reads, the best first, as their site has it. Kept for a little while, because every page asks.</summary>
public sealed class ReadingLanguages(IServiceScopeFactory scopes, TimeProvider time)
{
    private const int Capacity = 50_000;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (string[] Languages, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public async ValueTask<IReadOnlyList<string>> Of(string person, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(person, out var known) && known.Until > now)
            return known.Languages;
        await using var scope = scopes.CreateAsyncScope();
        var read = await scope.ServiceProvider.GetRequiredService<ViewsDb>().Set<PersonRow>().AsNoTracking()
            .Where(row => row.Id == person && row.Languages != null).Select(row => row.Languages).FirstOrDefaultAsync(stop);
        if (_known.Count >= Capacity)
            _known.Clear();
        return (_known[person] = (read?.Split(',') ?? [], now + Freshness)).Languages;
    }
}
