using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Record.Sealing;
using Groundswell.Sealing;
using Groundswell.Tests.Deciding;
using Groundswell.Tests.Identifying;
using Groundswell.Tests.Projecting;
using Microsoft.Data.Sqlite;

namespace Groundswell.Tests.Sealing;

/// <summary>What somebody confides: readable by those who may, in no log in the clear, and gone when its author says so.</summary>
public sealed class ConfidedTests
{
    private static readonly Id<Confessional> Box = new("1");
    private static readonly EventCodec Codec = new([ConfessionJson.Default], [typeof(Confessed), typeof(ConfessionForgotten)]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryPlant]
    public async Task It_is_sealed_in_the_log_for_peoples_data_and_opened_for_whoever_decides(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var (door, states) = NewDoor(rooms);

        var receipt = (await door.Take(new Confess("I skip the scan") { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site }, RoomsAtWork.Anyone("P-3"), Stop)).Receipt!;

        Assert.Equal(Logs.PeopleOfSite(RoomsAtWork.Site), receipt.Log);
        var entry = Assert.Single(await rooms.Journal.ReadStream(receipt.Log, Box.Stream, 1, Stop));
        var text = Encoding.UTF8.GetString(entry.Payload.Span);
        Assert.DoesNotContain("scan", text);
        Assert.Contains("$sealed", text);
        // As this process has it, and as another one reads it.
        Assert.Equal("I skip the scan", (await states.Load<Confessional>(new(receipt.Log, Box.Stream), Stop)).State.Last);
        Assert.Equal("I skip the scan", (await NewStates(rooms).Load<Confessional>(new(receipt.Log, Box.Stream), Stop)).State.Last);
    }

    [Theory, EveryPlant]
    public async Task Forgotten_it_is_gone_for_every_process_and_the_key_has_an_entry_of_its_own(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var (door, states) = NewDoor(rooms);
        var log = Logs.PeopleOfSite(RoomsAtWork.Site);
        await door.Take(new Confess("I skip the scan") { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site }, RoomsAtWork.Anyone("P-3"), Stop);
        var (elsewhere, elsewheresStates) = NewDoor(rooms);
        await elsewhere.WouldRefuse(new ForgetConfession { Site = RoomsAtWork.Site }, RoomsAtWork.Anyone("P-3"), Stop);

        var forgotten = await door.Take(new ForgetConfession { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site }, RoomsAtWork.Anyone("P-3"), Stop);

        Assert.Null(forgotten.Refusal);
        Assert.Null((await states.Load<Confessional>(new(log, Box.Stream), Stop)).State.Last);
        Assert.Null((await elsewheresStates.Load<Confessional>(new(log, Box.Stream), Stop)).State.Last);
        Assert.Null((await NewStates(rooms).Load<Confessional>(new(log, Box.Stream), Stop)).State.Last);
        Assert.Contains(await rooms.Journal.ReadStream(log, "record", 1, Stop), entry => entry.Name == "seal-key.destroyed" && entry.Actor == "P-3");
    }

    [Theory, EveryPlant]
    public async Task What_few_answers_there_are_is_not_given_away_by_a_digest(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var (door, _) = NewDoor(rooms);
        var confess = new Confess("helps") { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site };
        await door.Take(confess, RoomsAtWork.Anyone("P-3"), Stop);

        // Whoever tries out what was said learns nothing: each of them is answered as the first.
        var tried = await door.Take(confess with { Text = "hurts" }, RoomsAtWork.Anyone("P-3"), Stop);

        Assert.True(tried.Receipt!.Repeated);
    }

    [Theory, EveryDirectory]
    public async Task Keys_of_each_directory_open_what_they_sealed_until_they_are_destroyed(DirectoryChoice directory)
    {
        var folder = Directory.CreateTempSubdirectory("groundswell-").FullName;
        var place = await directory.Place(folder);
        await place.Open(Stop);
        var keys = place.SealKeys();
        var sealer = new Sealer(keys, TimeProvider.System);

        var mine = await sealer.Seal("P-1", "says-1", new Confession("a"), Confession.Shape, Stop);
        var other = await sealer.Seal("P-1", "says-2", new Confession("b"), Confession.Shape, Stop);
        Assert.Equal(mine.Key, (await sealer.Seal("P-1", "says-1", new Confession("c"), Confession.Shape, Stop)).Key);
        Assert.Equal(["says-1", "says-2"], (await keys.Of("P-1", Stop)).Keys.Order());
        await keys.Destroy(mine.Key, Stop);

        Assert.IsType<SealKeyGone<Confession>>(await sealer.Open(mine, Confession.Shape, Stop));
        Assert.Equal(new OpenedValue<Confession>(new("b")), await sealer.Open(other, Confession.Shape, Stop));
        Assert.IsType<SealKeyState.Absent>(await keys.Find(new string('0', 32), Stop));
        Assert.NotEqual(mine.Key, (await sealer.Seal("P-1", "says-1", new Confession("d"), Confession.Shape, Stop)).Key);

        await ((keys as IAsyncDisposable)?.DisposeAsync() ?? default);
        (keys as IDisposable)?.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Every_event_that_holds_something_confided_says_so()
    {
        var silent = Rooms.All.SelectMany(room => room.Events)
            .Where(type => type.GetProperties().Any(property => property.PropertyType.IsSubclassOf(typeof(Confided))) && !type.IsAssignableTo(typeof(IConfides)));

        Assert.Empty(silent);
    }

    private static (Door Door, States States) NewDoor(RoomsAtWork rooms)
    {
        var acts = new Acts();
        acts.Add(() => ConfessionJson.Default.Confess, "Confess.", Rights.Everyone, _ => Box, Confess.Decide);
        acts.Add(() => ConfessionJson.Default.ForgetConfession, "Forget it.", Rights.Everyone, _ => Box, ForgetConfession.Decide);
        var states = NewStates(rooms);
        return (new Door(acts, rooms.Journal, Codec, states, rooms.Sites, rooms.Time, rooms.Sealer), states);
    }

    private static States NewStates(RoomsAtWork rooms) => new(rooms.Journal, Codec, sealer: rooms.Sealer);
}

public sealed record Confession(string Text) : IConfidable<Confession>
{
    public static JsonTypeInfo<Confession> Shape => ConfessionJson.Default.Confession;
}

public sealed record Confess(string Text) : PeopleCommand
{
    public static Decision Decide(Confess confess, Confessional box, Circumstances circumstances) =>
        new Confessed(Confided.Of(new Confession(confess.Text), circumstances.Person, "confession"));
}

public sealed record ForgetConfession : PeopleCommand
{
    public static Decision Decide(ForgetConfession forget, Confessional box) => new ConfessionForgotten([box.Key!]);
}

[RecordedAs("test.confessed")]
public sealed record Confessed(Confided<Confession> Confession) : Event, IConfides
{
    IEnumerable<Confided> IConfides.Confidences => [Confession];
}

[RecordedAs("test.confession-forgotten")]
public sealed record ConfessionForgotten(IReadOnlyList<string> KeyIds) : Event, IForgets
{
    IEnumerable<string> IForgets.Keys => KeyIds;

    string IForgets.Why => "asked for";
}

public sealed record Confessional(string? Last, string? Key) : IState<Confessional>
{
    public static string Kind => "confessional";

    public static Confessional Unknown { get; } = new(null, null);

    public Confessional Evolve(Happened happened) => happened.Event switch
    {
        Confessed e => new(e.Confession.Value?.Text, e.Confession.Key),
        ConfessionForgotten => Unknown,
        _ => this,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Confession))]
[JsonSerializable(typeof(Confess))]
[JsonSerializable(typeof(ForgetConfession))]
[JsonSerializable(typeof(Confessed))]
[JsonSerializable(typeof(ConfessionForgotten))]
internal sealed partial class ConfessionJson : JsonSerializerContext;
