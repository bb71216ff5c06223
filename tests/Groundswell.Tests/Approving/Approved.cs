using System.Runtime.CompilerServices;

namespace Groundswell.Tests.Approving;

/// <summary>Files that are made from the code and kept beside it, so that whoever reviews a change sees what it does to them.</summary>
internal static class Approved
{
    private const string Switch = "GROUNDSWELL_APPROVE";

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    /// <summary>Compares with the file as it is kept; where the switch is set, keeps it as it is now.</summary>
    /// <param name="path">Below the root of the sources.</param>
    public static void Same(string path, string now)
    {
        var file = Path.Combine(Root, path);
        now = now.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Switch) is "1")
            File.WriteAllText(file, now);
        var kept = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (kept == now)
            return;

        var (before, after) = (kept.Split('\n'), now.Split('\n'));
        var line = Enumerable.Range(0, after.Length).First(i => i >= before.Length || before[i] != after[i]);
        Assert.Fail(
            $"{path} is not what the code says now, from line {line + 1} on:\n  kept: {(line < before.Length ? before[line] : "(nothing)")}\n  now:  {after[line]}\n"
            + $"Make it anew: {Switch}=1 dotnet run --project tests/Groundswell.Tests -- -class '*ApprovedTests'\nThen look at the difference before you commit it.");
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
