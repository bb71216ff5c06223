using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Groundswell.Networks.Tests;

/// <summary>
/// Real workplace networks with values that others' programs computed. They lie beside the project, not in it; without them the tests that need them are skipped and
/// those on small networks worked out by hand remain.
/// </summary>
internal static class Reference
{
    public const string Absent = "The reference networks are not beside the project (../shared/data/networks).";

    private static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "shared", "data", "networks"));

    public static bool Present => Directory.Exists(Folder);

    /// <summary>Every network that has reference values; one empty row where the folder is absent, so that its tests show as skipped.</summary>
    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        if (!Present)
            names.Add("(absent)");
        else
            names.AddRange((string[])[.. Directory.EnumerateFiles(Folder, "*.nodes.csv")
                .Select(file => Path.GetFileName(file)[..^".nodes.csv".Length])
                .Where(name => File.Exists(Path.Combine(Folder, name + ".ref.json")))
                .Order(StringComparer.Ordinal)]);
        return names;
    }

    public static JsonElement Values(string name)
    {
        Assert.SkipUnless(Present, Absent);
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".ref.json")));
        return document.RootElement.Clone();
    }

    public static NodeTable Nodes(string name)
    {
        Assert.SkipUnless(Present, Absent);
        using var reader = File.OpenText(Path.Combine(Folder, name + ".nodes.csv"));
        return EdgeList.ReadNodes(reader);
    }

    public static Network Network(string name, bool undirected = false)
    {
        var nodes = Nodes(name);
        using var reader = File.OpenText(Path.Combine(Folder, name + ".csv"));
        return EdgeList.Read(reader, nodes, undirected);
    }

    /// <summary>As the values say it is: directed or not.</summary>
    public static Network Network(string name, JsonElement values) => Network(name, undirected: !values.GetProperty("directed").GetBoolean());

    /// <summary>Turned so that arcs run from who influences to who is influenced.</summary>
    public static Network Influence(string name, JsonElement values)
    {
        var network = Network(name, values).Unweighted();
        return values.GetProperty("influence_orientation").GetString() == "reversed" ? network.Reversed() : network;
    }

    public static Network Large(string name)
    {
        Assert.SkipUnless(Present, Absent);
        using var file = File.OpenRead(Path.Combine(Folder, "big", name + ".txt.gz"));
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        return EdgeList.ReadNumbered(unpacked);
    }

    public static double[] Doubles(this JsonElement array) =>
        [.. array.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];

    public static int[] Integers(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    /// <summary>To 1e-9 of the value, or of 1 where it is smaller.</summary>
    public static void Agree(string what, IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var at = 0; at < expected.Count; at++)
        {
            if (double.IsNaN(expected[at]) && double.IsNaN(actual[at]))
                continue;
            Assert.True(Math.Abs(expected[at] - actual[at]) <= 1e-9 * Math.Max(1, Math.Abs(expected[at])), $"{what}[{at}]: {expected[at]:r} expected, {actual[at]:r} found.");
        }
    }

    public static void Agree(string what, double expected, double actual) => Agree(what, [expected], [actual]);

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
