namespace Groundswell.Serving;

/// <summary>What a browser shows at the server's address: that it lives, and where to go on.</summary>
internal static class FrontPage
{
    public const string Html = """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Groundswell</title><meta name="viewport" content="width=device-width"></head>
        <body>
        <main>
        <h1>Groundswell is running</h1>
        <p>The plant's record is open. What it can do is described at <a href="/openapi/v1.json">/openapi/v1.json</a>;
        whether all is well is said at <a href="/health">/health</a>.</p>
        </main>
        </body>
        </html>
        """;
}
