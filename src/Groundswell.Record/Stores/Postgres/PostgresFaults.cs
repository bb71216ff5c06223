using System.Text.RegularExpressions;
using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>Finds what protects the tables and was taken away, switched off or changed, and rows that belong to no log.</summary>
internal static partial class PostgresFaults
{
    private const string Triggers =
        """
        SELECT t.tgname::text, c.relname::text, p.proname::text, t.tgenabled
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE c.relnamespace = 'record'::regnamespace AND NOT t.tgisinternal
        """;

    private const string Functions = "SELECT proname::text, prosrc FROM pg_proc WHERE pronamespace = 'record'::regnamespace";

    private const string Indexes =
        """
        SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = 'record'::regnamespace AND i.indisvalid
        """;

    public static async Task<IReadOnlyList<StoreFault>> In(NpgsqlConnection connection, CancellationToken stop)
    {
        var faults = new List<StoreFault>();
        faults.AddRange(await OfGuards(connection, stop));
        foreach (var table in (string[])["entry", "tile", "checkpoint"])
            await AddStrays(connection, table, faults, stop);
        return faults;
    }

    /// <summary>Triggers, the functions they call, and indexes, against those that this program makes.</summary>
    public static async Task<IReadOnlyList<StoreFault>> OfGuards(NpgsqlConnection connection, CancellationToken stop)
    {
        var all = string.Concat(PostgresTables.Steps);
        var found = await Read(connection, Triggers, row => $"{row.GetString(0)} on {row.GetString(1)} by {row.GetString(2)} {row.GetChar(3)}", stop);
        var always = AlwaysPattern().Matches(all).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var triggers = TriggerPattern().Matches(all)
            .Select(match => (Name: match.Groups[1].Value, Text: $"{match.Groups[1].Value} on {match.Groups[2].Value} by {match.Groups[3].Value}"))
            .Select(trigger => (trigger.Name, Text: $"{trigger.Text} {(always.Contains(trigger.Name) ? 'A' : 'O')}"));
        var functions = await Read(connection, Functions, row => $"{row.GetString(0)}\n{row.GetString(1)}", stop);
        var indexes = await Read(connection, Indexes, row => row.GetString(0), stop);

        // Of what a later step made anew, the later form counts.
        var bodies = FunctionPattern().Matches(all).GroupBy(match => match.Groups[1].Value).Select(made => (Name: made.Key, Text: $"{made.Key}\n{made.Last().Groups[2].Value}"));
        return
        [
            .. triggers.Where(trigger => !found.Contains(trigger.Text)).Select(trigger => Fault($"The trigger {trigger.Name} is missing, switched off or changed")),
            .. bodies.Where(function => !functions.Contains(function.Text)).Select(function => Fault($"The function {function.Name} is missing or changed")),
            .. IndexPattern().Matches(all).Where(index => !indexes.Contains(index.Groups[1].Value)).Select(index => Fault($"The index {index.Groups[1].Value} is missing")),
            .. found.Where(text => triggers.All(trigger => trigger.Name != text.Split(' ')[0])).Select(text => Fault($"There is a trigger {text.Split(' ')[0]}, which no record has")),
        ];
    }

    private static StoreFault Fault(string what) => new(
        "store.guards", $"{what} in the schema 'record': what protects the record in its own database was tampered with. Verify it, and have its owner see who did it.");

    /// <summary>From one log's name to the next by the index, whatever the number of rows.</summary>
    private static async Task AddStrays(NpgsqlConnection connection, string table, List<StoreFault> faults, CancellationToken stop)
    {
        await using var strays = new NpgsqlCommand(
            $"""
            WITH RECURSIVE name (log) AS (
                SELECT min(log) FROM record.{table}
                UNION ALL SELECT (SELECT min(log) FROM record.{table} WHERE log > name.log) FROM name WHERE name.log IS NOT NULL)
            SELECT log FROM name WHERE log IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record.log WHERE log.name = name.log)
            """,
            connection);
        await using var rows = await strays.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            faults.Add(new StoreFault("store.stray-rows", $"The table {table} has rows of a log '{rows.GetString(0)}', and there is no such log: the log's row was removed, or they were put in."));
    }

    private static async Task<HashSet<string>> Read(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, string> read, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var all = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(stop))
            all.Add(read(rows));
        return all;
    }

    [GeneratedRegex(@"CREATE TRIGGER (\w+) [A-Z ]+ ON record\.(\w+)[^;]*? EXECUTE FUNCTION record\.(\w+)\(\)")]
    private static partial Regex TriggerPattern();

    [GeneratedRegex(@"ENABLE ALWAYS TRIGGER (\w+)")]
    private static partial Regex AlwaysPattern();

    [GeneratedRegex(@"CREATE (?:OR REPLACE )?FUNCTION record\.(\w+)\(\)[^$]*\$\$(.*?)\$\$", RegexOptions.Singleline)]
    private static partial Regex FunctionPattern();

    [GeneratedRegex(@"CREATE (?:UNIQUE )?INDEX (\w+)")]
    private static partial Regex IndexPattern();
}
