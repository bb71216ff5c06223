using System.Collections.Concurrent;
using System.Text.Json;
using Groundswell.Identifying;
using Groundswell.Showing;

namespace Groundswell.Work.Terminal;

/// <summary>
/// The floor terminal's page. It is the same for everybody, says nothing of anybody, and is kept by the browser with its files, so that it opens
/// without the server; what it shows it asks of the API.
/// </summary>
internal static class TerminalPages
{
    public const string Page = "/floor";
    public const string Script = "/floor/terminal.js";
    public const string Style = "/floor/terminal.css";

    private static readonly ConcurrentDictionary<string, byte[]> Written = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, (HttpContext http, IWebHostEnvironment place) => Show(http, TerminalShell.Of(place.WebRootFileProvider).Page)).ForAll();
        pages.MapGet(Script, (HttpContext http, IWebHostEnvironment place) => Show(http, TerminalShell.Of(place.WebRootFileProvider).Script)).ForAll();
        pages.MapGet(Style, (HttpContext http, IWebHostEnvironment place) => Show(http, TerminalShell.Of(place.WebRootFileProvider).Style)).ForAll();
        pages.MapGet($"{Page}/worker.js", ShowWorker).ForAll();
        pages.MapGet($"{Page}/texts/{{language}}", ShowTexts).ForAll();
    }

    private static IResult ShowWorker(HttpContext http, IWebHostEnvironment place)
    {
        http.Response.Headers["Service-Worker-Allowed"] = Page;
        return Show(http, TerminalShell.Of(place.WebRootFileProvider).Worker);
    }

    /// <summary>The browser asks each time whether it is still the same.</summary>
    private static IResult Show(HttpContext http, ShellFile file)
    {
        http.Response.Headers.CacheControl = "no-cache";
        if (!http.Request.GetTypedHeaders().AcceptEncoding.Any(one => one.Value == "br" && one.Quality is null or > 0))
            return Results.Bytes(file.Content, file.Type, entityTag: file.Tag);
        http.Response.Headers.ContentEncoding = "br";
        http.Response.Headers.Vary = "Accept-Encoding";
        return Results.Bytes(file.Brotli, file.Type, entityTag: file.Tag);
    }

    /// <summary>What a terminal says for a refusal, by its code.</summary>
    private static IResult ShowTexts(string language, HttpContext http, Texts texts)
    {
        if (!Texts.Languages.Contains(language))
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(
            Written.GetOrAdd(language, one =>
            {
                var refusals = texts.RefusalsIn(one);
                return JsonSerializer.SerializeToUtf8Bytes(refusals.Codes.Order(StringComparer.Ordinal).ToDictionary(code => code, code => refusals[code]));
            }), "application/json; charset=utf-8");
    }
}
