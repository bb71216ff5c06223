using System.CommandLine;

namespace Groundswell.Benchmarks.Networks;

/// <summary>Networks: building, measuring and choosing. Wall clock; the median of three runs after one that warms up, unless said otherwise.</summary>
internal static class NetworksBenchmarks
{
    public static Command Command =>
        new("networks", "Building, measuring and choosing in networks of people.")
        {
            BuildBenchmark.Command,
            MeasuresBenchmark.Command,
            MaximizeBenchmark.Command,
        };
}
