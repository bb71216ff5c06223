using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Showing;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Orders;

/// <summary>The desk's pages of orders, and what is done on them.</summary>
internal static class OrderPages
{
    private static readonly Rights Planning = Rights.Of(Role.Planner, Role.LineLead, Role.Supervisor, Role.Integration);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sites/{site}/orders", OrdersPage.Show).OpenTo(Rights.Everyone).WithMetadata(new InNavigation("nav.orders", 20));
        pages.MapGet("/sites/{site}/orders/new", NewOrderPage.Show).OpenTo(Planning);
        pages.MapPost("/sites/{site}/orders/new", NewOrderPage.Submit).OpenTo(Planning);
        pages.MapGet("/sites/{site}/orders/{order}", OrderPage.Show).OpenTo(Rights.Everyone);

        // Who may do it the door says, which knows each act's rights.
        var order = pages.MapGroup("/sites/{site}/orders/{order}");
        order.MapPost("/release", OrderForms.Release).OpenTo(Rights.Everyone);
        order.MapPost("/change", OrderForms.Change).OpenTo(Rights.Everyone);
        order.MapPost("/hold", OrderForms.Hold).OpenTo(Rights.Everyone);
        order.MapPost("/resume", OrderForms.Resume).OpenTo(Rights.Everyone);
        order.MapPost("/split", OrderForms.Split).OpenTo(Rights.Everyone);
        order.MapPost("/complete", OrderForms.Complete).OpenTo(Rights.Everyone);
        order.MapPost("/close-short", OrderForms.CloseShort).OpenTo(Rights.Everyone);
        order.MapPost("/cancel", OrderForms.Cancel).OpenTo(Rights.Everyone);

        var job = pages.MapGroup("/sites/{site}/orders/{order}/jobs/{job}");
        job.MapPost("/dispatch", JobForms.Dispatch).OpenTo(Rights.Everyone);
        job.MapPost("/hold", JobForms.Hold).OpenTo(Rights.Everyone);
        job.MapPost("/release-held", JobForms.ReleaseHeld).OpenTo(Rights.Everyone);
        job.MapPost("/split", JobForms.Split).OpenTo(Rights.Everyone);
        job.MapPost("/reopen", JobForms.Reopen).OpenTo(Rights.Everyone);
    }
}
