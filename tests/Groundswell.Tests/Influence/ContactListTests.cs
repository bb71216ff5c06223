using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Plant;
using Groundswell.Tests.Deciding;
using Groundswell.Tests.Projecting;
using Groundswell.Work.Calls;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Tests.Influence;

/// <summary>What the record shows of who did something for whom, through the record and the views of both databases.</summary>
public sealed class ContactListTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryPlant]
    public async Task Help_of_ones_own_accord_counts_and_duty_only_where_one_was_asked_for_by_name(SamplePlant plant)
    {
        await using var rooms = await Ready(plant);
        await Call(rooms, "HC-1", "P-2", "P-1", Answering.OwnAccord, solved: true);
        await Call(rooms, "HC-2", "P-3", "P-1", Answering.OnDuty, solved: true);
        await Call(rooms, "HC-3", "P-3", "P-1", Answering.OnDuty, solved: true, asked: "P-3");
        await Call(rooms, "HC-4", "P-2", "P-1", Answering.OwnAccord, solved: true, asked: "P-2");
        await Call(rooms, "HC-5", "P-2", "P-1", Answering.OwnAccord, solved: false);

        var help = await Contacts(rooms, Layer.Help);

        Assert.Equal([("P-2", 100), ("P-3", 50), ("P-2", 150), ("P-2", 30)], help.Select(row => (row.From, row.Worth)));
        Assert.All(help, row => Assert.Equal("P-1", row.To));
        Assert.All(help, row => Assert.Equal(4, row.Entries.Split(' ').Length));
    }

    [Theory, EveryPlant]
    public async Task A_note_to_somebody_is_a_choice_and_one_that_every_shift_leaves_is_the_rota(SamplePlant plant)
    {
        await using var rooms = await Ready(plant);
        await Note(rooms, "HO-1", HandOverKind.Shift, to: null);
        await Note(rooms, "HO-2", HandOverKind.Job, to: "P-2");
        await Note(rooms, "HO-3", HandOverKind.Watch, to: null);

        Assert.Equal("P-1", Assert.Single(await Contacts(rooms, Layer.HandOver)).From);
        Assert.Equal(10, Assert.Single(await Contacts(rooms, Layer.Reading)).Worth);
        Assert.Single(await Contacts(rooms, Layer.Work));
    }

    [Theory, EveryPlant]
    public async Task Whoever_taught_counts_more_than_whoever_assessed(SamplePlant plant)
    {
        await using var rooms = await Ready(plant);
        await rooms.Do(new DefineQualification(new("Q"), "Q"));
        await rooms.Do(new GrantQualification(new("P-1"), new("Q"), new("P-2"), TaughtBy: new("P-3")), RoomsAtWork.Anyone("P-2"));

        Assert.Equal([("P-2", 30), ("P-3", 100)], (await Contacts(rooms, Layer.Teaching)).Select(row => (row.From, row.Worth)));
    }

    private static async Task<RoomsAtWork> Ready(SamplePlant plant)
    {
        var rooms = await RoomsAtWork.Over(plant);
        await rooms.Do(new AddArea(new("H1"), "Hall 1"));
        await rooms.Do(new AddWorkCenter(new("MIX"), "Mixing", new("H1")));
        foreach (var person in new[] { "P-1", "P-2", "P-3" })
            await rooms.Do(new RegisterPerson(new(person), [Function.Operations]));
        await rooms.StartViews();
        return rooms;
    }

    private static async Task Call(RoomsAtWork rooms, string id, string from, string to, Answering answering, bool solved, string? asked = null)
    {
        var call = new Id<HelpCall>(id);
        await rooms.Do(new RaiseHelpCall(call, "machine", new("MIX"), For: asked), RoomsAtWork.Anyone(to));
        await rooms.Do(new TakeHelpCall(call, answering), RoomsAtWork.Anyone(from));
        await rooms.Do(new AnswerHelpCall(call, true), RoomsAtWork.Anyone(from));
        // The one who called has the last word on whether it helped.
        await rooms.Do(new CloseHelpCall(call, solved), RoomsAtWork.Anyone(to));
    }

    private static async Task Note(RoomsAtWork rooms, string id, HandOverKind kind, string? to)
    {
        await rooms.Do(new WriteHandOver(new(id), kind, new("MIX"), "Valve sticks", To: to), RoomsAtWork.Anyone("P-1"));
        await rooms.Do(new ReadHandOver(new(id)), RoomsAtWork.Anyone("P-2"));
    }

    private static async Task<List<ContactRow>> Contacts(RoomsAtWork rooms, Layer layer)
    {
        await rooms.Arrived();
        await using var views = rooms.Views.Open();
        return await views.Set<ContactRow>().AsNoTracking().Where(row => row.Layer == layer).OrderBy(row => row.Position).ThenBy(row => row.Part).ToListAsync(Stop);
    }
}
