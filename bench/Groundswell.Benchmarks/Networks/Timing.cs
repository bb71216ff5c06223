using System.Diagnostics;
using System.Globalization;

namespace Groundswell.Benchmarks.Networks;

/// <summary>Runs something once to warm up and then so often, and tells the times.</summary>
internal static class Timing
{
    public static T Tell<T>(string what, int runs, Func<T> act, Func<T, string>? outcome = null)
    {
        var result = act();
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            GC.Collect();
            var started = Stopwatch.GetTimestamp();
            result = act();
            times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{times[runs / 2],8:0.0000} s (least {times[0]:0.0000})  {what}{(outcome is null ? "" : ": " + outcome(result))}"));
        return result;
    }
}
