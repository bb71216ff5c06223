using System.Reflection;
using Groundswell.Changes.Champions;
using Groundswell.Changes.Drafting;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Proposals;
using Groundswell.Changes.Questions;
using Groundswell.Changes.Stories;
using Groundswell.Changes.Variants;
using Groundswell.Deciding;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Signs;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Tests.Deciding;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;

namespace Groundswell.Tests.Projecting;

/// <summary>Commands of every kind, at random but the same for the same seed, about few enough things that many of them are done and not refused.</summary>
internal sealed class RandomWork(ulong seed)
{
    /// <summary>What would end the plant that the rest goes on in.</summary>
    private static readonly HashSet<string> NotDone =
    [
        "CloseSite", "ChangeSite", "OpenSite", "RetireArea", "RetireWorkCenter", "RetireWorkUnit", "RetireMaterial", "RetireVersion", "DefineShiftCalendar",
        "AppointFirstAdministrator", "ProposeInfluencePolicy", "SwitchInfluenceOff", "TakeBackNomination",
    ];

    private static readonly List<Act> Acts = [.. Product.Rooms.Acts.All.Where(act => !NotDone.Contains(act.Command.Name)).OrderBy(act => act.Name, StringComparer.Ordinal)];

    private static readonly Dictionary<string, string[]> Ids = new()
    {
        ["Order"] = ["O-1", "O-2", "O-3", "O-4", "O-5", "O-9"],
        ["Job"] = [.. from order in new[] { 1, 2, 3, 4, 5, 9 } from job in new[] { "mix", "fill", "mix.2", "fill.2", "mix-B" } select $"O-{order}.{job}"],
        ["MaterialLot"] = ["L-1", "L-2", "L-3", "L-4", "L-5", "L-6"],
        ["MaterialDefinition"] = ["ETH", "RUB"],
        ["WorkMaster"] = ["RUB"],
        ["WorkMasterVersion"] = ["RUB@1"],
        ["WorkCenter"] = ["MIX", "FILL"],
        ["WorkUnit"] = ["M1", "M2", "F1"],
        ["Area"] = ["H1", "H2"],
        ["Station"] = ["S-1", "S-2"],
        ["Person"] = ["P-1", "P-2", "P-3"],
        ["Account"] = ["P-1", "P-2", "P-3"],
        ["ShiftCalendar"] = ["site"],
    };

    private static readonly Dictionary<string, string?[]> Texts = new()
    {
        ["Unit"] = ["L"],
        ["Step"] = ["gloves", "temperature", "ethanol", "output", "cap"],
        ["Value"] = ["22 Cel", "30 Cel", null],
        ["From"] = ["22 Cel"],
        ["To"] = ["23 Cel"],
        ["Operation"] = ["mix", "fill"],
        ["Equipment"] = ["M1", null],
        ["Person"] = ["P-1", "P-2"],
        ["Shift"] = ["D"],
        ["AtSite"] = [RoomsAtWork.Site, null],
        ["Meaning"] = ["approved", "verified"],
    };

    private ulong _state = seed;

    /// <summary>The plant that the work is about.</summary>
    public static async Task Ground(RoomsAtWork rooms)
    {
        await rooms.Do(new AddArea(new("H1"), "Hall 1"));
        await rooms.Do(new AddWorkCenter(new("MIX"), "Mixing", new("H1")));
        await rooms.Do(new AddWorkCenter(new("FILL"), "Filling", new("H1")));
        await rooms.Do(new AddWorkUnit(new("M1"), "Mixer 1", new("MIX"), ["mixer"]));
        await rooms.Do(new AddWorkUnit(new("M2"), "Mixer 2", new("MIX"), ["mixer"]));
        await rooms.Do(new AddWorkUnit(new("F1"), "Filler 1", new("FILL"), []));
        await rooms.Do(new DefineShiftCalendar(
            ShiftCalendar.OfSite, [new Shift("D", "Day", new TimeOnly(0, 0), new TimeOnly(23, 59), [.. Enum.GetValues<Weekday>()])]));
        foreach (var person in Ids["Person"])
        {
            await rooms.Do(new RegisterPerson(new(person), [Function.Operations]));
            await rooms.Do(new OpenAccount(new(person), AccountHolder.Person));
        }

        await rooms.Do(new DefineMaterial(new("ETH"), "Ethanol", "L", MaterialTracking.Lot));
        await rooms.Do(new DefineMaterial(new("RUB"), "Hand rub", "L", MaterialTracking.Lot));
        await rooms.Do(new ReceiveLot(new("L-1"), new("ETH"), 5_000, "L"));
        var master = new Id<WorkMaster>("RUB");
        await rooms.Do(new TakeOverVersion(master, Content, "SOP-7"));
        await rooms.Do(new RecordBaseline(master, [new BaselineVersion(master.Version(1))], "SOP-7"));

        await rooms.Do(new OpenChange(new("X-1"), "A stand", "It has to be held"));
        await rooms.Do(new Propose(new("X-1"), ProposalAbout.Slow, new("MIX")));

        // What work at random hardly ever gets to: steps done in their order, one of them out of its limits.
        await rooms.Do(new GrantRole(new("P-1"), Role.Supervisor));
        await rooms.Do(new CreateOrder(new("O-9"), master, 100, "L"));
        await rooms.Do(new ReleaseOrder(new("O-9")));
        await rooms.Do(new StartJob(new("O-9.mix"), new("M1")));
        await rooms.Do(new CompleteStep(new("O-9.mix"), "gloves"));
        await rooms.Do(new CompleteStep(new("O-9.mix"), "temperature", "30 Cel", Reason: "Cooling began late"));
        await rooms.Do(new ReleaseException(new("O-9.mix"), 1, "Validated to 32"));
        await rooms.Do(new CompleteStep(new("O-9.mix"), "ethanol", Lot: new("L-1")));
        await rooms.Do(new CorrectStep(new("O-9.mix"), "temperature", "30 Cel", "24 Cel", "Misread"));
        await Named(rooms);
        await rooms.Do(new OpenVariant(new("X-2"), master.Version(1), "A stand of our own", "Our bench is lower"));
    }

    /// <summary>Both sides sign a policy on influence, somebody names somebody, and somebody looks.</summary>
    private static async Task Named(RoomsAtWork rooms)
    {
        var hash = ProposeInfluencePolicy.SheetOf(RoomsAtWork.Site, 1, PolicyContent.Usual).ContentHash;
        foreach (var signed in new SiteCommand[] { new ProposeInfluencePolicy(PolicyContent.Usual.Purpose), new AgreeToInfluencePolicy(1) })
        {
            var answer = await rooms.Door.Take(
                signed with { Id = Guid.CreateVersion7(), Site = RoomsAtWork.Site }, RoomsAtWork.Anyone(),
                [new Signature("P-1", "P-1", SignatureMeaning.Approved, hash, "password", rooms.Time.GetUtcNow())], TestContext.Current.CancellationToken);
            Assert.Null(answer.Refusal);
        }

        await rooms.Do(new Nominate(["P-2"], ["P-3"]));
        // Nobody at random steps down for them.
        await rooms.Do(new RegisterPerson(new("P-9"), [Function.Operations]));
        await rooms.Do(new VolunteerAsChampion(), RoomsAtWork.Anyone("P-9"));
        var draft = new Id<WorkMaster>("RUB").Version(2);
        await rooms.Do(new OpenChangeDraft(new("X-1"), new("RUB"), 1));
        await rooms.Do(new RemoveStep(draft, "cap"), RoomsAtWork.Anyone("P-2"));
        await rooms.Do(new OpenPilotGroup(new("X-1"), new("X-1")));
        await rooms.Do(new InviteToPilot(new("X-1"), new("P-2")));
        await rooms.Do(new JoinPilotGroup(new("X-1")), RoomsAtWork.Anyone("P-2"));
        await rooms.Do(new CommentOnDraft(new("X-1"), new("X-1"), draft, "The cap holds without it") { Site = RoomsAtWork.Site }, RoomsAtWork.Anyone("P-2"));
        await rooms.Do(new RecordLook(LookedAt.Signs, "signs", [new Cell("Operations", ["P-1", "P-2", "P-3", "P-4", "P-5"])], 0));
        await rooms.Do(new PutSignToPilot(new("X-1"), new DateOnly(2026, 3, 2), SignKind.Skipped, "Operations", 0.38m, 0.04m));
        await rooms.Do(new SetSignThreshold(SignKind.Skipped, 0.05m, 4, "It was a new product twice"));
        await rooms.Do(new RecordSignFinding(new DateOnly(2026, 3, 2), SignKind.Skipped, "Operations", Finding.Misfit, "The scanner is far away"));
    }

    /// <summary>Goes on for so many commands; each is done or refused.</summary>
    /// <returns>How many were done.</returns>
    public async Task<int> Do(RoomsAtWork rooms, int commands)
    {
        var done = 0;
        for (var i = 0; i < commands; i++)
        {
            var command = Command();
            var by = RoomsAtWork.Anyone(Of(Ids["Person"]));
            rooms.Time.Step(TimeSpan.FromSeconds(Below(90)));
            if ((await rooms.Take(command, by)).Receipt is not null)
                done++;
        }

        return done;
    }

    private static WorkMasterContent Content { get; } = new(
        "Hand rub", new MadeMaterial(new("RUB"), 10, "L"),
        [
            new Operation(
                "mix", "Mix",
                [
                    new Step("gloves", "Gloves", new Confirm()),
                    new Step("temperature", "Temperature", new EnterNumber("Cel", Limits: new Limits("20 Cel", "25 Cel")), Exceptions: new ExceptionRule(ReleasedBy: [Role.Supervisor])),
                    new Step("ethanol", "Ethanol", new ConsumeMaterial("eth"), Optional: true),
                    new Step("output", "Output", new Groundswell.Masters.Contents.ReportOutput(), Optional: true),
                ],
                new EquipmentRequirement(EquipmentLevel.WorkCenter, "MIX"), ReworkTo: ["mix"]),
            new Operation("fill", "Fill", [new Step("cap", "Cap", new Confirm())], new EquipmentRequirement(EquipmentLevel.WorkCenter, "FILL"), ReworkTo: ["mix", "fill"]),
        ],
        [new BillLine("eth", new("ETH"), 8, "L")],
        []);

    private Command Command() => (Command)Make(Of(Acts).Command, "")!;

    private object? Make(Type type, string name)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(string))
            return Of(Texts.GetValueOrDefault(name) ?? ["r1", "r2", "r3"]);
        if (bare.IsEnum)
            return Of([.. Enum.GetValues(bare).Cast<object>().Where(value => value.ToString() != "Unknown")]);
        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(Id<>))
            return Activator.CreateInstance(bare, Of(Ids.GetValueOrDefault(bare.GetGenericArguments()[0].Name) ?? ["X-1", "X-2", "X-3", "X-4", "X-5", "X-6", "X-7", "X-8"]));
        if (bare == typeof(bool))
            return Below(2) == 0;
        if (bare.IsPrimitive || bare == typeof(decimal))
            return Convert.ChangeType(Of([1, 2, 5, 20, 100]), bare, null);
        if (bare == typeof(DateOnly))
            return DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        if (bare == typeof(DateTimeOffset))
            return TimeProvider.System.GetUtcNow().AddDays(1 + Below(29));
        if (bare.Namespace == "System")
            return Activator.CreateInstance(bare);
        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return Many(bare.GetGenericArguments()[0], name);
        if (bare == typeof(IReadOnlyDictionary<string, string>))
            return new Dictionary<string, string> { ["en"] = "words" };

        var concrete = bare.IsAbstract ? Of([.. bare.Assembly.GetTypes().Where(one => one.IsSubclassOf(bare) && !one.IsAbstract)]) : bare;
        var constructor = concrete.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(Value)]);
    }

    private object? Value(ParameterInfo parameter) =>
        parameter.HasDefaultValue && parameter.DefaultValue is null && Below(3) > 0 ? null : Make(parameter.ParameterType, parameter.Name!);

    private Array Many(Type element, string name)
    {
        var many = Array.CreateInstance(element, 1 + Below(2));
        for (var i = 0; i < many.Length; i++)
            many.SetValue(Make(element, name), i);
        return many;
    }

    /// <summary>SplitMix64: the same numbers for the same seed on every machine.</summary>
    private int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
    }

    private T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
