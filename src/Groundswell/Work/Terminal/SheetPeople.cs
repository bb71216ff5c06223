using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Terminal;

/// <summary>Who is at a station, what each may do with a job there, and what each has not seen yet of its steps.</summary>
internal sealed class SheetPeople(
    States states, Acts acts, Grants grants, Sessions sessions, Names names, Views views, IViewsProgress progress, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SharedReading<(string Site, string Version, string Operation, string Person), IReadOnlyDictionary<string, SheetChange>> _unseen = new(progress, time, Fresh);
    private readonly List<Act> _ofTheFloor = [.. acts.All.Where(act => !act.Rights.IsOfProgram && OfTheFloor(act))];

    public async Task<Dictionary<string, SheetPerson>> Of(
        string site, WorkMasterVersion version, Operation operation, HttpContext http, DateTimeOffset now)
    {
        var stop = http.RequestAborted;
        var persons = new HashSet<string>(StringComparer.Ordinal) { http.Caller()!.Person };
        if (http.Features.Get<Shown>()?.Device is { } station)
            persons.UnionWith((await sessions.OpenOnes(null, station.Id, stop)).Where(row => row.Kind == SessionKind.Badge).Select(row => row.Person));
        var printed = await names.Of(persons, stop);
        var people = new Dictionary<string, SheetPerson>(StringComparer.Ordinal);
        foreach (var person in persons)
        {
            var account = await grants.Of(person, stop);
            var held = await new Reading(states, Logs.OfSite(site), stop).Of(new Id<Person>(person));
            people[person] = new SheetPerson(
                printed.GetValueOrDefault(person), [.. RolesAt(account, site)],
                [.. _ofTheFloor.Where(act => act.Rights.Allow(account.Grants, site)).Select(act => act.Name)],
                Qualifications(operation, held, now),
                await _unseen.Of((site, version.Id.Value, operation.Id, person), () => Unseen(site, person, version, operation)).WaitAsync(stop));
        }

        return people;
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

    /// <summary>What is different in each step since the person did it last.</summary>
    private async Task<IReadOnlyDictionary<string, SheetChange>> Unseen(string site, string person, WorkMasterVersion version, Operation operation)
    {
        await using var reading = views.Open();
        var steps = operation.Steps.Select(step => step.Id).ToList();
        var practice = await reading.Set<StepPracticeRow>().AsNoTracking()
            .Where(row => row.Site == site && row.WorkMaster == version.WorkMaster.Value && row.Person == person && row.Version != version.Id.Value && steps.Contains(row.Step))
            .ToListAsync();
        var changes = new Dictionary<string, SheetChange>(StringComparer.Ordinal);
        foreach (var known in practice.GroupBy(row => row.Version, StringComparer.Ordinal))
        {
            var before = await new Reading(states, Logs.Enterprise, CancellationToken.None).Settled(new Id<WorkMasterVersion>(known.Key));
            var differences = DifferenceOf.Contents(before.Content, version.Content).Elements
                .Where(element => element.Kind == ElementKind.Step).ToDictionary(element => element.Id, StringComparer.Ordinal);
            foreach (var row in known.Where(row => differences.ContainsKey(row.Step)))
            {
                var fields = new List<SheetFieldChange>();
                foreach (var field in differences[row.Step].Fields)
                    fields.AddRange(field.Field == SheetReasons.Field ? await SheetReasons.Changed(field, site, states) : [SheetFieldChange.Of(field)]);
                if (fields.Count > 0)
                    changes[row.Step] = new SheetChange(row.At, row.Version, fields);
            }
        }

        return changes;
    }
}
