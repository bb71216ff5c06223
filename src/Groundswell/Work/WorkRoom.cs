using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Groundswell.Work.Boards;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.OrderRecords;
using Groundswell.Work.Orders;
using Groundswell.Work.Past;
using Groundswell.Work.SetAside;
using Groundswell.Work.Steps;
using Groundswell.Work.Terminal;

namespace Groundswell.Work;

/// <summary>Work: orders become jobs, jobs are done step by step at work units. All of the room, at one glance.</summary>
public sealed class WorkRoom : IRoom
{
    public string Name => "Work";

    public JsonSerializerContext Json => WorkJson.Default;

    public IEnumerable<Type> Events =>
    [
        typeof(OrderCreated), typeof(OrderChanged), typeof(OrderReleased), typeof(OrderRebound), typeof(OrderHeld), typeof(OrderResumed), typeof(OrderLotAssigned),
        typeof(OrderLotUnassigned), typeof(OrderOutputLotAssigned), typeof(OrderSplit), typeof(OrderJobAdded), typeof(OrderCompleted),
        typeof(OrderClosedShort), typeof(OrderCancelled),
        typeof(JobPlanned), typeof(JobRebound), typeof(JobDispatched), typeof(JobStarted), typeof(JobJoined), typeof(JobLeft), typeof(JobPhaseChanged), typeof(JobPaused),
        typeof(JobHeld), typeof(JobSuspended), typeof(JobResumed), typeof(JobOutputReported), typeof(JobOutputCorrected), typeof(JobSplit),
        typeof(JobCompleted), typeof(JobReopened), typeof(JobCancelled),
        typeof(StepCompleted), typeof(StepCorrected), typeof(StepUndone), typeof(StepSkipped), typeof(StepForced), typeof(ExceptionRaised), typeof(ExceptionReleased),
        typeof(HelpCallRaised), typeof(HelpCallRouted), typeof(HelpCallTaken), typeof(HelpCallGivenBack), typeof(HelpCallAnswered), typeof(HelpCallClosed),
        typeof(HandOverWritten), typeof(HandOverRead), typeof(RecordCopied),
        typeof(ActSetAside), typeof(SetAsideEntered), typeof(SetAsideRejected),
        typeof(PastExecutionRecorded), typeof(PastUseRecorded),
    ];

    public void Acts(Acts acts)
    {
        OrderActs.List(acts);
        JobActs.List(acts);
        StepActs.List(acts);
        CallActs.List(acts);
        PastActs.List(acts);
        SetAsideActs.List(acts);
    }

    public void Views(Projections views)
    {
        views.Add(new OrderBook());
        views.Add(new JobBoard());
        views.Add(new ExceptionList());
        views.Add(new CallList());
        views.Add(new PastExecutions());
        views.Add(new SetAsideList());
        views.Add(new StepPractice());
        views.Add(new OutputByHour());
    }

    public void Queries(Queries queries)
    {
        OrderBook.List(queries);
        JobBoard.List(queries);
        ExceptionList.List(queries);
        CallList.List(queries);
        PastReports.List(queries);
        SetAsideList.List(queries);
        TerminalQueries.List(queries);
    }

    public void Pages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sites/{site}/board", LineBoardPage.Show).OpenTo(Rights.Everyone).AlsoToStations().WithMetadata(new InNavigation("nav.board", 10));
        OrderPages.Map(pages);
        pages.MapGet("/sites/{site}/exceptions", ExceptionsPage.Show).OpenTo(Rights.Everyone).WithMetadata(new InNavigation("nav.exceptions", 30));
        pages.MapPost("/sites/{site}/exceptions/{job}/{number:int}/release", ExceptionsPage.Release).OpenTo(Rights.Everyone);
        OrderRecordPages.Map(pages);
        TerminalPages.Map(pages);
        SheetPreview.Map(pages);
    }
}
