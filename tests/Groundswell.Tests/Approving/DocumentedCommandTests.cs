using System.Text.Json;
using System.Text.RegularExpressions;
using Groundswell.Deciding;

namespace Groundswell.Tests.Approving;

/// <summary>What the documents tell people to send is what the program takes.</summary>
public sealed partial class DocumentedCommandTests
{
    private static readonly string Docs = Path.GetFullPath(Path.Combine(Approved.Root, "docs"));

    [Fact]
    public void Every_command_of_the_first_order_is_one_and_well_formed()
    {
        var found = Act().Matches(File.ReadAllText(Path.Combine(Docs, "first-order.md")));

        Assert.True(found.Count > 20);
        foreach (Match one in found)
        {
            Assert.True(Product.Rooms.Acts.TryGet(one.Groups["name"].Value, out var act), one.Value);
            Assert.IsType<Command>(JsonSerializer.Deserialize(one.Groups["json"].Value, act!.Shape), exactMatch: false);
        }
    }

    [Fact]
    public void Every_command_that_a_document_names_is_one()
    {
        var unknown =
            from file in Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories)
            from Match named in Named().Matches(File.ReadAllText(file))
            where !Product.Rooms.Acts.TryGet(named.Groups["name"].Value, out _)
            select $"{Path.GetFileName(file)}: {named.Groups["name"].Value}";

        Assert.Empty(unknown);
    }

    [GeneratedRegex("^(?:act|sign) \\S+ (?<name>[a-z-]+) '(?<json>[^']+)'", RegexOptions.Multiline)]
    private static partial Regex Act();

    [GeneratedRegex("/api/commands/(?<name>[a-z][a-z-]+)")]
    private static partial Regex Named();
}
