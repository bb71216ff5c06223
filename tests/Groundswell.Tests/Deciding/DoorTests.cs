using Groundswell.Deciding;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Record.Attachments;
using Groundswell.Tests.Projecting;
using Groundswell.Work;
using Groundswell.Work.Calls;
using Groundswell.Work.Steps;

namespace Groundswell.Tests.Deciding;

/// <summary>The one way in, on each database: exactly once, guarded, denied by default.</summary>
public sealed class DoorTests
{
    private static readonly Id<Area> Hall = new("H1");
    private static readonly Id<MaterialDefinition> Ethanol = new("ETHANOL");
    private static readonly Id<MaterialLot> Drum = new("L-1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryPlant]
    public async Task A_command_sent_twice_is_recorded_once_and_answered_as_the_first_time(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var add = new AddArea(Hall, "Hall 1") { Id = Guid.CreateVersion7() };

        var first = await rooms.Do(add);
        // By now its own first try would refuse it; and another process has never heard of it.
        var again = await rooms.Do(add);
        var elsewhere = (await rooms.NewDoor().Take(add with { Site = RoomsAtWork.Site }, RoomsAtWork.Anyone(), Stop)).Receipt!;

        Assert.Equal((false, true, true), (first.Repeated, again.Repeated, elsewhere.Repeated));
        Assert.Equal((first.First, first.First), (again.First, elsewhere.First));
        Assert.Single(await rooms.Journal.ReadStream(Logs.OfSite(RoomsAtWork.Site), Hall.Stream, 1, Stop));
    }

    [Theory, EveryPlant]
    public async Task An_id_stands_for_one_command_of_one_person(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var add = new AddArea(Hall, "Hall 1") { Id = Guid.CreateVersion7() };
        await rooms.Do(add);

        Assert.Equal(new CommandReused(add.Id), await rooms.Refused(add with { Name = "Hall 2" }));
        Assert.Equal(new CommandReused(add.Id), await rooms.Refused(add, RoomsAtWork.Anyone("P-2")));
    }

    [Theory, EveryPlant]
    public async Task Of_many_who_take_the_last_of_a_lot_at_once_one_succeeds(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        await rooms.Do(new DefineMaterial(Ethanol, "Ethanol", "L", MaterialTracking.Lot));
        await rooms.Do(new ReceiveLot(Drum, Ethanol, 10, "L"));
        var doors = new[] { rooms.Door, rooms.NewDoor() };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => doors[i % 2].Take(
            new ConsumeLot(Drum, 10, "L", new WorkReference("4711")) { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site }, RoomsAtWork.Anyone(), Stop)));

        Assert.Single(answers, answer => answer.Receipt is not null);
        Assert.All(answers.Where(answer => answer.Receipt is null), answer => Assert.IsType<LotShort>(answer.Refusal));
    }

    [Theory, EveryPlant]
    public async Task What_another_process_recorded_is_seen_before_anything_is_refused_or_recorded(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var other = rooms.NewDoor();
        await rooms.Do(new AddArea(Hall, "Hall 1"));
        await rooms.Refused(new AddArea(Hall, "Hall 1"));
        await other.Take(new RetireArea(Hall, "Sold") { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site }, RoomsAtWork.Anyone(), Stop);

        // This door still has the hall in mind as it was.
        Assert.Equal(new NotInUse("area", "H1"), await rooms.Refused(new AddWorkCenter(new("MIX"), "Mixing", Hall)));
        await other.Take(new AddArea(new("H2"), "Hall 2") { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site }, RoomsAtWork.Anyone(), Stop);
        await rooms.Do(new AddWorkCenter(new("MIX"), "Mixing", new("H2")));
    }

    [Theory, EveryPlant]
    public async Task An_entry_says_when_it_happened_and_when_it_was_recorded(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        await rooms.Do(new DefineShiftCalendar(ShiftCalendar.OfSite, [new Shift("A", "Day", new TimeOnly(0, 0), new TimeOnly(23, 59), [.. Enum.GetValues<Weekday>()])]));
        var then = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

        await rooms.Do(new AddArea(Hall, "Hall 1") { OccurredAt = then, Source = Source.Transcribed }, RoomsAtWork.Anyone() with { Station = "ST-1", Device = "D-1" });

        var entry = Assert.Single(await rooms.Journal.ReadStream(Logs.OfSite(RoomsAtWork.Site), Hall.Stream, 1, Stop));
        Assert.Equal((then, true, "Europe/Berlin", "2026-03-02 A", "ST-1", "D-1", Source.Transcribed),
            (entry.OccurredAt, entry.IsLate(), entry.TimeZone, entry.Shift, entry.Station, entry.Device, entry.Source));
        await rooms.Do(new RenameArea(Hall, "Hall one"));
        Assert.False((await rooms.Journal.ReadStream(Logs.OfSite(RoomsAtWork.Site), Hall.Stream, 2, Stop)).Single().IsLate());
    }

    [Theory, EveryPlant]
    public async Task What_makes_no_sense_or_is_nobodys_right_is_refused_and_leaves_nothing(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var add = new AddArea(Hall, "Hall 1");
        var now = rooms.Time.GetUtcNow();
        var before = await rooms.Journal.Logs(Stop);

        Assert.Equal(new TimeInFuture(now.AddSeconds(3)), await rooms.Refused(add with { OccurredAt = now.AddSeconds(3) }));
        Assert.Equal(new SiteUnknown("BER"), await rooms.Refused(add with { Site = "BER" }));
        Assert.Equal(new NotAllowed("add-area", "MUC"), await rooms.Refused(add, new Caller("P-1", [])));
        Assert.Equal(new NotAllowed("add-area", "MUC"), await rooms.Refused(add, new Caller("P-1", [new Grant(Role.Engineer, null, "BER")])));
        Assert.Equal(
            new NotAllowed("record-device-clock", "MUC"),
            await rooms.Refused(new RecordDeviceClock(new("ST-1"), "D-1", 0), RoomsAtWork.Anyone() with { Vouched = false }));
        Assert.Equal(
            new CommandIdMissing(), (await rooms.Door.Take(add with { Site = RoomsAtWork.Site }, RoomsAtWork.Anyone(), Stop)).Refusal);
        Assert.Equal(before, await rooms.Journal.Logs(Stop));
        await rooms.Do(add with { OccurredAt = now.AddSeconds(1) }); // A sender's clock may be a little ahead.
    }

    [Theory, EveryPlant]
    public async Task Where_a_value_comes_from_is_not_taken_at_anybodys_word(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var person = new Caller("P-1", [new Grant(Role.Engineer, null, "MUC")]);
        var machine = new Caller("ERP", [new Grant(Role.Integration, null, "MUC"), new Grant(Role.Engineer, null, "MUC")]);
        var elsewhere = machine with { Grants = [new Grant(Role.Integration, null, "BER"), new Grant(Role.Engineer, null, "MUC")] };

        foreach (var source in new[] { Source.Scanned, Source.Machine, Source.Imported })
        {
            Assert.Equal(new SourceUnproved(source), await rooms.Refused(new AddArea(new("A"), "A") { Source = source }, person));
            Assert.Equal(new SourceUnproved(source), await rooms.Refused(new AddArea(new("A"), "A") { Source = source }, elsewhere));
            await rooms.Do(new AddArea(new($"M-{source}"), "A") { Source = source }, machine);
        }

        await rooms.Do(new AddArea(new("S"), "S") { Source = Source.Scanned }, person with { Station = "ST-1", Device = "D-1" });
        Assert.Equal(new SourceUnproved(Source.Machine), await rooms.Refused(new AddArea(new("A"), "A") { Source = Source.Machine }, person with { Station = "ST-1" }));
        await rooms.Do(new AddArea(new("F"), "F") { Source = Source.Imported }, person with { Brings = Source.Imported });
        await rooms.Do(new AddArea(new("T"), "T") { Source = Source.Transcribed }, person);
    }

    [Theory, EveryPlant]
    public async Task Rights_are_judged_by_what_holds_now_and_held_when_it_happened(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var now = rooms.Time.GetUtcNow();
        var grant = new Grant(Role.Engineer, null, "MUC");
        var former = new Caller("P-1", []) { Held = [new HeldGrant(grant, now.AddHours(-2), now.AddHours(-1))] };
        var recent = new Caller("P-2", [grant]) { Held = [new HeldGrant(grant, now.AddHours(-1), null)] };

        // A right that was withdrawn does not work on by saying that it was before; what a station kept since then does.
        Assert.IsType<NotAllowed>(await rooms.Refused(new AddArea(new("A"), "A") { OccurredAt = now.AddMinutes(-90) }, former));
        await rooms.Do(new AddArea(new("A"), "A") { OccurredAt = now.AddMinutes(-90) }, former with { Late = true });
        Assert.IsType<NotAllowed>(await rooms.Refused(new AddArea(new("B"), "B") { OccurredAt = now.AddMinutes(-30) }, former with { Late = true }));
        Assert.IsType<NotAllowed>(await rooms.Refused(new AddArea(new("B"), "B") { OccurredAt = now.AddMinutes(-30) }, former));
        Assert.IsType<NotAllowed>(await rooms.Refused(new AddArea(new("B"), "B"), former));
        Assert.IsType<NotAllowed>(await rooms.Refused(new AddArea(new("B"), "B") { OccurredAt = now.AddMinutes(-90) }, recent));
        await rooms.Do(new AddArea(new("B"), "B") { OccurredAt = now.AddMinutes(-30) }, recent);
        // Whoever copies it from paper does that now.
        await rooms.Do(new AddArea(new("C"), "C") { OccurredAt = now.AddMinutes(-90), Source = Source.Transcribed }, recent);
    }

    [Theory, EveryPlant]
    public async Task What_could_not_be_read_again_is_not_recorded(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var acts = new Acts();
        var tooLong = new Id<Area>(new string('H', Id<Area>.MaxLength + 1));
        acts.Add<AddArea>(() => PlantJson.Default.AddArea, "Add an area.", Rights.Everyone, async (add, read, _) =>
        {
            await read.Of(add.Area);
            return ((Decision)new AreaAdded(tooLong, add.Name)).On(add.Area);
        });
        var before = (await rooms.Journal.Logs(Stop)).Sum(log => log.Size);

        await Assert.ThrowsAsync<UnreadableEventException>(() => rooms.NewDoor(acts).Take(
            new AddArea(Hall, "Hall 1") { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site }, RoomsAtWork.Anyone(), Stop));

        Assert.Equal(before, (await rooms.Journal.Logs(Stop)).Sum(log => log.Size));
    }

    [Theory, EveryPlant]
    public async Task A_command_names_only_files_that_were_taken_in(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var acts = new Acts();
        var photo = new AttachmentReference("sha256:" + new string('0', 64), 1, "image/jpeg");
        acts.Add<CompleteStep>(
            () => WorkJson.Default.CompleteStep, "Do a step.", Rights.Everyone, async (complete, read, _) =>
            {
                await read.Of(complete.Job);
                return ((Decision)new StepCompleted(complete.Job, complete.Step, Photos: complete.Photos)).On(complete.Job);
            });

        var answer = await rooms.NewDoor(acts).Take(
            new CompleteStep(new("4711.010"), "photo", Photos: [photo]) { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site }, RoomsAtWork.Anyone(), Stop);

        Assert.Equal(new AttachmentUnknown(new string('0', 64)), answer.Refusal);
    }

    [Theory, EveryPlant]
    public async Task Who_is_always_too_late_is_told_to_try_again(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var acts = new Acts();
        var copy = new Id<RecordCopy>("K-1");
        var tries = 0;
        acts.Add<CopyRecord>(() => WorkJson.Default.CopyRecord, "Copy.", Rights.Everyone, async (asked, read, _) =>
        {
            await read.Of(copy);
            var happened = new RecordCopied(copy, CopyForm.Print, "order-4711", $"{++tries}", 1);
            await rooms.Journal.Append(
                new Append
                {
                    Log = Logs.OfSite(RoomsAtWork.Site),
                    Command = Guid.CreateVersion7(),
                    Actor = "P-2",
                    Source = Source.Typed,
                    OccurredAt = rooms.Time.GetUtcNow(),
                    TimeZone = "Europe/Berlin",
                    Entries = [Product.Codec.Write(copy.Stream, happened)],
                },
                Stop);
            return ((Decision)happened).On(copy);
        });

        var answer = await rooms.NewDoor(acts).Take(
            new CopyRecord(copy, CopyForm.Print, "order-4711", "x", 1) { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site }, RoomsAtWork.Anyone(), Stop);

        Assert.Equal(new TooManyAtOnce(), answer.Refusal);
        Assert.Equal(tries, (await rooms.Journal.ReadStream(Logs.OfSite(RoomsAtWork.Site), copy.Stream, 1, Stop)).Count);
    }

    [Fact]
    public async Task More_than_the_disk_keeps_up_with_is_turned_away_and_not_kept()
    {
        var folder = Directory.CreateTempSubdirectory("groundswell-busy-").FullName;
        try
        {
            await using var journal = await Journal.OpenFolder(folder, new JournalOptions { Kind = RecordKind.Trial, QueueCapacity = 1 }, Stop);
            await journal.OpenLog(Logs.Enterprise, Stop);
            var states = new States(journal, Product.Codec);
            var door = new Door(Product.Rooms.Acts, journal, Product.Codec, states, new SitesInRecord(states, journal), TimeProvider.System);

            var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => door.Take(
                new DefineMaterial(new($"M-{i}"), "M", "L", MaterialTracking.Lot) { Id = Guid.CreateVersion7() }, RoomsAtWork.Anyone(), Stop))));

            Assert.Contains(answers, answer => answer.Refusal is TooBusy);
            Assert.Equal(answers.Count(answer => answer.Receipt is not null), (await journal.Logs(Stop)).Sum(log => log.Size));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory, EveryPlant]
    public async Task What_a_button_would_be_answered_is_asked_without_recording(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        await rooms.Do(new AddArea(Hall, "Hall 1"));
        var before = await rooms.Journal.Logs(Stop);

        Assert.Null(await rooms.Door.WouldRefuse(new AddArea(new("H2"), "Hall 2") { Site = "MUC" }, RoomsAtWork.Anyone(), Stop));
        Assert.Equal(new AlreadyThere("area", "H1"), await rooms.Door.WouldRefuse(new AddArea(Hall, "x") { Site = "MUC" }, RoomsAtWork.Anyone(), Stop));
        Assert.IsType<NotAllowed>(await rooms.Door.WouldRefuse(new AddArea(Hall, "x") { Site = "MUC" }, new Caller("P-1", []), Stop));
        Assert.Equal(before, await rooms.Journal.Logs(Stop));
    }
}
