using Groundswell.Deciding;
using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Cast;
using Groundswell.Masters.Contents;
using Groundswell.Plant;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;

namespace Groundswell.Demonstration.Days;

/// <summary>Somebody works on a job, from the start or from where another left it, until it is done, something is in the way, or the shift ends.</summary>
internal sealed class JobWork(PlantLife life, CastPerson person, ShopJob job, string workUnit)
{
    private readonly Chance _chance = life.ChanceOf(person);

    private Id<Job> Id => new(job.Id);

    public async Task Run(DateTimeOffset last)
    {
        job.Busy = true;
        try
        {
            if (await Take() && await Steps(last))
                await Complete();
        }
        finally
        {
            job.Busy = false;
        }
    }

    /// <summary>Starts the job, or goes on with it; false where the record says no.</summary>
    private async Task<bool> Take()
    {
        if (job.WorkUnit is null)
        {
            job.WorkUnit = workUnit;
            var setup = job.Operation.Setup > TimeSpan.Zero;
            var started = await Ask(new StartJob(Id, new Id<WorkUnit>(workUnit), setup ? JobPhase.Setup : JobPhase.Run));
            if (started.Refusal is { } refusal)
            {
                if (refusal is not JobNotPlanned)
                    job.WorkUnit = null;
                PutOff(refusal);
                return false;
            }

            if (setup)
            {
                await life.Timeline.For(job.Operation.Setup!.Value * Slowness());
                await Ask(new ChangePhase(Id, JobPhase.Run));
            }

            return true;
        }

        var resumed = await Ask(new ResumeJob(Id));
        if (resumed.Refusal is null or JobNotStopped { Status: JobStatus.Running })
        {
            if (resumed.Refusal is not null && (await Ask(new JoinJob(Id))).Refusal is { } unjoined and not AlreadyInCrew)
            {
                PutOff(unjoined);
                return false;
            }

            return true;
        }

        PutOff(resumed.Refusal);
        return false;
    }

    /// <summary>Does what is open; false where it stopped before the end.</summary>
    private async Task<bool> Steps(DateTimeOffset last)
    {
        var hurried = Hurried();
        var owed = TimeSpan.Zero;
        foreach (var step in job.Operation.Steps.Where(step => !job.Done.Contains(step.Id)).ToList())
        {
            if (life.Now >= last && owed == TimeSpan.Zero)
                return await StopForShift();
            await LetRealPeopleWork();
            if (job.Done.Contains(step.Id) || job.Ended)
                continue;
            var takes = StepTimes.Of(step, Slowness()) * (IsNew(step) ? 1.6 - 0.6 * life.Stances.Of(person.Id) : 1);

            // Who finds a screen a nuisance works first and enters everything afterwards.
            if (hurried && step.Does is not (RunTimer or SignStep or ConfirmBySecondPerson))
            {
                owed += takes;
                takes = TimeSpan.FromSeconds(_chance.Between(6, 14));
                if (owed > TimeSpan.FromMinutes(12) || step == job.Operation.Steps[^1])
                {
                    await life.Timeline.For(owed);
                    owed = TimeSpan.Zero;
                }
            }

            await life.Timeline.For(takes);
            if (!await new StepWork(life, person, job, step).Run())
                return false;
        }

        if (owed > TimeSpan.Zero)
            await life.Timeline.For(owed);
        return true;
    }

    private async Task Complete()
    {
        var output = OutputOfTest();
        var answer = await Ask(new CompleteJob(Id, output));
        if (answer.Refusal is { } refusal)
        {
            // A step that was taken for done is not, or somebody real was quicker.
            await life.Timeline.Do(stop => life.Refresh(job, stop));
            PutOff(refusal);
            return;
        }

        job.Ended = true;
        job.Output += output ?? Output.None;
        await new OrderEnd(life, person, job).Run();
    }

    /// <summary>What a test came to; null where a step has reported what came out.</summary>
    private Output? OutputOfTest()
    {
        if (job.Operation.Steps.Any(step => step.Does is Masters.Contents.ReportOutput))
            return null;
        return job.Result switch
        {
            "rework" => new Output(0, Rework: job.Order.Quantity, Reason: "noise"),
            "scrap" => new Output(0, Rejected: job.Order.Quantity, Reason: "housing"),
            "pass" => new Output(job.Order.Quantity),
            _ => null,
        };
    }

    private async Task<bool> StopForShift()
    {
        await Ask(new PauseJob(Id, "end of shift"));
        await Notes.Leave(life, person, HandOverKind.Job, job.WorkCenter, _chance.Of(Texts.JobNotes), job.Id);
        return false;
    }

    /// <summary>At a terminal where a real person is badged in nobody made up does anything; afterwards they see what was done meanwhile.</summary>
    private async Task LetRealPeopleWork()
    {
        if (!life.Shop.IsTaken(workUnit))
            return;
        while (life.Shop.IsTaken(workUnit))
            await life.Timeline.For(TimeSpan.FromSeconds(30));
        await life.Timeline.Do(stop => life.Refresh(job, stop));
    }

    private void PutOff(Refusal? why)
    {
        if (why is JobUnknown or JobOrderStopped)
            job.NotBefore = life.Now + TimeSpan.FromHours(2);
        else
            job.NotBefore = life.Now + TimeSpan.FromMinutes(20);
    }

    private bool IsNew(Step step) => job.Order.Version > 1 && job.Order.Master?.NewSteps.Contains(step.Id) == true;

    private bool Hurried() => _chance.Is(Math.Max(0, 0.75 - person.Traits.Care));

    private double Slowness() => (1.5 - person.Traits.Pace) * _chance.Between(0.7, 1.4);

    private Task<Answer> Ask(SiteCommand command) => life.Ask(person, command, workUnit);
}
