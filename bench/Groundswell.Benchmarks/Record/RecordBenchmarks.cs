using System.CommandLine;

namespace Groundswell.Benchmarks.Record;

/// <summary>The benchmarks of the record, as commands. Each makes the data it needs unless it is given a folder that has it.</summary>
internal static class RecordBenchmarks
{
    public static Command Command
    {
        get
        {
            var entries = new Option<int>("--entries") { Description = "Entries to write or to have.", DefaultValueFactory = _ => 1_000_000 };
            var callers = new Option<int>("--callers") { Description = "Callers that append at once.", DefaultValueFactory = _ => 64 };
            var runs = new Option<int>("--runs") { Description = "Runs; the median counts.", DefaultValueFactory = _ => 3 };
            var folder = new Option<string?>("--folder") { Description = "A record to use, and to keep; filled where it has too few entries." };

            var postgres = new Option<bool>("--postgres") { Description = "In PostgreSQL, on a server of its own, instead of SQLite." };

            var append = new Command("append", "Appends by many callers at once, beside a bare loop that inserts the same rows.")
            {
                entries, callers, runs, postgres,
            };
            append.SetAction((given, stop) => AppendBenchmark.Run(
                () => StoreOf(null, given.GetValue(postgres)),
                given.GetValue(postgres)
                    ? (rows, rowsPerCommit, by) => PostgresLimitLoop.Run(rows, rowsPerCommit, by, stop)
                    : (rows, rowsPerCommit, by) => Task.FromResult(LimitLoop.Run(rows, rowsPerCommit, by)),
                given.GetValue(entries), given.GetValue(callers), given.GetValue(runs), stop));

            var read = new Command("read", "Reads a log in order and every payload in it; then single streams.") { entries, runs, folder, postgres };
            read.SetAction((given, stop) => ReadBenchmark.Run(
                () => StoreOf(given.GetValue(folder), given.GetValue(postgres)), given.GetValue(entries), given.GetValue(runs), stop));

            var open = new Command("open", "Opens a journal.") { entries, runs, folder, postgres };
            open.SetAction((given, stop) => OpenBenchmark.Run(
                () => StoreOf(given.GetValue(folder), given.GetValue(postgres)), given.GetValue(entries), given.GetValue(runs), stop));

            var verify = new Command("verify", "Verifies a log from its first entry to its last.") { entries, runs, folder, postgres };
            verify.SetAction((given, stop) => VerifyBenchmark.Run(
                () => StoreOf(given.GetValue(folder), given.GetValue(postgres)), given.GetValue(entries), given.GetValue(runs), stop));

            return new Command("record", "The record") { append, read, open, verify };
        }
    }

    private static async Task<TrialStore> StoreOf(string? folder, bool postgres) =>
        postgres ? await TrialDatabase.Make() : new TrialFolder(folder);
}
