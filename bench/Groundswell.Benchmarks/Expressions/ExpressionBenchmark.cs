using System.CommandLine;
using System.Globalization;
using Groundswell.Expressions;

namespace Groundswell.Benchmarks.Expressions;

/// <summary>How long limits, conditions and calculations take, on one thread; beside them the least that any of them has to do.</summary>
internal static class ExpressionBenchmark
{
    private const int Calls = 400_000;
    private const int Runs = 7;

    private static readonly Names Known = new(
        new Dictionary<string, Kind>
        {
            ["temperature"] = Kind.Number("Cel"),
            ["gross"] = Kind.Number("kg"),
            ["tare"] = Kind.Number("kg"),
            ["volume"] = Kind.Number("mL"),
            ["result"] = Kind.Choice("clear", "hazy"),
            ["dose"] = Kind.Number("g"),
        });

    private static readonly Dictionary<string, Value> Inputs = new()
    {
        ["temperature"] = Read("22.4 Cel"),
        ["gross"] = Read("2.150 kg"),
        ["tare"] = Read("0.185 kg"),
        ["volume"] = Read("250 mL"),
        ["result"] = Read("\"clear\""),
        ["dose"] = Read("50 g"),
    };

    public static Command Command
    {
        get
        {
            var command = new Command("expressions", "Evaluates limits, conditions and calculations; nanoseconds of processor time each, the median of 7 runs.");
            command.SetAction(_ => Run());
            return command;
        }
    }

    private static void Run()
    {
        Func<string, Value> input = name => Inputs.GetValueOrDefault(name);
        var measured = Read("10.02 g");
        var milligrams = Read("10020 mg");
        var limits = new NumberLimits("g", "9.5 g", "10 g", "10.5 g").Check(Known).Limits!;
        var tolerance = new NumberLimits("g", "target * 98 %", "dose", "target * 102 %").Check(Known).Limits!;

        Tell("looking an input up (the least there is to do)", () => input("temperature"));
        Tell("limits 9.5 g to 10.5 g", () => limits.Judge(measured, input));
        Tell("the same, measured in mg", () => limits.Judge(milligrams, input));
        Tell("limits target * 98 % to target * 102 %", () => tolerance.Judge(measured, input));
        Evaluate("between(temperature, 20 Cel, 25 Cel)");
        Evaluate("result = \"clear\" and temperature < 25 Cel");
        Evaluate("gross - tare");
        Evaluate("round((gross - tare) / volume in g/mL, 2)");
        Evaluate("gross / 3");
        Tell("checking again what was checked", () => Known.Check("between(temperature, 20 Cel, 25 Cel)"));
        Tell("checking anew", () => new Names(new Dictionary<string, Kind> { ["t"] = Kind.YesNo }).Check("t and not t"), Calls / 40);

        void Evaluate(string text)
        {
            var expression = Known.Check(text).Expression!;
            Tell(text, () => expression.Evaluate(input));
        }
    }

    private static void Tell<T>(string what, Func<T> act, int calls = Calls)
    {
        var times = new List<double>();
        var allocated = 0L;
        for (var run = 0; run <= Runs; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Environment.CpuUsage.TotalTime;
            for (var call = 0; call < calls; call++)
                act();
            times.Add((Environment.CpuUsage.TotalTime - started).TotalNanoseconds / calls);
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / calls;
        }

        // The first run warms up.
        var median = times.Skip(1).Order().ElementAt(Runs / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{median,8:0} ns {allocated,6} B  {what}"));
    }

    private static Value Read(string text) => Value.TryParse(text, out var value) ? value : throw new FormatException(text);
}
