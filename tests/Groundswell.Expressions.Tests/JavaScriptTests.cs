using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Groundswell.Expressions.Tests;

/// <summary>The JavaScript evaluator in node. Without node these are skipped; the browser runs the same vectors.</summary>
public sealed class JavaScriptTests
{
    private const int RandomCases = 4_000;

    private static readonly string Evaluator = Path.Combine(Vectors.Folder, "../../src/Groundswell/wwwroot/js/expressions.js");

    [Fact]
    public async Task The_JavaScript_evaluator_passes_the_same_vectors_where_node_is_installed()
    {
        var cases = Vectors.Read()["groups"]!.AsArray().Sum(group => group!["cases"]!.AsArray().Count);

        Assert.Equal($"{cases} cases, 0 differ", await Run(Path.Combine(Vectors.Folder, "vectors.json")));
    }

    [Fact]
    public async Task Both_evaluators_agree_on_thousands_of_random_expressions_where_node_is_installed()
    {
        var group = new JsonObject { ["about"] = "random", ["names"] = RandomExpressions.Kinds() };
        var names = Vectors.NamesOf(group);
        group["cases"] = new JsonArray([.. Enumerable.Range(0, RandomCases).Select(seed => Answered((ulong)seed, names))]);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new JsonObject { ["groups"] = new JsonArray(group) }.ToJsonString(), TestContext.Current.CancellationToken);

        try
        {
            Assert.Equal($"{RandomCases} cases, 0 differ", await Run(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static JsonObject Answered(ulong seed, Names names)
    {
        var random = new RandomExpressions(seed);
        var question = new JsonObject { ["text"] = seed % 5 == 0 ? random.Soup() : random.Any(), ["given"] = random.Inputs() };
        if (seed % 7 == 0)
            question["prints"] = "";
        var answer = Vectors.Answer(question, names);
        if (answer["prints"] is null && answer.Remove("prints"))
            answer["faults"] = Vectors.Faults([Formula.Parse((string)question["text"]!).Fault!]);
        return answer;
    }

    /// <summary>What the runner prints: the differences, if any, and the count.</summary>
    private static async Task<string> Run(string vectors)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(Vectors.Folder, "vectors.mjs"), Evaluator, vectors })
            start.ArgumentList.Add(argument);

        Process? node = null;
        try
        {
            node = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("node is not installed.");
        }

        using (node)
        {
            var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (output + await errors).Trim();
        }
    }
}
