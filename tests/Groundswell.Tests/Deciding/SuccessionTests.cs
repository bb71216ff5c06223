using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Tests.Projecting;

namespace Groundswell.Tests.Deciding;

/// <summary>Commands decided ahead of the disk come out as they do one by one, whatever happens between them.</summary>
public sealed class SuccessionTests
{
    private static readonly Id<Area> Hall = new("H1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryPlant]
    public async Task Each_is_decided_on_those_before_it_and_answered_in_order(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var commands = new List<Command> { Sent(new AddArea(Hall, "0")) };
        commands.AddRange(Enumerable.Range(1, 300).Select(i => Sent(new RenameArea(Hall, $"{i}"))));
        commands.Add(Sent(new AddWorkCenter(new("MIX"), "Mixing", Hall)));

        var answers = await Take(rooms, commands);

        Assert.Equal(commands.Select(command => command.Id), answers.Select(one => one.Command.Id));
        Assert.All(answers, one => Assert.False(one.Answer.Receipt!.Repeated));
        Assert.Equal(
            answers[..^1].Select(one => one.Answer.Receipt!.First),
            (await rooms.Journal.ReadStream(Logs.OfSite(RoomsAtWork.Site), Hall.Stream, 1, Stop)).Select(entry => entry.Position));
    }

    [Theory, EveryPlant]
    public async Task What_is_refused_is_refused_and_the_rest_goes_on(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);

        var answers = await Take(
            rooms,
            [
                Sent(new AddArea(Hall, "Hall 1")), Sent(new AddArea(Hall, "Again")), Sent(new RenameArea(Hall, "Hall one")),
                Sent(new RetireArea(Hall, "Sold")), Sent(new AddWorkCenter(new("MIX"), "Mixing", Hall)), Sent(new AddArea(new("H2"), "Hall 2")),
            ]);

        Assert.Equal([null, "plant.already-there", null, null, "plant.not-in-use", null], answers.Select(one => one.Answer.Refusal?.Code));
    }

    [Theory, EveryPlant]
    public async Task Sent_again_whole_or_in_part_all_are_known_and_nothing_is_added(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        Command[] commands = [Sent(new AddArea(Hall, "0")), .. Enumerable.Range(1, 40).Select(i => Sent(new RenameArea(Hall, $"{i}")))];
        await Take(rooms, commands[..20]);

        var rest = await Take(rooms, commands);
        var again = await Take(rooms, commands);

        Assert.Equal(Enumerable.Range(0, 41).Select(i => i < 20), rest.Select(one => one.Answer.Receipt!.Repeated));
        Assert.All(again, one => Assert.True(one.Answer.Receipt!.Repeated));
        Assert.Equal(41, await rooms.Journal.VersionOf(Logs.OfSite(RoomsAtWork.Site), Hall.Stream, Stop));
    }

    [Theory, EveryPlant]
    public async Task Where_somebody_else_writes_between_them_each_is_still_decided_on_what_is_there(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        await rooms.Do(new AddArea(Hall, "Hall 1"));
        var (other, told) = (rooms.NewDoor(), new List<Answer>());
        var succession = rooms.Door.InSuccession(RoomsAtWork.Anyone(), (_, answer) => told.Add(answer));

        await succession.Take(Sent(new RenameArea(Hall, "A")), Stop);
        await Recorded(Sent(new RetireArea(Hall, "Sold")));
        await succession.Take(Sent(new RenameArea(Hall, "B")), Stop);
        await succession.Take(Sent(new AddWorkCenter(new("MIX"), "Mixing", Hall)), Stop);
        await succession.Finish(Stop);
        await succession.Take(Sent(new AddArea(new("H2"), "Hall 2")), Stop);
        await succession.Finish(Stop);

        Assert.Equal([null, "plant.not-in-use", "plant.not-in-use", null], told.Select(answer => answer.Refusal?.Code));

        async Task Recorded(Command command) =>
            Assert.NotNull((await other.Take(command, RoomsAtWork.Anyone("P-2"), Stop)).Receipt);
    }

    [Theory, EveryPlant]
    public async Task What_may_not_be_done_is_not_done_ahead_either(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var answers = new List<Answer>();
        var succession = rooms.Door.InSuccession(RoomsAtWork.Anyone() with { Grants = [], Vouched = false }, (_, answer) => answers.Add(answer));

        await succession.Take(Sent(new AddArea(Hall, "Hall 1")), Stop);
        await succession.Finish(Stop);

        Assert.IsType<NotAllowed>(Assert.Single(answers).Refusal);
    }

    private static Command Sent(SiteCommand command) => command with { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site };

    private static async Task<List<(Command Command, Answer Answer)>> Take(RoomsAtWork rooms, IEnumerable<Command> commands)
    {
        var answers = new List<(Command, Answer)>();
        var succession = rooms.Door.InSuccession(RoomsAtWork.Anyone(), (command, answer) => answers.Add((command, answer)));
        foreach (var command in commands)
            await succession.Take(command, Stop);
        await succession.Finish(Stop);
        return answers;
    }
}
