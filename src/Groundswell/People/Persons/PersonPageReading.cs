using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Accounts;
using Groundswell.People.Attendances;
using Groundswell.People.Qualifications;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Persons;

/// <summary>One person as their page shows them, and what the one who looks may do.</summary>
/// <param name="Reports">Who reports to them.</param>
/// <param name="Held">Null where whoever looks has no business with it.</param>
/// <param name="Account">Null where whoever looks does not administer.</param>
/// <param name="HasAccount">Then the name is the account's.</param>
/// <param name="Names">Printed names by person.</param>
public sealed record PersonOnPage(
    PersonRow Person, string Name, IReadOnlyList<PersonRow> Reports, IReadOnlyList<HeldQualification>? Held, IReadOnlyList<QualificationRow> Qualifications,
    AttendanceRow? Present, AccountOnPage? Account, bool HasAccount, IReadOnlyDictionary<string, string> Names, ActsOffered Acts, PersonChoices Choices)
{
    public string NameOf(string person) => Names.GetValueOrDefault(person) ?? person;

    public string Called(string qualification) => Qualifications.FirstOrDefault(row => row.Id == qualification)?.Name ?? qualification;

    /// <summary>What a level of a qualification is called.</summary>
    public string LevelOf(string qualification, int level) =>
        Qualifications.FirstOrDefault(row => row.Id == qualification)?.Levels.Split('|').ElementAtOrDefault(level - 1) ?? level.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An account in a few words.</summary>
public sealed record AccountOnPage(AccountRow Row, IReadOnlyList<AccountGrantRow> Grants, bool Locked, int Badges, int Sessions);

/// <summary>Reads a person's page, and answers its forms with it. A route's handler takes it by AsParameters.</summary>
public sealed record PersonPageReading(
    ViewsDb Views, Door Door, FormDoor Forms, Names Names, Grants Grants, Badges Badges, Sessions Sessions, Viewer Viewer, TimeProvider Time, HttpContext Http)
{
    /// <summary>Does what a form of the page asks for, and shows the page: as it is then, or with why it was refused.</summary>
    public async Task<IResult> Do(string site, Id<Person> person, SiteCommand command) =>
        await Forms.Take(command, Http) ? Page.GoTo($"/sites/{site}/people/{Uri.EscapeDataString(person.Value)}") : await Show(person);

    public async Task<IResult> Show(Id<Person> person) =>
        Viewer.Site is { } site && await Read(site.Code, person) is { } shown ? Page.Of<PersonPage>(new { Shown = shown, Now = Time.GetUtcNow() }) : Page.NothingHere();

    private async Task<PersonOnPage?> Read(string site, Id<Person> id)
    {
        var stop = Http.RequestAborted;
        if (await Views.Set<PersonRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Id == id.Value, stop) is not { } person)
            return null;
        var reports = await Views.Set<PersonRow>().AsNoTracking()
            .Where(row => row.Site == site && row.ReportsTo == id.Value && row.Status == nameof(PersonStatus.Here)).OrderBy(row => row.Id).ToListAsync(stop);
        var read = await QualificationQueries.Read(site, Views, Names, Time, QualificationQueries.SoonInDays, stop);
        var held = Viewer.Has(PeopleRoom.Qualified) ? read.Held.Where(one => one.Person == id.Value).ToList() : null;
        var present = Viewer.Has(PeopleRoom.Presence)
            ? await Views.Set<AttendanceRow>().AsNoTracking().Where(row => row.Site == site && row.Person == id.Value && row.ArrivedAt != null && row.DepartedAt == null)
                .OrderByDescending(row => row.Date).FirstOrDefaultAsync(stop)
            : null;
        var account = await Grants.Of(id.Value, stop);
        var named = new[] { id.Value }.Concat(reports.Select(row => row.Id)).Concat([person.ReportsTo ?? id.Value])
            .Concat((held ?? []).SelectMany(one => new[] { one.AssessedBy, one.TaughtBy ?? one.AssessedBy }));
        var names = await Names.Of(named, stop);
        return new PersonOnPage(
            person, names.GetValueOrDefault(id.Value) ?? id.Value, reports, held, read.Qualifications, present, await AccountOf(id.Value, account, stop),
            account.Status != AccountStatus.Unknown, names, await ActsOn(site, person, held ?? []), await PersonChoices.Of(site, Views, Names, stop));
    }

    private async Task<AccountOnPage?> AccountOf(string person, Account account, CancellationToken stop)
    {
        if (!Rights.Of(Role.Administrator).Allow(Http.Caller()!.Grants, null)
            || await Views.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == person, stop) is not { } row)
            return null;
        var grants = await Views.Set<AccountGrantRow>().AsNoTracking().Where(grant => grant.Account == person).OrderBy(grant => grant.Role).ToListAsync(stop);
        return new AccountOnPage(
            row, grants, account.IsLocked(Time.GetUtcNow()), (await Badges.Of(person, stop)).Count(badge => badge.EndedAt is null), (await Sessions.OpenOnes(person, null, stop)).Count);
    }

    /// <summary>Each act is asked for as its form would ask for it, and not recorded. What the form asks for, it lifts.</summary>
    private Task<ActsOffered> ActsOn(string site, PersonRow row, List<HeldQualification> held)
    {
        var person = new Id<Person>(row.Id);
        var qualification = new Id<Qualification>(held.FirstOrDefault()?.Qualification ?? ActsOffered.Some);
        SiteCommand[] acts =
        [
            new AssignPerson(person, [Function.Operations]), new ChangeLanguages(person, ["en"]), new ChangeReportingLine(person, row.ReportsTo is null ? person : null),
            new RecordLeaving(person), new RecordReturn(person), new GrantQualification(person, qualification, new(Http.Caller()!.Person)),
            new RenewQualification(person, qualification, new(Http.Caller()!.Person)), new WithdrawQualification(person, qualification, ActsOffered.Some),
        ];
        return ActsOffered.Ask(
            Door, Http.Caller()!, why => why is QualificationNotInUse or QualificationAlreadyHeld or AssessorNotHere or SelfAssessed or LevelUnknown or ReportingLineCircular,
            Http.RequestAborted, acts.Select(act => act with { Site = site }));
    }
}
