using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.People.Accounts;
using Groundswell.People.Attendances;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Terminal;

/// <summary>Who is at a station, what each may do with a job there, and what each has not seen yet of its steps.</summary>
internal sealed class SheetPeople(States states, Acts acts, Grants grants, Sessions sessions, Names names, ViewsDb views)
{
    private const int MostReleasers = 12;

    private static readonly Role[] Releasing =
        [Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead];

    public async Task<Dictionary<string, SheetPerson>> Of(
        string site, WorkMasterVersion version, Operation operation, HttpContext http, DateTimeOffset now)
    {
        var stop = http.RequestAborted;
        var persons = new HashSet<string>(StringComparer.Ordinal) { http.Caller()!.Person };
        if (http.Features.Get<Shown>()?.Device is { } station)
            persons.UnionWith((await sessions.OpenOnes(null, station.Id, stop)).Where(row => row.Kind == SessionKind.Badge).Select(row => row.Person));
        var printed = await names.Of(persons, stop);
        var practice = await views.Set<StepPracticeRow>().AsNoTracking()
            .Where(row => row.Site == site && row.WorkMaster == version.WorkMaster.Value && persons.Contains(row.Person) && row.Version != version.Id.Value)
            .ToListAsync(stop);
        var people = new Dictionary<string, SheetPerson>(StringComparer.Ordinal);
        foreach (var person in persons)
        {
            var account = await grants.Of(person, stop);
            var held = await new Reading(states, Logs.OfSite(site), stop).Of(new Id<Person>(person));
            people[person] = new SheetPerson(
                printed.GetValueOrDefault(person), [.. RolesAt(account, site)],
                [.. acts.All.Where(act => !act.Rights.IsOfProgram && act.Rights.Allow(account.Grants, site)).Where(OfTheFloor).Select(act => act.Name)],
                Qualifications(operation, held, now), await Changes(practice.Where(row => row.Person == person), version, operation, stop));
        }

        return people;
    }

    /// <summary>Those whose word lets work go on after an exception; who is there first.</summary>
    public async Task<List<SheetReleaser>> WhoReleases(string site, Operation operation, DateTimeOffset now, CancellationToken stop)
    {
        var asked = operation.Steps.SelectMany(step => step.Exceptions?.ReleasedBy ?? []).Concat([Role.LineLead, Role.Supervisor]).Intersect(Releasing)
            .Select(role => role.ToString()).ToHashSet(StringComparer.Ordinal);
        var rows = await views.Set<AccountGrantRow>().AsNoTracking()
            .Where(row => asked.Contains(row.Role) && (row.Site == site || row.Site == AccountGrantRow.All)).ToListAsync(stop);
        var since = now.AddHours(-24);
        var here = await views.Set<AttendanceRow>().AsNoTracking()
            .Where(row => row.Site == site && row.ArrivedAt != null && row.DepartedAt == null).ToListAsync(stop);
        var present = here.Where(row => row.ArrivedAt >= since).Select(row => row.Person).ToHashSet(StringComparer.Ordinal);
        var printed = await names.Of(rows.Select(row => row.Account), stop);
        return
        [
            .. rows.GroupBy(row => row.Account, StringComparer.Ordinal)
                .Select(account => new SheetReleaser(
                    account.Key, printed.GetValueOrDefault(account.Key), [.. account.Select(row => Enum.Parse<Role>(row.Role)).Distinct()],
                    present.Contains(account.Key)))
                .OrderByDescending(one => one.Here).ThenBy(one => one.Name, StringComparer.Ordinal).Take(MostReleasers),
        ];
    }

    private static bool OfTheFloor(Act act) => act.Command.Namespace is { } room
        && room.StartsWith("Groundswell.Work.", StringComparison.Ordinal)
        && !room.EndsWith(".Orders", StringComparison.Ordinal) && !room.EndsWith(".Past", StringComparison.Ordinal);

    private static IEnumerable<Role> RolesAt(Account account, string site) => account.Grants
        .Where(grant => grant.Site is null || string.Equals(grant.Site, site, StringComparison.OrdinalIgnoreCase)).Select(grant => grant.Role).Distinct();

    private static Dictionary<string, DateTimeOffset?> Qualifications(Operation operation, Person person, DateTimeOffset now) =>
        (operation.Qualifications ?? [])
            .Concat(operation.Steps.Select(step => (step.Does as ConfirmBySecondPerson)?.Qualification).OfType<string>())
            .Distinct(StringComparer.Ordinal)
            .Select(code => (Code: code, Tenure: person.TenureOf(new Id<Qualification>(code), now)))
            .Where(one => one.Tenure is not null)
            .ToDictionary(one => one.Code, one => one.Tenure!.Value.Until, StringComparer.Ordinal);

    private async Task<Dictionary<string, SheetChange>> Changes(
        IEnumerable<StepPracticeRow> practice, WorkMasterVersion version, Operation operation, CancellationToken stop)
    {
        var changes = new Dictionary<string, SheetChange>(StringComparer.Ordinal);
        foreach (var known in practice.Where(row => operation.Steps.Any(step => step.Id == row.Step)).GroupBy(row => row.Version, StringComparer.Ordinal))
        {
            var before = await new Reading(states, Logs.Enterprise, stop).Settled(new Id<WorkMasterVersion>(known.Key));
            var differences = DifferenceOf.Contents(before.Content, version.Content).Elements
                .Where(element => element.Kind == ElementKind.Step).ToDictionary(element => element.Id, StringComparer.Ordinal);
            foreach (var row in known.Where(row => differences.ContainsKey(row.Step)))
                changes[row.Step] = new SheetChange(row.At, row.Version, [.. differences[row.Step].Fields.Select(SheetFieldChange.Of)]);
        }

        return changes;
    }
}
