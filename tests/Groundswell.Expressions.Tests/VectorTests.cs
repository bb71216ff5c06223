using System.Text.Json.Nodes;

namespace Groundswell.Expressions.Tests;

public sealed class VectorTests
{
    public static TheoryData<string> Groups => [.. Vectors.Read()["groups"]!.AsArray().Select(group => (string)group!["about"]!)];

    [Theory, MemberData(nameof(Groups))]
    public void Every_vector_comes_out_as_it_should(string about)
    {
        var group = Vectors.Read()["groups"]!.AsArray().Single(group => (string)group!["about"]! == about)!;
        var names = Vectors.NamesOf(group);

        var differences = string.Join("\n", group["cases"]!.AsArray()
            .Select(expected => (Expected: expected!.AsObject(), Found: Vectors.Answer(expected!.AsObject(), names)))
            .Where(pair => !JsonNode.DeepEquals(pair.Expected, pair.Found))
            .Select(pair => $"{pair.Expected.ToJsonString()}\n  but {pair.Found.ToJsonString()}"));

        Assert.True(differences.Length == 0, differences);
    }
}
