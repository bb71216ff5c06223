using System.Text.Json;
using System.Text.Json.Nodes;
using Groundswell.Changes.Due;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Tests.Identifying;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Changes;

/// <summary>A server with one plant, its people signed in, and a master that runs there; and what tests of a change's way do over HTTP again and again.</summary>
internal sealed class ChangePlant(Groundswelling server, Step[] steps) : IAsyncDisposable
{
    public const string Change = "rub-longer";
    public const string Pilot = "rub-longer.1";
    public const string Second = "RUB@2";
    public const string Frozen = "RUB@2.1";
    public static readonly string[] Workers = ["O-1", "O-2", "O-3", "O-4", "O-5", "O-6"];

    private const string Password = "blue mixer at dawn";

    private readonly WorkMasterContent _content = new(
        "Hand rub", new MadeMaterial(new("RUB"), 10, "L"), [new Operation("mix", "Mix", steps, new EquipmentRequirement(EquipmentLevel.WorkCenter, "MIX"))], [],
        [new Parameter("seconds", "Seconds", 20, "s")]);

    private readonly Dictionary<string, Browser> _people = [];
    private bool _mangaloreIsNew;
    private int _orders;

    public Groundswelling Server => server;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Browser this[string person] => _people[person];

    /// <param name="steps">Of the master's one operation.</param>
    public static async Task<ChangePlant> Start(DirectoryChoice? stores = null, params Step[] steps)
    {
        // Nobody signs in anew while weeks go by.
        var plant = new ChangePlant(await Groundswelling.Start(stores, ("IdleMinutes", "1000000"), ("SessionHours", "10000")), steps);
        await plant.Found();
        return plant;
    }

    /// <summary>The other site, Mangalore, has people and a hall, and nothing has ever run there.</summary>
    public static async Task<ChangePlant> StartWithNewSite()
    {
        var plant = new ChangePlant(await Groundswelling.Start(null, ("IdleMinutes", "1000000"), ("SessionHours", "10000")), []) { _mangaloreIsNew = true };
        await plant.Found();
        return plant;
    }

    /// <summary>Sends a command of MUC, or of another site; null where it is about what all share.</summary>
    public Task<JsonElement> Does(string person, string act, object fields, string? site = "MUC") => _people[person].Done($"/commands/{act}", Command(fields, site));

    public Task<string> IsRefused(string person, string act, object fields, string site = "MUC") => _people[person].Refused($"/commands/{act}", Command(fields, site));

    public async Task Signs(string person, string act, object fields, string meaning = "approved", string? site = "MUC")
    {
        var command = Command(fields, site);
        var hash = (await _people[person].Done($"/signing/preview/{act}", command)).GetProperty("contentHash").GetString();
        command["signatures"] = new JsonArray(new JsonObject { ["signer"] = person, ["meaning"] = meaning, ["contentHash"] = hash, ["password"] = Password });
        await _people[person].Done($"/commands/{act}", command);
    }

    /// <summary>An order from its creation to its end, one job of ten minutes; the version it was made by.</summary>
    /// <param name="late">So much later its end is entered.</param>
    public async Task<string> Makes(string person, decimal good = 10, decimal rejected = 0, TimeSpan late = default)
    {
        var order = await Releases();
        await Does(person, "start-job", new { job = $"{order}.mix", workUnit = "M1" });
        server.Time.Step(TimeSpan.FromMinutes(10));
        var ended = server.Time.GetUtcNow();
        server.Time.Step(late);
        await Does(person, "complete-job", late == default
            ? new { job = $"{order}.mix", output = new { good, rejected, reason = rejected > 0 ? "cap" : null } }
            : new { job = $"{order}.mix", output = new { good, rejected, reason = rejected > 0 ? "cap" : null }, occurredAt = ended });
        return await VersionOf(order);
    }

    public async Task<string> Releases()
    {
        var order = $"W-{++_orders}";
        await Does("L-1", "create-order", new { order, workMaster = "RUB", quantity = 10, unit = "L" });
        await Does("L-1", "release-order", new { order, workCenter = "MIX" });
        return order;
    }

    public async Task<string> VersionOf(string order) => (await server.Services.GetRequiredService<States>()
        .Load<Groundswell.Work.Orders.Order>(new(Logs.OfSite("MUC"), $"order-{order}"), Stop)).State.Version!.Value.Value;

    /// <summary>What has fallen due happens: views have everything, then the program looks.</summary>
    public async Task Looks()
    {
        await Seen();
        await server.Services.GetRequiredService<ChangesClock>().Look(Stop);
        await Seen();
    }

    public async Task<JsonElement> Reads(string path, string person = "L-1")
    {
        await Seen();
        return await _people[person].Read(path);
    }

    /// <summary>From the proposal to a planned pilot: everybody is heard, the draft says 28 seconds and is frozen.</summary>
    /// <param name="variant">It is the site's own: a variant of the core.</param>
    /// <param name="also">What else the group does to the draft.</param>
    public async Task Shapes(bool affecting = true, bool variant = false, Func<Task>? also = null)
    {
        await Does("O-1", "propose", new { proposal = "P-1", about = "Unclear", workCenter = "MIX", wrong = "Twenty seconds are too short" });
        const string title = "Rub longer", reason = "Twenty seconds are too short";
        if (variant)
            await Does("L-1", "open-variant", new { change = Change, version = "RUB@1", title, reason, affecting });
        else
            await Does("L-1", "open-change", new { change = Change, title, reason, affecting });
        await Does("L-1", "accept-proposal", new { proposal = "P-1", change = Change, answer = "Let us try" });
        if (!variant)
            await Does("L-1", "open-change-draft", new { change = Change, workMaster = "RUB" });
        await Does("L-1", "say-reach", new { change = Change, reach = new { sites = new[] { "MUC" }, workCenters = new[] { "MIX" }, functions = new[] { "Operations", "Quality" } } });
        await Does("L-1", "say-effects", new { change = Change, effects = new[] { new { who = "All shifts", gains = "Fewer complaints", loses = "Eight seconds" } } });
        foreach (var function in new[] { "Operations", "Quality" })
            await Does("L-1", "say-benefit", new { change = Change, function, words = "Fewer come back", measure = "Rejects" });
        await Hears("MUC");
        await Does("F-1", "open-pilot-group", new { pilot = Pilot, change = Change });
        foreach (var member in new[] { "O-1", "O-2", "O-3" })
        {
            await Does("F-1", "invite-to-pilot", new { pilot = Pilot, person = member });
            await Does(member, "join-pilot-group", new { pilot = Pilot });
        }

        var changes = new[] { new Dictionary<string, object> { ["change"] = "parameter-changed", ["parameter"] = new { id = "seconds", name = "Seconds", value = 28, unit = "s" } } };
        await Does("O-1", "edit-draft-together", new { change = Change, pilot = Pilot, version = Second, baseRevision = 1, changes });
        await (also?.Invoke() ?? Task.CompletedTask);
        var draft = await server.Services.GetRequiredService<States>().Load<WorkMasterVersion>(new(Logs.Enterprise, new Id<WorkMasterVersion>(Second).Stream), Stop);
        await Does("O-2", "freeze-revision", new { change = Change, pilot = Pilot, version = Second, baseRevision = draft.State.Revision });
        var today = DateOnly.FromDateTime(server.Time.GetUtcNow().UtcDateTime);
        await Does("O-1", "plan-pilot", new
        {
            pilot = Pilot,
            plan = new
            {
                revisions = new[] { Frozen },
                workCenters = new[] { "MIX" },
                people = new[] { "O-1", "O-2" },
                from = today,
                until = today.AddDays(20),
                rules = new[]
                {
                    new { id = "bad", kind = "Stop", words = "More than one in twenty is bad", condition = "jobs >= 2 and yield < 0.95" },
                    new { id = "good", kind = "Exit", words = "Three went well", condition = "jobs >= 3 and yield >= 0.95" },
                },
            },
        });
    }

    public async Task Hears(string site, string change = Change)
    {
        var (operations, quality, supply) = site == "MUC" ? ("O-5", "O-3", "PL-1") : ("M-1", "M-2", "M-3");
        foreach (var (function, heard) in new[] { ("Operations", operations), ("Quality", quality), ("SupplyChain", supply) })
        {
            await Does("F-1", "record-listening-session", new { change, function, heard = new[] { heard }, slows = "Waiting", promised = "A timer" }, site);
            await Does("F-1", "name-kpi", new { change, function, kpi = "Rejects", measure = "Of all", better = "Lower" }, site);
        }
    }

    /// <summary>From the group's vote to an approved version.</summary>
    public async Task Accepts()
    {
        await Does("O-1", "open-vote", new { pilot = Pilot, closesAt = server.Time.GetUtcNow().AddDays(2) });
        foreach (var member in new[] { "O-1", "O-2", "O-3" })
            await Does(member, "cast-ballot", new { pilot = Pilot, accepts = true });
        await Does("O-2", "close-vote", new { pilot = Pilot });
        await Does("L-1", "take-acceptance", new { change = Change, pilot = Pilot });
        await Approves();
    }

    public async Task Approves()
    {
        await Does("E-1", "send-to-review", new { version = Second }, null);
        await Signs("Q-2", "review-version", new { version = Second }, "reviewed", null);
        await Signs("Q-1", "approve-version", new { version = Second }, "approved", null);
    }

    /// <summary>The site's gate becomes green: a champion named by peers, measures signed, people asked.</summary>
    public async Task Readies()
    {
        foreach (var peer in new[] { "O-1", "O-5", "O-6" })
            await Does(peer, "nominate-champions", new { people = new[] { "O-4" } });
        await Does("O-4", "accept-being-champion", new { workCenters = new[] { "MIX" } });
        await Does("O-4", "take-up-change", new { change = Change });
        await Does("O-4", "bring-in-change", new { change = Change });
        await Does("L-1", "say-site-reach", new { change = Change, workCenters = new[] { "MIX" }, shifts = new[] { "E", "L" } });
        await Does("L-1", "list-affected", new { change = Change, people = Workers.Select(person => new { person, workCenter = "MIX" }) });
        await Looks();
        foreach (var (signer, function) in new[] { ("L-1", "Operations"), ("Q-1", "Quality"), ("PL-1", "SupplyChain") })
            await Signs(signer, "sign-kpis", new { change = Change, function });
        foreach (var worker in Workers)
            await Does(worker, "say-of-change", new { change = Change, effect = "Helps" });
    }

    /// <summary>The other site's gate becomes green too.</summary>
    public async Task ReadiesMangalore(string change = Change, Func<Task>? before = null)
    {
        string[] people = ["M-1", "M-2", "M-3"];
        await Hears("MG", change);
        await _people["P-1"].Done("/commands/grant-role", new { id = Guid.CreateVersion7(), account = "M-1", role = "LineLead", atSite = "MG" });
        foreach (var peer in new[] { "M-2", "M-3" })
            await Does(peer, "nominate-champions", new { people = new[] { "M-1" } }, "MG");
        await Does("M-1", "volunteer-as-champion", new { }, "MG");
        await Does("M-1", "accept-being-champion", new { workCenters = new[] { "MIX" } }, "MG");
        await Does("M-1", "take-up-change", new { change }, "MG");
        await Does("M-1", "bring-in-change", new { change }, "MG");
        await Does("F-1", "say-site-reach", new { change, workCenters = new[] { "MIX" }, shifts = new[] { "E", "L" } }, "MG");
        await Does("F-1", "list-affected", new { change, people = people.Select(person => new { person, workCenter = "MIX" }) }, "MG");
        await Looks();
        await (before?.Invoke() ?? Task.CompletedTask);
        foreach (var (signer, function) in new[] { ("M-1", "Operations"), ("M-2", "Quality"), ("M-3", "SupplyChain") })
        {
            await _people[signer].Done("/signing/policy/accept", new { version = "1", password = Password });
            await Signs(signer, "sign-kpis", new { change, function }, site: "MG");
        }

        foreach (var person in people)
            await Does(person, "say-of-change", new { change, effect = "Helps" }, "MG");
    }

    public async Task Seen()
    {
        var progress = server.Services.GetRequiredService<IViewsProgress>();
        foreach (var one in await server.Services.GetRequiredService<Journal>().Logs(Stop))
            Assert.True(await progress.WaitFor(one.Log, one.Size, TimeSpan.FromSeconds(30), Stop), $"The views have not all of {one.Log}.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _people.Values)
            browser.Dispose();
        await server.DisposeAsync();
    }

    private async Task Found()
    {
        var root = await server.WithAdministrator(underGmp: false);
        _people["P-1"] = root;
        await server.Take(new OpenSite(new("MG"), "Mangalore", "Asia/Kolkata", false));
        var week = Enum.GetValues<Weekday>();
        Shift[] shifts = [new("E", "Early", new(6, 0), new(18, 0), week), new("L", "Late", new(18, 0), new(6, 0), week)];
        foreach (var site in new[] { "MUC", "MG" })
        {
            await server.Take(new AddArea(new("HALL"), "Hall") { Site = site });
            await server.Take(new DefineShiftCalendar(ShiftCalendar.OfSite, shifts) { Site = site });
            await server.Take(new AddWorkCenter(new("MIX"), "Mixing", new("HALL")) { Site = site });
            await server.Take(new AddWorkUnit(new("M1"), "Mixer", new("MIX")) { Site = site });
        }

        await server.Take(new DefineMaterial(new("RUB"), "Hand rub", "L", MaterialTracking.None));
        var master = new Id<WorkMaster>("RUB");
        await server.Take(new TakeOverVersion(master, _content, "SOP-7"));
        foreach (var site in _mangaloreIsNew ? ["MUC"] : new[] { "MUC", "MG" })
            await server.Take(new RecordBaseline(master, [new BaselineVersion(master.Version(1))], "SOP-7") { Site = site });
        foreach (var worker in Workers)
            await Hires(root, worker, worker == "O-3" ? Function.Quality : Function.Operations, "MUC", Role.Operator);
        await Hires(root, "L-1", Function.Operations, "MUC", Role.LineLead);
        await Hires(root, "S-1", Function.Operations, "MUC", Role.SiteLead);
        await Hires(root, "PL-1", Function.SupplyChain, "MUC", Role.Planner);
        await Hires(root, "E-1", Function.Engineering, null, Role.Engineer);
        await Hires(root, "Q-1", Function.Quality, null, Role.QualityApprover);
        await Hires(root, "Q-2", Function.Quality, null, Role.QualityApprover);
        await Hires(root, "F-1", Function.Operations, null, Role.Facilitator);
        await Hires(root, "S-2", Function.Operations, null, Role.SiteLead);
        await Hires(root, "M-1", Function.Operations, "MG", Role.Operator);
        await Hires(root, "M-2", Function.Quality, "MG", Role.QualityReviewer);
        await Hires(root, "M-3", Function.SupplyChain, "MG", Role.Planner);
        foreach (var signer in new[] { "L-1", "PL-1", "Q-1", "Q-2" })
            await _people[signer].Done("/signing/policy/accept", new { version = "1", password = Password });
    }

    /// <param name="at">Null: with a grant for all sites; they work at MUC.</param>
    private async Task Hires(Browser root, string person, Function function, string? at, Role role)
    {
        await server.Take(new RegisterPerson(new(person), [function]) { Site = at ?? "MUC" });
        _people[person] = await server.NewPerson(root, person, Password, (role, at));
    }

    /// <param name="site">Null: about what all sites share.</param>
    private static JsonObject Command(object fields, string? site)
    {
        var command = JsonSerializer.SerializeToNode(fields)!.AsObject();
        command["id"] = Guid.CreateVersion7().ToString();
        if (site is not null)
            command["site"] = site;
        return command;
    }
}
