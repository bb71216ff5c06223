using Groundswell.Deciding;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Work.Orders;

/// <summary>What is done with an order on its page.</summary>
internal static class OrderForms
{
    public static Task<IResult> Release(string site, Id<Order> order, [FromForm] Guid id, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new ReleaseOrder(order) { Id = id, Site = site });

    public static Task<IResult> Change(
        string site, Id<Order> order, [FromForm] Guid id, [FromForm] string? due, [FromForm] string? priority, [FromForm] string reason, Words words,
        [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new ChangeOrder(order, reason, words.Instant(due), (int?)Words.NumberIn(priority)) { Id = id, Site = site });

    public static Task<IResult> Hold(string site, Id<Order> order, [FromForm] Guid id, [FromForm] string reason, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new HoldOrder(order, reason) { Id = id, Site = site });

    public static Task<IResult> Resume(string site, Id<Order> order, [FromForm] Guid id, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new ResumeOrder(order) { Id = id, Site = site });

    public static Task<IResult> Split(
        string site, Id<Order> order, [FromForm] Guid id, [FromForm] decimal quantity, [FromForm] string into, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new SplitOrder(order, quantity, new(into.Trim())) { Id = id, Site = site });

    public static Task<IResult> Complete(string site, Id<Order> order, [FromForm] Guid id, [FromForm] string? good, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new CompleteOrder(order, Words.NumberIn(good)) { Id = id, Site = site });

    public static Task<IResult> CloseShort(
        string site, Id<Order> order, [FromForm] Guid id, [FromForm] decimal good, [FromForm] string reason, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new CloseOrderShort(order, good, reason) { Id = id, Site = site });

    public static Task<IResult> Cancel(string site, Id<Order> order, [FromForm] Guid id, [FromForm] string reason, [AsParameters] OrderPageReading page) =>
        page.Do(site, order, new CancelOrder(order, reason) { Id = id, Site = site });
}
