using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.FileProviders;

namespace Groundswell.Work.Terminal;

/// <summary>The terminal's page and its worker, with the list of the files they are made of. Another file makes another worker, and the browser takes it.</summary>
internal sealed record TerminalShell(byte[] Page, byte[] Worker)
{
    /// <summary>What the page is made of, besides the modules.</summary>
    private static readonly string[] Sheets = ["/css/tokens.css", "/css/floor.css", "/css/terminal.css", "/icons.svg", "/favicon.svg"];

    private static readonly string[] Folders = ["/js/floor", "/js/expressions"];

    /// <summary>The worker is not among the files that it keeps.</summary>
    private const string WorkerFile = "/js/floor/worker.js";

    /// <summary>Fetched when they are spoken.</summary>
    private const string Words = "/js/floor/words/";

    private static readonly ConditionalWeakTable<IFileProvider, TerminalShell> Kept = [];

    /// <summary>Put together once: the files of a running server do not change.</summary>
    public static TerminalShell Of(IFileProvider files) => Kept.GetValue(files, PutTogether);

    private static TerminalShell PutTogether(IFileProvider files)
    {
        List<string> modules = [.. Folders.SelectMany(folder => Below(files, folder)).Append("/js/expressions.js").Where(path => path != WorkerFile).Order(StringComparer.Ordinal)];
        List<string> kept = [.. Sheets.Where(path => files.GetFileInfo(path).Exists), .. modules];
        var page = Text(files, "/floor.html").Replace(
            "</head>", string.Concat(modules.Where(path => !path.StartsWith(Words, StringComparison.Ordinal)).Select(path => $"    <link rel=\"modulepreload\" href=\"{path}\">\n")) + "</head>",
            StringComparison.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in kept.Append("/floor.html").Append(WorkerFile))
            hash.AppendData(Encoding.UTF8.GetBytes(path + Text(files, path)));
        var texts = Showing.Texts.Languages.Select(language => $"{TerminalPages.Page}/texts/{language}");
        var worker = $"const VERSION = \"{Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}\";\n"
            + $"const FILES = {JsonSerializer.Serialize(kept.Prepend(TerminalPages.Page).Concat(texts))};\n"
            + Text(files, WorkerFile);
        return new TerminalShell(Encoding.UTF8.GetBytes(page), Encoding.UTF8.GetBytes(worker));
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
