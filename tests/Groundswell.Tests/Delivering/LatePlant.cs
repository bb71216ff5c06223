using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Tests.Identifying;
using Groundswell.Work.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Delivering;

/// <summary>A mixing station with a job of a few steps, at which Ana (P-17, operator) and Lea (P-18, line lead) badge in.</summary>
internal sealed class LatePlant : IAsyncDisposable
{
    public const string Site = "MUC";
    public const string Job = "4711.010";
    private const string Password = "blue mixer at dawn";
    private const string Pin = "738291";

    private LatePlant(Groundswelling server, Browser root, Browser station, Browser lead) => (Server, Root, Station, Lead) = (server, root, station, lead);

    public Groundswelling Server { get; }

    public Browser Root { get; }

    public Browser Station { get; }

    /// <summary>The line lead at a desk.</summary>
    public Browser Lead { get; }

    public string Session { get; private set; } = "";

    public byte[] Key { get; private set; } = [];

    public DateTimeOffset Now => Server.Time.GetUtcNow();

    /// <param name="settings">Of the section <c>Identifying</c>.</param>
    public static async Task<LatePlant> Open(params (string Name, string Value)[] settings)
    {
        var server = await Groundswelling.Start(null, settings);
        var root = await server.WithAdministrator(Site, underGmp: false);
        var master = new Id<WorkMaster>("HAND-RUB");
        Step[] steps =
        [
            new("gloves", "Put on gloves", new Confirm()),
            new("temperature", "Temperature", new EnterNumber("Cel", Limits: new Limits("20 Cel", "25 Cel"))),
            new("checked", "Checked", new ConfirmBySecondPerson()),
            new("label", "Label", new Confirm()),
        ];
        var content = new WorkMasterContent(
            "Hand rub", new MadeMaterial(new("HAND-RUB"), 10, "L"),
            [new Operation("010", "Mix", steps, new EquipmentRequirement(EquipmentLevel.WorkCenter, "MIX"), Qualifications: ["MIXING"])], [], []);
        await server.Take(new AddArea(new("H1"), "Hall 1") { Site = Site });
        await server.Take(new AddWorkCenter(new("MIX"), "Mixing", new("H1")) { Site = Site });
        await server.Take(new AddWorkUnit(new("M2"), "Mixer 2", new("MIX")) { Site = Site });
        await server.Take(new EnrollStation(new("ST-1"), "Station 1", new("MIX"), new("M2")) { Site = Site });
        await server.Take(new DefineMaterial(new("HAND-RUB"), "Hand rub", "L", MaterialTracking.Lot));
        await server.Take(new DefineQualification(new("MIXING"), "Mixing", ["Works alone"]));
        await server.Take(new TakeOverVersion(master, content, "SOP-7"));
        await server.Take(new RecordBaseline(master, [new BaselineVersion(master.Version(1))], "SOP-7") { Site = Site });
        await server.NewPerson(root, "P-17", Password, (Role.Operator, Site));
        var lead = await server.NewPerson(root, "P-18", Password, (Role.LineLead, Site));
        foreach (var person in new[] { "P-17", "P-18" })
        {
            await server.Take(new RegisterPerson(new(person), [Function.Operations]) { Site = Site });
            await root.Done($"/accounts/{person}/badges", new { number = person, pin = Pin });
        }

        await server.Take(new GrantQualification(new("P-17"), new("MIXING"), new("P-18")) { Site = Site });
        await server.Take(new CreateOrder(new("4711"), master, 10, "L") { Site = Site });
        await server.Take(new ReleaseOrder(new("4711")) { Site = Site });
        var station = server.NewBrowser(root);
        await station.Done($"/sites/{Site}/stations/ST-1/device", new { });
        station.Cookies.Remove(Groundswell.Identifying.SignedIn.SessionCookie);
        var plant = new LatePlant(server, root, station, lead);
        await plant.BadgeIn("P-17");
        return plant;
    }

    public async Task BadgeIn(string person)
    {
        Station.Acting = null;
        var opened = await Station.Done("/station/badge-in", new { badge = person, pin = Pin });
        Session = opened.GetProperty("session").GetString()!;
        Key = Convert.FromBase64String(opened.GetProperty("actKey").GetString()!);
        Station.Acting = Session;
    }

    /// <summary>Until the views have everything that was recorded.</summary>
    public async Task Seen()
    {
        var stop = TestContext.Current.CancellationToken;
        foreach (var log in await Server.Services.GetRequiredService<Journal>().Logs(stop))
            Assert.True(await Server.Services.GetRequiredService<IViewsProgress>().WaitFor(log.Log, log.Size, TimeSpan.FromSeconds(30), stop));
    }

    public static string Command(object command, Guid id, DateTimeOffset? at)
    {
        var json = JsonSerializer.SerializeToNode(command, JsonSerializerOptions.Web)!.AsObject();
        (json["id"], json["site"]) = (id.ToString(), Site);
        if (at is { } done)
            json["occurredAt"] = done.ToString("O");
        return json.ToJsonString();
    }

    public object Sealed(string act, string command, Guid id, byte[]? key = null, string? session = null) => new
    {
        id,
        session = session ?? Session,
        command,
        offsetMilliseconds = 250,
        seal = Convert.ToBase64String(HMACSHA256.HashData(
            key ?? Key, Encoding.UTF8.GetBytes($"groundswell-late-act/1\n{id:D}\n{session ?? Session}\n{act}\n250\n{command}"))),
    };

    /// <summary>Hands in an act that was done at a time, by who is badged in.</summary>
    public async Task<JsonElement> HandIn(string act, object command, DateTimeOffset? at, Guid? id = null)
    {
        var its = id ?? Guid.CreateVersion7();
        return await Station.Done($"/station/late/{act}", Sealed(act, Command(command, its, at), its));
    }

    /// <summary>Hands in, and gives the code it was set aside for; null where it was recorded.</summary>
    public async Task<string?> SetAsideFor(string act, object command, DateTimeOffset? at)
    {
        var receipt = await HandIn(act, command, at);
        return receipt.GetProperty("setAside").GetBoolean() ? receipt.GetProperty("refusal").GetString() : null;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
