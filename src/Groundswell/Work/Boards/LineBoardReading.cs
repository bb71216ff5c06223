using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Boards;

/// <summary>Puts a line board together out of the views, and out of the states of the few jobs that run.</summary>
internal sealed class LineBoardReading(ViewsDb views, States states, Names names, TimeProvider time)
{
    private const int MostExceptions = 3;

    /// <param name="area">The area; the first one, where nothing is said.</param>
    /// <returns>Null where the site has no such area.</returns>
    public async Task<LineBoard?> Of(SiteFacts site, string? area, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var places = await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Site == site.Code && row.Status != nameof(InUse.Retired)).OrderBy(row => row.Id).ToListAsync(stop);
        var areas = places.FindAll(place => place.Kind == Area.Kind);
        var shown = area is null ? areas.FirstOrDefault() : areas.Find(place => place.Id == area);
        if (shown is null && area is not null)
            return null;
        var centers = places.FindAll(place => place.Kind == WorkCenter.Kind && place.Parent == shown?.Id);
        var codes = centers.ConvertAll(center => center.Id);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone);
        var reading = new Reading(states, Logs.OfSite(site.Code), stop);
        var shift = (await reading.Of(ShiftCalendar.OfSite)).RunningAt(now, zone);
        var from = shift?.From ?? now.AddHours(-8);

        var jobs = await views.Set<JobRow>().AsNoTracking()
            .Where(row => row.Site == site.Code && codes.Contains(row.WorkCenter!)
                && ((row.Status != JobStatus.Completed && row.Status != JobStatus.Cancelled) || (row.Status == JobStatus.Completed && row.EndedAt >= from)))
            .ToListAsync(stop);
        var orders = await OrdersOf(site.Code, jobs, stop);
        var hours = await views.Set<HourRow>().AsNoTracking()
            .Where(row => row.Site == site.Code && codes.Contains(row.WorkCenter) && row.Hour >= from.AddHours(-1)).ToListAsync(stop);
        var people = await names.Of(jobs.SelectMany(PeopleOf), stop);
        var units = places.FindAll(place => place.Kind == WorkUnit.Kind);
        var rows = new List<BoardCenter>();
        foreach (var center in centers)
        {
            var here = jobs.FindAll(job => job.WorkCenter == center.Id);
            var told = new List<BoardUnit>();
            foreach (var unit in units.Where(unit => unit.Parent == center.Id))
                told.Add(await Told(unit, here, orders, people, reading));
            rows.Add(Output(center, here, orders, hours, shift, from, now) with { Units = told });
        }

        return new LineBoard(
            site, shown, areas, shift, now, rows, await CallsAt(site.Code, centers, jobs, stop), await ExceptionsAt(site.Code, jobs, stop));
    }

    private async Task<Dictionary<string, (OrderRow Order, string Makes)>> OrdersOf(string site, List<JobRow> jobs, CancellationToken stop)
    {
        var ids = jobs.Select(job => job.Order).Distinct().ToList();
        var orders = await views.Set<OrderRow>().AsNoTracking().Where(row => row.Site == site && ids.Contains(row.Order)).ToListAsync(stop);
        var masters = orders.Select(order => order.WorkMaster).Distinct().ToList();
        var called = await views.Set<WorkMasterRow>().AsNoTracking().Where(row => masters.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, stop);
        return orders.ToDictionary(order => order.Order, order => (order, called.GetValueOrDefault(order.WorkMaster) ?? order.WorkMaster));
    }

    private static async Task<BoardUnit> Told(
        PlaceRow unit, List<JobRow> jobs, Dictionary<string, (OrderRow Order, string Makes)> orders, IReadOnlyDictionary<string, string> people,
        Reading reading)
    {
        var job = jobs.Where(job => job.WorkUnit == unit.Id && IsBegun(job)).MaxBy(job => job.Status == JobStatus.Running);
        if (unit.Status == "OutOfService")
            return new BoardUnit(unit.Id, unit.Name, UnitState.Down, null, unit.OutOfServiceFor, null, job?.Order, job?.Job, null, null, false, []);
        if (job is null)
        {
            var next = jobs.Where(job => job.Status == JobStatus.Planned && (job.WorkUnit ?? unit.Id) == unit.Id)
                .OrderBy(job => job.Sequence ?? int.MaxValue).ThenBy(job => job.Planned).FirstOrDefault();
            return new BoardUnit(
                unit.Id, unit.Name, next is null ? UnitState.Off : UnitState.Waiting, null, null, next is null ? null : Makes(next), next?.Order, next?.Job,
                null, null, false, []);
        }

        var (state, why) = job switch
        {
            { Status: JobStatus.Running, Phase: JobPhase.Setup } => (UnitState.Setup, job.Reason),
            { Status: JobStatus.Running, Phase: JobPhase.Breakdown } => (UnitState.Down, job.Reason),
            { Status: JobStatus.Running } => (UnitState.Running, null),
            { Status: JobStatus.Paused } => (UnitState.Waiting, job.Reason),
            _ => (UnitState.Blocked, job.Reason),
        };
        var (done, of, inSteps) = await Progress(job, reading);
        return new BoardUnit(
            unit.Id, unit.Name, state, job.Since, why, Makes(job), job.Order, job.Job, done, of, inSteps,
            [.. PeopleOf(job).Select(person => people.GetValueOrDefault(person) ?? person)]);

        string? Makes(JobRow row) => orders.TryGetValue(row.Order, out var order) ? order.Makes : null;
    }

    /// <summary>Pieces where some are reported; otherwise the steps that are done, of those the operation has.</summary>
    private static async ValueTask<(decimal? Done, decimal? Of, bool InSteps)> Progress(JobRow job, Reading reading)
    {
        if (job.Good > 0)
            return (job.Good, job.Quantity, false);
        var state = await reading.Of(new Id<Job>(job.Job));
        if (state.Status == JobStatus.Unknown)
            return (null, null, false);
        var steps = (await reading.Settled(state.Version)).Content.FindOperation(job.Operation)?.Steps.Count ?? 0;
        return steps == 0 ? (null, null, false) : (Math.Min(state.Steps.Count, steps), steps, true);
    }

    private static BoardCenter Output(
        PlaceRow center, List<JobRow> jobs, Dictionary<string, (OrderRow Order, string Makes)> orders, List<HourRow> hours, ShiftNow? shift,
        DateTimeOffset from, DateTimeOffset now)
    {
        var until = shift?.Until ?? now;
        var due = jobs.FindAll(job => job.Status == JobStatus.Completed
            || IsBegun(job) || (orders.TryGetValue(job.Order, out var order) && order.Order.Due <= until));
        var here = hours.FindAll(hour => hour.WorkCenter == center.Id);
        // Pieces of different things can't be added; jobs can.
        var unit = due.Select(job => job.Unit).Distinct().ToList() is [var only] && here.Exists(hour => hour.Unit == only && hour.Good > 0) ? only : null;
        decimal In(HourRow hour) => unit is null ? hour.Jobs : hour.Unit == unit ? hour.Good : 0;
        var told = new List<BoardHour>();
        for (var hour = from; shift is not null && hour < until; hour = hour.AddHours(1))
        {
            var next = hour.AddHours(1);
            // A shift may begin within an hour; what was reported in it is told where it ends.
            told.Add(new BoardHour(hour, hour > now ? null : here.Where(row => row.Hour.AddMinutes(59) >= hour && row.Hour.AddMinutes(59) < next).Sum(In), next <= now));
        }

        return new BoardCenter(
            center.Id, center.Name, here.Where(row => row.Hour.AddMinutes(59) >= from).Sum(In), unit is null ? due.Count : due.Sum(job => job.Quantity), unit,
            told, [], jobs.Count(job => job.Status == JobStatus.Planned));
    }

    private async Task<List<BoardCall>> CallsAt(string site, List<PlaceRow> centers, List<JobRow> jobs, CancellationToken stop)
    {
        var codes = centers.ConvertAll(center => center.Id);
        var calls = await views.Set<HelpCallRow>().AsNoTracking()
            .Where(row => row.Site == site && codes.Contains(row.WorkCenter) && (row.Status == HelpCallStatus.Open || row.Status == HelpCallStatus.Taken))
            .OrderBy(row => row.RaisedAt).ToListAsync(stop);
        var called = await names.Of(calls.SelectMany(call => new[] { call.RaisedBy, call.TakenBy ?? call.RaisedBy }), stop);
        return
        [
            .. calls.OrderBy(call => call.Status == HelpCallStatus.Taken).Select(call => new BoardCall(
                jobs.Find(job => job.Job == call.Job)?.WorkUnit ?? centers.Find(center => center.Id == call.WorkCenter)!.Name, call,
                called.GetValueOrDefault(call.RaisedBy) ?? call.RaisedBy,
                call.TakenBy is null ? null : called.GetValueOrDefault(call.TakenBy) ?? call.TakenBy)),
        ];
    }

    private async Task<List<BoardException>> ExceptionsAt(string site, List<JobRow> jobs, CancellationToken stop)
    {
        var ids = jobs.Where(IsBegun).Select(job => job.Job).ToList();
        var waiting = await views.Set<ExceptionRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Waiting && ids.Contains(row.Job)).OrderBy(row => row.RaisedAt).Take(MostExceptions).ToListAsync(stop);
        return waiting.ConvertAll(row => new BoardException(row, jobs.Find(job => job.Job == row.Job)?.WorkUnit));
    }

    private static bool IsBegun(JobRow job) => job.Status is JobStatus.Running or JobStatus.Paused or JobStatus.Held or JobStatus.Suspended;

    private static string[] PeopleOf(JobRow job) => job.Crew?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
