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

            var append = new Command("append", "Appends by many callers at once, beside a bare loop that inserts the same rows.") { entries, callers, runs };
            append.SetAction((given, stop) => AppendBenchmark.Run(
                given.GetValue(entries), given.GetValue(callers), given.GetValue(runs), stop));

            var read = new Command("read", "Reads a log in order and every payload in it; then single streams.") { entries, runs, folder };
            read.SetAction((given, stop) => ReadBenchmark.Run(
                given.GetValue(folder), given.GetValue(entries), given.GetValue(runs), stop));

            var open = new Command("open", "Opens a journal.") { entries, runs, folder };
            open.SetAction((given, stop) => OpenBenchmark.Run(
                given.GetValue(folder), given.GetValue(entries), given.GetValue(runs), stop));

            return new Command("record", "The record") { append, read, open };
        }
    }
}
