namespace Groundswell.Record.Stores.Sqlite;

/// <summary>Finds what protects the tables and was taken away or changed, and rows that belong to no log.</summary>
internal static class SqliteFaults
{
    private const string Definitions = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name";

    public static IReadOnlyList<StoreFault> In(string file)
    {
        using var database = Database.OpenForReading(file);
        return [.. OfGuards(database), .. Strays(database, "entry"), .. Strays(database, "tile"), .. Strays(database, "checkpoint")];
    }

    /// <summary>The tables, indexes and triggers against those that this program makes.</summary>
    public static IReadOnlyList<StoreFault> OfGuards(Database database)
    {
        using var fresh = Database.InMemory();
        foreach (var step in SqliteSchema.Steps)
            fresh.Execute(step);
        var (made, found) = (Read(fresh), Read(database));
        return
        [
            .. made.Where(own => !found.ContainsKey(own.Key)).Select(own => Fault($"The {own.Key} is missing in {database.File}")),
            .. made.Where(own => found.TryGetValue(own.Key, out var sql) && sql != own.Value).Select(own => Fault($"The {own.Key} was changed in {database.File}")),
            .. found.Keys.Where(name => !made.ContainsKey(name)).Select(name => Fault($"There is a {name} in {database.File}, which no record has")),
        ];
    }

    private static StoreFault Fault(string what) => new(
        "store.guards",
        $"{what}: what protects the record in its own database was tampered with. Verify it; 'backup' and 'restore' to a new place make the tables anew.");

    private static Dictionary<string, string> Read(Database database)
    {
        var definitions = new Dictionary<string, string>(StringComparer.Ordinal);
        using var rows = database.Prepare(Definitions);
        while (rows.Step())
            definitions[rows.Text(0)] = rows.Text(1);
        return definitions;
    }

    /// <summary>From one log's number to the next by the index, whatever the number of rows.</summary>
    private static IEnumerable<StoreFault> Strays(Database database, string table)
    {
        using var next = database.Prepare($"SELECT log FROM {table} WHERE log > ? ORDER BY log LIMIT 1");
        using var known = database.Prepare("SELECT count(*) FROM log WHERE id = ?");
        for (var log = long.MinValue; ;)
        {
            next.Bind(1, log);
            if (!next.Step())
                yield break;
            log = next.Number(0);
            next.Reset();
            known.Bind(1, log);
            known.Step();
            var isKnown = known.Number(0) > 0;
            known.Reset();
            if (!isKnown)
                yield return new StoreFault("store.stray-rows", $"The table {table} has rows of a log number {log}, and there is no such log: the log's row was removed, or they were put in.");
        }
    }
}
