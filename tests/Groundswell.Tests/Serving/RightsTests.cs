using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Plant;
using Groundswell.Serving;
using Groundswell.Tests.Identifying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Serving;

/// <summary>Walks every endpoint as every role at every kind of place, and compares with what is declared beside it.</summary>
public sealed partial class RightsTests
{
    private const string Here = "MUC";

    /// <summary>Each role at this site, at another one, and at all.</summary>
    private static readonly Caller[] Callers =
    [
        .. from role in Enum.GetValues<Role>() from site in new[] { Here, "BER", null } select new Caller($"{role} at {site}", [new Grant(role, null, site)]),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_act_is_done_for_whom_it_is_declared_and_for_nobody_else()
    {
        await using var server = await Start();
        var wrong = new List<string>();

        foreach (var (route, act) in Endpoints(server).Select(one => (one, one.Metadata.GetMetadata<Act>())).Where(one => one.Item2 is not null))
        {
            var site = act!.Command.IsSubclassOf(typeof(SiteCommand)) ? Here : null;
            for (var i = 0; i < Callers.Length; i++)
            {
                using var answer = await Send(server, i, HttpMethod.Post, PathOf(route), SampleCommands.Of(act, Here));
                Assert.NotEqual(HttpStatusCode.BadRequest, answer.StatusCode); // The sample must get as far as the door.
                if ((answer.StatusCode == HttpStatusCode.Forbidden) == act.Rights.Allow(Callers[i].Grants, site))
                    wrong.Add($"{act.Name} as {Callers[i].Person}: {answer.StatusCode}");
            }

            using var nobody = await Send(server, null, HttpMethod.Post, PathOf(route), SampleCommands.Of(act, Here));
            if (nobody.StatusCode != HttpStatusCode.Unauthorized)
                wrong.Add($"{act.Name} as nobody: {nobody.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_question_and_every_other_call_is_answered_for_whom_it_is_declared_and_for_nobody_else()
    {
        await using var server = await Start();
        var wrong = new List<string>();

        foreach (var route in Endpoints(server).Where(one => one.Metadata.GetMetadata<Act>() is null && one.Metadata.GetMetadata<OpenToAll>() is null))
        {
            var rights = route.Metadata.GetMetadata<Rights>();
            var aboutSite = PathOf(route).Contains(Here, StringComparison.Ordinal);
            var method = new HttpMethod(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            using var nobody = await Send(server, null, method, PathOf(route), null);
            if (nobody.StatusCode != HttpStatusCode.Unauthorized)
                wrong.Add($"{method} {PathOf(route)} as nobody: {nobody.StatusCode}");
            for (var i = 0; rights is not null && i < Callers.Length; i++)
            {
                var grant = Callers[i].Grants[0];
                var allowed = aboutSite ? rights.Allow([grant], Here)
                    : route.Metadata.GetMetadata<AtAllSites>() is not null ? rights.Allow([grant], null)
                    : rights.Roles.Contains(grant.Role);
                using var answer = await Send(server, i, method, PathOf(route), null);
                if ((answer.StatusCode == HttpStatusCode.Forbidden) == allowed)
                    wrong.Add($"{method} {PathOf(route)} as {Callers[i].Person}: {answer.StatusCode}");
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
                "/api/password", "/api/session", "/api/session/unlock", "/api/sign-in", "/api/sign-in/code", "/api/sign-in/first-administrator",
                "/api/sign-in/passkey", "/api/sign-in/passkey/question", "/api/sign-out", "/api/station", "/api/station/badge-in", "/api/station/badge-out",
                "/api/station/contact", "/api/station/device", "/api/station/late/x", "/api/station/pin",
            ],
            Endpoints(server).Where(one => one.Metadata.GetMetadata<OpenToAll>() is not null).Select(PathOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_endpoint_declares_who_may_call_it()
    {
        await using var server = await Start();

        Assert.Empty(Endpoints(server).Where(one =>
            one.Metadata.GetMetadata<Act>() is null && one.Metadata.GetMetadata<Rights>() is null && one.Metadata.GetMetadata<ForOneself>() is null
            && one.Metadata.GetMetadata<OpenToAll>() is null).Select(PathOf));
    }

    [Fact]
    public async Task What_only_the_program_does_is_no_call()
    {
        await using var server = await Start();
        var names = server.Services.GetRequiredService<Acts>().All.Where(act => act.Rights.IsOfProgram).Select(act => act.Name).ToList();

        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            using var answer = await Send(server, 0, HttpMethod.Post, $"/api/commands/{name}", null);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_request_that_is_no_sense_is_the_requests_fault()
    {
        await using var server = await Start();
        using var missing = await Send(server, null, HttpMethod.Post, "/api/sign-in", new { });
        using var none = await Send(server, null, HttpMethod.Post, "/api/sign-in", new { userName = (string?)null, password = "x" });
        using var empty = await Send(server, null, HttpMethod.Post, "/api/sign-in", null);

        Assert.Equal(HttpStatusCode.BadRequest, missing.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.Equal("application/problem+json", none.Content.Headers.ContentType?.MediaType);
        Assert.True(empty.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Every_act_is_described()
    {
        await using var server = await Start();
        using var answer = await Send(server, null, HttpMethod.Get, "/openapi/v1.json", null);
        var paths = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop)).GetProperty("paths");

        foreach (var act in server.Services.GetRequiredService<Acts>().All.Where(act => !act.Rights.IsOfProgram))
        {
            var post = paths.GetProperty($"/api/commands/{act.Name}").GetProperty("post");
            Assert.Equal(act.Summary, post.GetProperty("summary").GetString());
            Assert.True(post.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        }
    }

    private static async Task<Groundswelling> Start()
    {
        var server = await Groundswelling.Start(null, builder => builder.Services.AddSingleton<IStartupFilter, CallerByHeader>());
        await server.Take(new OpenSite(new(Here), "Munich", "Europe/Berlin", true));
        await server.Take(new OpenSite(new("BER"), "Berlin", "Europe/Berlin", false));
        return server;
    }

    private static IEnumerable<RouteEndpoint> Endpoints(Groundswelling server) =>
        server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal));

    // Where a number is asked for, 1 is one; a path with an x there would be no path of ours.
    private static string PathOf(RouteEndpoint route) => Parameter().Replace(
        Number().Replace(route.RoutePattern.RawText!.Replace("{site}", Here, StringComparison.Ordinal), "1"), "x").TrimEnd('/');

    private static async Task<HttpResponseMessage> Send(Groundswelling server, int? caller, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType());
        if (caller is { } index)
            request.Headers.Add(CallerByHeader.Header, index.ToString(System.Globalization.CultureInfo.InvariantCulture));
        // The headers tell; news have no end.
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

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
