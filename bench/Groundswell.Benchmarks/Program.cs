using System.CommandLine;
using Groundswell.Benchmarks.Expressions;

var root = new RootCommand("What Groundswell does in a second, beside what the machine could do at most.") { ExpressionBenchmark.Command };
return await root.Parse(args).InvokeAsync();
