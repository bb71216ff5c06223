using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Groundswell.Tests.Identifying;

/// <summary>The real server over a record and a directory of a test's own; it can be restarted over the same.</summary>
public sealed class Groundswelling : IAsyncDisposable
{
    public const string RootPassword = "correct horse battery";

    /// <summary>In bytes.</summary>
    public const int LargestAttachment = 1 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("groundswell-").FullName;
    private readonly DirectoryChoice _directory;
    private readonly Action<WebApplicationBuilder> _with;
    private WebApplication? _app;
    private HttpClient? _client;

    private Groundswelling(DirectoryChoice directory, Action<WebApplicationBuilder> with) => (_directory, _with) = (directory, with);

    public SteppedTime Time { get; } = new(Story.Begin);

    public IServiceProvider Services => _app!.Services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="settings">Of the section <c>Identifying</c>.</param>
    public static Task<Groundswelling> Start(DirectoryChoice? directory = null, params (string Name, string Value)[] settings) =>
        Start(directory, builder =>
        {
            foreach (var (name, value) in settings)
                builder.Configuration[$"Identifying:{name}"] = value;
        });

    public static async Task<Groundswelling> Start(DirectoryChoice? directory, Action<WebApplicationBuilder> with)
    {
        var server = new Groundswelling(directory ?? new DirectoryChoice(), with);
        await server.Run();
        return server;
    }

    public async Task Restart()
    {
        _client?.Dispose();
        _client = null;
        await _app!.DisposeAsync();
        await Run();
    }

    /// <summary>A client of the server as it runs now, without cookies.</summary>
    public HttpClient Client => _client ??= _app!.GetTestClient();

    /// <summary>Somebody with a browser: it keeps cookies.</summary>
    /// <param name="like">One whose cookies it has copied.</param>
    public Browser NewBrowser(Browser? like = null) => new(_app!.GetTestServer().CreateHandler(), like);

    /// <summary>The secret part of a browser's session token.</summary>
    public static string SecretOf(Browser browser) => browser.Cookies[SignedIn.SessionCookie].Split('.')[1];

    /// <summary>The record's first administrator, signed in. With them a site is opened.</summary>
    public async Task<Browser> WithAdministrator(string site = "MUC", bool underGmp = true)
    {
        var root = NewBrowser();
        var code = await Services.GetRequiredService<FirstAdministrator>().NewCode(Stop);
        await root.Done("/sign-in/first-administrator", new { code, person = "P-1", userName = "root", printedName = "Ruth Root", password = RootPassword });
        await Take(new OpenSite(new(site), "Munich", "Europe/Berlin", underGmp));
        return root;
    }

    /// <summary>A person with an account, a password and grants at the site.</summary>
    public async Task<Browser> NewPerson(Browser root, string person, string password, params (Role Role, string? Site)[] grants)
    {
        var issued = await root.Done("/accounts", new { person, printedName = $"Person {person}", userName = person.ToLowerInvariant() });
        foreach (var (role, site) in grants)
            await root.Done("/commands/grant-role", new { id = Guid.CreateVersion7(), account = person, role = role.ToString(), atSite = site });
        var browser = NewBrowser();
        await browser.Done("/sign-in/code", new { userName = person, code = issued.GetProperty("code").GetString(), newPassword = password });
        return browser;
    }

    /// <summary>An act of the program itself.</summary>
    public async Task Take(Command command)
    {
        var caller = Caller.System("test");
        var answer = await Services.GetRequiredService<Door>().Take(
            command with { Id = Guid.CreateVersion7() }, caller with { Grants = [.. caller.Grants, new Grant(Role.MesLeader, null, null), new Grant(Role.Engineer, null, null), new Grant(Role.Supervisor, null, null)] }, Stop);
        Assert.Null(answer.Refusal);
    }

    /// <summary>The recorded names of a stream's entries.</summary>
    public async Task<string[]> Recorded(string stream, string log = Logs.Enterprise) =>
        [.. (await Services.GetRequiredService<Journal>().ReadStream(log, stream, 1, Stop)).Select(entry => entry.Name)];

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _app!.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Run()
    {
        var settings = new HostSettings(_folder)
        {
            Journal = new JournalOptions { Time = Time, Kind = RecordKind.Trial, LargestAttachment = LargestAttachment },
            Directory = await _directory.Place(_folder),
        };
        _app = await GroundswellHost.Build(await _directory.With(settings), Configure, Stop);
        await _app.StartAsync(Stop);
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["Identifying:HashIterations"] = "1000";
        builder.Configuration["Identifying:AttemptsPerMinute"] = "100000";
        _with(builder);
    }
}

/// <summary>A client that keeps its cookies, and can act as one of those badged in at its station.</summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient _client;

    public Browser(HttpMessageHandler server, Browser? like)
    {
        Cookies = like is null ? [] : new Dictionary<string, string>(like.Cookies);
        _client = new HttpClient(new Keeping(server, Cookies)) { BaseAddress = new Uri("http://localhost/api/") };
    }

    public Dictionary<string, string> Cookies { get; }

    /// <summary>Whose badge session acts; null: the browser's own session.</summary>
    public string? Acting { get; set; }

    public string? Key { get; set; }

    /// <summary>What its own clock says as it sends.</summary>
    public DateTimeOffset? DeviceTime { get; set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> Post(string path, object body) => Send(HttpMethod.Post, path, body);

    public Task<HttpResponseMessage> Get(string path) => Send(HttpMethod.Get, path, null);

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path.TrimStart('/'));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (Acting is not null)
            request.Headers.Add(SignedIn.ActingHeader, Acting);
        if (DeviceTime is { } said)
            request.Headers.Add(DeviceClocks.Header, said.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        if (Key is not null)
            request.Headers.Authorization = new("Bearer", Key);
        return await _client.SendAsync(request, Stop);
    }

    /// <summary>Sends a file as an attachment.</summary>
    public async Task<HttpResponseMessage> SendFile(byte[] content, string mediaType, string name)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new(mediaType);
        return await _client.PostAsync($"attachments?name={Uri.EscapeDataString(name)}", body, Stop);
    }

    /// <summary>Posts a text of a kind.</summary>
    public async Task<HttpResponseMessage> SendText(string path, string text, string mediaType)
    {
        using var body = new StringContent(text, System.Text.Encoding.UTF8, mediaType);
        return await _client.PostAsync(path.TrimStart('/'), body, Stop);
    }

    /// <summary>Posts, and expects that it is done.</summary>
    public async Task<JsonElement> Done(string path, object body) => await ReadDone(await Post(path, body));

    public async Task<JsonElement> Read(string path) => await ReadDone(await Get(path));

    /// <summary>Posts, and gives the code of the refusal.</summary>
    public async Task<string> Refused(string path, object body) => await CodeOf(await Post(path, body));

    /// <summary>Whether anybody is signed in; the refusal's code where nobody is.</summary>
    public async Task<string?> WhyNobody()
    {
        using var answer = await Get("/sessions");
        return answer.StatusCode == HttpStatusCode.Unauthorized ? await CodeOf(answer) : null;
    }

    public void Dispose() => _client.Dispose();

    public static async Task<string> CodeOf(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.False(answer.IsSuccessStatusCode, text);
        return JsonElement.Parse(text).GetProperty("code").GetString()!;
    }

    private static async Task<JsonElement> ReadDone(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    private sealed class Keeping(HttpMessageHandler server, Dictionary<string, string> kept) : DelegatingHandler(server)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (kept.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", kept.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            var answer = await base.SendAsync(request, cancellationToken);
            foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
            {
                var (name, value) = (set.Split('=')[0], set.Split('=')[1].Split(';')[0]);
                if (value.Length == 0)
                    kept.Remove(name);
                else
                    kept[name] = value;
            }

            return answer;
        }
    }
}
