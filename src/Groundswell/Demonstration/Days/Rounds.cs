using Groundswell.Deciding;
using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Cast;
using Groundswell.Demonstration.Plants;
using Groundswell.Masters;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;

namespace Groundswell.Demonstration.Days;

/// <summary>Once in a shift somebody at the last work center does each routine.</summary>
internal sealed class Rounds(PlantLife life, Chance chance)
{
    private readonly Dictionary<string, (Id<Job> Job, CastPerson By)> _last = new(StringComparer.Ordinal);

    /// <summary>Where they are done.</summary>
    public string WorkCenter => life.Plant.WorkCenters[^1].Id;

    /// <summary>Who does them.</summary>
    public IReadOnlyList<CastPerson> Workers => [.. life.Cast.People.Where(person => person.Works && person.WorkCenters[0] == WorkCenter)];

    /// <summary>The job of a routine that was done last, and by whom.</summary>
    public (Id<Job> Job, CastPerson By)? Last(DemoRoutine routine) => _last.TryGetValue(routine.Id, out var last) ? last : null;

    public async Task Run()
    {
        while (true)
        {
            await life.Timeline.For(TimeSpan.FromMinutes(chance.Between(90, 160)));
            foreach (var routine in Routines.All)
                await Do(routine);
            await life.Timeline.For(TimeSpan.FromMinutes(chance.Between(240, 300)));
        }
    }

    private async Task Do(DemoRoutine routine)
    {
        var present = life.Shop.Present.Where(person => person.Works && person.WorkCenters[0] == WorkCenter).ToList();
        if (present.Count == 0 || (life.Shop.Here(Duty.Planner) ?? life.Shop.Here(Duty.LineLead) ?? life.Shop.Here(Duty.Supervisor)) is not { } planner)
            return;
        var by = chance.Of(present);
        var unit = chance.Of(life.Plant.WorkCenters[^1].Units).Id;
        if (life.Shop.IsTaken(unit))
            return;
        var order = new Id<Order>(life.NextId(routine.OrderPrefix));
        var (master, center) = (new Id<WorkMaster>(routine.Id), new Id<Groundswell.Plant.WorkCenter>(WorkCenter));
        if ((await life.Ask(planner, new CreateOrder(order, master, 1, DemoRoutine.Unit, life.Now.AddHours(4)))).Receipt is null
            || (await life.Ask(planner, new ReleaseOrder(order, center))).Receipt is null
            || life.Peek(order)?.Version is not { } bound || life.Version(bound) is not { } version)
            return;
        var job = JobIds.Of(order, version.Content.Operations[0].Id);
        await life.Ask(planner, new DispatchJob(job, center));
        if ((await life.Ask(by, new StartJob(job, new(unit)), unit)).Receipt is null)
        {
            await life.Ask(planner, new CancelOrder(order, "Nobody could do it in this shift."));
            return;
        }

        foreach (var step in version.Content.Operations[0].Steps)
        {
            await life.Timeline.For(TimeSpan.FromMinutes(chance.Between(1.5, 4)));
            await life.Ask(by, new CompleteStep(job, step.Id), unit);
        }

        if ((await life.Ask(by, new CompleteJob(job, new Output(1)), unit)).Receipt is null)
            return;
        await life.Ask(by, new CompleteOrder(order));
        _last[routine.Id] = (job, by);
    }
}
