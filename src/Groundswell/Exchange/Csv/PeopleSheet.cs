using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Exchange.Csv;

/// <summary>The people of a site. Their names go to the directory, all else into the record.</summary>
internal sealed class PeopleSheet : CsvSheet
{
    private const string Who = "person", Printed = "name", Functions = "functions", Team = "team", Shift = "shift", Languages = "languages", ReportsTo = "reports-to";

    public override string Name => "people";

    public override string Needs => ReportsTo;

    public override Type Act => typeof(RegisterPerson);

    public override bool OfPersons => true;

    public override Rights Export { get; } = Rights.Of(Role.Supervisor, Role.SiteLead, Role.MesLeader, Role.Administrator, Role.Integration);

    public override IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new(Who, true, "P-17"), new(Printed, false, "Inês Carvalho"), new(Functions, true, "operations|quality"), new(Team, false, "Mixing A"),
        new(Shift, false, "early"), new(Languages, false, "pt|en"), new(ReportsTo, false, "P-20"),
    ];

    public override async Task<IReadOnlyList<CsvPlanned>> Plan(IReadOnlyList<CsvRow> rows, CsvPlace place, CancellationToken stop)
    {
        var there = (await PersonsOf(place, stop)).ToDictionary(row => row.Id);
        var names = await place.Names.Of(rows.Select(row => row.Text(Who) ?? ""), stop);
        var read = rows.Select(row => (Row: row, Person: row.IdOf<Person>(Who))).ToList();
        NoteTwice(read.Select(one => (one.Row, one.Person, one.Person.Value)), Who);
        var above = read.Where(one => one.Row.IsFine).ToDictionary(one => one.Person.Value, one => one.Row.Text(ReportsTo));
        var planned = new List<CsvPlanned>();
        foreach (var (row, person) in read)
        {
            var known = there.GetValueOrDefault(person.Value);
            if (known is { Status: nameof(PersonStatus.Left) })
                row.Fault(Who, new CsvPersonLeft(person.Value));
            var one = Planned(row, person, known, names.GetValueOrDefault(person.Value), place.Site) with { Turn = Depth(person.Value, above) };
            await CheckName(one, place, stop);
            if (row.IsFine)
                planned.Add(one);
        }

        return planned;
    }

    public override async Task<IReadOnlyList<IReadOnlyList<string?>>> Rows(CsvPlace place, CancellationToken stop)
    {
        var persons = (await PersonsOf(place, stop)).Where(row => row.Status == nameof(PersonStatus.Here)).OrderBy(row => row.Id, StringComparer.Ordinal).ToList();
        var names = await place.Names.Of(persons.Select(row => row.Id), stop);
        return
        [
            .. persons.Select(row => (IReadOnlyList<string?>)
                [row.Id, names.GetValueOrDefault(row.Id), FunctionsOf(row), row.Team, row.ShiftPattern, Joined(row.Languages), row.ReportsTo]),
        ];
    }

    private static Task<List<PersonRow>> PersonsOf(CsvPlace place, CancellationToken stop) =>
        place.Views.Set<PersonRow>().AsNoTracking().Where(row => row.Site == place.Site).ToListAsync(stop);

    private static CsvPlanned Planned(CsvRow row, Id<Person> person, PersonRow? there, string? nameThere, string site)
    {
        var compared = new CsvComparison(row);
        var name = compared.Of(Printed, nameThere, row.Text(Printed) ?? nameThere);
        row.Needed(Functions);
        var functions = row.Words<Function>(Functions);
        compared.Of(Functions, there is null ? null : FunctionsOf(there), string.Join(CsvRow.Between, functions.Select(CsvRow.WordFor)));
        var team = compared.Of(Team, there?.Team, row.Text(Team));
        var shift = compared.Of(Shift, there?.ShiftPattern, row.Text(Shift));
        var languages = compared.Of(Languages, Joined(there?.Languages), row.Text(Languages) is null ? null : string.Join(CsvRow.Between, row.Many(Languages)));
        var manager = row.Has(ReportsTo) ? row.IdOrNone<Person>(ReportsTo) : there?.ReportsTo is { } before ? new Id<Person>(before) : null;
        compared.Of(ReportsTo, there?.ReportsTo, manager?.Value);

        var list = languages?.Split(CsvRow.Between, StringSplitOptions.RemoveEmptyEntries);
        List<SiteCommand> commands = [];
        if (there is null)
        {
            commands.Add(new RegisterPerson(person, functions, team, shift, list, manager));
        }
        else
        {
            if (compared.Touches(Functions, Team, Shift))
                commands.Add(new AssignPerson(person, functions, team, shift));
            if (compared.Touches(Languages))
                commands.Add(new ChangeLanguages(person, list ?? []));
            if (compared.Touches(ReportsTo))
                commands.Add(new ChangeReportingLine(person, manager));
        }

        var effect = there is null ? CsvEffect.New : compared.Differences.Count > 0 ? CsvEffect.Changed : CsvEffect.Unchanged;
        return new CsvPlanned(row, person.Value, effect, compared.Differences, [.. commands.Select(command => new CsvAct(command with { Site = site }, Who))])
        {
            Name = compared.Touches(Printed) ? name : null,
        };
    }

    /// <summary>An account's name is printed in signatures: an administrator changes it, with an entry.</summary>
    private static async Task CheckName(CsvPlanned planned, CsvPlace place, CancellationToken stop)
    {
        if (planned.Name is not { } name || planned.Thing.Length == 0)
            return;
        if (AccountNames.Unfit(name) is { } unfit)
            planned.Row.Fault(Printed, unfit);
        else if ((await place.Grants.Of(planned.Thing, stop)).Status != AccountStatus.Unknown)
            planned.Row.Fault(Printed, new NameOfAccount());
    }

    /// <summary>How many of the file's people are above someone: whoever is reported to comes first.</summary>
    private static int Depth(string person, Dictionary<string, string?> above)
    {
        var depth = 0;
        for (var next = above.GetValueOrDefault(person); next is not null && above.ContainsKey(next) && depth < above.Count; next = above.GetValueOrDefault(next))
            depth++;
        return depth;
    }

    private static string FunctionsOf(PersonRow row) => string.Join(
        CsvRow.Between, row.Functions.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => CsvRow.WordFor(Enum.Parse<Function>(name))));

    private static string? Joined(string? languages) => languages is null or "" ? null : languages.Replace(',', CsvRow.Between);
}
