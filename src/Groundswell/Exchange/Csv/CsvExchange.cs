using System.Security.Cryptography;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Groundswell.Record;

namespace Groundswell.Exchange.Csv;

/// <summary>A file that was looked at: what is wrong with it, or what recording it would change.</summary>
/// <param name="Plan">Tells whether a second look sees the same; null where something is wrong.</param>
/// <param name="Rows">In the file's order; of a faulty file as far as it could be read.</param>
public sealed record CsvCheck(CsvSheet Sheet, IReadOnlyList<CsvPlanned> Rows, IReadOnlyList<CsvFault> Faults, string? Plan, IReadOnlyList<CsvToDo> ToDo)
{
    public int Count(CsvEffect effect) => Rows.Count(row => row.Effect == effect);
}

/// <param name="Command">With its id; null where only a name is set.</param>
public sealed record CsvToDo(CsvPlanned Row, Command? Command, string Column);

/// <summary>What came of recording a file.</summary>
/// <param name="Recorded">Commands recorded now; those that were recorded before are not counted.</param>
/// <param name="Names">Names that the directory was told.</param>
public sealed record CsvOutcome(CsvCheck Check, int Recorded, int Names, IReadOnlyList<CsvFault> Faults);

/// <summary>Files of rows in and out: the whole file is checked before anything of it is recorded, and all of it goes through the door.</summary>
public sealed class CsvExchange(Door door, ViewsDb views, Names names, Grants grants, ISites sites, Journal journal, IViewsProgress progress)
{
    /// <summary>What is taken at once.</summary>
    public const int MostRows = 20_000;

    /// <summary>In bytes: a file goes through a form twice.</summary>
    public const int LargestFile = 2 << 20;

    private const int MostFaults = 1_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<CsvSheet> Sheets { get; } = [new PlantSheet(), new PeopleSheet(), new MaterialSheet(), new LotSheet(), new OrderSheet()];

    public static CsvSheet? Find(string name) => Sheets.FirstOrDefault(sheet => string.Equals(sheet.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Looks at a file without recording anything of it.</summary>
    /// <param name="source">What the file is called: the reason of what it changes.</param>
    public async Task<CsvCheck> Check(CsvSheet sheet, ReadOnlyMemory<byte> file, string source, string site, Caller caller, CancellationToken stop)
    {
        var faults = new List<CsvFault>();
        var place = await PlaceOf(site, source, stop);
        await Arrived(site, stop);
        var unread = new HashSet<string>(StringComparer.Ordinal);
        var rows = Read(sheet, file, place.Zone, faults, unread);
        var planned = rows.Count == 0 ? [] : await sheet.Plan(rows, place, stop);
        unread.UnionWith(rows.Where(row => !row.IsFine).Select(row => row.Text(sheet.Own) ?? ""));
        var todo = await Rehearse(sheet, planned, unread, caller, faults, stop);
        IReadOnlyList<CsvPlanned> told = [.. planned.OrderBy(row => row.Row.Line)];
        return new CsvCheck(sheet, told, [.. faults.OrderBy(fault => fault.Line).Take(MostFaults)], faults.Count > 0 ? null : HashOf(told, todo), todo);
    }

    /// <summary>Records what a file says. Where anything is wrong with it, nothing is recorded.</summary>
    /// <param name="plan">What was looked at before; where that is no longer what would be recorded, nothing is. Null: whatever it is now.</param>
    public async Task<CsvOutcome> Record(
        CsvSheet sheet, ReadOnlyMemory<byte> file, string source, string? plan, string site, Caller caller, CancellationToken stop)
    {
        var check = await Check(sheet, file, source, site, caller, stop);
        if (check.Faults.Count > 0)
            return new CsvOutcome(check, 0, 0, check.Faults);
        if (plan is not null && plan != check.Plan)
            return new CsvOutcome(check, 0, 0, [new CsvFault(1, null, new CsvMoved())]);

        var (recorded, named) = (0, 0);
        Receipt? last = null;
        foreach (var todo in check.ToDo)
        {
            if (todo.Command is not { } command)
            {
                if (await names.Set(todo.Row.Thing, todo.Row.Name!.Trim(), stop))
                    named++;
                continue;
            }

            var answer = await door.Take(command, caller with { Brings = Source.Imported }, stop);
            if (answer.Refusal is { } refusal)
                return new CsvOutcome(check, recorded, named, [FaultOf(sheet, todo, refusal)]);
            last = answer.Receipt;
            if (!last!.Repeated)
                recorded++;
        }

        if (last is not null)
            await progress.WaitFor(last.Log, last.Last, LongestWait, stop);
        return new CsvOutcome(check, recorded, named, []);
    }

    /// <summary>What there is, as a file that can be taken in again.</summary>
    public async Task<byte[]> Export(CsvSheet sheet, string site, char separator, CancellationToken stop)
    {
        IReadOnlyList<string?> header = [.. sheet.Columns.Select(column => column.Name)];
        return CsvText.Write([header, .. await sheet.Rows(await PlaceOf(site, "", stop), stop)], separator);
    }

    /// <summary>The header and a row as an example.</summary>
    public static byte[] Example(CsvSheet sheet, char separator) =>
        CsvText.Write([[.. sheet.Columns.Select(column => column.Name)], [.. sheet.Columns.Select(column => column.Example)]], separator);

    private async Task<CsvPlace> PlaceOf(string site, string source, CancellationToken stop)
    {
        var facts = await sites.Find(site, stop) ?? throw new ArgumentException($"There is no open site {site}.", nameof(site));
        return new CsvPlace(facts.Code, TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone), views, names, grants, source);
    }

    /// <summary>The file is compared with the views: they have to know what the record knows.</summary>
    private async Task Arrived(string site, CancellationToken stop)
    {
        foreach (var log in (await journal.Logs(stop)).Where(log => log.Size > 0 && (log.Log == Logs.Enterprise || log.Log == Logs.OfSite(site))))
            await progress.WaitFor(log.Log, log.Size, LongestWait, stop);
    }

    /// <param name="unread">Gets what stands in rows of which nobody knows which cell is which.</param>
    private static List<CsvRow> Read(CsvSheet sheet, ReadOnlyMemory<byte> file, TimeZoneInfo zone, List<CsvFault> faults, HashSet<string> unread)
    {
        if (file.Length > LargestFile)
        {
            faults.Add(new CsvFault(1, null, new CsvTooLarge(MostRows)));
            return [];
        }

        var records = CsvText.Read(file, faults);
        if (faults.Count > 0)
            return [];
        IReadOnlyList<string> known = [.. sheet.Columns.Select(column => column.Name)];
        if (records.Count < 2)
        {
            faults.Add(new CsvFault(1, null, new CsvEmpty(known)));
            return [];
        }

        if (records.Count > MostRows + 1)
        {
            faults.Add(new CsvFault(MostRows + 1, null, new CsvTooLarge(MostRows)));
            return [];
        }

        var header = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (at, cell) in records[0].Cells.Index())
        {
            var name = cell.ToLowerInvariant().Replace(' ', '-').Replace('_', '-');
            if (!known.Contains(name))
                faults.Add(new CsvFault(1, cell, new CsvColumnUnknown(cell, known)));
            else if (!header.TryAdd(name, at))
                faults.Add(new CsvFault(1, name, new CsvColumnTwice(name)));
        }

        faults.AddRange(sheet.Columns.Where(column => column.Required && !header.ContainsKey(column.Name))
            .Select(column => new CsvFault(1, column.Name, new CsvColumnMissing(column.Name))));
        if (faults.Count > 0)
            return [];

        var rows = new List<CsvRow>();
        foreach (var record in records.Skip(1))
        {
            if (record.Cells.Count == records[0].Cells.Count)
            {
                rows.Add(new CsvRow(record, header, zone, faults));
                continue;
            }

            faults.Add(new CsvFault(record.Line, null, new CsvCellsMiscounted(record.Cells.Count, records[0].Cells.Count)));
            unread.UnionWith(record.Cells);
        }

        return rows;
    }

    /// <summary>What the door would say to each row that could be read, so that one look tells both what can't be read and what would be refused.</summary>
    /// <param name="missing">
    /// What rows are about that could not be read. Those that need one of them may be refused for nothing but that: nothing is told of them before it is there,
    /// nor of those that need a row which is refused itself.
    /// </param>
    private async Task<IReadOnlyList<CsvToDo>> Rehearse(
        CsvSheet sheet, IReadOnlyList<CsvPlanned> planned, HashSet<string> missing, Caller caller, List<CsvFault> faults, CancellationToken stop)
    {
        var rehearsal = door.Rehearse();
        var todo = new List<CsvToDo>();
        foreach (var row in planned.OrderBy(row => row.Turn).ThenBy(row => row.Row.Line))
        {
            var refused = false;
            foreach (var act in row.Acts)
            {
                var (command, refusal) = await rehearsal.Take(act.Command with { Source = Source.Imported }, caller with { Brings = Source.Imported }, stop);
                var asked = new CsvToDo(row, command, act.Column);
                if (refusal is null)
                {
                    todo.Add(asked);
                    continue;
                }

                refused = true;
                if (refusal is NotAllowed || !Needs(sheet, row, missing))
                    faults.Add(FaultOf(sheet, asked, refusal));
                // Whoever may not do it for one row may not for any.
                if (refusal is NotAllowed || faults.Count >= MostFaults)
                    return [];
                break;
            }

            if (refused)
                missing.Add(row.Thing);
            else
                missing.Remove(row.Thing);
            if (row.Name is not null)
                todo.Add(new CsvToDo(row, null, row.Thing));
        }

        return todo;
    }

    private static bool Needs(CsvSheet sheet, CsvPlanned row, HashSet<string> missing) =>
        sheet.Needs is { } column && row.Row.Text(column) is { } needed && missing.Contains(needed);

    private static CsvFault FaultOf(CsvSheet sheet, CsvToDo todo, Refusal refusal)
    {
        var field = refusal.Field is { } at ? JsonNamingPolicy.KebabCaseLower.ConvertName(at) : null;
        return new CsvFault(todo.Row.Row.Line, sheet.Columns.Any(column => column.Name == field) ? field : todo.Column, refusal);
    }

    private static string HashOf(IReadOnlyList<CsvPlanned> rows, IReadOnlyList<CsvToDo> todo)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var one in todo)
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{one.Command?.Id} {one.Row.Thing} {one.Row.Name}\n"));
        hash.AppendData(BitConverter.GetBytes(rows.Count));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }
}
