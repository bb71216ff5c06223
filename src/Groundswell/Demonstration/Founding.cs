using Groundswell.Deciding;
using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Cast;
using Groundswell.Demonstration.Plants;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Masters.ReasonLists;
using Groundswell.Materials.Definitions;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.People.Signatures;
using Groundswell.Plant;

namespace Groundswell.Demonstration;

/// <summary>Founds the enterprise: sites, equipment, people with their accounts and qualifications, materials, and masters that are approved, with what ran before as each site's baseline.</summary>
internal sealed class Founding(Company company, Stage stage, DemoClock clock, Drawings drawings, CancellationToken stop)
{
    public static readonly Caller Program = Caller.System("demonstration");
    private static readonly Caller Administrator = new(Company.Administrator, [new Grant(Role.Administrator, null, null)]);

    public async Task Found()
    {
        await Must([Ask(new AppointFirstAdministrator(new(Company.Administrator)), Program)]);
        await Must([
            Ask(new OpenAccount(new(Company.MesLeader)), Administrator),
            Ask(new GrantRole(new(Company.MesLeader), Role.MesLeader), Administrator),
            .. Company.Central.SelectMany(person => SignIn(person.Person)),
        ]);
        await Shared();
        foreach (var cast in company.Plants)
        {
            await Site(cast);
            await People(cast);
            await Qualifications(cast);
            foreach (var step in Consenting.Steps(cast, company.Seed, clock.GetUtcNow()))
                await Must(step);
            await Masters(cast);
        }

        await Routine();
    }

    /// <summary>Whom the person is to the door: their own grants.</summary>
    public static Caller CallerOf(CastPerson person, string? station = null) => new(person.Id, GrantsOf(person), station, station is null ? null : "demo");

    private static IReadOnlyList<Grant> GrantsOf(CastPerson person) =>
    [
        new Grant(person.Role, person.Duty == Duty.SiteLead ? null : person.Function, IsShared(person.Role) ? null : person.Site),
        .. person.IsOnCouncil ? [new Grant(Role.WorksCouncil, null, person.Site)] : Array.Empty<Grant>(),
    ];

    /// <summary>Masters are the enterprise's: who writes and approves them does so for all sites.</summary>
    private static bool IsShared(Role role) => role is Role.Engineer or Role.QualityApprover;

    private async Task Shared()
    {
        await Must([
            .. company.Plants.Select(cast => Ask(new OpenSite(new(cast.Plant.Site), cast.Plant.Name, cast.Plant.TimeZone, cast.Plant.UnderGmp), Administrator)),
            .. company.Plants.SelectMany(cast => cast.Plant.Materials).Select(material => Ask(new DefineMaterial(
                new(material.Id), material.Name, material.Unit, material.Tracking, material.UnderGmp, material.ShelfLifeDays), Program)),
            .. Routines.All.Select(routine => Ask(new DefineMaterial(
                new(routine.Id), routine.First.Name, DemoRoutine.Unit, MaterialTracking.None, false), Program)),
            .. company.Plants.SelectMany(cast => cast.Plant.WorkCenters).Select(center => Ask(new DefineQualification(
                new(center.Qualification), center.QualificationName, ["under supervision", "alone", "teaches"], 24), Administrator)),
            .. DemoReasons.All.Select(list => Ask(list, Program)),
        ]);
        Pass(TimeSpan.FromHours(1));
    }

    private async Task Site(PlantCast cast)
    {
        var (plant, site) = (cast.Plant, cast.Plant.Site);

        // Alone first: with the one the site's logs are opened, with the other entries get their shift; what is sent beside them would come in no certain order.
        await Must([Ask(new AddArea(new(plant.Areas[0].Id), plant.Areas[0].Name) { Site = site }, Program)]);
        await Must([Ask(new DefineShiftCalendar(ShiftCalendar.OfSite, Days.Shifts.OfWeek) { Site = site }, Program)]);
        await Must([
            .. plant.Areas.Skip(1).Select(area => Ask(new AddArea(new(area.Id), area.Name) { Site = site }, Program)),
            .. plant.WorkCenters.Select(center => Ask(new AddWorkCenter(new(center.Id), center.Name, new(center.Area)) { Site = site }, Program)),
            .. plant.WorkCenters.SelectMany(center => center.Units.Select(unit =>
                Ask(new AddWorkUnit(new(unit.Id), unit.Name, new(center.Id), center.Classes) { Site = site }, Program))),
            .. plant.WorkCenters.SelectMany(center => center.Units.Select(unit =>
                Ask(new EnrollStation(new(DemoPlant.StationOf(unit.Id)), $"Terminal {unit.Name}", new(center.Id), new(unit.Id)) { Site = site }, Program))),
            .. DemoReasons.All.Select(list => Ask(new ActivateReasonList(list.List) { Site = site }, Program)),
        ]);
        Pass(TimeSpan.FromHours(1));
    }

    private async Task People(PlantCast cast)
    {
        var site = cast.Plant.Site;
        await Must([
            .. cast.People.Select(person => Ask(new RegisterPerson(
                new(person.Id), [person.Function], person.Crew is { } crew ? $"Crew {crew}" : "Day", person.Crew is null ? "day" : "rotating",
                person.Languages, person.ReportsTo.Length == 0 ? null : new Id<Person>(person.ReportsTo)) { Site = site }, Administrator)),
            .. cast.People.Select(person => Ask(new OpenAccount(new(person.Id)), Administrator)),
            .. cast.People.SelectMany(person => GrantsOf(person).Select(grant => Ask(
                new GrantRole(new(person.Id), grant.Role, grant.Function, grant.Site), Administrator))),
            .. cast.People.SelectMany(person => SignIn(person.Id)),
            .. cast.People.Select(person => Ask(new RecordCredential(new(person.Id), CredentialKind.Badge, DemoDirectory.BadgeIdOf(person)), Program)),
        ]);
        Pass(TimeSpan.FromHours(1));
    }

    private async Task Qualifications(PlantCast cast)
    {
        var (site, engineers) = (cast.Plant.Site, cast.People.Where(person => person.Duty == Duty.Engineer).ToList());
        await Must([
            .. cast.People.SelectMany(person => person.Qualifications.Select((code, i) =>
            {
                var assessor = engineers[(person.Number + i) % engineers.Count];
                var teacher = cast.People.FirstOrDefault(other => other.Works && other.Id != person.Id && other.Qualifications[0] == code);
                return Ask(new GrantQualification(
                    new(person.Id), new(code), new(assessor.Id), i == 0 ? 2 : 1, teacher is null ? null : new Id<Person>(teacher.Id)) { Site = site },
                    CallerOf(assessor));
            })),
            .. cast.Plant.WorkCenters.SelectMany(center => Casting.Crews.Select(crew => Ask(
                new SetCoverage(new(center.Qualification), 3, 1, $"Crew {crew}") { Site = site }, CallerOf(engineers[0])))),
        ]);
        Pass(TimeSpan.FromHours(1));
    }

    private async Task Masters(PlantCast cast)
    {
        var engineer = CallerOf(cast.First(Duty.Engineer));
        foreach (var master in cast.Plant.Masters)
        {
            var (id, content) = (new Id<WorkMaster>(master.Id), master.First(drawings));
            var version = id.Version(1);
            await Must([Ask(new CreateWorkMaster(id, content.Name, content.Makes.Material, master.Quantity, master.Class), engineer)]);
            await Must([Ask(new ReplaceDraft(version, 1, content), engineer)]);
            foreach (var step in Approval(cast, version).Append(Baseline(cast, id, version)))
            {
                Pass(TimeSpan.FromMinutes(20));
                await Must([step with { At = clock.GetUtcNow() }]);
            }
        }
    }

    /// <summary>What both plants do alike: written and approved once, the baseline of each.</summary>
    private async Task Routine()
    {
        var author = company.Plants[0];
        foreach (var routine in Routines.All)
        {
            var (id, content) = (new Id<WorkMaster>(routine.Id), routine.First);
            await Must([Ask(new CreateWorkMaster(id, content.Name, content.Makes.Material, content.Makes.Quantity, routine.Class), CallerOf(author.First(Duty.Engineer)))]);
            await Must([Ask(new ReplaceDraft(id.Version(1), 1, content), CallerOf(author.First(Duty.Engineer)))]);
            foreach (var step in Approval(author, id.Version(1)).Concat(company.Plants.Select(cast => Baseline(cast, id, id.Version(1)))))
                await Must([step with { At = clock.GetUtcNow() }]);
        }
    }

    /// <summary>From a finished draft to an approved version.</summary>
    public static IEnumerable<Asked> Approval(PlantCast cast, Id<WorkMasterVersion> version)
    {
        var approvers = cast.People.Where(person => person.Duty == Duty.QualityApprover).ToList();
        yield return new Asked(new SendToReview(version), CallerOf(cast.First(Duty.Engineer)), default);
        yield return new Asked(new ReviewVersion(version), CallerOf(approvers[1]), default, Signs(approvers[1], SignatureMeaning.Reviewed));
        yield return new Asked(new ApproveVersion(version), CallerOf(approvers[0]), default, Signs(approvers[0], SignatureMeaning.Approved));
    }

    /// <summary>From an approved version to one that runs at the site: the demo's plants have worked by paper sheets until now.</summary>
    private static Asked Baseline(PlantCast cast, Id<WorkMaster> master, Id<WorkMasterVersion> version)
    {
        var approver = cast.First(Duty.QualityApprover);
        return new Asked(
            new RecordBaseline(master, [new BaselineVersion(version)], "Worked by a paper sheet of the same steps") { Site = cast.Plant.Site }, CallerOf(approver), default,
            Signs(approver, SignatureMeaning.Approved));
    }

    public static Signs Signs(CastPerson person, string meaning) => new(person.Id, person.Name, meaning);

    private IEnumerable<Asked> SignIn(string person) =>
    [
        Ask(new RecordNaming(new(person), SignInName: true, PrintedName: true), Program),
        Ask(new RecordCredential(new(person), CredentialKind.Password), Program),
        Ask(new AcceptSignaturePolicy(SignaturePolicy.Unknown.Version), new Caller(person, []) { Vouched = true }),
    ];

    private Asked Ask(Command command, Caller caller, params IReadOnlyList<Signs> signatures) => new(command, caller, clock.GetUtcNow(), signatures);

    private Task Must(IReadOnlyList<Asked> asked) => stage.Must(asked, stop);

    private void Pass(TimeSpan time) => clock.MoveOn(clock.GetUtcNow() + time);
}

/// <summary>The lists of reasons that the plants use.</summary>
internal static class DemoReasons
{
    public static IReadOnlyList<DefineReasonList> All { get; } =
    [
        List("fill-rejects", "Rejects of filling and packing", ReasonUse.Scrap, ("underfilled", "Too little in it", "Unterfüllt"), ("cap", "Cap crooked or loose", "Verschluss schief oder lose"), ("label", "Label wrong or torn", "Etikett falsch oder gerissen"), ("spilled", "Spilled", "Verschüttet")),
        List("gear-rejects", "Rejects of the gearbox line", ReasonUse.Scrap, ("seat", "Gear does not seat", "Rad sitzt nicht"), ("noise", "Noise or vibration", "Geräusch oder Schwingung"), ("leak", "Leaks", "Undicht"), ("housing", "Housing damaged", "Gehäuse beschädigt")),
        List("downtime", "Why a machine stands", ReasonUse.Downtime, ("jam", "Jammed", "Stau"), ("sensor", "Sensor", "Sensor"), ("tool", "Tool worn", "Werkzeug verschlissen"), ("power", "No power or air", "Kein Strom oder keine Luft")),
        List("hold", "Why work is held", ReasonUse.Hold, ("label-doubt", "Doubt about a label", "Zweifel am Etikett"), ("reading-doubt", "Doubt about a reading", "Zweifel an einer Ablesung"), ("deviation", "Deviation is looked into", "Abweichung wird untersucht")),
    ];

    private static DefineReasonList List(string id, string name, ReasonUse use, params (string Code, string English, string German)[] reasons) => new(
        new(id), name, use, [.. reasons.Select(reason => new Reason(reason.Code, new Dictionary<string, string> { ["en"] = reason.English, ["de"] = reason.German }))]);
}
