using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Terminal;

/// <summary>What job sheets say to everybody: put together and written once for all terminals that show a job, as long as it would come out the same.</summary>
public sealed class SharedSheets(Views views, IViewsProgress progress, States states, ISites sites, Names names, TimeProvider time)
{
    /// <summary>More lots of a material than a person looks through.</summary>
    private const int MostLots = 40;

    private const int MostNotes = 5;

    /// <summary>Who is at work, and for how long a call has waited, is told by the second.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SharedReading<(string Site, string Job), byte[]> _written = new(progress, time, Fresh);

    /// <summary>The sheet of a job as it is sent, but for who looks.</summary>
    /// <param name="position">The job's newest entry.</param>
    internal async Task<byte[]> Of(string site, Job job, long position, WorkMasterVersion version, Operation operation, CancellationToken stop)
    {
        var log = Logs.OfSite(site);
        var (order, orderAt) = await states.Newest<Order>(new StreamName(log, job.Order.Stream), stop);
        var others = new List<Job>();
        var at = FormattableString.Invariant($"{position} {orderAt}");
        foreach (var used in ForeignValues.UsedBy(version.Content, job.Operation))
        {
            var (other, otherAt) = await states.Newest<Job>(new StreamName(log, JobIds.Of(job.Order, used).Stream), stop);
            at = FormattableString.Invariant($"{at} {otherAt}");
            others.Add(other);
        }

        return await _written.Of(
            (site, job.Id.Value), async () => JobSheets.Written(await Read(site, job, position, order, others, version, operation, CancellationToken.None)), at).WaitAsync(stop);
    }

    private async Task<SharedSheet> Read(
        string site, Job job, long position, Order order, List<Job> others, WorkMasterVersion version, Operation operation, CancellationToken stop)
    {
        await using var reading = views.Open();
        var (id, workCenter, now) = (job.Id.Value, job.WorkCenter?.Value, time.GetUtcNow());
        var lines = await Bill(version.Content, order, reading, stop);
        return new SharedSheet(
            site, (await sites.At(site, now, stop)).TimeZone, position, Of(job) with { Reasons = await SheetReasons.Of(operation, new Reading(states, Logs.OfSite(site), stop)) },
            Of(order, version), operation, Expressions(version.Content, order, others), lines,
            await Lots(site, lines.Values, order, reading, stop), await WorkUnits(site, workCenter, reading, stop),
            await SheetReleasers.Of(site, operation, now, reading, names, stop),
            await reading.Set<HandOverRow>().AsNoTracking().Where(row => row.Site == site && (row.Job == id || (workCenter != null && row.WorkCenter == workCenter)))
                .OrderByDescending(row => row.WrittenAt).Take(MostNotes).ToListAsync(stop),
            await reading.Set<HelpCallRow>().AsNoTracking().Where(row => row.Site == site && row.Job == id && row.Status != HelpCallStatus.Closed)
                .OrderBy(row => row.RaisedAt).ToListAsync(stop));
    }

    private static SheetJob Of(Job job) => new(
        job.Id.Value, job.Status, job.Phase, job.Operation, job.Quantity, job.Unit, job.WorkCenter?.Value, job.WorkUnit?.Value, job.Crew, job.Output,
        job.StoppedFor, job.StartedAt, job.Steps, job.Exceptions, job.OpenExceptions, job.Reports);

    private static SheetOrder Of(Order order, WorkMasterVersion version) => new(
        order.Id.Value, version.Content.Name, version.WorkMaster.Value, version.Id.Value, order.Quantity, order.Unit, order.MayBeWorkedOn, order.HeldFor,
        order.OutputLot?.Value);

    private static SheetExpressions Expressions(WorkMasterContent content, Order order, IEnumerable<Job> others)
    {
        var names = ContentNames.Of(content);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ContentNames.OrderQuantity] = string.Create(CultureInfo.InvariantCulture, $"{order.Quantity} {order.Unit}"),
        };
        foreach (var (step, result) in others.SelectMany(other => other.Steps).Where(step => step.Value.Value is not null))
            values[step] = result.Value!;
        return new SheetExpressions(
            names.Inputs.ToDictionary(name => name.Key, name => name.Value.ToString()),
            names.Constants.ToDictionary(name => name.Key, name => name.Value.ToString()), values);
    }

    private static async Task<Dictionary<string, SheetLine>> Bill(WorkMasterContent content, Order order, ViewsDb views, CancellationToken stop)
    {
        // All of them: a wrong lot is then called by what it is.
        var lines = content.BillOfMaterial.ToList();
        var materials = lines.ConvertAll(line => line.Material.Value);
        var names = await views.Set<MaterialRow>().AsNoTracking().Where(row => materials.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Name, stop);
        return lines.ToDictionary(line => line.Id, line => new SheetLine(
            line.Material.Value, names.GetValueOrDefault(line.Material.Value, line.Material.Value), BillQuantity.Of(line, content, order.Quantity), line.Unit,
            [.. line.Alternatives?.Select(one => one.Value) ?? []],
            [.. order.Assigned.Where(assigned => assigned.Line == line.Id).Select(assigned => assigned.Lot.Value)]));
    }

    private static async Task<List<SheetLot>> Lots(string site, IEnumerable<SheetLine> lines, Order order, ViewsDb views, CancellationToken stop)
    {
        var lots = new List<SheetLot>();
        foreach (var material in lines.SelectMany(line => line.Alternatives.Prepend(line.Material)).Distinct(StringComparer.Ordinal))
        {
            lots.AddRange(await views.Set<LotRow>().AsNoTracking().Where(row => row.Site == site && row.Material == material && row.Quantity > 0)
                .OrderBy(row => row.ExpiresOn == null).ThenBy(row => row.ExpiresOn).ThenBy(row => row.Lot).Take(MostLots)
                .Select(row => new SheetLot(
                    row.Lot, row.Material, row.Quantity, row.Unit, row.ExpiresOn, row.Restricted ? row.RestrictedFor ?? "" : null, row.Location))
                .ToListAsync(stop));
        }

        var missing = order.Assigned.Select(assigned => assigned.Lot.Value).Except(lots.Select(lot => lot.Lot)).ToList();
        if (missing.Count > 0)
        {
            lots.AddRange(await views.Set<LotRow>().AsNoTracking().Where(row => row.Site == site && missing.Contains(row.Lot))
                .Select(row => new SheetLot(
                    row.Lot, row.Material, row.Quantity, row.Unit, row.ExpiresOn, row.Restricted ? row.RestrictedFor ?? "" : null, row.Location))
                .ToListAsync(stop));
        }

        return lots;
    }

    internal static async Task<List<SheetWorkUnit>> WorkUnits(string site, string? workCenter, ViewsDb views, CancellationToken stop) =>
        workCenter is null ? [] : [.. (await views.Set<PlaceRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Kind == WorkUnit.Kind && row.Parent == workCenter && row.Status != nameof(InUse.Retired))
            .OrderBy(row => row.Id).ToListAsync(stop))
            .Select(row => new SheetWorkUnit(
                row.Id, row.Name, row.EquipmentClasses?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], row.OutOfServiceFor is null,
                row.OutOfServiceFor))];
}
