using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Groundswell.Masters.Effective;

namespace Groundswell.Tests.Architecture;

/// <summary>Which version runs where is said by the site's record through one seam. These tests keep it the only one.</summary>
public sealed partial class VersionChoiceTests
{
    private static readonly string Source =
        Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "Groundswell"));

    [Fact]
    public void Nobody_can_make_a_given_version_but_the_seam() =>
        Assert.All(typeof(GivenVersion).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), constructor => Assert.True(constructor.IsPrivate));

    [Fact]
    public void Only_the_room_Masters_looks_into_the_list_of_a_masters_versions()
    {
        var others =
            from file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            where !file.StartsWith(Path.Combine(Source, "Masters"), StringComparison.Ordinal)
            let text = string.Join('\n', File.ReadLines(file).Where(line => !line.StartsWith("using ", StringComparison.Ordinal)))
            where MasterState().IsMatch(text) && text.Contains(".Versions", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)} could choose a version by itself";

        Assert.Empty(others);
    }

    [Fact]
    public void Only_the_seam_gives_versions()
    {
        var others =
            from file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            where !file.Contains(Path.Combine("Masters", "Effective"), StringComparison.Ordinal)
            let text = File.ReadAllText(file)
            where text.Contains("new Provision(", StringComparison.Ordinal) || text.Contains("GivenVersion.By", StringComparison.Ordinal)
            select Path.GetFileName(file);

        Assert.Empty(others);
    }

    /// <summary>A source more than the product's rules know is an argument, not an edit. Launches, pilots and pushes are the other three.</summary>
    [Fact]
    public void There_is_no_source_but_those_that_the_rules_know() =>
        Assert.Subset(new HashSet<string> { "Baseline", "Commissioning", "Launch", "Pilot", "Push" }, Enum.GetNames<VersionSource>().ToHashSet());

    [GeneratedRegex(@"\bWorkMaster [a-z]\w*|Id<WorkMaster>\(")]
    private static partial Regex MasterState();

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
