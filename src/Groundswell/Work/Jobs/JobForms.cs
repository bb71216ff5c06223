using Groundswell.Deciding;
using Groundswell.Showing;
using Groundswell.Work.Orders;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Work.Jobs;

/// <summary>What a lead does with a job on its order's page.</summary>
internal static class JobForms
{
    public static Task<IResult> Dispatch(
        string site, Id<Order> order, Id<Job> job, [FromForm] Guid id, [FromForm] string workCenter, [FromForm] string? sequence, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new DispatchJob(job, new(workCenter), (int?)Words.NumberIn(sequence)) { Id = id, Site = site });

    public static Task<IResult> Hold(string site, Id<Order> order, Id<Job> job, [FromForm] Guid id, [FromForm] string reason, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new HoldJob(job, reason) { Id = id, Site = site });

    public static Task<IResult> ReleaseHeld(string site, Id<Order> order, Id<Job> job, [FromForm] Guid id, [FromForm] string reason, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new ReleaseHeldJob(job, reason) { Id = id, Site = site });

    public static Task<IResult> Split(
        string site, Id<Order> order, Id<Job> job, [FromForm] Guid id, [FromForm] decimal quantity, [FromForm] string into, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new SplitJob(job, quantity, new(into.Trim())) { Id = id, Site = site });

    public static Task<IResult> Reopen(string site, Id<Order> order, Id<Job> job, [FromForm] Guid id, [FromForm] string reason, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new ReopenJob(job, reason) { Id = id, Site = site });
}
