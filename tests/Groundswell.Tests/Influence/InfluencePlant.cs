using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Standings;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Tests.Identifying;
using Groundswell.Work.Calls;
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
            await Do(new TakeHelpCall(call, Answering.OwnAccord), from);
            await Do(new AnswerHelpCall(call, true), from);
            await Do(new CloseHelpCall(call, true), to);
        }
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
