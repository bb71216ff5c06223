using System.CommandLine;
using Groundswell.Benchmarks.Changes;
using Groundswell.Benchmarks.Exchange;
using Groundswell.Benchmarks.Expressions;
using Groundswell.Benchmarks.Influence;
using Groundswell.Benchmarks.Masters;
using Groundswell.Benchmarks.Networks;
using Groundswell.Benchmarks.Record;
using Groundswell.Benchmarks.Served;
using Groundswell.Benchmarks.Views;

var root = new RootCommand("What Groundswell does in a second, beside what the machine could do at most.")
{
    RecordBenchmarks.Command,
    ExpressionBenchmark.Command,
    ViewsBenchmarks.Command,
    VersionBenchmark.Command,
    ServedBenchmarks.Command,
    ServedBenchmarks.Start,
    ImportBenchmark.Command,
    NetworksBenchmarks.Command,
    LayersBenchmark.Command,
    ProgrammeBenchmark.Command,
};
return await root.Parse(args).InvokeAsync();
