using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Orders;

/// <summary>One order as its page shows it, and what the one who looks may do with it.</summary>
/// <param name="People">Printed names by person.</param>
public sealed record OrderShown(
    OrderRow Order, string Made, IReadOnlyList<JobShown> Jobs, IReadOnlyList<ExceptionRow> Exceptions, IReadOnlyList<PlaceRow> Centers,
    ActsOffered Acts, IReadOnlyDictionary<string, string> People, DateTimeOffset Now)
{
    public string NameOf(string person) => People.GetValueOrDefault(person) ?? person;
}

/// <param name="Operation">As the version calls it.</param>
public sealed record JobShown(JobRow Job, string Operation, ActsOffered Acts);

/// <summary>Reads an order's page, and answers its forms with it. A route's handler takes it by AsParameters.</summary>
public sealed record OrderPageReading(
    ViewsDb Views, States States, Door Door, FormDoor Forms, Names Names, Viewer Viewer, TimeProvider Time, HttpContext Http)
{
    /// <summary>Does what a form of the page asks for, and shows the page: as it is then, or with why it was refused.</summary>
    public async Task<IResult> Do(string site, Id<Order> order, SiteCommand command) =>
        await Forms.Take(command, Http) ? Page.GoTo($"/sites/{site}/orders/{Uri.EscapeDataString(order.Value)}") : await Show(order);

    public async Task<IResult> Show(Id<Order> order) =>
        Viewer.Site is { } site && await Read(site.Code, order) is { } shown ? Page.Of<OrderPage>(new { Shown = shown }) : Page.NothingHere();

    private async Task<OrderShown?> Read(string site, Id<Order> id)
    {
        var stop = Http.RequestAborted;
        if (await Views.Set<OrderRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Order == id.Value, stop) is not { } order)
            return null;
        var jobs = await Views.Set<JobRow>().AsNoTracking().Where(row => row.Site == site && row.Order == id.Value).OrderBy(row => row.Planned).ToListAsync(stop);
        var ids = jobs.ConvertAll(job => job.Job);
        var exceptions = await Views.Set<ExceptionRow>().AsNoTracking().Where(row => row.Site == site && ids.Contains(row.Job)).OrderBy(row => row.RaisedAt).ToListAsync(stop);
        var made = await Views.Set<WorkMasterRow>().AsNoTracking().Where(row => row.Id == order.WorkMaster).Select(row => row.Name).FirstOrDefaultAsync(stop);
        var content = order.Version is { } version ? (await new Reading(States, Logs.OfSite(site), stop).Settled(new Id<WorkMasterVersion>(version))).Content : null;
        var people = jobs.SelectMany(job => job.Crew?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
            .Concat(exceptions.SelectMany(one => new[] { one.RaisedBy, one.ReleasedBy ?? one.RaisedBy }));
        var shown = new List<JobShown>();
        foreach (var job in jobs)
            shown.Add(new JobShown(job, content?.FindOperation(job.Operation)?.Name ?? job.Operation, await ActsOn(job)));
        return new OrderShown(
            order, made ?? order.WorkMaster, shown, exceptions, await OrderListing.CentersOf(site, Views, stop), await ActsOn(order),
            await Names.Of(people, stop), Time.GetUtcNow());
    }

    /// <summary>Each act is asked for as the form would ask for it, and not recorded.</summary>
    private Task<ActsOffered> ActsOn(OrderRow row)
    {
        var order = new Id<Order>(row.Order);
        return Asked(
            new ReleaseOrder(order), new ChangeOrder(order, Some), new HoldOrder(order, Some), new ResumeOrder(order),
            new SplitOrder(order, row.Quantity / 2, new($"{row.Order}-B")), new CompleteOrder(order), new CloseOrderShort(order, 0, Some), new CancelOrder(order, Some));
    }

    private Task<ActsOffered> ActsOn(JobRow row)
    {
        var job = new Id<Job>(row.Job);
        var open = row.Quantity - row.Good - row.Rejected - row.Review;
        return Asked(
            new DispatchJob(job, new(row.WorkCenter ?? "")), new HoldJob(job, Some), new ReleaseHeldJob(job, Some), new SplitJob(job, open / 2, new($"{row.Job}-B")),
            new ReopenJob(job, Some));
    }

    private const string Some = ActsOffered.Some;

    /// <summary>Where a job goes is what its form asks for.</summary>
    private Task<ActsOffered> Asked(params SiteCommand[] commands) => ActsOffered.Ask(
        Door, Http.Caller()!, why => why is NotInUse, Http.RequestAborted, commands.Select(command => command with { Site = Viewer.Site!.Code }));
}
