using Groundswell.Deciding;
using Groundswell.Serving;
using Groundswell.Work.Past;

namespace Groundswell.Exchange.ProductionLog;

/// <summary>What an import did.</summary>
/// <param name="Recorded">Commands that were recorded now.</param>
/// <param name="Known">Commands that had been recorded by an earlier run.</param>
/// <param name="Notes">What was odd, row by row, and what was done.</param>
public sealed record ImportOutcome(int Rows, int Orders, int Recorded, int Known, IReadOnlyList<RowNote> Notes);

/// <summary>Takes a production log over through the door: everything is decided and recorded as any other act, under the import's own right.</summary>
public sealed class ProductionLogImport(Door door, ISites sites, RefusalTexts texts, TimeProvider time)
{
    private const int AtOnce = 64;

    /// <param name="progress">Told after each order: orders done, and orders in all.</param>
    /// <exception cref="ProductionLogFaultyException">Nothing was recorded.</exception>
    /// <exception cref="ImportRefusedException">The record says no; what was recorded before stays, and the same import goes on from there.</exception>
    public async Task<ImportOutcome> Run(
        IReadOnlyList<ProductionLogRow> rows, string site, string timeZone, IProgress<(int Done, int Of)>? progress, CancellationToken stop)
    {
        var plan = new ProductionLogPlan(site, site, timeZone);
        var open = await sites.Find(site, stop);
        var notes = new List<RowNote>();
        var (recorded, known) = (0, 0);
        if (rows.Where(row => new DateTimeOffset(row.Complete, TimeSpan.Zero) > time.GetUtcNow().AddDays(1)).ToList() is { Count: > 0 } future)
            throw new ProductionLogFaultyException([.. future.Select(row => new RowNote(row.Line, "It is complete at a time that has not come yet."))]);

        foreach (var command in plan.Ground(rows, siteIsOpen: false))
        {
            if (command is Plant.OpenSite && open is not null && await IsOurs(command, stop) is false)
                continue;
            await Take(command);
        }

        var orders = rows.GroupBy(row => row.Order).Select(order => (Id: order.Key, Rows: order.ToList())).ToList();
        using var lanes = new Lanes(AtOnce);
        var done = 0;
        try
        {
            foreach (var order in orders)
            {
                Odd(order.Rows);
                foreach (var command in plan.Order(order.Id, order.Rows))
                    await lanes.Add(KeysOf(order.Id, command), () => Take(command), stop);
                await lanes.Add(
                    [OrderKey(order.Id)],
                    () =>
                    {
                        progress?.Report((Interlocked.Increment(ref done), orders.Count));
                        return Task.CompletedTask;
                    },
                    stop);
            }
        }
        finally
        {
            await lanes.Finish();
        }

        return new ImportOutcome(rows.Count, orders.Count, recorded, known, [.. notes.OrderBy(note => note.Line)]);

        async Task Take(Command command)
        {
            var answer = await door.Take(command, Caller.System("import"), stop);
            if (answer.Refusal is { } refusal)
                throw new ImportRefusedException(command.GetType().Name, refusal.Code, texts.Of(refusal), (command as RecordPastExecution)?.Line);
            if (answer.Receipt!.Repeated)
                Interlocked.Increment(ref known);
            else
                Interlocked.Increment(ref recorded);
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

    /// <summary>
    /// Work at one order, at one work unit and by one person is taken over in the file's order, since each is decided on what came before it there; all
    /// else goes side by side. So the same file is decided in the same way, however the pieces meet.
    /// </summary>
    private static IReadOnlyList<string> KeysOf(string order, Command command) => command is RecordPastExecution past
        ? [OrderKey(order), $"work unit {past.WorkUnit}", $"person {past.Person}"]
        : [OrderKey(order)];

    private static string OrderKey(string order) => $"order {order}";

    /// <summary>Whether the site was opened by an earlier run of this import.</summary>
    private async Task<bool> IsOurs(Command open, CancellationToken stop) =>
        (await door.Take(open, Caller.System("import"), stop)).Receipt is not null;
}

/// <summary>A command of the import was refused.</summary>
/// <param name="line">The line of the file it came from, where it came from one.</param>
public sealed class ImportRefusedException(string act, string code, string text, int? line)
    : Exception(line is null ? $"{act} was refused ({code}): {text}" : $"Line {line}: {act} was refused ({code}): {text}");
