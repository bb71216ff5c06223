using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Record.Checkpoints;
using Groundswell.Record.Proofs;
using Groundswell.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Groundswell.Browser.AtDesk.DeskPlant))]

namespace Groundswell.Browser.AtDesk;

/// <summary>A plant with a hall of three work centers and people at desks, on a real port, and one Chromium for all who look at it.</summary>
public sealed class DeskPlant : IAsyncLifetime
{
    public const string Site = "MAI";
    public const string Password = "blue mixer at dawn";
    public const string Root = "P-1", Helena = "P-20", Mina = "P-31", Paulo = "P-40", Ines = "P-17", Susana = "P-61", Erik = "P-60", Stranger = "P-99";

    /// <summary>Those whose roles are for what all sites share, and the lead of the site.</summary>
    public const string Edgar = "P-50", Elena = "P-51", Rita = "P-52", Quirin = "P-53", Sofia = "P-54";

    public static readonly Id<WorkMaster> HandRub = new("HAND-RUB-80");

    private static readonly (string Person, string Name, Role? Role, string? At)[] People =
    [
        (Helena, "Helena Brandt", Role.LineLead, Site), (Mina, "Mina Rocha", Role.QualityApprover, Site), (Paulo, "Paulo Dias", Role.Planner, Site),
        (Ines, "Inês Carvalho", Role.Operator, Site), (Stranger, "Nobody Here", null, null),
        (Edgar, "Edgar Engel", Role.Engineer, null), (Elena, "Elena Costa", Role.Engineer, null), (Rita, "Rita Horn", Role.QualityReviewer, null),
        (Quirin, "Quirin Adler", Role.QualityApprover, null), (Sofia, "Sofia Lima", Role.SiteLead, Site),
        (Susana, "Susana Prado", Role.Supervisor, Site), (Erik, "Erik Holm", Role.Engineer, Site),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("groundswell-desk-").FullName;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    private readonly Dictionary<string, Task> _once = new(StringComparer.Ordinal);

    private SigningKey? _key;

    /// <summary>The key that the record's checkpoints are checked with.</summary>
    public VerifierKey Key => _key!.Public;

    /// <summary>The address of the server.</summary>
    public string Address { get; private set; } = "";

    public IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        _key = SigningKey.Create(Path.Combine(_folder, "record.key"));
        var settings = new HostSettings(_folder) { Urls = ["http://127.0.0.1:0"], Journal = new JournalOptions { Kind = RecordKind.Trial, SigningKey = _key, CheckpointAfter = TimeSpan.FromMilliseconds(200) } };
        _app = await GroundswellHost.Build(settings, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration["Identifying:HashIterations"] = "1000";
            builder.Configuration["Identifying:AttemptsPerMinute"] = "100000";
        }, CancellationToken.None);
        await _app.StartAsync();
        Address = FormattableString.Invariant($"http://localhost:{new Uri(_app.Urls.First()).Port}");
        // A loaded machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("GROUNDSWELL_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        await Build();
    }

    /// <summary>Somebody in front of a screen, signed in; with null nobody is.</summary>
    public async Task<Desk> Sit(string? person, Screen? screen = null)
    {
        var context = await _chromium!.NewContextAsync((screen ?? Screen.Desk).Options());
        var desk = new Desk(this, await context.NewPageAsync());
        if (person is null)
            return desk;
        await desk.Go("/sign-in");
        await desk.Page.Locator("#userName").FillAsync(person.ToLowerInvariant());
        await desk.Page.Locator("#password").FillAsync(Password);
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.Locator("[popovertarget=me]").WaitForAsync();
        return desk;
    }

    /// <summary>An act at the site, of whoever is said, or of the program itself.</summary>
    public async Task At(SiteCommand command, string? person = null)
    {
        var caller = Caller.System("test");
        var grants = Enum.GetValues<Role>().Select(role => new Grant(role, null, null));
        var answer = await Services.GetRequiredService<Door>().Take(
            command with { Id = Guid.CreateVersion7(), Site = Site }, caller with { Person = person ?? caller.Person, Grants = [.. grants] }, CancellationToken.None);
        Assert.True(answer.Refusal is null, $"{command}: {JsonSerializer.Serialize<object?>(answer.Refusal)}");
    }

    /// <summary>The cookie by which a browser's requests are the station's.</summary>
    public async Task<Microsoft.Playwright.Cookie> DeviceCookie(string station)
    {
        var (_, token, refusal) = await Services.GetRequiredService<StationDevices>().Make(Site, station, Caller.System("test"), CancellationToken.None);
        Assert.Null(refusal);
        return new Microsoft.Playwright.Cookie { Name = SignedIn.StationCookie, Value = token.ToString(), Url = Address, HttpOnly = true, SameSite = SameSiteAttribute.Strict };
    }

    /// <summary>Until a checkpoint covers what is in the site's log now.</summary>
    public async Task IsCheckpointed()
    {
        var journal = Services.GetRequiredService<Journal>();
        var size = (await journal.Logs(CancellationToken.None)).First(log => log.Log == Logs.OfSite(Site)).Size;
        while (true)
        {
            try
            {
                await ProofFile.Create(journal, Logs.OfSite(Site), size, CancellationToken.None);
                return;
            }
            catch (ProofUnavailableException)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>The recorded names of a stream's entries, in the site's log or in the one said.</summary>
    public async Task<string[]> Recorded(string stream, string? log = null) =>
        [.. (await Services.GetRequiredService<Journal>().ReadStream(log ?? Logs.OfSite(Site), stream, 1, CancellationToken.None)).Select(entry => entry.Name)];

    /// <summary>A version as the record has it now.</summary>
    public ValueTask<WorkMasterVersion> Version(Id<WorkMaster> master, int number) =>
        new Reading(Services.GetRequiredService<States>(), Logs.Enterprise, CancellationToken.None).Of(master.Version(number));

    /// <summary>Somebody accepts the signature policy at their own page; then they can sign.</summary>
    public static async Task Accepts(Desk desk)
    {
        await desk.Go("/me");
        if (await desk.Button("I accept the policy").CountAsync() == 0)
            return;
        await desk.Page.Locator("form[action='/me/signature-policy'] [name=password]").FillAsync(Password);
        await desk.Button("I accept the policy").ClickAsync();
        await Assertions.Expect(desk.Page.GetByText("You have accepted version 1.")).ToBeVisibleAsync();
    }

    /// <summary>Does something that several tests need, for the first of them.</summary>
    public Task Once(string what, Func<Task> act)
    {
        lock (_once)
            return _once.TryGetValue(what, out var done) ? done : _once[what] = act();
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _playwright?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        _key?.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Build()
    {
        using var root = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Address) };
        var code = await Services.GetRequiredService<FirstAdministrator>().NewCode(CancellationToken.None);
        await Post(root, "/api/sign-in/first-administrator", new { code, person = Root, userName = "p-1", printedName = "Ruth Root", password = Password });
        await Shared(new OpenSite(new(Site), "Maia", "Europe/Lisbon", false));
        await At(new DefineShiftCalendar(ShiftCalendar.OfSite, [new Shift("A", "All day", new TimeOnly(0, 0), new TimeOnly(0, 0), Enum.GetValues<Weekday>())], []));
        await At(new AddArea(new("H1"), "filling hall"));
        foreach (var (id, name) in new[] { ("MIX", "Mixing"), ("FILL", "Filling"), ("PACK", "Packing") })
            await At(new AddWorkCenter(new(id), name, new("H1")));
        foreach (var (unit, center) in new[] { ("V-201", "MIX"), ("V-202", "MIX"), ("V-203", "MIX"), ("V-204", "MIX"), ("F-1", "FILL"), ("F-2", "FILL"), ("F-3", "FILL"), ("P-1", "PACK"), ("P-2", "PACK"), ("P-3", "PACK") })
            await At(new AddWorkUnit(new(unit), $"Work unit {unit}", new(center), ["vessel"]));
        await Shared(new DefineMaterial(new("HAND-RUB-80"), "Hand rub 80 %", "L", MaterialTracking.Lot));
        foreach (var (person, name, role, at) in People)
        {
            var opened = await Post(root, "/api/accounts", new { person, printedName = name, userName = person.ToLowerInvariant() });
            if (role is not null)
                await Post(root, "/api/commands/grant-role", new { id = Guid.CreateVersion7(), account = person, role = role.ToString(), atSite = at });
            // Whoever sets a password signs in with it: not in the administrator's browser.
            using var own = new HttpClient { BaseAddress = new Uri(Address) };
            await Post(own, "/api/sign-in/code", new { userName = person.ToLowerInvariant(), code = opened.GetProperty("code").GetString(), newPassword = Password });
            await At(new RegisterPerson(new(person), [Function.Operations]));
        }

        await Shared(new TakeOverVersion(HandRub, Content(), "SOP-7"));
        await At(new RecordBaseline(HandRub, [new BaselineVersion(HandRub.Version(1))], "SOP-7"));
        await DeskHall.Work(this);
    }

    private static WorkMasterContent Content() => new(
        "Hand rub 80 %", new MadeMaterial(new("HAND-RUB-80"), 10, "L"),
        [
            new Operation("010", "Mix", [new("gloves", "Put on gloves", new Confirm()), new("warmth", "Measure the temperature", new EnterNumber("Cel", Limits: new Limits("18 Cel", "25 Cel"), Decimals: 1), Exceptions: new ExceptionRule(ReleasedBy: [Role.LineLead])), new("volume", "Read the volume", new EnterNumber("mL", Limits: new Limits("413 mL", "421 mL"), Decimals: 0), Exceptions: new ExceptionRule(ReleasedBy: [Role.LineLead], ReleaseSigned: true))],
                new EquipmentRequirement(EquipmentLevel.WorkCenter, "MIX"), After: []),
            new Operation("020", "Fill", [new("count", "Say what came out", new ReportOutput())], new EquipmentRequirement(EquipmentLevel.WorkCenter, "FILL"), After: []),
            new Operation("030", "Pack", [new("pack", "Pack twelve to a carton", new Confirm())], new EquipmentRequirement(EquipmentLevel.WorkCenter, "PACK"), After: []),
        ],
        [], []);

    /// <summary>An act on what all sites share, of whoever is said, or of the program itself.</summary>
    public async Task Shared(EnterpriseCommand command, string? person = null)
    {
        var caller = Caller.System("test");
        var grants = Enum.GetValues<Role>().Select(role => new Grant(role, null, null));
        var answer = await Services.GetRequiredService<Door>().Take(
            command with { Id = Guid.CreateVersion7() }, caller with { Person = person ?? caller.Person, Grants = [.. grants] }, CancellationToken.None);
        Assert.True(answer.Refusal is null, $"{command}: {JsonSerializer.Serialize<object?>(answer.Refusal)}");
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
