using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Terminal;

/// <summary>Writes job sheets: the job itself from its own stream, so that what was just recorded is on it; what is around it from the views.</summary>
internal static class JobSheets
{
    /// <summary>More lots of a material than a person looks through.</summary>
    private const int MostLots = 40;

    private const int MostNotes = 5;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>GET /sites/{site}/jobs/{job}/sheet</summary>
    public static async Task<IResult> Get(
        string site, string job, HttpContext http, States states, ISites sites, ViewsDb views, SheetPeople people, TimeProvider time, Problems problems)
    {
        var stop = http.RequestAborted;
        var log = Logs.OfSite(site);
        if (!Id<Job>.TryParse(job, null, out var id))
            return problems.Of(new JobUnknown(new Id<Job>(job)));
        var (known, position) = await states.Load<Job>(new StreamName(log, id.Stream), stop);
        if (known.Status == JobStatus.Unknown)
            return problems.Of(new JobUnknown(id));
        var (order, _) = await states.Load<Order>(new StreamName(log, known.Order.Stream), stop);
        var read = new Reading(states, log, stop);
        var version = await read.Settled(known.Version);
        var operation = version.Content.FindOperation(known.Operation)
            ?? throw new InvalidOperationException($"Version {version.Id} has no operation {known.Operation}, which job {id} is of.");
        var now = time.GetUtcNow();
        var lines = await Bill(version.Content, order, views, stop);
        var sheet = new JobSheet(
            site, (await sites.At(site, now, stop)).TimeZone, now, position, Of(known) with { Reasons = await SheetReasons.Of(operation, read) }, Of(order, version), operation,
            await Expressions(version.Content, known, order, states, log, stop), lines,
            await Lots(site, lines.Values, order, views, stop), await WorkUnits(site, known.WorkCenter?.Value, views, stop),
            await people.Of(site, version, operation, http, now), await people.WhoReleases(site, operation, now, stop),
            await views.Set<HandOverRow>().AsNoTracking().Where(row => row.Site == site && (row.Job == job || (known.WorkCenter != null && row.WorkCenter == known.WorkCenter.Value.Value)))
                .OrderByDescending(row => row.WrittenAt).Take(MostNotes).ToListAsync(stop),
            await views.Set<HelpCallRow>().AsNoTracking().Where(row => row.Site == site && row.Job == job && row.Status != HelpCallStatus.Closed)
                .OrderBy(row => row.RaisedAt).ToListAsync(stop));
        return Results.Json(sheet, Json);
    }

    private static SheetJob Of(Job job) => new(
        job.Id.Value, job.Status, job.Phase, job.Operation, job.Quantity, job.Unit, job.WorkCenter?.Value, job.WorkUnit?.Value, job.Crew, job.Output,
        job.StoppedFor, job.StartedAt, job.Steps, job.Exceptions, job.OpenExceptions, job.Reports);

    private static SheetOrder Of(Order order, WorkMasterVersion version) => new(
        order.Id.Value, version.Content.Name, version.WorkMaster.Value, version.Id.Value, order.Quantity, order.Unit, order.MayBeWorkedOn, order.HeldFor,
        order.OutputLot?.Value);

    private static async Task<SheetExpressions> Expressions(
        WorkMasterContent content, Job job, Order order, States states, string log, CancellationToken stop)
    {
        var names = ContentNames.Of(content);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ContentNames.OrderQuantity] = string.Create(CultureInfo.InvariantCulture, $"{order.Quantity} {order.Unit}"),
        };
        foreach (var other in ForeignValues.UsedBy(content, job.Operation))
        {
            var (done, _) = await states.Load<Job>(new StreamName(log, JobIds.Of(job.Order, other).Stream), stop);
            foreach (var (step, result) in done.Steps.Where(step => step.Value.Value is not null))
                values[step] = result.Value!;
        }

        return new SheetExpressions(
            names.Inputs.ToDictionary(name => name.Key, name => name.Value.ToString()),
            names.Constants.ToDictionary(name => name.Key, name => name.Value.ToString()), values);
    }

    private static async Task<Dictionary<string, SheetLine>> Bill(
        WorkMasterContent content, Order order, ViewsDb views, CancellationToken stop)
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
