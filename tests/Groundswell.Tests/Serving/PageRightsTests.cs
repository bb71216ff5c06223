using System.Net;
using System.Text.RegularExpressions;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Plant;
using Groundswell.Serving;
using Groundswell.Showing;
using Groundswell.Tests.Identifying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Serving;

/// <summary>Walks every page and every form as a stranger and as every role.</summary>
public sealed partial class PageRightsTests
{
    private const string Here = "MUC";

    private static readonly Caller[] Callers =
    [
        .. from role in Enum.GetValues<Role>() from site in new[] { Here, "BER", null } select new Caller($"P-{role}-{site}", [new Grant(role, null, site)]),
        new Caller("P-everything", [.. Enum.GetValues<Role>().Select(role => new Grant(role, null, null))]),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_declares_who_may_open_it()
    {
        await using var server = await Start();

        Assert.Empty(Pages(server).Where(one =>
            one.Metadata.GetMetadata<Rights>() is null && one.Metadata.GetMetadata<ForOneself>() is null && one.Metadata.GetMetadata<OpenToAll>() is null)
            .Select(PathOf));
    }

    [Fact]
    public async Task No_page_writes_without_a_token()
    {
        await using var server = await Start();
        var unguarded = new List<string>();

        foreach (var form in Pages(server).Where(one => MethodOf(one) == HttpMethod.Post))
        {
            // As the one who may do most: the token is all that is missing.
            using var answer = await Send(server, Everything, HttpMethod.Post, PathOf(form), TakesFile(form));
            if (answer.StatusCode != HttpStatusCode.BadRequest)
                unguarded.Add($"{PathOf(form)}: {answer.StatusCode}");
        }

        Assert.Empty(unguarded);
    }

    [Fact]
    public async Task Every_page_is_opened_for_whom_it_is_declared_and_for_nobody_else()
    {
        await using var server = await Start();
        var wrong = new List<string>();

        foreach (var page in Pages(server).Where(one => one.Metadata.GetMetadata<OpenToAll>() is null && MethodOf(one) == HttpMethod.Get))
        {
            using var nobody = await Send(server, null, HttpMethod.Get, PathOf(page));
            if (nobody.StatusCode != HttpStatusCode.SeeOther || !nobody.Headers.Location!.ToString().StartsWith("/sign-in", StringComparison.Ordinal))
                wrong.Add($"{PathOf(page)} as nobody: {nobody.StatusCode}");
            for (var i = 0; page.Metadata.GetMetadata<Rights>() is { } rights && i < Everything; i++)
            {
                var allowed = PathOf(page).Contains(Here, StringComparison.Ordinal) ? rights.Allow(Callers[i].Grants, Here)
                    : page.Metadata.GetMetadata<AtAllSites>() is not null ? rights.Allow(Callers[i].Grants, null)
                    : rights.Roles.Contains(Callers[i].Grants[0].Role);
                using var answer = await Send(server, i, HttpMethod.Get, PathOf(page));
                if ((answer.StatusCode == HttpStatusCode.Forbidden) == allowed || (int)answer.StatusCode >= 500)
                    wrong.Add($"{PathOf(page)} as {Callers[i].Person}: {answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task What_is_open_to_all_is_a_short_list()
    {
        await using var server = await Start();

        Assert.Equal(
            [
                "/floor", "/floor/enroll", "/floor/terminal.css", "/floor/terminal.js", "/floor/texts/x", "/floor/worker.js", "/language", "/password", "/sign-in", "/sign-in/code", "/sign-in/first-administrator", "/sign-out",
                "/unlock",
            ],
            Pages(server).Where(one => one.Metadata.GetMetadata<OpenToAll>() is not null).Select(PathOf).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_answer_forbids_what_is_inline()
    {
        await using var server = await Start();
        foreach (var path in new[] { "/sign-in", "/api/session", "/css/tokens.css", "/nowhere" })
        {
            using var answer = await Send(server, null, HttpMethod.Get, path);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so_to_a_person_and_to_a_program()
    {
        await using var server = await Start();
        using var page = await Send(server, null, HttpMethod.Get, "/nowhere");
        using var call = await Send(server, null, HttpMethod.Get, "/api/nowhere");

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (call.StatusCode, call.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("/sites/MUC/orders?status=Released", "/sites/MUC/orders?status=Released")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData(null, "/")]
    public void Who_has_signed_in_goes_on_to_a_page_of_this_server(string? asked, string goesTo) =>
        Assert.Equal(goesTo, Groundswell.Identifying.SigningIn.SignInPages.Then(asked));

    private static int Everything => Callers.Length - 1;

    private static async Task<Groundswelling> Start()
    {
        var server = await Groundswelling.Start(null, builder => builder.Services.AddSingleton<IStartupFilter, CallerByHeader>());
        await server.Take(new OpenSite(new(Here), "Munich", "Europe/Berlin", true));
        await server.Take(new OpenSite(new("BER"), "Berlin", "Europe/Berlin", false));
        return server;
    }

    private static IEnumerable<RouteEndpoint> Pages(Groundswelling server) =>
        server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(one => one.Metadata.GetMetadata<IsPage>() is not null);

    private static HttpMethod MethodOf(RouteEndpoint route) => new(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);

    private static string PathOf(RouteEndpoint route) => "/" + Parameter().Replace(
        Number().Replace(route.RoutePattern.RawText!.Replace("{site}", Here, StringComparison.Ordinal), "1"), "x").Trim('/');

    private static async Task<HttpResponseMessage> Send(Groundswelling server, int? caller, HttpMethod method, string path, bool withFile = false)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("text/html");
        if (method == HttpMethod.Post)
            request.Content = withFile ? new MultipartFormDataContent { { new StringContent(""), "nothing" } } : new FormUrlEncodedContent([]);
        if (caller is { } index)
            request.Headers.Add(CallerByHeader.Header, index.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    /// <summary>Whether it reads nothing but a form with a file.</summary>
    private static bool TakesFile(RouteEndpoint form) =>
        form.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts && accepts.ContentTypes.All(type => type == "multipart/form-data");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{[^}]+:int\}")]
    private static partial Regex Number();

    /// <summary>Lets a test's request be from whomever it says.</summary>
    private sealed class CallerByHeader : IStartupFilter
    {
        public const string Header = "Test-Caller";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, then) =>
            {
                if (http.Request.Headers.TryGetValue(Header, out var index))
                    http.Is(Callers[int.Parse(index!, null)]);
                return then(http);
            });
            next(app);
        };
    }
}
