using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Tests.Identifying;

namespace Groundswell.Tests.Serving;

/// <summary>News go to who may have them: no longer than their session, and no further than their grants.</summary>
public sealed class NewsEndTests
{
    private const string Password = "blue mixer at dawn";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData("/api/news"), InlineData("/api/sites/MUC/news")]
    public async Task After_the_session_ended_nothing_more_is_told(string path)
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var person = await server.NewPerson(root, "P-17", Password, (Role.Operator, "MUC"));
        await using var news = await Listening.To(server, path, person);
        await server.Take(new AddArea(new("H1"), "Hall 1") { Site = "MUC" });
        Assert.Contains("area-H1", await news.Until("area-H1"), StringComparison.Ordinal);

        await person.Done("/sign-out", new { });
        await server.Take(new AddArea(new("H2"), "Hall 2") { Site = "MUC" });

        Assert.DoesNotContain("area-H2", await news.ToTheEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/news")]
    [InlineData("/api/sites/MUC/news")]
    public async Task With_the_account_its_news_end_at_once(string path)
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var person = await server.NewPerson(root, "P-17", Password, (Role.Operator, "MUC"));
        await using var news = await Listening.To(server, path, person);
        await server.Take(new AddArea(new("H1"), "Hall 1") { Site = "MUC" });
        await news.Until("area-H1");

        await root.Done("/commands/deactivate-account", new { id = Guid.CreateVersion7(), account = "P-17", reason = "Left" });
        // Nothing else happens: the line ends by itself, not with what it would have told next.
        var last = await news.ToTheEnd();

        Assert.DoesNotContain("heartbeat", last, StringComparison.Ordinal);
        Assert.Equal("session.over", await person.WhyNobody());
    }

    [Fact]
    public async Task After_a_grant_was_withdrawn_its_site_is_told_no_more()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        await server.Take(new OpenSite(new("BER"), "Berlin", "Europe/Berlin", false));
        var person = await server.NewPerson(root, "P-17", Password, (Role.Operator, "MUC"), (Role.Operator, "BER"));
        await using var news = await Listening.To(server, "/api/news", person);
        await root.Done("/commands/withdraw-role", new { id = Guid.CreateVersion7(), account = "P-17", role = "Operator", atSite = "BER", reason = "Moved" });
        await news.Until("account-P-17");

        await server.Take(new AddArea(new("B1"), "Hall 1") { Site = "BER" });
        await server.Take(new AddArea(new("H1"), "Hall 1") { Site = "MUC" });

        Assert.DoesNotContain("area-B1", await news.Until("area-H1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stations_news_go_on_while_nobody_is_badged_in_and_end_with_its_device()
    {
        await using var server = await Groundswelling.Start();
        var (root, station) = await StationTests.WithStation(server);
        await using var news = await Listening.To(server, "/api/sites/MUC/news", station);
        await server.Take(new AddArea(new("H2"), "Hall 2") { Site = "MUC" });
        await news.Until("area-H2");

        await server.NewBrowser(root).Done("/sites/MUC/stations/ST-1/device", new { });
        await server.Take(new AddArea(new("H3"), "Hall 3") { Site = "MUC" });

        Assert.DoesNotContain("area-H3", await news.ToTheEnd(), StringComparison.Ordinal);
    }

    /// <summary>Somebody at the other end of the line.</summary>
    private sealed class Listening(HttpResponseMessage answer, StreamReader lines) : IAsyncDisposable
    {
        public static async Task<Listening> To(Groundswelling server, string path, Browser by)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", string.Join("; ", by.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            var answer = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
            return new Listening(answer, new StreamReader(await answer.Content.ReadAsStreamAsync(Stop)));
        }

        /// <summary>All that is told until this is.</summary>
        public async Task<string> Until(string word) => await Read(line => line.Contains(word, StringComparison.Ordinal), endsBefore: false);

        /// <summary>All that is told until the line ends.</summary>
        public async Task<string> ToTheEnd() => await Read(_ => false, endsBefore: true);

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            answer.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<string> Read(Func<string, bool> isLast, bool endsBefore)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            patience.CancelAfter(TimeSpan.FromSeconds(30));
            var told = new System.Text.StringBuilder();
            while (await lines.ReadLineAsync(patience.Token) is { } line)
            {
                told.AppendLine(line);
                if (isLast(line))
                    return told.ToString();
            }

            Assert.True(endsBefore, $"The line ended before: {told}");
            return told.ToString();
        }
    }
}
