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

    private static readonly ConcurrentDictionary<string, byte[]> Written = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, Show).ForAll();
        pages.MapGet($"{Page}/worker.js", ShowWorker).ForAll();
        pages.MapGet($"{Page}/texts/{{language}}", ShowTexts).ForAll();
    }

    private static IResult Show(HttpContext http, IWebHostEnvironment place)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(TerminalShell.Of(place.WebRootFileProvider).Page, "text/html; charset=utf-8");
    }

    private static IResult ShowWorker(HttpContext http, IWebHostEnvironment place)
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers["Service-Worker-Allowed"] = Page;
        return Results.Bytes(TerminalShell.Of(place.WebRootFileProvider).Worker, "text/javascript; charset=utf-8");
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
