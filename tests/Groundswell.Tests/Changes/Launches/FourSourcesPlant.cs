using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Policies;
using Groundswell.Changes.Readiness;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Tests.Deciding;

namespace Groundswell.Tests.Changes.Launches;

/// <summary>A plant of two lines and three shifts for random histories: what has happened before they begin. Its gates are green then.</summary>
internal static class FourSourcesPlant
{
    public static readonly Id<WorkMaster> Master = new("rub");
    public static readonly Id<Pilot> PilotId = new("third.1");
    public static readonly Id<WorkMasterVersion> Frozen = Master.Version(4).Revision(1);
    public static readonly string[] Lines = ["FILL-1", "FILL-2"];
    public static readonly string[] Shifts = ["E", "L", "N"];

    /// <summary>Versions 2 and 3 come with these, version 4 is a draft of the third, 5 is approved and comes with none.</summary>
    public static readonly Id<Change>[] Carried = [new("first"), new("second"), new("third")];

    /// <summary>Version 6 is the variant of another site, and comes with this; somebody has it carried, accepted and approved as if it were their own.</summary>
    public static readonly Id<Change> Foreign = new("foreign");
    public static readonly Id<WorkMasterVersion> Variant = Master.Version(6);

    public static WorkMasterContent Content(int number) => new(
        "Hand rub", new MadeMaterial(new("RUB"), 10, "L"), [new Operation("010", "Fill", [])], [], [new Parameter("seconds", "Seconds", 20 + number, "s")]);

    public static async Task Begin(RoomsAtWork rooms, CancellationToken stop)
    {
        await rooms.Journal.OpenLog(Logs.OfSite(RoomsAtWork.Site), stop);
        await rooms.Journal.OpenLog(Logs.PeopleOfSite(RoomsAtWork.Site), stop);
        await Append(rooms, Logs.Enterprise, Shared(), stop);
        await Append(rooms, Logs.OfSite(RoomsAtWork.Site), AtSite(DateOnly.FromDateTime(rooms.Time.GetUtcNow().UtcDateTime)), stop);
    }

    private static IEnumerable<(string Stream, Event Event)> Shared()
    {
        yield return (new Id<MaterialDefinition>("RUB").Stream, new MaterialDefined(new("RUB"), "Rub", "L", MaterialTracking.None, false));
        yield return (ChangePolicy.OfEnterprise.Stream, new ChangePolicyPublished(
            1, [.. ClassPolicy.OfAll.Select(one => new ClassPolicy(one, ShareAnswered: 0))], "A trial", "0", []));
        yield return (Master.Stream, new WorkMasterCreated(Master, "Hand rub", new("RUB")));
        yield return (Master.Stream, new WorkMasterVersionTakenOver(Master, 1));
        yield return (Version(1), new VersionTakenOver(Master.Version(1), Master, 1, Content(1), HashOf(1), "SOP-7"));
        foreach (var number in new[] { 2, 3, 5 })
        {
            yield return (Master.Stream, new WorkMasterVersionOpened(Master, number));
            yield return (Version(number), new VersionOpened(Master.Version(number), Master, number, Content(number), Master.Version(1)));
            yield return (Version(number), new VersionSentToReview(Master.Version(number), 1, HashOf(number), Content(number)));
            yield return (Version(number), new VersionApproved(Master.Version(number), HashOf(number), [Signs("Q-9", HashOf(number))]));
        }

        yield return (Master.Stream, new WorkMasterVersionOpened(Master, 6, "HAM"));
        yield return (Version(6), new VersionOpened(Variant, Master, 6, Content(6), Master.Version(1), Variant: new SiteVariant("HAM", Master.Version(1), "Hard water")));
        yield return (Version(6), new VersionSentToReview(Variant, 1, HashOf(6), Content(6)));
        yield return (Version(6), new VersionApproved(Variant, HashOf(6), [Signs("Q-9", HashOf(6))]));
        yield return (Foreign.Stream, new ChangeOpened(Foreign, "Hard water", "Hard water", "HAM", false, VariantOf: new VariantLink(Master.Version(1))));
        yield return (Foreign.Stream, new ChangeDraftOpened(Foreign, Master, Variant));
        yield return (Foreign.Stream, new ChangeAccepted(
            Foreign, "HAM", "p", [new FrozenRevision(Variant, Variant.Revision(1), 1, HashOf(6), ChangeClass.Parameter)], 1));
        yield return (Version(4), new VersionOpened(Master.Version(4), Master, 4, Content(4), Master.Version(1)));
        yield return (Frozen.Stream, new VersionFrozen(Frozen, Master, 4, Master.Version(4), 1, Content(4), HashOf(4), ["P-1"]));
        for (var i = 0; i < Carried.Length; i++)
        {
            var (change, draft) = (Carried[i], Master.Version(i + 2));
            yield return (change.Stream, new ChangeOpened(change, "Rub longer", "Too short", RoomsAtWork.Site, Affecting: i == 1));
            yield return (change.Stream, new ChangeDraftOpened(change, Master, draft));
            yield return (change.Stream, new ChangeReachSaid(change, new ChangeReach([RoomsAtWork.Site], [], [Function.Operations])));
            yield return (change.Stream, new ChangeEffectsSaid(change, [new ChangeEffect("All", "Less rework")]));
            yield return (change.Stream, new ChangeBenefitSaid(change, Function.Operations, "Less rework", "Rejects"));
            yield return (change.Stream, new RevisionFrozen(change, draft, draft.Revision(1), 1, HashOf(i + 2), ChangeClass.Parameter));
            if (i < 2)
            {
                yield return (change.Stream, new ChangeAccepted(
                    change, RoomsAtWork.Site, "p", [new FrozenRevision(draft, draft.Revision(1), 1, HashOf(i + 2), ChangeClass.Parameter)], 1));
            }
        }
    }

    private static IEnumerable<(string Stream, Event Event)> AtSite(DateOnly today)
    {
        foreach (var line in Lines)
        {
            yield return (new Id<WorkCenter>(line).Stream, new WorkCenterAdded(new(line), line, new("H")));
            yield return (new Id<WorkUnit>($"{line}-U").Stream, new WorkUnitAdded(new($"{line}-U"), line, new(line), []));
        }

        var week = Enum.GetValues<Weekday>();
        yield return (ShiftCalendar.OfSite.Stream, new ShiftCalendarDefined(
            ShiftCalendar.OfSite,
            [
                new Shift("E", "Early", new(6, 0), new(14, 0), week), new Shift("L", "Late", new(14, 0), new(22, 0), week),
                new Shift("N", "Night", new(22, 0), new(6, 0), week),
            ],
            []));
        foreach (var person in Enumerable.Range(1, 6).Select(i => new Id<Person>($"P-{i}")))
            yield return (person.Stream, new PersonRegistered(person, [Function.Operations, Function.Quality]));
        foreach (var person in new[] { "P-1", "P-2" })
        {
            var id = new Id<Person>(person);
            yield return (SiteChampions.OfSite.Stream, new ChampionNamed(id, NamedBy.Self));
            yield return (SiteChampions.OfSite.Stream, new ChampionAccepted(
                id, new ChampionArea([.. Lines.Select(line => new Id<WorkCenter>(line))], [], []), today.AddYears(3), true));
            foreach (var change in Carried.Append(Foreign))
                yield return (SiteChampions.OfSite.Stream, new ChangeTakenUp(id, change));
        }

        foreach (var change in Carried.Append(Foreign))
        {
            var heard = Hearing.Unknown;
            foreach (var happened in ReadinessFacts.AlwaysHeard.SelectMany(function => new Event[]
            {
                new ListeningSessionHeld(change, function, [new("P-1")], "x", "y"), new KpiNamed(change, function, "Kpi", "Measure", KpiDirection.Higher),
            }))
            {
                heard = heard.Evolve(new Happened(happened, Story.Begin, Story.Begin, "F", null, 1));
                yield return (Hearing.IdOf(change).Stream, happened);
            }

            foreach (var function in ReadinessFacts.AlwaysHeard)
            {
                var shown = SignKpis.SheetOf(new SignKpis(change, function) { Site = RoomsAtWork.Site }, heard).ContentHash;
                yield return (Hearing.IdOf(change).Stream, new KpisSigned(change, function, Signs($"S-{function}", shown)));
            }

            var here = SiteChange.IdOf(change).Stream;
            yield return (here, new ChangeBroughtIn(change, BroughtInBy.Origin));
            yield return (here, new SiteReachSaid(change, [.. Lines.Select(line => new Id<WorkCenter>(line))], ["E", "L"]));
            yield return (here, new AffectedListed(change, [.. Enumerable.Range(1, 6).Select(i => new AffectedPerson(new($"P-{i}")))]));
            yield return (here, new AffectedFound(change, []));
        }

        yield return (PilotId.Stream, new PilotGroupOpened(PilotId, Carried[2], "F-1"));
        foreach (var person in new[] { "P-1", "P-2", "P-3" })
            yield return (PilotId.Stream, new PilotJoined(PilotId, person));
        yield return (PilotId.Stream, new PilotPlanned(PilotId, new PilotPlan(
            [Frozen], [new("FILL-1")], ["P-1", "P-2"], today, today.AddDays(40),
            [new PilotRule("stop", PilotRuleKind.Stop, "Bad", "yield < 0.9"), new PilotRule("exit", PilotRuleKind.Exit, "Good", "jobs > 20 and yield > 0.99")],
            ["E", "L"])));
    }

    public static string HashOf(int number) => ContentText.HashOf(Content(number));

    public static Signature Signs(string person, string hash) => new(person, $"Person {person}", SignatureMeaning.Approved, hash, "password", Story.Begin);

    private static string Version(int number) => Master.Version(number).Stream;

    private static async Task Append(RoomsAtWork rooms, string log, IEnumerable<(string Stream, Event Event)> events, CancellationToken stop)
    {
        var answer = await rooms.Journal.Append(
            new Append
            {
                Log = log,
                Command = Guid.CreateVersion7(),
                Actor = "system:test",
                Source = Source.Imported,
                OccurredAt = rooms.Time.GetUtcNow(),
                TimeZone = "Etc/UTC",
                Entries = [.. events.Select(one => Product.Codec.Write(one.Stream, one.Event))],
            },
            stop);
        Assert.IsType<Receipt>(answer);
    }
}
