using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Serving;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Groundswell.Browser.Floor;

/// <summary>A plant with one mixing station, on a real port, so that it can be stopped and started again under a browser's feet.</summary>
public sealed class FloorPlant : IAsyncDisposable
{
    public const string Site = "MUC";
    public const string Password = "blue mixer at dawn";
    public const string Pin = "738291";
    public const string Ines = "P-17", Rui = "P-18", MeiLin = "P-19", Helena = "P-20";

    private static readonly (string Person, string Name, Role Role)[] Crew =
        [(Ines, "Inês Carvalho", Role.Operator), (Rui, "Rui Martins", Role.Operator), (MeiLin, "Mei Lin", Role.Operator), (Helena, "Helena Prado", Role.LineLead)];

    private readonly string _folder = Directory.CreateTempSubdirectory("groundswell-floor-").FullName;
    private readonly int _port = FreePort();
    private WebApplication? _app;

    public PlantClock Clock { get; } = new();

    public string Address => FormattableString.Invariant($"http://localhost:{_port}");

    public IServiceProvider Services => _app!.Services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<FloorPlant> Open()
    {
        var plant = new FloorPlant();
        await plant.Start();
        await plant.Build();
        return plant;
    }

    public async Task Start()
    {
        var settings = new HostSettings(_folder)
        {
            Urls = [FormattableString.Invariant($"http://127.0.0.1:{_port}")],
            Journal = new JournalOptions { Time = Clock, Kind = RecordKind.Trial },
        };
        _app = await GroundswellHost.Build(settings, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration["Identifying:HashIterations"] = "1000";
            builder.Configuration["Identifying:AttemptsPerMinute"] = "100000";
        }, Stop);
        await _app.StartAsync(Stop);
    }

    /// <summary>The server is gone; what it wrote is there.</summary>
    public async Task StopServer()
    {
        await _app!.StopAsync(Stop);
        await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>An act of whoever is said, or of the program itself.</summary>
    public async Task Take(Command command, string? person = null)
    {
        var caller = Caller.System("test");
        var roles = person is null ? [Role.MesLeader, Role.Engineer, Role.Supervisor, Role.Operator] : Enum.GetValues<Role>();
        var answer = await Services.GetRequiredService<Door>().Take(
            command with { Id = command.Id == Guid.Empty ? Guid.CreateVersion7() : command.Id },
            caller with { Person = person ?? caller.Person, Grants = [.. caller.Grants, .. roles.Select(role => new Grant(role, null, null))] }, Stop);
        Assert.True(answer.Refusal is null, $"{command}: {JsonSerializer.Serialize<object?>(answer.Refusal)}");
    }

    public Task At(SiteCommand command, string? person = null) => Take(command with { Site = Site }, person);

    /// <summary>An order, released and in the station's queue.</summary>
    public async Task NewOrder(string order, Id<WorkMaster>? master = null, string workCenter = "MIX")
    {
        await At(new CreateOrder(new(order), master ?? FloorMasters.HandRub, 10, "L"));
        await At(new ReleaseOrder(new(order), new Id<WorkCenter>(workCenter)));
        await At(new DispatchJob(new($"{order}.010"), new(workCenter)));
    }

    /// <summary>A job's steps, done by a person in the version that runs there.</summary>
    public async Task DoneBefore(string job, string workUnit, string person)
    {
        var caller = new Caller(person, [new Grant(Role.Operator, null, Site)], "ST-1", "floor");
        Command[] acts =
        [
            new StartJob(new(job), new(workUnit)), new CompleteStep(new(job), "gloves"), new CompleteStep(new(job), "vessel"), new CompleteStep(new(job), "room_temperature", "21 Cel"),
            new CompleteStep(new(job), "ethanol", Lot: new("ET-2611-07")) { Source = Source.Scanned }, new CompleteStep(new(job), "peroxide", "417 mL"),
        ];
        foreach (var act in acts)
            Assert.Null((await Services.GetRequiredService<Door>().Take(((SiteCommand)act) with { Id = Guid.CreateVersion7(), Site = Site }, caller, Stop)).Refusal);
    }

    /// <summary>A master that runs here from the beginning.</summary>
    public async Task Runs(Id<WorkMaster> master, WorkMasterContent content)
    {
        await Take(new TakeOverVersion(master, content, "SOP-8"));
        await At(new RecordBaseline(master, [new BaselineVersion(master.Version(1))], "SOP-8"));
    }

    public async Task<IReadOnlyList<Entry>> Entries(string stream) =>
        await Services.GetRequiredService<Journal>().ReadStream(Logs.OfSite(Site), stream, 1, Stop);

    /// <summary>The job's entries, as soon as there are so many.</summary>
    public async Task<IReadOnlyList<Entry>> EntriesOf(string job, int count)
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(20);
        IReadOnlyList<Entry> entries = [];
        while (TimeProvider.System.GetUtcNow() < until && (entries = await Entries($"job-{job}")).Count < count)
            await Task.Yield();
        Assert.Equal(count, entries.Count);
        return entries;
    }

    /// <summary>The cookie by which a browser's requests are the station's.</summary>
    public async Task<Microsoft.Playwright.Cookie> DeviceCookie(string station = "ST-1")
    {
        var (_, token, refusal) = await Services.GetRequiredService<StationDevices>().Make(Site, station, Caller.System("test"), Stop);
        Assert.Null(refusal);
        return new Microsoft.Playwright.Cookie { Name = SignedIn.StationCookie, Value = token.ToString(), Domain = "localhost", Path = "/", HttpOnly = true, SameSite = SameSiteAttribute.Strict, Expires = TimeProvider.System.GetUtcNow().AddDays(30).ToUnixTimeSeconds() };
    }

    /// <summary>Helena at a desk: what she asks of the API.</summary>
    public async Task<HttpClient> Desk(string person = Helena)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Address) };
        using var answer = await client.PostAsJsonAsync("/api/sign-in", new { userName = person.ToLowerInvariant(), password = Password }, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await StopServer();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Build()
    {
        using var root = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Address) };
        var code = await Services.GetRequiredService<FirstAdministrator>().NewCode(Stop);
        await Post(root, "/api/sign-in/first-administrator", new { code, person = "P-1", userName = "root", printedName = "Ruth Root", password = Password });
        await Take(new OpenSite(new(Site), "Munich", "Europe/Berlin", false));
        await At(new AddArea(new("H1"), "Hall 1"));
        foreach (var (id, name) in new[] { ("MIX", "Line 1, mixing"), ("OLD", "Line 2, mixing") })
            await At(new AddWorkCenter(new(id), name, new("H1")));
        await At(new AddWorkUnit(new("V-201"), "Vessel V-201", new("MIX"), ["vessel"]));
        await At(new AddWorkUnit(new("V-301"), "Vessel V-301", new("OLD"), ["vessel"]));
        await At(new EnrollStation(new("ST-1"), "Terminal 1", new("MIX"), new("V-201")));
        foreach (var (id, name, unit) in new[] { ("HAND-RUB-80", "Hand rub 80 %", "L"), ("ETHANOL-96", "Ethanol 96 %", "mL"), ("H2O2-3", "Hydrogen peroxide 3 %", "mL"), ("GLYCEROL-98", "Glycerol 98 %", "mL") })
            await Take(new DefineMaterial(new(id), name, unit, MaterialTracking.Lot));
        await At(new ReceiveLot(new("ET-2611-07"), new("ETHANOL-96"), 200_000, "mL", ExpiresOn: new DateOnly(2030, 3, 31)));
        await At(new ReceiveLot(new("ET-2510-01"), new("ETHANOL-96"), 50_000, "mL", ExpiresOn: new DateOnly(2025, 12, 31)));
        await At(new ReceiveLot(new("HP-2611-07"), new("H2O2-3"), 40_000, "mL", ExpiresOn: new DateOnly(2030, 3, 31)));
        await Take(new DefineQualification(new("MIXING"), "Mixing", ["Works alone"]));
        foreach (var (person, name, role) in Crew)
        {
            var opened = await Post(root, "/api/accounts", new { person, printedName = name, userName = person.ToLowerInvariant() });
            await Post(root, "/api/commands/grant-role", new { id = Guid.CreateVersion7(), account = person, role = role.ToString(), atSite = Site });
            await Post(root, "/api/sign-in/code", new { userName = person.ToLowerInvariant(), code = opened.GetProperty("code").GetString(), newPassword = Password }, signIn: true);
            await Post(root, $"/api/accounts/{person}/badges", new { number = $"B-{person}", pin = Pin });
            await At(new RegisterPerson(new(person), [Function.Operations]));
        }

        using (var helena = await Desk())
            await Post(helena, "/api/signing/policy/accept", new { version = "1", password = Password });
        foreach (var person in new[] { Ines, Rui, Helena })
            await At(new GrantQualification(new(person), new("MIXING"), new(person == Helena ? Rui : Helena)));
        await Take(new TakeOverVersion(FloorMasters.HandRub, FloorMasters.Mixing(later: false), "SOP-7"));
        await Take(new TakeOverVersion(FloorMasters.HandRub, FloorMasters.Mixing(later: true), "SOP-7"));
        await At(new RecordBaseline(FloorMasters.HandRub, [new BaselineVersion(FloorMasters.HandRub.Version(2)), new BaselineVersion(FloorMasters.HandRub.Version(1), new Id<WorkCenter>("OLD"))], "SOP-7"));
        await NewOrder("10482");
    }

    private async Task<JsonElement> Post(HttpClient client, string path, object body, bool signIn = false)
    {
        // Whoever sets a password signs in with it: not in the administrator's browser.
        using var other = signIn ? new HttpClient { BaseAddress = new Uri(Address) } : null;
        using var answer = await (other ?? client).PostAsJsonAsync(path, body, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
