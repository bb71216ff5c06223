using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Groundswell.Identifying;
using Groundswell.Serving;
using Microsoft.Extensions.FileProviders;

namespace Groundswell.Work.Terminal;

/// <summary>
/// The floor terminal's page. It is the same for everybody, says nothing of anybody, and is kept by the browser with its files, so that it opens
/// without the server; what it shows it asks of the API.
/// </summary>
internal static class TerminalPages
{
    private const string Page = "/floor";

    /// <summary>What the page is made of, besides the modules.</summary>
    private static readonly string[] Sheets = ["/css/tokens.css", "/css/floor.css", "/css/terminal.css", "/icons.svg", "/favicon.svg"];

    private static readonly string[] Folders = ["/js/floor", "/js/expressions"];

    /// <summary>The worker and what starts the page are not among the files the worker keeps.</summary>
    private const string Worker = "/js/floor/worker.js";

    private static readonly ConcurrentDictionary<string, byte[]> Texts = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, Show).ForAll();
        pages.MapGet($"{Page}/worker.js", ShowWorker).ForAll();
        pages.MapGet($"{Page}/texts/{{language}}", ShowTexts).ForAll();
    }

    private static IResult Show(HttpContext http, IWebHostEnvironment place)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(place.WebRootFileProvider.GetFileInfo("/floor.html").CreateReadStream(), "text/html; charset=utf-8");
    }

    /// <summary>The worker with the list of files and their version: another file is another worker, and the browser takes it.</summary>
    private static async Task<IResult> ShowWorker(HttpContext http, IWebHostEnvironment place)
    {
        var files = place.WebRootFileProvider;
        var modules = Folders.SelectMany(folder => Below(files, folder)).Append("/js/expressions.js").Where(path => path != Worker).Order(StringComparer.Ordinal);
        List<string> kept = [.. Sheets.Where(path => files.GetFileInfo(path).Exists), .. modules];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in kept.Append("/floor.html"))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            await using var content = files.GetFileInfo(path).CreateReadStream();
            hash.AppendData(await SHA256.HashDataAsync(content, http.RequestAborted));
        }

        using var worker = new StreamReader(files.GetFileInfo(Worker).CreateReadStream());
        var languages = RefusalLanguages.Select(language => $"{Page}/texts/{language}");
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers["Service-Worker-Allowed"] = Page;
        return Results.Text(
            $"const VERSION = \"{Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}\";\n"
            + $"const FILES = {JsonSerializer.Serialize(kept.Prepend(Page).Concat(languages))};\n"
            + await worker.ReadToEndAsync(http.RequestAborted), "text/javascript; charset=utf-8");
    }

    private static readonly string[] RefusalLanguages = ["en", "de", "es", "pt", "zh"];

    /// <summary>What a terminal says for a refusal, by its code.</summary>
    private static IResult ShowTexts(string language, HttpContext http)
    {
        if (!RefusalLanguages.Contains(language))
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-cache";
        var texts = Texts.GetOrAdd(language, one =>
        {
            var refusals = RefusalTexts.Embedded(one);
            return JsonSerializer.SerializeToUtf8Bytes(refusals.Codes.Order(StringComparer.Ordinal).ToDictionary(code => code, code => refusals[code]));
        });
        return Results.Bytes(texts, "application/json; charset=utf-8");
    }

    private static IEnumerable<string> Below(IFileProvider files, string folder) => files.GetDirectoryContents(folder)
        .SelectMany(file => file.IsDirectory ? Below(files, $"{folder}/{file.Name}") : [$"{folder}/{file.Name}"])
        .Where(path => path.EndsWith(".js", StringComparison.Ordinal));
}
