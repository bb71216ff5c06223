using System.Runtime.CompilerServices;
using Groundswell.CommandLine;

namespace Groundswell.Tests.Exchange;

/// <summary>The first sixty orders of a real plant's log (D. Levy, 4TU.ResearchData 2014), where the reference data is beside the project.</summary>
public sealed class ProductionLogImportTests : IDisposable
{
    private static readonly string Log = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "..", "shared", "data", "production-log"));

    private readonly string _folder = Directory.CreateTempSubdirectory("groundswell-import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(DisplayName = "A real log is taken over once, reported as filed, and its record verifies (skipped where the reference data is absent)")]
    public async Task A_real_log_is_taken_over_once_reported_as_filed_and_its_record_verifies()
    {
        Assert.SkipUnless(Directory.Exists(Log), "The reference data is not beside the project: docs/production-log.md tells where anyone can get it.");
        var expected = (await File.ReadAllTextAsync(Path.Combine(Log, "expected_order_summary.csv"), TestContext.Current.CancellationToken))
            .ReplaceLineEndings("\n").Trim();
        string[] import = ["import", "production-log", Path.Combine(Log, "Production_first60.csv"), "--site", "SHOP"];

        var first = await Run([.. import]);
        var again = await Run([.. import]);

        Assert.EndsWith("806 rows of 60 orders: 1,089 commands recorded now, 0 known from before; 222 remarks.\n", first, StringComparison.Ordinal);
        Assert.EndsWith("806 rows of 60 orders: 0 commands recorded now, 1,089 known from before; 222 remarks.\n", again, StringComparison.Ordinal);
        Assert.Equal(expected, (await Run("report", "orders", "--site", "SHOP")).Trim());
        Assert.Contains("site.shop: sound, 3,913 entries", await Run("verify"), StringComparison.Ordinal);
    }

    private async Task<string> Run(params string[] words)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter());
        string[] key = words[0] == "verify" ? [] : ["--signing-key", Path.Combine(_folder, "signing.key")];
        var code = await Running.Run(Commands.All(), [.. words, "--data", Path.Combine(_folder, "plant"), .. key], output, error);
        Assert.True(code == 0, $"{string.Join(' ', words)} ended with {code}: {error}");
        return output.ToString();
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
