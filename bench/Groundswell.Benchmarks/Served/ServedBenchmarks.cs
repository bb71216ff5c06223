using System.CommandLine;

namespace Groundswell.Benchmarks.Served;

/// <summary>What a served plant does, asked for over HTTP by people who are signed in.</summary>
internal static class ServedBenchmarks
{
    public static Command Start
    {
        get
        {
            var entries = new Option<int>("--entries") { Description = "Entries in the record.", DefaultValueFactory = _ => 1_000_000 };
            var runs = new Option<int>("--runs") { Description = "Runs; the median counts.", DefaultValueFactory = _ => 3 };
            var folder = new Option<string?>("--folder") { Description = "A new data folder to fill and keep." };
            var start = new Command("start", "Starts a server over a large record and waits for its first answer.") { entries, runs, folder };
            start.SetAction((given, stop) => StartBenchmark.Run(
                given.GetValue(entries), given.GetValue(runs), given.GetValue(folder), stop));
            return start;
        }
    }

    public static Command Command
    {
        get
        {
            var runs = new Option<int>("--runs") { Description = "Runs; the median counts.", DefaultValueFactory = _ => 3 };
            var seconds = new Option<int>("--seconds") { Description = "How long each run is.", DefaultValueFactory = _ => 8 };
            var postgres = new Option<bool>("--postgres") { Description = "In PostgreSQL, on a server of its own, instead of SQLite." };

            var clients = new Option<int>("--clients") { Description = "Clients at once, each one person at one connection.", DefaultValueFactory = _ => 64 };
            var steps = new Command("steps", "Steps completed: as fast as they are answered, then at half that pace; beside an endpoint that only reads and answers.")
            {
                clients, seconds, runs, postgres,
            };
            steps.SetAction((given, stop) => StepsBenchmark.Run(
                given.GetValue(clients), given.GetValue(seconds), given.GetValue(runs), given.GetValue(postgres), stop));

            var counts = new Option<int[]>("--clients")
            {
                Description = "Clients at once; several numbers are tried one after the other.",
                DefaultValueFactory = _ => [1, 4, 8],
                AllowMultipleArgumentsPerToken = true,
            };
            var w1 = new Command("w1", "Orders of four operations from creating to completing them, lots consumed and produced.") { counts, seconds, runs, postgres };
            w1.SetAction((given, stop) => OrdersBenchmark.Run(
                given.GetValue(counts)!, given.GetValue(seconds), given.GetValue(runs), given.GetValue(postgres), stop));

            var readers = new Option<int>("--clients") { Description = "Clients at once, each one person at one connection.", DefaultValueFactory = _ => 32 };
            var pages = new Command("pages", "The line board with 200 jobs and the terminal's page, read while work goes on.") { readers, seconds, runs, postgres };
            pages.SetAction((given, stop) => PagesBenchmark.Run(
                given.GetValue(readers), given.GetValue(seconds), given.GetValue(runs), given.GetValue(postgres), stop));

            var terminals = new Option<int>("--terminals") { Description = "Terminals that hear of it.", DefaultValueFactory = _ => 200 };
            var changes = new Option<int>("--changes") { Description = "Steps that are completed, ten at most.", DefaultValueFactory = _ => 10 };
            var news = new Command("news", "How long until a change is on all terminals.") { terminals, changes, postgres };
            news.SetAction((given, stop) => NewsBenchmark.Run(given.GetValue(terminals), given.GetValue(changes), given.GetValue(postgres), stop));

            var bare = new Command("bare", "Serves nothing but the endpoint that others are measured against, until it is stopped.") { Hidden = true };
            bare.SetAction((_, stop) => BareEndpoint.Serve(stop));
            return new Command("http", "A served plant, over HTTP.") { steps, w1, pages, news, bare };
        }
    }
}
