using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Tests.Deciding;
using Groundswell.Tests.Projecting;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

/// <summary>What boards show of a job is what its own entries say.</summary>
public sealed class JobBoardTests
{
    [Theory, EveryPlant]
    public async Task A_job_taken_up_again_runs_and_shows_who_took_it_up(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        await rooms.Do(new AddArea(new("H1"), "Hall 1"));
        await rooms.Do(new AddWorkCenter(Filling, "Filling", new("H1")));
        await rooms.Do(new AddWorkUnit(Filler, "Filler 1", Filling, []));
        await rooms.Do(new RegisterPerson(new("P-2"), [Function.Operations]));
        await rooms.Do(new DefineMaterial(new("HAND-RUB"), "Hand rub", "L", MaterialTracking.Lot));
        await rooms.Do(new TakeOverVersion(Master, Content with { Operations = [Content.Operations[1]], BillOfMaterial = [] }, "SOP-7"));
        await rooms.Do(new RecordBaseline(Master, [new BaselineVersion(VersionId)], "SOP-7"));
        await rooms.Do(new CreateOrder(OrderNo, Master, 100, "L"));
        await rooms.Do(new ReleaseOrder(OrderNo));
        await rooms.Do(new StartJob(Fill, Filler));
        await rooms.Do(new CompleteJob(Fill, new Output(50)));
        await rooms.Do(new ReopenJob(Fill, "Fifty were left"), RoomsAtWork.Anyone("P-2"));
        await rooms.StartViews();

        await using var views = rooms.Views.Open();
        var row = Assert.Single(views.Set<JobRow>());
        Assert.Equal((JobStatus.Running, "P-2", null, VersionId.Value), (row.Status, row.Crew, row.EndedAt, row.Version));
    }
}
