using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Groundswell.Work.Terminal;

/// <summary>
/// The terminal's page, its script and style in a file each, and its worker with the list of the files that the browser keeps. Another file makes another worker, and the browser
/// takes it.
/// </summary>
internal sealed record TerminalShell(ShellFile Page, ShellFile Script, ShellFile Style, ShellFile Worker)
{
    private static readonly string[] Sheets = ["/css/tokens.css", "/css/floor.css", "/css/terminal.css"];

    private static readonly string[] Drawings = ["/icons.svg", "/favicon.svg"];

    private const string Beginning = "/js/floor/start.js";

    private const string WorkerFile = "/js/floor/worker.js";

    /// <summary>Fetched when they are spoken.</summary>
    private const string Words = "/js/floor/words";

    private static readonly ConditionalWeakTable<IFileProvider, TerminalShell> Kept = [];

    /// <summary>Put together once: the files of a running server do not change.</summary>
    public static TerminalShell Of(IFileProvider files) => Kept.GetValue(files, PutTogether);

    private static TerminalShell PutTogether(IFileProvider files)
    {
        var script = LinkedScript.Of(Beginning, path => Text(files, path));
        var style = string.Concat(Sheets.Select(path => Text(files, path)));
        var page = Text(files, "/floor.html");
        List<string> kept = [.. Drawings.Where(path => files.GetFileInfo(path).Exists), .. Below(files, Words).Order(StringComparer.Ordinal)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in kept.Select(path => path + Text(files, path)).Concat([page, script, style, Text(files, WorkerFile)]))
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        var texts = Showing.Texts.Languages.Select(language => $"{TerminalPages.Page}/texts/{language}");
        var worker = $"const VERSION = \"{Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}\";\n"
            + $"const FILES = {JsonSerializer.Serialize(kept.Prepend(TerminalPages.Style).Prepend(TerminalPages.Script).Prepend(TerminalPages.Page).Concat(texts))};\n"
            + Text(files, WorkerFile);
        return new TerminalShell(ShellFile.Of(page, "text/html"), ShellFile.Of(script, "text/javascript"), ShellFile.Of(style, "text/css"), ShellFile.Of(worker, "text/javascript"));
    }

    private static string Text(IFileProvider files, string path)
    {
        using var reader = new StreamReader(files.GetFileInfo(path).CreateReadStream());
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> Below(IFileProvider files, string folder) => files.GetDirectoryContents(folder)
        .SelectMany(file => file.IsDirectory ? Below(files, $"{folder}/{file.Name}") : [$"{folder}/{file.Name}"])
        .Where(path => path.EndsWith(".js", StringComparison.Ordinal));
}

/// <summary>One of the terminal's files, whole and compressed once for all, with the tag by which a browser asks whether it is still the same.</summary>
internal sealed record ShellFile(byte[] Content, byte[] Brotli, string Type, EntityTagHeaderValue Tag)
{
    public static ShellFile Of(string text, string type)
    {
        var content = Encoding.UTF8.GetBytes(text);
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize))
            brotli.Write(content);
        // Weak: it is sent compressed, or not.
        return new ShellFile(
            content, compressed.ToArray(), $"{type}; charset=utf-8", new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"", isWeak: true));
    }
}
