using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Groundswell.Testing;
using static Groundswell.Tests.CommandLine.CommandLineRun;

namespace Groundswell.Tests.CommandLine;

/// <summary>A plant with two servers, each a process of its own, on one PostgreSQL database that holds record, views and directory.</summary>
public sealed class TwoServersTests : IAsyncLifetime
{
    private readonly CommandLineRun _run = new();
    private readonly List<Server> _servers = [];
    private PostgresDatabase _database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresServer.NewDatabase();
        await Good("prepare", "--store", _database.Owner, "--application-role", PostgresServer.Application, "--kind", "trial");
        await PostgresCluster.Execute(_database.Superuser, $"GRANT CREATE ON DATABASE {_database.Name} TO {PostgresServer.Application}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        await _database.DisposeAsync();
        _run.Dispose();
    }

    [Fact]
    public async Task What_is_done_at_one_is_told_at_the_other_within_a_second_and_either_can_go()
    {
        var one = await Start();
        await Appoint(one);
        var other = await Start();
        other.SignedInLike(one);

        var told = new List<TimeSpan>();
        await using (var news = await other.Listen("sites/S1/news"))
        {
            for (var i = 0; i < 5; i++)
            {
                var sent = Stopwatch.GetTimestamp();
                await one.Do("add-area", new { id = Guid.CreateVersion7(), site = "S1", area = $"A{i}", name = $"Area {i}" });
                await news.Hears($"area-A{i}");
                told.Add(Stopwatch.GetElapsedTime(sent));
                Assert.Contains($"Area {i}", (await other.Read("sites/S1/plant")).GetRawText(), StringComparison.Ordinal);
            }
        }

        // The median: on a busy machine one of five may wait for what has nothing to do with it.
        Assert.InRange(told.Order().ElementAt(2), TimeSpan.Zero, TimeSpan.FromSeconds(1));

        one.Kill();
        var answer = await other.Do("add-area", new { id = Guid.CreateVersion7(), site = "S1", area = "B", name = "After the other went" }, wait: true);
        Assert.True(answer.GetProperty("inViews").GetBoolean());
        Assert.Contains("After the other went", (await other.Read("sites/S1/plant")).GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>The first administrator, who opens a site and may lay it out.</summary>
    private static async Task Appoint(Server at)
    {
        await at.SignUp();
        await at.Do("open-site", new { id = Guid.CreateVersion7(), site = "S1", name = "Site one", timeZone = "Europe/Berlin", underGmp = false });
        await at.Do("grant-role", new { id = Guid.CreateVersion7(), account = "P-1", role = "Engineer", atSite = "S1" });
    }

    private async Task<Server> Start()
    {
        var server = await Server.Start(_database.Application, _run.SigningKeyFile);
        _servers.Add(server);
        return server;
    }

    /// <summary>A server's process, and a client of it.</summary>
    private sealed class Server : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly HttpClient _client;

        private Server(Process process, string address)
        {
            _process = process;
            _client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(address + "/api/") };
        }

        public static async Task<Server> Start(string connection, string key)
        {
            var process = Process.Start(new ProcessStartInfo(
                "dotnet",
                [
                    "exec", Path.Combine(AppContext.BaseDirectory, "Groundswell.dll"), "serve", "--store", connection, "--signing-key", key,
                    "--urls", "http://127.0.0.1:0",
                ])
            {
                RedirectStandardOutput = true,
                Environment = { ["Identifying__HashIterations"] = "1000" },
            })!;
            return new Server(process, await Said(process, "Groundswell serves at "));
        }

        public async Task SignUp()
        {
            var code = await Said(_process, "signs up with this code: ");
            using var answer = await _client.PostAsJsonAsync(
                "sign-in/first-administrator", new { code, person = "P-1", userName = "root", printedName = "Ruth Root", password = "correct horse battery" }, Stop);
            answer.EnsureSuccessStatusCode();
            _client.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        }

        public void SignedInLike(Server one) => _client.DefaultRequestHeaders.Add("Cookie", one._client.DefaultRequestHeaders.GetValues("Cookie"));

        public async Task<JsonElement> Do(string act, object command, bool wait = false)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"commands/{act}") { Content = JsonContent.Create(command) };
            if (wait)
                request.Headers.Add("Groundswell-Wait-For-Views", "10");
            using var answer = await _client.SendAsync(request, Stop);
            var text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.True(answer.IsSuccessStatusCode, text);
            return JsonElement.Parse(text);
        }

        public Task<JsonElement> Read(string path) => _client.GetFromJsonAsync<JsonElement>(path, Stop);

        /// <summary>Listens to news from now on.</summary>
        public async Task<NewsHeard> Listen(string path)
        {
            var news = new NewsHeard(new StreamReader(await _client.GetStreamAsync(path, Stop)));
            await news.Hears("event: following");
            return news;
        }

        public void Kill() => _process.Kill();

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            if (!_process.HasExited)
                _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        private static async Task<string> Said(Process process, string what)
        {
            while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
            {
                if (line.IndexOf(what, StringComparison.Ordinal) is >= 0 and var at)
                    return line[(at + what.Length)..].Trim();
            }

            throw new InvalidOperationException("The server has ended.");
        }
    }

    /// <summary>Server-sent events, as they come.</summary>
    private sealed class NewsHeard(StreamReader lines) : IAsyncDisposable
    {
        public async Task Hears(string what)
        {
            while (await lines.ReadLineAsync(Stop) is { } line)
            {
                if (line.Contains(what, StringComparison.Ordinal))
                    return;
            }

            Assert.Fail($"The line ended without '{what}'.");
        }

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
