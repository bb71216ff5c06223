using System.Net;
using Groundswell.Deciding;
using Groundswell.Tests.Identifying;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Serving;

public sealed class MetricsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_reads_what_the_record_the_views_and_the_server_tell()
    {
        await using var server = await Groundswelling.Start();
        await server.WithAdministrator();

        var text = await (await AskedFrom(server, "127.0.0.1")).Text();
        Assert.Contains("# TYPE groundswell_record_commit_duration_seconds histogram", text, StringComparison.Ordinal);
        Assert.Contains("groundswell_record_commit_duration_seconds_bucket{le=\"+Inf\"}", text, StringComparison.Ordinal);
        Assert.Contains("groundswell_record_log_position{log=\"enterprise\"}", text, StringComparison.Ordinal);
        Assert.Contains("groundswell_views_lag_seconds", text, StringComparison.Ordinal);
        Assert.All(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'),
            line => Assert.Matches(@"^[a-zA-Z_][a-zA-Z0-9_]*(\{[a-z_]+=""([^""\\]|\\.)*""(,[a-z_]+=""([^""\\]|\\.)*"")*\})? (-?[0-9.]+(E[-+][0-9]+)?|NaN|\+Inf)$", line));
    }

    [Fact]
    public async Task Whoever_asks_from_elsewhere_shows_who_they_are()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskedFrom(server, "10.0.0.7")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskedFrom(server, "127.0.0.1", forwarded: true)).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskedFrom(server, "10.0.0.7", cookies: root)).Status);
        var operatorAt = await server.NewPerson(root, "P-2", "a long enough password", (Role.Operator, "MUC"));
        Assert.Equal(HttpStatusCode.Forbidden, (await AskedFrom(server, "10.0.0.7", cookies: operatorAt)).Status);
    }

    private static async Task<(HttpStatusCode Status, Func<Task<string>> Text)> AskedFrom(
        Groundswelling server, string address, bool forwarded = false, Browser? cookies = null)
    {
        var asked = (TestServer)server.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>();
        var answer = await asked.SendAsync(Configure, Stop);
        return ((HttpStatusCode)answer.Response.StatusCode, () => new StreamReader(answer.Response.Body).ReadToEndAsync(Stop));

        void Configure(HttpContext http)
        {
            http.Connection.RemoteIpAddress = IPAddress.Parse(address);
            (http.Request.Method, http.Request.Path) = ("GET", "/metrics");
            if (forwarded)
                http.Request.Headers["X-Forwarded-For"] = "10.0.0.7";
            if (cookies is not null)
                http.Request.Headers.Cookie = string.Join("; ", cookies.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        }
    }
}
