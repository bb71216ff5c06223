using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;
using Groundswell.Projecting;
using Groundswell.Showing;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Terminal;

/// <summary>A job sheet of a job that nobody has, so that an author sees a version's steps as the operator will.</summary>
internal static class SheetPreview
{
    /// <summary>More of a lot than any run takes.</summary>
    private const decimal Plenty = 1_000_000_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/masters/{master}/versions/{number:int}/preview", PreviewPage.Show).OpenTo(Rights.Everyone);
        pages.MapGet("/masters/{master}/versions/{number:int}/preview/{operation}/sheet", Sheet).OpenTo(Rights.Everyone);
    }

    /// <summary>The version, and the operation of it that is asked for; where none is, the first that has steps.</summary>
    public static async Task<(WorkMasterVersion Version, Operation Operation)?> Find(string master, int number, string? operation, States states, CancellationToken stop)
    {
        var version = await new Reading(states, Logs.Enterprise, stop).Of(new Id<WorkMaster>(master).Version(number));
        var found = operation is null ? version.Content.Operations.FirstOrDefault(one => one.Steps.Count > 0) : version.Content.FindOperation(operation);
        return found is null ? null : (version, found);
    }

    private static async Task<IResult> Sheet(
        string master, int number, string operation, Viewer viewer, Words words, States states, ViewsDb views, TimeProvider time, CancellationToken stop)
    {
        if (await Find(master, number, operation, states, stop) is not var (version, at) || ContentIds.Faults(version.Content).Count > 0)
            return Results.NotFound();
        var person = viewer.Caller!.Person;
        return Results.Json(
            new { Sheet = await Of(version, at, person, views, time.GetUtcNow(), stop), Person = person, viewer.Name, words.Language }, Json);
    }

    private static async Task<JobSheet> Of(WorkMasterVersion version, Operation at, string person, ViewsDb views, DateTimeOffset now, CancellationToken stop)
    {
        var content = version.Content;
        var names = ContentNames.Of(content);
        var called = await Names(content, views, stop);
        var place = at.Equipment?.Code ?? at.Id;
        var lines = content.BillOfMaterial.ToDictionary(line => line.Id, line => new SheetLine(
            line.Material.Value, called.GetValueOrDefault(line.Material.Value, line.Material.Value), BillQuantity.Of(line, content, content.Makes.Quantity), line.Unit,
            [.. line.Alternatives?.Select(one => one.Value) ?? []], []));
        var shared = new SharedSheet(
            "", TimeZoneInfo.Utc.Id, 0,
            new SheetJob(
                "preview", JobStatus.Running, JobPhase.Run, at.Id, content.Makes.Quantity, content.Makes.Unit, place, place, [person], Output.None, null, now,
                new Dictionary<string, StepResult>(), 0, [], new Dictionary<long, Output>()),
            new SheetOrder("preview", content.Name, version.WorkMaster.Value, version.Id.Value, content.Makes.Quantity, content.Makes.Unit, true, null, null),
            at,
            new SheetExpressions(
                names.Inputs.ToDictionary(name => name.Key, name => name.Value.ToString()), names.Constants.ToDictionary(name => name.Key, name => name.Value.ToString()),
                new Dictionary<string, string> { [ContentNames.OrderQuantity] = string.Create(CultureInfo.InvariantCulture, $"{content.Makes.Quantity} {content.Makes.Unit}") }),
            lines,
            [.. content.BillOfMaterial.SelectMany(line => (line.Alternatives ?? []).Prepend(line.Material).Select(material => (material.Value, line.Unit))).DistinctBy(one => one.Value)
                .Select(one => new SheetLot($"LOT-{one.Value}", one.Value, Plenty, one.Unit, null, null, null))],
            [new SheetWorkUnit(place, place, [place], true, null)], [], [], []);
        return new JobSheet(shared, now, new Dictionary<string, SheetPerson>());
    }

    private static async Task<Dictionary<string, string>> Names(WorkMasterContent content, ViewsDb views, CancellationToken stop)
    {
        var materials = content.BillOfMaterial.Select(line => line.Material.Value).ToList();
        return await views.Set<MaterialRow>().AsNoTracking().Where(row => materials.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, stop);
    }
}
