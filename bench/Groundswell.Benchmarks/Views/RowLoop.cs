using System.Diagnostics;
using Groundswell.Projecting;

namespace Groundswell.Benchmarks.Views;

/// <summary>What the machine could do: prepared statements in a loop, the same rows into the same tables, so many to a transaction. Nothing is read or folded.</summary>
internal static class RowLoop
{
    public static TimeSpan Run(string path, IReadOnlyList<WrittenRows> written)
    {
        File.Delete(path);
        using var file = new SqliteFile(path);
        file.Execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536");
        file.Execute(written[0].Script);
        var statements = written.Select(rows => rows.Sql).Distinct().ToDictionary(sql => sql, file.Prepare);
        var since = Stopwatch.GetTimestamp();
        foreach (var batch in written.GroupBy(rows => rows.Batch))
        {
            file.Execute("BEGIN");
            foreach (var rows in batch)
            {
                var statement = statements[rows.Sql];
                foreach (var values in rows.Values)
                {
                    for (var i = 0; i < values.Length; i++)
                        statement.Bind(i + 1, values[i]);
                    statement.Run();
                }
            }

            file.Execute("COMMIT");
        }

        var took = Stopwatch.GetElapsedTime(since);
        foreach (var statement in statements.Values)
            statement.Dispose();
        return took;
    }
}
