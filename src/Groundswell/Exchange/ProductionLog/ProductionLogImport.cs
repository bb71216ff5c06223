using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Serving;
using Groundswell.Work.Orders;
using Groundswell.Work.Past;

namespace Groundswell.Exchange.ProductionLog;

/// <summary>What an import did.</summary>
/// <param name="Recorded">Commands that were recorded now.</param>
/// <param name="Known">Commands that had been recorded by an earlier run.</param>
/// <param name="Notes">What was odd, row by row, and what was done.</param>
public sealed record ImportOutcome(int Rows, int Orders, int Recorded, int Known, IReadOnlyList<RowNote> Notes);

/// <summary>Takes a production log over through the door: everything is decided and recorded as any other act, under the import's own right.</summary>
/// <remarks>
/// A log that has grown is taken over again: what is known is known, wherever in the file it stands by now, and what is new comes to it. What was
/// taken over before stays as it was then.
/// </remarks>
public sealed class ProductionLogImport(Door door, States states, ISites sites, RefusalTexts texts, TimeProvider time)
{
    private static readonly Caller Import = Caller.System("import");

    /// <param name="progress">Told after each order: orders done, and orders in all.</param>
    /// <exception cref="ProductionLogFaultyException">Nothing was recorded.</exception>
    /// <exception cref="ImportRefusedException">The record says no; what was recorded before stays, and the same import goes on from there.</exception>
    public async Task<ImportOutcome> Run(
        IReadOnlyList<ProductionLogRow> rows, string site, string timeZone, IProgress<(int Done, int Of)>? progress, CancellationToken stop)
    {
        // However it is typed: sites' codes are written in capital letters.
        site = site.ToUpperInvariant();
        var open = await sites.Find(site, stop);
        if (open is null && !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
            throw new ImportRefusedException(nameof(OpenSite), new TimeZoneUnknown(timeZone).Code, texts.Of(new TimeZoneUnknown(timeZone)), null);
        var plan = new ProductionLogPlan(rows, site, site, open?.TimeZone ?? timeZone);
        var orders = rows.GroupBy(row => row.Order).Select(order => (Id: order.Key, Rows: order.ToList())).ToList();
        var faults = rows.Where(row => plan.CompleteAt(row) > time.GetUtcNow()).Select(row => new RowNote(row.Line, "It is complete at a time that has not come yet.")).ToList();
        if (open is not null)
            faults.AddRange(await OrdersOfOthers(plan, orders, stop));
        if (faults.Count > 0)
            throw new ProductionLogFaultyException(faults);

        var notes = new List<RowNote>();
        var (recorded, known) = (0, 0);
        foreach (var (command, line) in plan.Ground())
        {
            if (command is not OpenSite || open is null || await IsOurs(command, stop))
                await Take(command, line);
        }

        var older = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in plan.Parts())
        {
            await Take(part.Define, part.Line);
            var isWhole = await Take(part.TakeOver, part.Line);
            // The version that this file's route was taken over as; none where a shorter file's was.
            if (!isWhole || await VersionOf(part, stop) is not { } version || !await Take(plan.Baseline(part, version), part.Line))
                older.Add(part.Name);
        }

        // Each row is decided on those before it, at its order, its work unit and its person: so the same file is decided in the same way every time.
        var lines = new Queue<int>();
        var succession = door.InSuccession(Import, (command, answer) => Answered(command, lines.Dequeue(), answer));
        foreach (var (order, done) in orders.Select((order, i) => (order, i)))
        {
            progress?.Report((done, orders.Count));
            Odd(order.Rows);
            foreach (var command in plan.Order(order.Id, order.Rows, older.Contains(order.Rows[0].Part)))
            {
                lines.Enqueue(order.Rows[0].Line);
                await succession.Take(command, stop);
            }
        }

        await succession.Finish(stop);
        progress?.Report((orders.Count, orders.Count));
        return new ImportOutcome(rows.Count, orders.Count, recorded, known, [.. notes.OrderBy(note => note.Line)]);

        async Task<bool> Take(Command command, int line) => Answered(command, line, await door.Take(command, Import, stop));

        // Whether the record has it as this file says it.
        bool Answered(Command command, int line, Answer answer)
        {
            if (answer.Receipt is { } receipt)
            {
                if (receipt.Repeated)
                    known++;
                else
                    recorded++;
                return true;
            }

            switch (answer.Refusal)
            {
                case CommandReused:
                    // Taken over before: from a shorter file, or from one in which it stood in another line.
                    known++;
                    return false;
                case PastJobThere:
                    return true;
                case AlreadyThere or PersonAlreadyRegistered or MaterialAlreadyDefined or VersionsGivenAlready:
                    notes.Add(new RowNote(line, $"{texts.Of(answer.Refusal)} It was taken as it is."));
                    return false;
                default:
                    throw new ImportRefusedException(
                        command.GetType().Name, answer.Refusal!.Code, texts.Of(answer.Refusal), (command as RecordPastExecution)?.Line ?? line);
            }
        }

        void Odd(List<ProductionLogRow> order)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < order.Count; i++)
            {
                foreach (var odd in plan.OddIn(order[i], i == 0 ? null : order[i - 1], !seen.Add(order[i].Text)))
                    notes.Add(new RowNote(order[i].Line, odd));
            }
        }
    }

    /// <summary>Orders of the file that somebody else has brought into the site's record: nothing is added to them.</summary>
    private async Task<List<RowNote>> OrdersOfOthers(
        ProductionLogPlan plan, List<(string Id, List<ProductionLogRow> Rows)> orders, CancellationToken stop)
    {
        var others = new List<RowNote>();
        foreach (var (id, rows) in orders)
        {
            var create = plan.Order(id, rows, ofOlderMaster: false).First();
            if (await door.Recall(create, Import, stop) is null && await door.WouldRefuse(create, Import, stop) is OrderAlreadyThere refusal)
                others.Add(new RowNote(rows[0].Line, texts.Of(refusal)));
        }

        return others;
    }

    private async Task<int?> VersionOf(PlannedPart part, CancellationToken stop)
    {
        var reading = new Reading(states, Logs.Enterprise, stop);
        var hash = ContentText.HashOf(part.TakeOver.Content);
        var master = await reading.Shared(part.TakeOver.WorkMaster);
        foreach (var version in master.Versions.Reverse())
        {
            if ((await reading.Shared(part.TakeOver.WorkMaster.Version(version.Number))).ContentHash == hash)
                return version.Number;
        }

        return null;
    }

    /// <summary>Whether the site was opened by an earlier run of this import.</summary>
    private async Task<bool> IsOurs(Command open, CancellationToken stop) =>
        (await door.Take(open, Import, stop)).Receipt is not null;
}

/// <summary>A command of the import was refused.</summary>
/// <param name="line">The line of the file it came from, where it came from one.</param>
public sealed class ImportRefusedException(string act, string code, string text, int? line)
    : Exception(line is null ? $"{act} was refused ({code}): {text}" : $"Line {line}: {act} was refused ({code}): {text}");
