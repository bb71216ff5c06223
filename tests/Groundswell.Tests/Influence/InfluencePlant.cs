using System.Text.Json;
using Groundswell.Changes.Proposals;
using Groundswell.Deciding;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Standings;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Tests.Identifying;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Influence;

/// <summary>A site with two crews of eight who help each other, a facilitator, a works council and an administrator, over the real server.</summary>
internal sealed class InfluencePlant : IAsyncDisposable
{
    public const string Site = "MUC";
    public const string Password = "blue mixer at dawn";

    private InfluencePlant(Groundswelling server) => Server = server;

    public Groundswelling Server { get; }

    public Browser Root { get; private set; } = null!;

    public Browser Facilitator { get; private set; } = null!;

    public Browser Council { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The people of a crew: A-1 … A-8, B-1 … B-8.</summary>
    public static IEnumerable<string> Crew(string crew) => Enumerable.Range(1, 8).Select(at => $"{crew}-{at}");

    public static async Task<InfluencePlant> Start(bool agreed = true)
    {
        var plant = new InfluencePlant(await Groundswelling.Start());
        plant.Root = await plant.Server.WithAdministrator(Site);
        await plant.Do(new AddArea(new("H1"), "Hall 1"));
        await plant.Do(new AddWorkCenter(new("MIX"), "Mixing", new("H1")));
        await plant.Do(new RegisterPerson(new("L-1"), [Function.Operations], "Crew A"));
        foreach (var crew in new[] { "A", "B" })
        {
            foreach (var person in Crew(crew))
                await plant.Do(new RegisterPerson(new(person), [Function.Operations], $"Crew {crew}", ReportsTo: person == "A-1" ? new("L-1") : null));
        }

        await plant.Do(new RegisterPerson(new("F-1"), [Function.Engineering], "Day"));
        plant.Facilitator = await plant.Server.NewPerson(plant.Root, "F-1", Password, (Role.Facilitator, Site));
        plant.Council = await plant.Server.NewPerson(plant.Root, "C-1", Password, (Role.WorksCouncil, Site));
        if (agreed)
            await plant.Agree();
        return plant;
    }

    /// <summary>Both sides sign the usual policy.</summary>
    public async Task Agree()
    {
        var content = PolicyContent.Usual;
        var hash = ProposeInfluencePolicy.SheetOf(Site, 1, content).ContentHash;
        await Do(new ProposeInfluencePolicy(content.Purpose), "P-1", hash);
        await Do(new AgreeToInfluencePolicy(1), "C-1", hash);
    }

    /// <summary>Everybody of both crews takes part.</summary>
    public async Task AllTakePart()
    {
        foreach (var person in Crew("A").Concat(Crew("B")))
            await Do(new TakePart(1), person);
    }

    /// <summary>One helps another of their own accord, so many times.</summary>
    public async Task Help(string from, string to, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            var call = new Id<HelpCall>($"HC-{Guid.CreateVersion7()}");
            await Do(new RaiseHelpCall(call, "machine", new("MIX")), to);
            await Do(new TakeHelpCall(call, Groundswell.Work.Calls.Answering.OwnAccord), from);
            await Do(new AnswerHelpCall(call, true), from);
            await Do(new CloseHelpCall(call, true), to);
        }
    }

    /// <summary>Order 1, worked on by A-2: with a step done, one for which A-1 helped, and a proposal that A-3 has spoken for.</summary>
    public async Task OrderAtWork()
    {
        var master = new Id<WorkMaster>("RUB");
        var content = new WorkMasterContent(
            "Hand rub", new MadeMaterial(new("RUB"), 10, "L"),
            [new Operation("010", "Mix", [new Step("gloves", "Put on gloves", new Confirm()), new Step("stir", "Stir", new Confirm())], new EquipmentRequirement(EquipmentLevel.WorkCenter, "MIX"))], [], []);
        await Do(new AddWorkUnit(new("M2"), "Mixer 2", new("MIX")));
        await Server.Take(new DefineMaterial(new("RUB"), "Hand rub", "L", MaterialTracking.Lot));
        await Server.Take(new TakeOverVersion(master, content, "SOP-7"));
        var baseline = new RecordBaseline(master, [new BaselineVersion(master.Version(1))], "SOP-7");
        await Do(baseline, signs: Assert.IsType<SignatureMissing>((await Take(baseline, "P-1", null)).Refusal).ContentHash);
        await Do(new CreateOrder(new("1"), master, 10, "L"));
        await Do(new ReleaseOrder(new("1")));
        var job = new Id<Job>("1.010");
        await Do(new StartJob(job, new("M2")), "A-2");
        await Do(new CompleteStep(job, "gloves"), "A-2");
        await Do(new RaiseHelpCall(new("1"), "machine", new("MIX"), job, "stir"), "A-2");
        await Do(new TakeHelpCall(new("1"), Groundswell.Work.Calls.Answering.OwnAccord), "A-1");
        await Do(new AnswerHelpCall(new("1"), true), "A-1");
        await Do(new CloseHelpCall(new("1"), true), "A-2");
        await Do(new CompleteStep(job, "stir"), "A-2");
        await Do(new Propose(new("1"), ProposalAbout.Slow, new("MIX"), Job: job), "A-2");
        await Do(new AddVoice(new("1"), true), "A-3");
    }

    public async Task Do(SiteCommand command, string person = "P-1", string? signs = null)
    {
        var answer = await Take(command, person, signs);
        Assert.Null(answer.Refusal);
    }

    public Task<Answer> Take(SiteCommand command, string person, string? signs = null)
    {
        var caller = Caller.System("test") with { Person = person, Grants = [.. Enum.GetValues<Role>().Select(role => new Grant(role, null, null))] };
        IReadOnlyList<Signature> signatures = signs is null ? [] : [new Signature(person, person, SignatureMeaning.Approved, signs, "password", Server.Time.GetUtcNow())];
        return Server.Services.GetRequiredService<Door>().Take(command with { Id = Guid.CreateVersion7(), Site = Site }, caller, signatures, Stop);
    }

    public async Task<Browser> Worker(string person, params (Role, string?)[] grants) =>
        await Server.NewPerson(Root, person, Password, grants.Length == 0 ? [(Role.Operator, Site)] : grants);

    /// <summary>Asks once the views have everything that was recorded.</summary>
    public async Task<JsonElement> Asked(Browser browser, string path)
    {
        await Arrived();
        return await browser.Read($"/sites/{Site}/influence/{path}");
    }

    public async Task<string> Refused(Browser browser, string path)
    {
        await Arrived();
        return await Browser.CodeOf(await browser.Get($"/sites/{Site}/influence/{path}"));
    }

    public async Task Arrived()
    {
        foreach (var log in await Server.Services.GetRequiredService<Journal>().Logs(Stop))
            Assert.True(await Server.Services.GetRequiredService<IViewsProgress>().WaitFor(log.Log, log.Size, TimeSpan.FromSeconds(30), Stop));
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
