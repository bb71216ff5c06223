using System.Text.RegularExpressions;
using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>Finds what protects the tables and was taken away, switched off or changed, and rows that belong to no log.</summary>
internal static partial class PostgresFaults
{
    private const string Triggers =
        """
        SELECT t.tgname::text, c.relname::text, p.proname::text, t.tgtype::int, t.tgenabled, t.tgqual IS NOT NULL OR t.tgattr::text <> ''
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE c.relnamespace = 'record'::regnamespace AND NOT t.tgisinternal
        """;

    private const string Functions = "SELECT proname::text, prosrc FROM pg_proc WHERE pronamespace = 'record'::regnamespace";

    private const string Indexes =
        """
        SELECT replace(pg_get_indexdef(c.oid), '"', '') FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = 'record'::regnamespace AND i.indisvalid
        """;

    /// <summary>What stands between a statement and the tables without being a trigger. A record has neither.</summary>
    private const string Detours =
        """
        SELECT 'a rule ' || r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
        WHERE c.relnamespace = 'record'::regnamespace AND c.relkind = 'r'
        UNION ALL SELECT 'row security on ' || relname FROM pg_class WHERE relnamespace = 'record'::regnamespace AND relrowsecurity
        """;

    /// <summary>The indexes that primary keys make.</summary>
    private static readonly (string Name, string Text)[] Keys =
    [
        ("entry_by_position", "CREATE UNIQUE INDEX entry_by_position ON record.entry USING btree (log, position)"),
        ("log_pkey", "CREATE UNIQUE INDEX log_pkey ON record.log USING btree (name, size)"),
        ("tile_pkey", "CREATE UNIQUE INDEX tile_pkey ON record.tile USING btree (log, level, idx)"),
    ];

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
        var found = await Read(
            connection, Triggers,
            row => $"{row.GetString(0)} on {row.GetString(1)} by {row.GetString(2)} {row.GetInt32(3)} {row.GetChar(4)}{(row.GetBoolean(5) ? " sometimes" : "")}", stop);
        var always = AlwaysPattern().Matches(all).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var triggers = TriggerPattern().Matches(all)
            .Select(match => (Name: match.Groups[1].Value, Text: $"{match.Groups[1].Value} on {match.Groups[3].Value} by {match.Groups[4].Value} {KindOf(match)}"))
            .Select(trigger => (trigger.Name, Text: $"{trigger.Text} {(always.Contains(trigger.Name) ? 'A' : 'O')}"));
        var functions = await Read(connection, Functions, row => $"{row.GetString(0)}\n{row.GetString(1)}", stop);
        var indexes = await Read(connection, Indexes, row => row.GetString(0), stop);
        var due = IndexPattern().Matches(all).Select(index => (Name: index.Groups[2].Value, Text: TextOf(index))).Concat(Keys);
        var detours = await Read(connection, Detours, row => row.GetString(0), stop);

        // Of what a later step made anew, the later form counts.
        var bodies = FunctionPattern().Matches(all).GroupBy(match => match.Groups[1].Value).Select(made => (Name: made.Key, Text: $"{made.Key}\n{made.Last().Groups[2].Value}"));
        return
        [
            .. triggers.Where(trigger => !found.Contains(trigger.Text)).Select(trigger => Fault($"The trigger {trigger.Name} is missing, switched off or changed")),
            .. bodies.Where(function => !functions.Contains(function.Text)).Select(function => Fault($"The function {function.Name} is missing or changed")),
            .. due.Where(index => !indexes.Contains(index.Text)).Select(index => Fault($"The index {index.Name} is missing or changed")),
            .. detours.Select(detour => Fault($"There is {detour}, which no record has")),
            .. found.Where(text => triggers.All(trigger => trigger.Name != text.Split(' ')[0])).Select(text => Fault($"There is a trigger {text.Split(' ')[0]}, which no record has")),
        ];
    }

    /// <summary>When a trigger fires, as PostgreSQL keeps it in <c>pg_trigger.tgtype</c>.</summary>
    private static int KindOf(Match trigger)
    {
        const int Row = 1, Before = 2, Insert = 4, Delete = 8, Update = 16, Truncate = 32;
        var words = trigger.Groups[2].Value.Split(' ');
        return (trigger.Groups[0].Value.Contains(" FOR EACH ROW ", StringComparison.Ordinal) ? Row : 0) | words.Sum(word => word switch
        {
            "BEFORE" => Before,
            "INSERT" => Insert,
            "DELETE" => Delete,
            "UPDATE" => Update,
            "TRUNCATE" => Truncate,
            _ => 0,
        });
    }

    /// <summary>An index as PostgreSQL says it.</summary>
    private static string TextOf(Match index) =>
        $"CREATE {index.Groups[1].Value}INDEX {index.Groups[2].Value} ON {index.Groups[3].Value} USING btree {index.Groups[4].Value}"
        + (index.Groups[5].Success ? $" WHERE ({index.Groups[5].Value})" : "");

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

    [GeneratedRegex(@"CREATE TRIGGER (\w+) ([A-Z ]+) ON record\.(\w+)[^;]*? EXECUTE FUNCTION record\.(\w+)\(\)")]
    private static partial Regex TriggerPattern();

    [GeneratedRegex(@"ENABLE ALWAYS TRIGGER (\w+)")]
    private static partial Regex AlwaysPattern();

    [GeneratedRegex(@"CREATE (?:OR REPLACE )?FUNCTION record\.(\w+)\(\)[^$]*\$\$(.*?)\$\$", RegexOptions.Singleline)]
    private static partial Regex FunctionPattern();

    [GeneratedRegex(@"CREATE (UNIQUE )?INDEX (\w+) ON ([\w.]+) (\([^)]*\))(?: WHERE ([^;]+))?;")]
    private static partial Regex IndexPattern();
}
