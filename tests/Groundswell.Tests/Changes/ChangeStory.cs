using Groundswell.Changes.Hearings;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Readiness;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Effective;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Tests.Masters;
using static Groundswell.Tests.Changes.VoicesStory;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Changes;

/// <summary>One change that the tests of shaping, piloting and launching share: hand rub, with another limit.</summary>
internal static class ChangeStory
{
    public static readonly Id<Pilot> PilotId = new("rub-longer.1");
    public static readonly Id<WorkMasterVersion> Draft = HandRub.Second;
    public static readonly Id<WorkMasterVersion> Frozen = HandRub.Second.Revision(1);
    public static readonly DateOnly Today = new(2026, 3, 3);

    public static readonly WorkMasterContent Other = HandRub.Content with { Parameters = [HandRub.Content.Parameters[0] with { Value = 8400 }] };
    public static readonly string OtherHash = ContentText.HashOf(Other);

    public static readonly WorkMasterVersion First = StateAfter<WorkMasterVersion>(HandRub.Approved);
    public static readonly WorkMasterVersion DraftOpen = StateAfter<WorkMasterVersion>(new VersionOpened(Draft, HandRub.Master, 2, Other, HandRub.First));
    public static readonly WorkMasterVersion FrozenVersion =
        StateAfter<WorkMasterVersion>(new VersionFrozen(Frozen, HandRub.Master, 2, Draft, 1, Other, OtherHash, ["P-1"]));
    public static readonly WorkMasterVersion ApprovedVersion = StateAfter<WorkMasterVersion>(
        new VersionOpened(Draft, HandRub.Master, 2, Other, HandRub.First), new VersionSentToReview(Draft, 1, OtherHash, Other),
        new VersionApproved(Draft, OtherHash, [HandRub.Signed("Q-1", OtherHash)]));

    public static readonly FrozenRevision Revision = new(Draft, Frozen, 1, OtherHash, ChangeClass.Parameter);

    public static readonly Event[] Shaping =
    [
        new ChangeOpened(Rub, "Rub longer", "Twenty seconds are too short", "MUC", false),
        new ChangeDraftOpened(Rub, HandRub.Master, Draft),
        new ChangeReachSaid(Rub, new ChangeReach(["MUC"], [Filling], [Function.Operations, Function.Quality])),
        new ChangeEffectsSaid(Rub, [new ChangeEffect("The early shift", "Fewer complaints", "Ten seconds each")]),
        new ChangeBenefitSaid(Rub, Function.Operations, "Fewer bottles come back", "Rejects a shift"),
        new ChangeBenefitSaid(Rub, Function.Quality, "Nothing to explain", "Deviations a month"),
        new RevisionFrozen(Rub, Draft, Frozen, 1, OtherHash, ChangeClass.Parameter),
    ];

    public static Change Shaped => StateAfter<Change>(Shaping);

    public static Change Accepted => ShapedAnd(new ChangeAccepted(Rub, "MUC", PilotId.Value, [Revision], 9));

    public static Change ShapedAnd(params Event[] more) => StateAfter<Change>([.. Shaping, .. more]);

    public static readonly PilotPlan Plan = new(
        [Frozen], [Filling], ["P-1", "P-2"], Today, Today.AddDays(10),
        [
            new PilotRule("yield", PilotRuleKind.Stop, "More than one in twenty is bad", "jobs >= 5 and yield < 0.95"),
            new PilotRule("enough", PilotRuleKind.Exit, "Twenty jobs went well", "jobs >= 20 and yield >= 0.95"),
        ],
        ["E"]);

    public static readonly Event[] Gathering =
    [
        new PilotGroupOpened(PilotId, Rub, "F-1"),
        .. new[] { "P-1", "P-2", "P-3" }.SelectMany(person => new Event[] { new PilotInvited(PilotId, person, SuggestedBy.Lead), new PilotJoined(PilotId, person) }),
    ];

    public static Pilot Group(params Event[] more) => StateAfter<Pilot>([.. Gathering, .. more]);

    public static Pilot Planned(params Event[] more) => Group([new PilotPlanned(PilotId, Plan), .. more]);

    /// <summary>Three who do the work, of both functions that the change touches.</summary>
    public static IReadOnlyList<Person> Members { get; } =
        [Here("P-1", null, Function.Operations), Here("P-2", null, Function.Quality), Here("P-3", null, Function.Operations)];

    public static Person Manager(string id) =>
        Here(id).Evolve(new Happened(new ReportGained(new(id), new("P-99")), Story.Begin, Story.Begin, "HR", null, 2));

    public static EffectiveVersion Began { get; } =
        StateAfter<EffectiveVersion>(new BaselineRecorded(HandRub.Master, [new VersionInUse(HandRub.First, HandRub.Hash)], "SOP-7", []));

    public static EffectiveVersion BeganAnd(params Event[] more) => StateAfter<EffectiveVersion>(
        [new BaselineRecorded(HandRub.Master, [new VersionInUse(HandRub.First, HandRub.Hash)], "SOP-7", []), .. more]);

    public static readonly VersionPiloted Piloted = new(
        HandRub.Master, Frozen, OtherHash, Rub.Value, PilotId.Value, new ProvisionScope([Filling], ["E"], ["P-1", "P-2"]), Today, Today.AddDays(10));

    public static readonly VersionLaunched Launched = new(HandRub.Master, Draft, OtherHash, Rub.Value, new ProvisionScope([Filling], ["E", "L"]));

    public static Site SiteOf(bool gmp) => StateAfter<Site>(new SiteOpened(new Id<Site>("MUC"), "Munich", "Europe/Berlin", gmp));

    /// <summary>Every function was listened to, and has named and signed what it judges the change by.</summary>
    public static Hearing Heard()
    {
        var heard = ReadinessFacts.AlwaysHeard.Aggregate(Hearing.Unknown, (hearing, function) => hearing
            .Evolve(Done(new ListeningSessionHeld(Rub, function, [new("P-1")], "x", "y")))
            .Evolve(Done(new KpiNamed(Rub, function, "Kpi", "Measure", KpiDirection.Higher))));
        return ReadinessFacts.AlwaysHeard.Aggregate(heard, (hearing, function) => hearing.Evolve(Done(new KpisSigned(
            Rub, function, SignatureOf($"S-{function}", SignKpis.SheetOf(new SignKpis(Rub, function) { Site = "MUC" }, heard).ContentHash)))));
    }

    private static Happened Done(Event happened) => new(happened, Now, Now, "F-1", null, 50);

    public static SiteChange At(params Event[] more) => StateAfter<SiteChange>(
    [
        new ChangeBroughtIn(Rub, BroughtInBy.Origin), new SiteReachSaid(Rub, [Filling], ["E", "L"]),
        new AffectedListed(Rub, [.. Enumerable.Range(1, 10).Select(i => new AffectedPerson(new($"P-{i}"), Filling, i % 2 == 0 ? "L" : "E"))]),
        new AffectedFound(Rub, []),
        .. more,
    ]);
}
