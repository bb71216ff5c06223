using System.Collections.Concurrent;
using Groundswell.Identifying.Storing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Identifying;

/// <summary>The names people are printed and addressed by. Kept in memory for a little while, because every list asks.</summary>
public sealed class Names(IDbContextFactory<DirectoryDb> directory, TimeProvider time)
{
    private const int Capacity = 50_000;

    /// <summary>A name changed on another node is shown after this long.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (string? Name, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>The names of those who have one.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> Of(IEnumerable<string> persons, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var asked = persons.Distinct(StringComparer.Ordinal).ToList();
        var unknown = asked.FindAll(person => !_known.TryGetValue(person, out var known) || known.Until <= now);
        if (unknown.Count > 0)
            await Read(unknown, now + Freshness, stop);
        return asked
            .Select(person => (Person: person, Known: _known.GetValueOrDefault(person)))
            .Where(one => one.Known.Name is not null)
            .ToDictionary(one => one.Person, one => one.Known.Name!, StringComparer.Ordinal);
    }

    public async ValueTask<string?> Of(string person, CancellationToken stop) => (await Of([person], stop)).GetValueOrDefault(person);

    /// <summary>A name where nothing can be awaited, as in the middle of a sentence: as it was last read, or read now.</summary>
    public string? Told(string person)
    {
        if (_known.TryGetValue(person, out var known) && known.Until > time.GetUtcNow())
            return known.Name;
        MakeRoom(1);
        using var db = directory.CreateDbContext();
        var name = db.Names.AsNoTracking().Where(row => row.Person == person).Select(row => row.PrintedName).FirstOrDefault();
        _known[person] = (name, time.GetUtcNow() + Freshness);
        return name;
    }

    /// <summary>Sets a person's printed name; says whether it changed.</summary>
    public async Task<bool> Set(string person, string printedName, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        var row = await db.Names.FindAsync([person], stop);
        if (row?.PrintedName == printedName)
            return false;
        if (row is null)
            db.Names.Add(new NameRow { Person = person, PrintedName = printedName });
        else
            row.PrintedName = printedName;
        await db.SaveChangesAsync(stop);
        _known.TryRemove(person, out _);
        return true;
    }

    private async Task Read(List<string> persons, DateTimeOffset until, CancellationToken stop)
    {
        MakeRoom(persons.Count);
        await using var db = await directory.CreateDbContextAsync(stop);
        foreach (var some in persons.Chunk(500))
        {
            var found = await db.Names.AsNoTracking().Where(row => some.Contains(row.Person)).ToDictionaryAsync(row => row.Person, row => row.PrintedName, stop);
            foreach (var person in some)
                _known[person] = (found.GetValueOrDefault(person), until);
        }
    }

    /// <summary>Whoever asks for people who are not there must not fill the memory.</summary>
    private void MakeRoom(int more)
    {
        if (_known.Count + more > Capacity)
            _known.Clear();
    }
}
