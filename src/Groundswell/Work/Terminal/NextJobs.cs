using System.Text.Json.Nodes;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Terminal;

/// <summary>A station's queue: what runs there, what can be begun with one scan, and why the rest can't.</summary>
/// <param name="WorkUnit">Null: the station serves the whole work center.</param>
public sealed record StationQueue(
    string Station, string Name, string WorkCenter, string WorkCenterName, string? WorkUnit, string? WorkUnitName, string TimeZone,
    IReadOnlyList<SheetWorkUnit> WorkUnits, IReadOnlyList<NextJob> Jobs, IReadOnlyList<HelpCallRow> Calls, IReadOnlyList<HandOverRow> HandOvers,
    IReadOnlyDictionary<string, string> Names);

/// <summary>A job that waits, runs or is stopped.</summary>
/// <param name="StartAt">Where it can be begun.</param>
/// <param name="Refusal">Why whoever asks can't begin it now: the code; null where they can.</param>
/// <param name="Why">The same, for people.</param>
/// <param name="Facts">What the refusal is about, for a text in another language.</param>
public sealed record NextJob(
    string Job, string Order, string Name, string OperationName, IReadOnlyDictionary<string, string>? OperationNames, int Steps, decimal Quantity,
    string Unit, decimal Good, JobStatus Status, JobPhase Phase, string? WorkUnit, string? Reason, IReadOnlyList<string> Crew, DateTimeOffset Since,
    IReadOnlyList<string> StartAt, string? Refusal, string? Why, JsonObject? Facts);

internal static class NextJobs
{
    private const int MostJobs = 50;
    private const int MostNotes = 10;

    /// <summary>GET /sites/{site}/stations/{station}/queue</summary>
    public static async Task<IResult> Get(
        string site, string station, HttpContext http, States states, ISites sites, Door door, ViewsDb views, Names names, TimeProvider time, Problems problems)
    {
        var stop = http.RequestAborted;
        var log = Logs.OfSite(site);
        if (!Id<Station>.TryParse(station, null, out var id)
            || await new Reading(states, log, stop).Of(id) is not { InUse: InUse.Yes } known)
            return problems.Of(new StationNotInUse(station));

        var workCenter = known.WorkCenter.Value;
        var units = await SharedSheets.WorkUnits(site, workCenter, views, stop);
        var own = known.WorkUnit?.Value;
        var rows = await views.Set<JobRow>().AsNoTracking()
            .Where(row => row.Site == site && row.WorkCenter == workCenter && row.Status != JobStatus.Completed && row.Status != JobStatus.Cancelled
                && (own == null || row.WorkUnit == null || row.WorkUnit == own))
            .OrderBy(row => row.Status == JobStatus.Planned).ThenBy(row => row.Sequence == null).ThenBy(row => row.Sequence).ThenBy(row => row.Planned)
            .Take(MostJobs).ToListAsync(stop);
        var (jobs, persons) = (new List<NextJob>(), new List<string>());
        foreach (var row in rows)
        {
            var version = await new Reading(states, log, stop).Settled(new Id<WorkMasterVersion>(row.Version));
            var operation = version.Content.FindOperation(row.Operation);
            var startAt = StartAt(row, operation, own, units);
            // Where it can be begun nowhere here, whoever asks is told what is in the way at the place they stand at: it may be out of service, and not unfit.
            var asked = startAt.FirstOrDefault() ?? own ?? units.FirstOrDefault()?.Id;
            var refusal = row.Status != JobStatus.Planned ? null
                : asked is null ? new WorkUnitUnfit(new Id<WorkUnit>(workCenter), operation?.Equipment?.Code ?? row.WorkUnit ?? "")
                : await door.WouldRefuse(new StartJob(new Id<Job>(row.Job), new Id<WorkUnit>(asked)) { Site = site }, http.Caller()!, stop);
            jobs.Add(new NextJob(
                row.Job, row.Order, version.Content.Name, operation?.Name ?? row.Operation, operation?.Names, operation?.Steps.Count ?? 0, row.Quantity,
                row.Unit, row.Good, row.Status, row.Phase, row.WorkUnit, row.Reason, row.Crew?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
                row.Since, startAt, refusal?.Code, refusal is null ? null : problems.Title(refusal), refusal is null ? null : Problems.FactsOf(refusal)));
            persons.AddRange(refusal is null ? [] : RefusalPeople.In(refusal));
        }

        var calls = await views.Set<HelpCallRow>().AsNoTracking()
            .Where(row => row.Site == site && row.WorkCenter == workCenter && row.Status != HelpCallStatus.Closed).OrderBy(row => row.RaisedAt).ToListAsync(stop);
        var notes = await views.Set<HandOverRow>().AsNoTracking().Where(row => row.Site == site && row.WorkCenter == workCenter)
            .OrderByDescending(row => row.WrittenAt).Take(MostNotes).ToListAsync(stop);
        var people = persons.Concat(jobs.SelectMany(job => job.Crew)).Concat(calls.SelectMany(call => new[] { call.RaisedBy, call.TakenBy }).OfType<string>())
            .Concat(notes.Select(note => note.WrittenBy));
        var places = await views.Set<PlaceRow>().AsNoTracking()
            .Where(row => row.Site == site && ((row.Kind == Station.Kind && row.Id == station) || (row.Kind == WorkCenter.Kind && row.Id == workCenter)))
            .ToDictionaryAsync(row => row.Kind, row => row.Name, stop);
        return Results.Ok(new StationQueue(
            station, places.GetValueOrDefault(Station.Kind, station), workCenter, places.GetValueOrDefault(WorkCenter.Kind, workCenter), own,
            units.FirstOrDefault(unit => unit.Id == own)?.Name, (await sites.At(site, time.GetUtcNow(), stop)).TimeZone, units, jobs, calls, notes,
            await names.Of(people, stop)));
    }

    /// <summary>The work units that the job may be begun at from here; those in service.</summary>
    private static List<string> StartAt(JobRow row, Operation? operation, string? own, List<SheetWorkUnit> units) =>
    [
        .. units.Where(unit => unit.InService
                && (own is null || unit.Id == own)
                && (row.WorkUnit is null || unit.Id == row.WorkUnit)
                && operation?.Equipment switch
                {
                    { Level: EquipmentLevel.WorkUnit } needs => needs.Code == unit.Id,
                    { Level: EquipmentLevel.EquipmentClass } needs => unit.Classes.Contains(needs.Code),
                    _ => true,
                })
            .Select(unit => unit.Id),
    ];
}

/// <summary>What a terminal asks.</summary>
internal static class TerminalQueries
{
    public static void List(Queries queries)
    {
        queries.Add("/sites/{site}/stations/{station}/queue", "What runs and waits at a station, and what whoever asks can begin.", Rights.Everyone, NextJobs.Get);
        queries.Add("/sites/{site}/jobs/{job}/sheet", "Everything that a terminal needs to go on with a job by itself.", Rights.Everyone, JobSheets.Get);
    }
}
