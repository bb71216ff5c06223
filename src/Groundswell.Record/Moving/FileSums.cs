using System.Security.Cryptography;
using System.Text;
using Groundswell.Record.Files;

namespace Groundswell.Record.Moving;

/// <summary>The SHA-256 of every file of a folder, in a file that <c>sha256sum -c SHA256SUMS</c> reads.</summary>
internal static class FileSums
{
    public const string FileName = "SHA256SUMS";

    public static async Task Write(string folder, CancellationToken stop)
    {
        var lines = new StringBuilder();
        foreach (var name in Files(folder).Order(StringComparer.Ordinal))
            lines.Append(await Sum(Path.Combine(folder, name), stop)).Append("  ").Append(name).Append('\n');
        DurableFile.Write(Path.Combine(folder, FileName), Encoding.UTF8.GetBytes(lines.ToString()));
    }

    /// <summary>Checks that exactly the files listed are there, each as it was.</summary>
    /// <exception cref="BackupDamagedException">The first that is not.</exception>
    public static async Task Check(string folder, CancellationToken stop)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new BackupDamagedException(folder, $"{FileName} is missing");
        var listed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var line in File.ReadLinesAsync(path, stop))
        {
            if (line.Split("  ", 2) is not [var sum, var name] || name.Split('/').Contains(".."))
                throw new BackupDamagedException(folder, $"{FileName} has a line that is none: '{line}'");
            listed.Add(name);
            if (!File.Exists(Path.Combine(folder, name)))
                throw new BackupDamagedException(folder, $"{name} is missing");
            if (await Sum(Path.Combine(folder, name), stop) != sum)
                throw new BackupDamagedException(folder, $"{name} is not the file that was backed up");
        }

        if (Files(folder).FirstOrDefault(name => !listed.Contains(name)) is { } more)
            throw new BackupDamagedException(folder, $"{more} was not part of it");
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(name => name != FileName);

    private static async Task<string> Sum(string path, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
    }
}
